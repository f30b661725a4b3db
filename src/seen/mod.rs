//! What was seen of one file, whatever it is for: plain data that depends on its bytes alone, so that it can be kept by content.

pub mod content;
pub mod look;
pub mod miniature;
pub mod picture;
pub mod reading;
pub mod sheet;

pub use content::{Content, Inspected, SeenPage, Trouble};
pub use picture::Picture;
pub use reading::{Reading, Said, Unread};
