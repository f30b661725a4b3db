//! Pictures as whoever reads their text needs them: print need not be as fine as for printing it again.

use super::decode::decode;
use super::faithful::faithful;
use super::format::Format;
use super::raster::Raster;
use crate::jpeg::{self, Colour};

/// Decodes a picture as it is stored, for its text; `None` where it does not decode.
pub fn decode_for_reading(bytes: &[u8], format: Format) -> Option<Raster> {
    let printed = |colour| matches!(colour, Colour::Cmyk { .. } | Colour::Ycck);
    if format == Format::Jpeg && jpeg::header(bytes).is_some_and(|header| printed(header.colour)) {
        return faithful(bytes);
    }
    decode(bytes, format)
}
