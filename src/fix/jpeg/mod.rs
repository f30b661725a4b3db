//! JPEGs repaired without decoding a pixel: segments taken out, a picture turned in its DCT coefficients, codes made
//! shorter. What comes out shows the same picture to the last bit of every coefficient.

mod entropy;
mod huffman;
mod segments;
mod turn;
mod write;

pub(super) use segments::{Contents, clean, contents};
pub use turn::Turn;

use crate::inspect::coefficients;

/// The picture turned; `None` where it cannot be done without loss.
pub fn turned(bytes: &[u8], turn: Turn) -> Option<Vec<u8>> {
    let picture = coefficients(bytes)?;
    turn.is_lossless(&picture).then(|| write::write(bytes, &picture, turn))?
}

/// The picture with the shortest Huffman codes its coefficients allow, in one pass (T.81, K.2).
pub fn repacked(bytes: &[u8]) -> Option<Vec<u8>> {
    write::write(bytes, &coefficients(bytes)?, Turn::NONE)
}
