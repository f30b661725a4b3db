//! What is at which address.

use super::answer::{bytes, json, json_line, refused};
use super::at::{At, PERSON};
use super::files::{FILES, GONE, PAGE, ROSTER};
use super::serve::{Served, Work};
use super::session::Session;
use super::{add, changes, finish, gate, pages};
use crate::app::{Shape, one_picture};
use crate::text::Lang;
use axum::Router;
use axum::extract::{Path as Named, RawQuery, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::unfold;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch;

/// All of it, behind the gate.
pub(super) fn router(served: Arc<Served>) -> Router {
    let mut router = Router::new();
    for (path, kind, text) in FILES {
        router = router.route(path, get(move || async move { bytes(kind, text) }));
    }
    router = match &served.work {
        Work::One(_) => dossier(router, ""),
        Work::Staff(_) => roster(dossier(router, &format!("/person/{{{PERSON}}}"))),
    };
    router
        .route("/favicon.ico", get(|| async { refused(StatusCode::NO_CONTENT) }))
        .fallback(|| async { refused(StatusCode::NOT_FOUND) })
        .layer(from_fn_with_state(Arc::clone(&served), gate::check))
        .with_state(served)
}

/// One dossier's page and what it asks, below an address.
fn dossier(router: Router<Arc<Served>>, below: &str) -> Router<Arc<Served>> {
    let at = |path: &str| format!("{below}{path}");
    router
        .route(&at("/"), get(page))
        .route(&at("/api/report"), get(report))
        .route(&at("/api/state"), get(state))
        .route(&at("/api/events"), get(events))
        .route(&at("/api/picture/{id}/{shape}"), get(picture))
        .route(&at("/api/add"), post(add::add))
        .route(&at("/api/place"), post(changes::place))
        .route(&at("/api/order"), post(changes::order))
        .route(&at("/api/turn"), post(changes::turn))
        .route(&at("/api/cut"), post(changes::cut))
        .route(&at("/api/pages/{id}"), get(pages::numbers))
        .route(&at("/api/page/{id}/{number}/{shape}"), get(pages::page))
        .route(&at("/api/take"), post(pages::take))
        .route(&at("/api/fix"), post(changes::fix))
        .route(&at("/api/undo"), post(changes::undo))
        .route(&at("/api/form"), get(changes::form).post(changes::save))
        .route(&at("/api/pack"), post(finish::pack))
        .route(&at("/api/print"), post(finish::print))
        .route(&at("/api/printed/{what}"), get(finish::printed))
        .route(&at("/api/open"), post(finish::open))
}

/// Everybody's page and what it asks.
fn roster(router: Router<Arc<Served>>) -> Router<Arc<Served>> {
    router
        .route("/", get(roster_page))
        .route("/api/people", get(people))
        .route("/api/people/events", get(people_events))
}

/// A page in the language that its address asks for, else in the one that the desk was started in. From one person's there
/// is a way back where there are many.
fn written(page: &str, served: &Served, query: Option<&str>) -> Response {
    let lang = match query {
        Some("lang=zh") => Lang::Zh,
        Some("lang=en") => Lang::En,
        _ => served.lang,
    };
    let (tag, name) = match lang {
        Lang::Zh => ("zh-CN", "zh"),
        Lang::En => ("en", "en"),
    };
    let back = if matches!(served.work, Work::Staff(_)) { "" } else { "hidden" };
    let page = page.replace("{tag}", tag).replace("{lang}", name).replace("{back}", back);
    bytes("text/html; charset=utf-8", page)
}

async fn page(State(served): State<Arc<Served>>, at: Result<At, Response>, RawQuery(query): RawQuery) -> Response {
    match at {
        Ok(_) => written(PAGE, &served, query.as_deref()),
        Err(refused) => {
            let mut page = written(GONE, &served, query.as_deref());
            *page.status_mut() = refused.status();
            page
        }
    }
}

async fn roster_page(State(served): State<Arc<Served>>, RawQuery(query): RawQuery) -> Response {
    written(ROSTER, &served, query.as_deref())
}

/// Everybody as of now; with `after=7`, without the people whom a page saw in version 7 already.
async fn people(State(served): State<Arc<Served>>, RawQuery(query): RawQuery) -> Response {
    let Work::Staff(staff) = &served.work else { return refused(StatusCode::NOT_FOUND) };
    let after = query.as_deref().and_then(|query| query.strip_prefix("after=")).and_then(|number| number.parse().ok());
    let shown = staff.shown();
    let work = tokio::task::spawn_blocking(move || json_line(&shown.after(after.unwrap_or(0))));
    work.await.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR))
}

async fn people_events(State(served): State<Arc<Served>>) -> Response {
    let Work::Staff(staff) = &served.work else { return refused(StatusCode::NOT_FOUND) };
    told(&served, staff.versions())
}

/// The report as `check --format json` writes it, byte for byte.
async fn report(at: At) -> Response {
    bytes("application/json", at.session.shown().report.to_vec())
}

async fn state(at: At) -> Response {
    let work = tokio::task::spawn_blocking(move || json(&at.session.shown().beside()));
    work.await.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR))
}

async fn events(at: At) -> Response {
    told(&at.served, at.session.versions())
}

/// A line for each new version, as long as the page is open.
fn told(served: &Served, mut versions: watch::Receiver<u64>) -> Response {
    let present = served.presence.enter();
    // The version that is there already is news to a page that has just come back.
    versions.mark_changed();
    let stream = unfold((versions, present), |(mut versions, present)| async move {
        versions.changed().await.ok()?;
        let version = *versions.borrow_and_update();
        Some((Ok::<_, Infallible>(Event::default().data(version.to_string())), (versions, present)))
    });
    Sse::new(stream).into_response()
}

/// Which picture an address names.
#[derive(Deserialize)]
struct Asked {
    id: String,
    shape: String,
}

/// A picture of the last look at the folder: `small`, `large`, and where it is private, clear only as `small-clear` and
/// `large-clear`.
async fn picture(at: At, Named(asked): Named<Asked>, RawQuery(content): RawQuery) -> Response {
    let At { served, session } = at;
    let (large, clear) = match asked.shape.as_str() {
        "small" => (false, false),
        "large" => (true, false),
        "small-clear" => (false, true),
        "large-clear" => (true, true),
        _ => return refused(StatusCode::NOT_FOUND),
    };
    let Ok(turn) = served.drawing.acquire().await else { return refused(StatusCode::SERVICE_UNAVAILABLE) };
    let draw = move |session: &Session| {
        let shown = session.shown();
        let (_, scan) = shown.scan(&asked.id).or_else(|| shown.scan_of_content(content.as_deref()?))?;
        let shape = match (shown.is_private(scan) && !clear, large) {
            (true, _) => Shape::Obscured,
            (false, true) => Shape::Whole,
            (false, false) => Shape::Small,
        };
        one_picture(&session.folder, scan, shape)
    };
    let work = tokio::task::spawn_blocking(move || {
        draw(&session).or_else(|| {
            // It may have got another name just now.
            session.settle();
            draw(&session)
        })
    });
    let made = work.await;
    drop(turn);
    match made {
        Ok(Some(jpeg)) => bytes("image/jpeg", jpeg),
        _ => refused(StatusCode::NOT_FOUND),
    }
}
