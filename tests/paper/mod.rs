//! The paper: the form and the desk set laid out, printed, read back, and written by the commands.

mod cases;
#[path = "../support/command.rs"]
mod cli;
mod command;
mod desk;
use drawings::jpeg_encoder as encoder;
mod flat;
mod flow;
mod form;
mod one_sheet;
#[path = "../support/page_styles.rs"]
mod page_styles;
mod pages;
mod people;
mod photo_cell;
mod pictures;
mod readback;
mod region;
mod tools;
