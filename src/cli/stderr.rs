//! Writing to stderr. It never fails and never panics: where stderr cannot be written, nobody can be told, and the exit
//! code still says what was found.

use std::io::Write;

/// Writes text, colours only where a terminal shows them.
pub(super) fn write(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
