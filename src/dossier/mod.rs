//! One applicant's folder, laid against one profile: plain data, no behaviour to speak of.

pub mod answers;
pub mod applicant;
pub mod form_sheet;
pub mod fraction;
pub mod id_number;
pub mod load;
mod load_answers;
pub mod path;
mod reckon;
mod references;
pub mod scan;
pub mod slot;
pub mod survey;
pub mod understood;
pub mod unfinished;

pub use answers::{Answers, AtHand};
pub use applicant::Applicant;
pub use load_answers::as_asked;
pub use path::RelPath;
pub use reckon::{Open, Why, no_beginning, open, spread, with_reckoned};
pub use references::unknown_parts;
pub use scan::{Scan, accepted_as};
pub use slot::window_for;
pub use slot::{Ambiguous, Claim, Dossier, Doubt, Need, PageMark, Piece, Slot, Stray};
pub use survey::{Found, FoundFile, Note, Skipped};
pub use understood::Understood;
