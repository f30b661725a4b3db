//! Runs work on a stranger's bytes: a panic in a decoder ends that piece of work, not the run.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDING: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`; a panic, or nothing, is `None`.
pub fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    caught(work).ok().flatten()
}

/// Runs `work`.
///
/// # Errors
/// The words of its panic.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDING.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDING.set(before);
    done.map_err(|payload| words(payload.as_ref()))
}

/// Makes this thread one that does nothing but work that somebody else guards.
pub fn guard_thread() {
    GUARDING.set(true);
}

/// Whether this thread runs guarded work now: a panic there is caught, so nobody needs to hear of it.
pub fn is_guarding() -> bool {
    GUARDING.get()
}

fn words(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    literal.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
