//! `dossier desk`: who may come in, what can go wrong, and what can be done.

#[path = "../support/command.rs"]
mod command;

mod add;
mod client;
mod safe;
mod sheet;
mod staff;
mod staff_safe;
mod work;
