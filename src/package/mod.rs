//! The package: one zip file that any archive tool, `sha256sum` and every BagIt validator accept, and whose fingerprint
//! stands on the paper form.
//!
//! ```text
//! Dossier, Report ── plan (pure) ──► Plan
//! Plan ── bag::lay_out (pure) ──► Layout ── write ──► .sha256, form, zip
//! zip ── zip::reader ──┐
//! folder ──────────────┴─► Contents ── judge (pure) ──► Verified, or Refusals with K-codes
//! ```

mod aligned;
pub mod bag;
pub mod contents;
pub mod copy;
mod folder;
mod info;
mod judge;
pub mod name;
mod packed;
pub mod part_file;
pub mod place;
pub mod plan;
mod recorded;
pub mod refusal;
pub mod report_text;
mod reserve;
mod sink;
mod tag_text;
pub mod verify;
pub mod write;
pub mod zip;

/// What goes on, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The work is known.
    Began {
        /// Files to read.
        files: u64,
        /// Their bytes in all.
        bytes: u64,
    },
    /// So many more bytes were read.
    Bytes(u64),
}

/// Told of each [`Event`].
pub type Listener<'l> = &'l dyn Fn(Event);
