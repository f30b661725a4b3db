//! Reads a profile's files, or reports everything that is wrong with them.
//!
//! People in an HR office write a profile once a year, from last year's. Every fault of every file comes out in one
//! run, each with its line, its column and, for a misspelt word, the one that was meant.

mod check_kinds;
mod checklist;
mod checks;
mod conditions;
mod contradiction;
mod days;
mod facts;
mod file_names;
mod files;
mod folder;
mod items;
mod kinds;
mod labels;
mod limits;
mod merged;
mod naming;
mod pages;
mod paper;
mod points;
mod preset;
mod reach;
mod reckoned;
mod roster;
mod says;
mod sides;
mod terms;
mod text_form;
mod total;
mod two_choices;
mod validity;
mod when;
mod windows;
mod years;

pub use files::{
    CHECKLIST, FACTS, Files, PAPER, asked_of, faults_of_labels, from_files, from_files_in, shown, usual_facts,
};
pub use folder::{files_of, from_folder};
pub(crate) use when::when_of_facts;
