//! The desks of single people that are open behind the roster.

use super::session::{Session, locked};
use crate::app::Touched;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// How many stay open though nobody looks at them: each keeps what is known of some thirty scans, and a thread asleep.
const KEPT: usize = 8;

/// Open desks, by the id of the person.
#[derive(Default)]
pub(super) struct PersonDesks(Mutex<BTreeMap<String, Open>>);

struct Open {
    session: Arc<Session>,
    /// Where the dossier lies below the staff folder.
    below: PathBuf,
    /// Tells of a change in the folder; the desk's thread ends with it.
    changed: Sender<()>,
    used: Instant,
}

impl PersonDesks {
    /// The desk of a person, made by `make` where it is not open; `news` is told when it finds out what no change in the
    /// folder shows. `None` where the system gives no thread to keep an eye on it.
    pub(super) fn open(
        &self,
        id: &str,
        below: &Path,
        make: impl FnOnce() -> Session,
        news: impl Fn() + Send + Sync + 'static,
    ) -> Option<Arc<Session>> {
        let mut desks = locked(&self.0);
        if let Some(open) = desks.get_mut(id) {
            open.used = Instant::now();
            return Some(Arc::clone(&open.session));
        }
        close_the_oldest(&mut desks);
        let session = Arc::new(make());
        let (changed, changes) = channel();
        let staying = Arc::clone(&session);
        std::thread::Builder::new().spawn(move || staying.stay_told(&changes, news)).ok()?;
        let open = Open { session: Arc::clone(&session), below: below.to_owned(), changed, used: Instant::now() };
        desks.insert(id.to_owned(), open);
        Some(session)
    }

    /// Passes a change on to whom it concerns.
    pub(super) fn tell(&self, touched: &Touched) {
        for open in locked(&self.0).values().filter(|open| touched.touches(&open.below)) {
            // The thread is there as long as the desk is.
            let _ = open.changed.send(());
        }
    }
}

/// Makes room for one more.
fn close_the_oldest(desks: &mut BTreeMap<String, Open>) {
    while desks.len() >= KEPT {
        let idle = desks.iter().filter(|(_, open)| !open.session.is_looked_at());
        let Some(oldest) = idle.min_by_key(|(_, open)| open.used).map(|(id, _)| id.clone()) else { return };
        desks.remove(&oldest);
    }
}
