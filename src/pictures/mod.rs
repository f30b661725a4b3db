//! Everything known about pixels, once: pictures of every format become gray or RGB, upright, on white paper.
//!
//! The only room that names the `image` crate. What a JPEG is without its pixels stands in [`crate::jpeg`].

mod apart;
mod blocks;
mod crop;
mod decode;
mod faithful;
mod format;
mod inks;
mod luma;
mod means;
mod preview;
mod raster;
mod reading;
mod refusal;
mod straight;
mod thumbnail;
pub mod tiff;
mod turn_tag;
mod unread;
mod unusual;
mod white;
pub(crate) mod ycbcr;

pub use apart::{Apart, Cells, apart, apart_from_blocks, cells_apart};
pub use blocks::lacks_only_its_end;
pub use crop::{Crop, crop};
pub use decode::{decode, decoded, dimensions, is_readable};
pub use faithful::{faithful, is_picture_of, is_piece_of, is_same_turned, shows};
pub use format::Format;
pub use inks::are_inks_doubtful;
pub use luma::{Luma, luma};
pub use preview::Preview;
pub use preview::preview;
pub(crate) use preview::{light, of as preview_of};
pub use raster::Raster;
pub use reading::decode_for_reading;
pub use refusal::Refusal;
pub use straight::is_straightened;
pub use thumbnail::{Shown, Thumbnail, large, thumbnail};
pub use turn_tag::is_turn_disputed;
