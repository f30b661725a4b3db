//! Runs work on a stranger's bytes: a panic in a decoder ends that piece of work, not the run.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

thread_local! {
    static GUARDING: Cell<bool> = const { Cell::new(false) };
}

/// How many run work that makes threads of its own.
static EVERYWHERE: AtomicUsize = AtomicUsize::new(0);

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

/// [`caught`], where the work makes threads of its own: nobody hears of a panic of any thread meanwhile.
///
/// # Errors
/// The words of the panic that reached this thread.
pub fn caught_on_all_threads<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    EVERYWHERE.fetch_add(1, Ordering::Relaxed);
    let done = caught(work);
    EVERYWHERE.fetch_sub(1, Ordering::Relaxed);
    done
}

/// Makes this thread one that does nothing but work that somebody else guards.
pub fn guard_thread() {
    GUARDING.set(true);
}

/// Whether this thread runs guarded work now: a panic there is caught, so nobody needs to hear of it.
pub fn is_guarding() -> bool {
    GUARDING.get() || EVERYWHERE.load(Ordering::Relaxed) > 0
}

fn words(payload: &(dyn Any + Send)) -> String {
    let literal = payload.downcast_ref::<&str>().map(|words| (*words).to_owned());
    literal.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
