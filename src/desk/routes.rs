//! What is at which address.

use super::answer::{bytes, json, refused};
use super::serve::Served;
use super::{changes, finish, gate};
use crate::app::{Shape, one_picture};
use crate::text::Lang;
use axum::Router;
use axum::extract::{Path as Named, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::sync::Arc;

/// The files of the page, built into the program.
const FILES: [(&str, &str, &str); 8] = [
    ("/desk.css", "text/css; charset=utf-8", include_str!("page/desk.css")),
    ("/main.js", SCRIPT, include_str!("page/main.js")),
    ("/words.js", SCRIPT, include_str!("page/words.js")),
    ("/server.js", SCRIPT, include_str!("page/server.js")),
    ("/checklist.js", SCRIPT, include_str!("page/checklist.js")),
    ("/heap.js", SCRIPT, include_str!("page/heap.js")),
    ("/sheet.js", SCRIPT, include_str!("page/sheet.js")),
    ("/form.js", SCRIPT, include_str!("page/form.js")),
];

const SCRIPT: &str = "text/javascript; charset=utf-8";
const PAGE: &str = include_str!("page/index.html");

/// All of it, behind the gate.
pub(super) fn router(served: Arc<Served>) -> Router {
    let mut router = Router::new().route("/", get(page));
    for (path, kind, text) in FILES {
        router = router.route(path, get(move || async move { bytes(kind, text) }));
    }
    router
        .route("/api/report", get(report))
        .route("/api/state", get(state))
        .route("/api/events", get(events))
        .route("/api/picture/{id}/{shape}", get(picture))
        .route("/api/place", post(changes::place))
        .route("/api/order", post(changes::order))
        .route("/api/turn", post(changes::turn))
        .route("/api/fix", post(changes::fix))
        .route("/api/undo", post(changes::undo))
        .route("/api/form", get(changes::form).post(changes::save))
        .route("/api/pack", post(finish::pack))
        .route("/api/print", post(finish::print))
        .route("/api/printed/{what}", get(finish::printed))
        .route("/api/open", post(finish::open))
        .route("/favicon.ico", get(|| async { refused(StatusCode::NO_CONTENT) }))
        .fallback(|| async { refused(StatusCode::NOT_FOUND) })
        .layer(from_fn_with_state(Arc::clone(&served), gate::check))
        .with_state(served)
}

async fn page(State(served): State<Arc<Served>>) -> Response {
    let (tag, name) = match served.session.settings.lang {
        Lang::Zh => ("zh-CN", "zh"),
        Lang::En => ("en", "en"),
    };
    bytes("text/html; charset=utf-8", PAGE.replace("{tag}", tag).replace("{lang}", name))
}

/// The report as `check --format json` writes it, byte for byte.
async fn report(State(served): State<Arc<Served>>) -> Response {
    bytes("application/json", served.session.shown().report.to_vec())
}

async fn state(State(served): State<Arc<Served>>) -> Response {
    let work = tokio::task::spawn_blocking(move || json(&served.session.shown().beside()));
    work.await.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A line for each new version, as long as the page is open.
async fn events(State(served): State<Arc<Served>>) -> Response {
    let present = served.presence.enter();
    let mut versions = served.session.versions();
    // The version that is there already is news to a page that has just come back.
    versions.mark_changed();
    let stream = unfold((versions, present), |(mut versions, present)| async move {
        versions.changed().await.ok()?;
        let version = *versions.borrow_and_update();
        Some((Ok::<_, Infallible>(Event::default().data(version.to_string())), (versions, present)))
    });
    Sse::new(stream).into_response()
}

/// A picture of the last look at the folder: `small`, `large`, and where it is private, clear only as `small-clear` and
/// `large-clear`.
async fn picture(State(served): State<Arc<Served>>, Named((id, shape)): Named<(String, String)>) -> Response {
    let (large, clear) = match shape.as_str() {
        "small" => (false, false),
        "large" => (true, false),
        "small-clear" => (false, true),
        "large-clear" => (true, true),
        _ => return refused(StatusCode::NOT_FOUND),
    };
    let Ok(turn) = served.drawing.acquire().await else { return refused(StatusCode::SERVICE_UNAVAILABLE) };
    let inner = Arc::clone(&served);
    let work = tokio::task::spawn_blocking(move || {
        let shown = inner.session.shown();
        let (_, scan) = shown.scan(&id)?;
        let shape = match (shown.is_private(scan) && !clear, large) {
            (true, _) => Shape::Obscured,
            (false, true) => Shape::Whole,
            (false, false) => Shape::Small,
        };
        one_picture(&inner.session.folder, scan, shape)
    });
    let made = work.await;
    drop(turn);
    match made {
        Ok(Some(jpeg)) => bytes("image/jpeg", jpeg),
        _ => refused(StatusCode::NOT_FOUND),
    }
}
