//! Files that a person drops on the page or chooses: each comes in a request of its own, whole or not at all.

use super::answer::file;
use super::at::At;
use super::changes::done;
use super::session::{BY, Session};
use super::state::Shown;
use crate::app::{NewFile, add_file};
use crate::text::Text;
use axum::body::Body;
use axum::extract::Query;
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// What a file is called, and how it stands among those that come together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Adding {
    name: String,
    /// Whether one of them was added already.
    goes_on: bool,
    /// Whether it is the last one.
    last: bool,
}

/// What became of it.
#[derive(Serialize)]
struct Answer {
    /// The version that shows it.
    version: u64,
    added: bool,
    note: Option<Text>,
}

/// Writes a file into the folder. The folder is checked after the last one of those that come together; meanwhile a change
/// in it is seen as any other is.
pub(super) async fn add(at: At, Query(adding): Query<Adding>, sent: Body) -> Response {
    let At { served, session } = at;
    let turn = served.adding.acquire().await;
    let bytes = match file(sent).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused,
    };
    let answer = done(move || {
        let file = NewFile { name: &adding.name, bytes: &bytes, goes_on: adding.goes_on };
        let add = |session: &Session, shown: &Shown| {
            let dossier = shown.checked.as_deref().map(|checked| &checked.dossier);
            add_file(&session.folder, dossier, file, BY)
        };
        let done = if adding.last { session.change(add) } else { session.change_on(add) }?;
        Ok(Answer { version: session.shown().version, added: done.is_new, note: done.note })
    })
    .await;
    drop(turn);
    answer
}
