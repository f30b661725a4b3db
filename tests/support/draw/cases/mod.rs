//! Which picture lies where under `fixtures/`: one that several applicants could hand in is written to each of their folders,
//! with their name.

use super::output::jpeg;
use super::person;
use super::sheet::Sheet;

mod courses;
mod papers;
mod persons;
mod posts;
mod years;

/// One drawn scan.
#[derive(Debug, Clone, Copy)]
pub struct Scan {
    /// Where it is written, relative to `fixtures/`.
    pub paths: &'static [&'static str],
    /// Draws it, as the bytes of a JPEG.
    pub draw: fn() -> Vec<u8>,
}

impl Scan {
    /// The bytes that `path` gets, with the name of the person whose folder it is.
    pub fn drawn_for(&self, path: &str) -> Vec<u8> {
        person::drawn_for(person::of(path), self.draw)
    }
}

/// Every scan of the cases: `complete`, `in-service`, `exempt`, `first-time`, and one of each further profile.
pub fn scans() -> impl Iterator<Item = &'static Scan> {
    [persons::SCANS, posts::SCANS, years::SCANS, courses::SCANS, papers::SCANS].into_iter().flatten()
}

/// A colour scan at `dpi`.
fn colour(dpi: u16, draw: impl FnOnce(f32) -> Sheet) -> Vec<u8> {
    jpeg(&draw(f32::from(dpi)).scanned(), 76, dpi)
}

/// A gray scan at `dpi`: smaller, for pages without a seal.
fn gray(dpi: u16, draw: impl FnOnce(f32) -> Sheet) -> Vec<u8> {
    jpeg(&draw(f32::from(dpi)).scanned_gray(), 76, dpi)
}
