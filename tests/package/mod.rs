//! The package and the register: what is written, what is refused, and what the commands say.

use crate::support::command as cli;
mod command;
mod every_byte;
mod honest;
mod hostile;
mod merged;
mod opened;
mod register;
mod relabelled;
use crate::support::package as support;
mod swaps;
mod tampered;
mod write;
