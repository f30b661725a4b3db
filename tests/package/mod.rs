//! The package and the register: what is written, what is refused, and what the commands say.

#[path = "../support/command.rs"]
mod cli;
mod command;
mod every_byte;
mod honest;
mod hostile;
mod merged;
mod opened;
mod register;
mod relabelled;
#[path = "../support/package.rs"]
mod support;
mod swaps;
mod tampered;
mod write;
