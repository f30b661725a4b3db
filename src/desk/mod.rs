//! The desk: the same work in a browser, on a page that this machine alone can see.
//!
//! ```text
//! browser ── gate (Host, Origin, cookie) ── routes ── session ── app
//!                                             └─ page (built in)   └─ watch: a change in the folder is shown at once
//! ```
//!
//! A folder that holds many people's shows everybody's row (`staff`), and behind it each person's own desk, which is the
//! same as for one folder alone.
//!
//! Routes over `app/`, nothing else: the page shows what the check says and judges nothing by itself. A file is named by
//! the number that the last look at the folder gave it, never by a path, so there is no path to go astray. The only room
//! that knows HTTP.

mod add;
mod answer;
mod at;
mod changes;
mod everybody;
mod files;
mod finish;
mod gate;
mod pages;
mod people;
mod persons;
mod presence;
mod routes;
mod serve;
mod session;
mod staff;
mod state;

pub use serve::{Desk, Opener, open};

#[cfg(test)]
mod tests;
