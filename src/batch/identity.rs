//! How a run tells people apart without writing down their ID numbers.

use crate::register::key_path;
use crate::secret::Secret;
use std::io;
use std::path::Path;

/// The key that people's numbers are hashed under.
#[derive(Debug)]
pub struct Identity {
    secret: Secret,
    kept: bool,
}

impl Identity {
    /// The key in a file that several machines share; it is made where there is none.
    ///
    /// # Errors
    /// Where the file is no key, or cannot be read or made.
    pub fn shared(file: &Path) -> io::Result<Self> {
        Ok(Self { secret: Secret::read_or_create(file)?, kept: true })
    }

    /// The key of a register, whether or not there is a register yet; `None` where there is no place for it.
    pub fn of_register(register: &Path) -> Option<Self> {
        let key = key_path(register);
        let found = Secret::read(&key).ok()?;
        let secret = found.or_else(|| {
            crate::secret::create_private_folder(register.parent()?).ok()?;
            Secret::read_or_create(&key).ok()
        })?;
        Some(Self { secret, kept: true })
    }

    /// A key for this run alone: it finds the same number twice, and no digest of it is written.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn of_this_run() -> io::Result<Self> {
        Ok(Self { secret: Secret::random()?, kept: false })
    }

    /// Whether digests mean something beyond this run.
    pub(super) const fn is_kept(&self) -> bool {
        self.kept
    }

    /// The digest of an ID number; `None` where there is none.
    pub(super) fn person(&self, id_number: &str) -> Option<String> {
        self.secret.person(id_number)
    }
}
