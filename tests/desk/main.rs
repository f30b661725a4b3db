//! `dossier desk`: who may come in, what can go wrong, and what can be done.

#[path = "../support/command.rs"]
mod command;
#[path = "../support/tiff_pages.rs"]
mod tiff_pages;

mod add;
mod client;
mod safe;
mod sheet;
mod staff;
mod staff_safe;
mod work;
