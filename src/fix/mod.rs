//! A repaired copy of a dossier's folder, or its repair in place, which the journal takes back.
//!
//! ```text
//! check ─► Dossier ─┐
//! files ─► probe ───┴─► plan (pure) ─► make: jpeg (no pixel touched) | pixels, drawn pages ─► fit ─► document ─► write ─► check again
//! ```
//!
//! A picture is handled without loss where that can be: segments are taken out, it is turned in its coefficients. Where
//! it cannot, it is written anew at high quality, and that is said. Every result is compared with its source before it is
//! written. What no program can mend (blurred, cut off, missing)
//! is listed for the scanner.

mod beside;
mod choice;
mod claims;
mod cut;
mod document;
mod documents;
mod fit;
mod frame;
mod ground;
mod in_place;
mod judge;
mod make;
mod merged;
mod names;
mod outcome;
mod pages;
mod plan;
mod planned;
mod probe;
mod remaining;
mod row;
mod seek;
mod sheet;
mod step;
mod take;
mod turn;
mod unfit;
mod write;

pub use choice::{PageChoice, check_choices};
pub use cut::cut_to_sheet;
pub use in_place::write_in_place;
pub use merged::{Merged, merged};
pub use pages::{Page, pages};
pub use plan::plan;
pub use planned::{Make, Options, Plan, Planned, Seek, Source, Work};
pub use probe::{PdfPages, Probe, probe};
pub use remaining::{Remaining, is_cured, remaining};
pub use step::Step;
pub use take::Document;
pub use turn::turned;
pub use write::{Copy, Done, check_target, write};
