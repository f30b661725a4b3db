//! The desk: the same work in a browser, on a page that this machine alone can see.
//!
//! ```text
//! browser ── gate (Host, Origin, cookie) ── routes ── session ── app
//!                                             └─ page (built in)   └─ watch: a change in the folder is shown at once
//! ```
//!
//! Routes over `app/`, nothing else: the page shows what the check says and judges nothing by itself. A file is named by
//! the number that the last look at the folder gave it, never by a path, so there is no path to go astray. The only room
//! that knows HTTP.

mod answer;
mod changes;
mod finish;
mod gate;
mod presence;
mod routes;
mod serve;
mod session;
mod state;

pub use serve::{Desk, Opener, open};

#[cfg(test)]
mod tests;
