//! What one file is, looks like and says, whoever handed it in and whatever for.

pub mod file;
pub mod font;
pub mod guard;
pub mod inspect;
pub mod jpeg;
pub mod limits;
pub mod pdf;
pub mod pictures;
pub mod read;
pub mod seen;
pub mod text;
