//! The package and the register: what is written, what is refused, and what the commands say.

mod command;
mod every_byte;
mod honest;
mod hostile;
mod merged;
mod opened;
mod register;
mod relabelled;
mod swaps;
mod tampered;
mod write;

use crate::support::command as cli;
use crate::support::package as support;
