//! Results in the order in which they were asked for, whatever the order in which they are ready.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
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
    deliver: &'q mut (dyn FnMut(T) -> ControlFlow<()> + Send),
}

impl<'q, T> Queue<'q, T> {
    pub(super) fn new(deliver: &'q mut (dyn FnMut(T) -> ControlFlow<()> + Send)) -> Self {
        let waiting = Waiting { results: BTreeMap::new(), next: 0, closed: false, deliver };
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

    pub(super) fn give(&self, at: usize, result: T) {
        let mut waiting = self.lock();
        waiting.results.insert(at, result);
        while !waiting.closed {
            let next = waiting.next;
            let Some(result) = waiting.results.remove(&next) else { break };
            if (waiting.deliver)(result).is_break() {
                waiting.closed = true;
            }
            waiting.next += 1;
        }
        drop(waiting);
        self.moved.notify_all();
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.moved.notify_all();
    }
}
