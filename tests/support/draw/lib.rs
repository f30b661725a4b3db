//! Draws pages that look like scans, so that no fixture needs a real person's papers.
//!
//! Everything is laid out in millimetres and drawn at any resolution: the tests of picture quality ask for one page at
//! several dpi, and `draw-fixtures` writes the folders under `fixtures/`. Two calls with the same arguments give the
//! same bytes: chance comes from [`noise::Noise`] alone, which is seeded.

// What a drawing is called says what it shows; a test that cannot draw should end.
#![allow(missing_docs, clippy::missing_panics_doc, clippy::return_self_not_must_use)]

pub mod assessment;
pub mod border;
pub mod cases;
pub mod certificate;
pub mod identity;
pub mod journal;
pub mod jpeg_encoder;
pub mod kinds;
pub mod laid;
pub mod letter;
pub mod lettering;
pub mod noise;
pub mod notices;
pub mod official;
pub mod output;
pub mod pdf;
pub mod person;
pub mod portrait;
pub mod seal;
pub mod sheet;
pub mod soften;
pub mod table;
pub mod words;
pub mod written;
