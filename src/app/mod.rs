//! The use cases: what each command does, in which order, on which threads, and the events it reports.
//!
//! It knows no terminal and no web page; both start the same use cases and show what they return. The only room that
//! names the thread pool.

mod applicant;
mod check;
mod dossiers;
mod event;
mod facts_form;
mod files;
mod fix;
mod folder_list;
mod form;
mod form_sheet;
mod kept;
mod known;
mod made_here;
mod memory;
mod named_profile;
mod output_file;
mod overwriting;
mod pack;
mod paper;
mod personal;
mod pictures;
mod queue;
mod reading;
mod settings;
mod sort;
mod staff;
mod staff_folders;
mod stages;
mod submissions;
mod turn;
mod undo;
mod verified;
mod watch;

pub use applicant::read_applicant;
pub use check::{CheckOrder, check_again, check_dossier};
pub use event::{Event, Listener};
pub use facts_form::{save_answers, save_source, view_form};
pub use files::inspect_files;
pub use fix::{FixOrder, Repair, fix_dossier};
pub use folder_list::listed_folders;
pub use form::{FormOrder, make_form};
pub use form_sheet::{FormSheetOrder, WrittenSheet, write_form_sheet};
pub use kept::CacheChoice;
pub use known::Known;
pub use made_here::Kind;
pub use named_profile::seen_from;
pub use output_file::{OutputFile, Readers, write_file, write_file_with};
pub use overwriting::{Inputs, Writes, check_apart, check_outputs, sweep_around};
pub use pack::{PackOrder, Packed, Packing, pack_dossier};
pub use paper::{PaperOrder, make_paper};
pub use personal::{Personal, PersonalResult, make_from_rows};
pub use pictures::{Shape, one_picture, private_paths, report_pictures};
pub use reading::Reads;
pub use settings::Settings;
pub use sort::{Sorting, make_moves, sort_dossier};
pub use staff::{Earlier, StaffOrder, StaffResult, StaffRun, check_listed, check_staff};
pub use staff_folders::{StaffFolders, StaffList, make_staff_folders};
pub use stages::{check, report_beside_window};
pub use submissions::RegisterChoice;
pub use turn::turn_picture;
pub use undo::{last_change, undo_any, undo_last};
pub use verified::{FormCheck, verify_package};
pub use watch::Watch;
