//! Workbooks in and out: the applicant's form as a workbook, and rosters that folders are made from.

mod form_sheet;
mod hostile;
mod made;
mod roster;
mod roster_tables;

use crate::support::command;
