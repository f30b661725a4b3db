//! Results in the order in which they were asked for, whatever the order in which they are ready.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Results on their way out, held back until those before them are there.
pub(super) struct Queue<'q, T> {
    waiting: Mutex<Waiting<'q, T>>,
    moved: Condvar,
}

struct Waiting<'q, T> {
    results: BTreeMap<usize, T>,
    next: usize,
    closed: bool,
    failed: bool,
    deliver: &'q mut (dyn FnMut(T) -> ControlFlow<()> + Send),
}

impl<'q, T> Queue<'q, T> {
    /// An empty one.
    pub(super) fn new(deliver: &'q mut (dyn FnMut(T) -> ControlFlow<()> + Send)) -> Self {
        let waiting = Waiting { results: BTreeMap::new(), next: 0, closed: false, failed: false, deliver };
        Self { waiting: Mutex::new(waiting), moved: Condvar::new() }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<'q, T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until fewer than `window` dossiers before number `at` are under way; `false` when the run has ended.
    pub(super) fn wait_for_room(&self, at: usize, window: usize) -> bool {
        let full = |waiting: &mut Waiting<'q, T>| !waiting.closed && at >= waiting.next + window;
        let waiting = self.moved.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        !waiting.closed
    }

    /// Takes the result of number `at`, and delivers all that are next in order.
    pub(super) fn give(&self, at: usize, result: T) {
        let mut waiting = self.lock();
        waiting.results.insert(at, result);
        while !waiting.closed {
            let next = waiting.next;
            let Some(result) = waiting.results.remove(&next) else { break };
            match catch_unwind(AssertUnwindSafe(|| (waiting.deliver)(result))) {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => waiting.closed = true,
                Err(_) => (waiting.closed, waiting.failed) = (true, true),
            }
            waiting.next += 1;
        }
        drop(waiting);
        self.moved.notify_all();
    }

    /// Takes nothing more.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.moved.notify_all();
    }

    /// Takes nothing more, because a result that is waited for will never come.
    pub(super) fn fail(&self) {
        self.lock().failed = true;
        self.close();
    }

    /// Whether it was closed by [`Queue::fail`].
    pub(super) fn has_failed(&self) -> bool {
        self.lock().failed
    }
}
