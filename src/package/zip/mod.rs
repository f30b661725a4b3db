//! The canonical zip: one way to write a given list of files, and a reader that accepts nothing else.
//!
//! Zip lets the same fact stand in three places and readers differ in which they believe. Here the bytes follow from
//! the names and contents alone: entries stored in byte order of their names, no extra fields (zip64 only where a
//! number does not fit), no descriptors, no comment, one date, one mode. The reader rebuilds each header from what it
//! read and compares, so what it accepts is byte for byte what [`writer`] writes.

mod end;
mod format;
mod headers;
pub mod reader;
pub mod writer;

pub use format::{Entry, content_offset};
