//! The paper: the form and the desk set laid out, printed, read back, and written by the commands.

mod cases;
mod command;
mod desk;
mod flat;
mod flow;
mod form;
mod one_sheet;
mod pages;
mod people;
mod photo_cell;
mod pictures;
pub(crate) mod readback;
mod region;
mod tools;

use crate::support::command as cli;
use crate::support::page_styles;
use drawings::jpeg_encoder as encoder;
