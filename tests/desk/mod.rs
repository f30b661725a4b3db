//! `dossier desk`: who may come in, what can go wrong, and what can be done.

mod add;
mod client;
mod safe;
mod sheet;
mod staff;
mod staff_safe;
mod work;

#[cfg(feature = "read")]
use crate::paper::readback;
use crate::support::command;
use crate::support::tiff_pages;
