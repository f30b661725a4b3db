//! The paper: the form and the desk set laid out, printed, read back, and written by the commands.

mod cases;
use crate::support::command as cli;
mod command;
mod desk;
use drawings::jpeg_encoder as encoder;
mod flat;
mod flow;
mod form;
mod one_sheet;
use crate::support::page_styles;
mod pages;
mod people;
mod photo_cell;
mod pictures;
pub(crate) mod readback;
mod region;
mod tools;
