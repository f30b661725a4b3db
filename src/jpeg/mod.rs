//! Everything known about JPEG files, once: what one reader accepts, all accept, in the same orientation.

mod orientation;

pub use orientation::{Orientation, Steps};
