//! What a command ends with.

use std::process::ExitCode;

/// What a command came to. Failures are errors, and exit with [`FAILED`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing against it.
    Good,
    /// Faults were found, a package was refused.
    Faults,
}

/// The tool or its arguments failed.
pub(super) const FAILED: u8 = 2;

/// Ended by Ctrl-C: 128 and the number of the signal.
pub(super) const INTERRUPTED: i32 = 130;

impl Exit {
    /// The exit code.
    pub(super) fn code(self) -> ExitCode {
        match self {
            Self::Good => ExitCode::SUCCESS,
            Self::Faults => ExitCode::from(1),
        }
    }
}
