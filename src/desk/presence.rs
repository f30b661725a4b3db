//! Whether somebody has the page open: each open page listens, and a desk that nobody listens to closes.

use std::time::Duration;
use tokio::sync::watch;

/// How long a desk waits for a page that was closed, or reloaded, to come back.
const PATIENCE: Duration = Duration::from_mins(1);

/// How many pages are open.
pub(super) struct Presence(watch::Sender<usize>);

/// One open page.
pub(super) struct Present(watch::Sender<usize>);

impl Presence {
    pub(super) fn new() -> Self {
        Self(watch::channel(0).0)
    }

    /// A page that is open as long as this is held.
    pub(super) fn enter(&self) -> Present {
        self.0.send_modify(|open| *open += 1);
        Present(self.0.clone())
    }

    /// Waits until there was a page, and then none for a minute.
    pub(super) async fn left(&self) {
        self.left_for(PATIENCE).await;
    }

    async fn left_for(&self, patience: Duration) {
        let mut open = self.0.subscribe();
        if open.wait_for(|open| *open > 0).await.is_err() {
            return;
        }
        loop {
            if open.wait_for(|open| *open == 0).await.is_err() {
                return;
            }
            let back = tokio::time::timeout(patience, open.wait_for(|open| *open > 0)).await;
            if back.is_err() {
                return;
            }
        }
    }
}

impl Drop for Present {
    fn drop(&mut self) {
        self.0.send_modify(|open| *open = open.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_closes_once_its_page_is_closed_and_not_before_it_was_opened() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let presence = Presence::new();
            let soon = Duration::from_millis(50);
            let waited = tokio::time::timeout(soon * 4, presence.left_for(soon)).await;
            assert!(waited.is_err(), "nobody came yet");
            let page = presence.enter();
            assert!(tokio::time::timeout(soon * 4, presence.left_for(soon)).await.is_err(), "somebody is there");
            let left = presence.left_for(soon);
            drop(page);
            // It was open a moment ago, and a second page may still come.
            let page = presence.enter();
            drop(page);
            drop(left);
            let again = presence.enter();
            let waiting = async {
                tokio::time::sleep(soon).await;
                drop(again);
            };
            let (left, ()) =
                futures_util::future::join(tokio::time::timeout(soon * 10, presence.left_for(soon)), waiting).await;
            assert!(left.is_ok());
        });
    }
}
