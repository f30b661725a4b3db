//! Whether four inks are stored as ink or as light, where the file does not say: by libjpeg's rule as ink, and some programs
//! store light.

use super::preview::{preview, preview_as};
use crate::jpeg::{self, Colour};

/// Levels below which a place is dark, and above which it is light.
const DARK: u8 = 64;
const LIGHT: u8 = 192;

/// Whether a JPEG of inks without Adobe's marker is mostly black as ink, and mostly paper as light.
pub fn are_inks_doubtful(bytes: &[u8]) -> bool {
    let Some(Colour::Cmyk { inverted: false }) = jpeg::header(bytes).map(|header| header.colour) else { return false };
    let as_light = preview_as(bytes, Colour::Cmyk { inverted: true });
    let (Some(as_ink), Some(as_light)) = (preview(bytes), as_light) else { return false };
    let mostly = |rgb: &[u8], is: &dyn Fn(u8) -> bool| {
        let greens = rgb.iter().skip(1).step_by(3);
        2 * greens.clone().filter(|level| is(**level)).count() > greens.count()
    };
    mostly(&as_ink.rgb, &|level| level < DARK) && mostly(&as_light.rgb, &|level| level > LIGHT)
}
