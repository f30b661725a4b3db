//! Profiles, the applicant's file, the survey, and which file fills which part.

#[path = "../support/command.rs"]
mod command;
#[path = "../support/page_styles.rs"]
mod page_styles;

mod applicant;
mod broken;
mod builtin;
mod called;
mod example;
mod explain;
mod facts;
mod files;
mod forms;
mod labels;
mod languages;
mod left_out;
mod mistakes;
mod names;
mod naming;
mod never;
mod not_asked_for;
mod notice_answers;
mod notice_pages;
mod notices;
mod order;
mod own;
mod page;
mod pages;
mod pieces;
mod points;
mod presets;
mod reckoned;
mod requirements;
mod said;
mod sayings;
mod survey;
mod total;
mod until;
mod usual;
mod ways;
mod windows;
mod words_of_reports;
mod year_agrees;
