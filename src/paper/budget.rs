//! How much is printed at most. A form, a letter or a list may name the same text again and again, and a package brings both from
//! strangers: what nobody would print is refused before it takes time or memory.

use crate::failure::failure;
use crate::limits::{PRINTED_CHARS, PRINTED_PAGES};
use anyhow::Result;
use std::cell::Cell;

/// What may still be set into one PDF.
#[derive(Debug)]
pub struct Budget {
    chars: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { chars: Cell::new(PRINTED_CHARS) }
    }
}

impl Budget {
    /// Takes a value of the applicant's data out of it.
    ///
    /// # Errors
    /// Where it has no room for the value any more.
    pub fn take(&self, value: &str) -> Result<()> {
        let left = self.chars.get().checked_sub(value.chars().count()).ok_or_else(too_long)?;
        self.chars.set(left);
        Ok(())
    }
}

/// What is said of a text that would be longer than any that is printed.
pub(super) fn too_long() -> anyhow::Error {
    failure(
        format!(
            "要打印的内容超过 {PRINTED_PAGES} 页，没有生成：请缩短 applicant.toml 里最长的几处，或检查 form.toml、paper.toml"
        ),
        format!(
            "there is more to print than {PRINTED_PAGES} pages, so nothing was made: shorten the longest texts of \
             applicant.toml, or check form.toml and paper.toml"
        ),
    )
}
