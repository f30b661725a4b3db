//! `dossier desk`: who may come in, what can go wrong, and what can be done.

#[path = "../support/command.rs"]
mod command;
#[cfg(feature = "read")]
#[path = "../paper/readback.rs"]
#[allow(dead_code, reason = "only the text of pages is read here")]
mod readback;
#[path = "../support/tiff_pages.rs"]
mod tiff_pages;

mod add;
mod client;
mod safe;
mod sheet;
mod staff;
mod staff_safe;
mod work;
