//! The pages of a PDF or TIFF: shown to be chosen, and taken out as files of their own.

use super::answer::{bytes, in_words, json, refused, trouble};
use super::at::At;
use super::changes::{change_as, gone};
use super::session::BY;
use crate::app::{Shape, one_page, page_numbers, take_pages};
use axum::body::Body;
use axum::extract::Path as Named;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// The pages that can be chosen.
#[derive(Serialize)]
struct Numbers {
    /// From 1.
    numbers: Vec<usize>,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    id: String,
}

/// Which pages a file has.
pub(super) async fn numbers(at: At, Named(asked): Named<Asked>) -> Response {
    let work = tokio::task::spawn_blocking(move || {
        let shown = at.session.shown();
        let (_, scan) = shown.scan(&asked.id).ok_or_else(gone)?;
        page_numbers(&at.session.folder, scan)
    });
    match work.await {
        Ok(Ok(numbers)) => json(&Numbers { numbers }),
        Ok(Err(error)) => trouble(StatusCode::CONFLICT, in_words(&error)),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Which page an address names.
#[derive(Deserialize)]
pub(super) struct Page {
    id: String,
    number: usize,
    shape: String,
}

/// A page in small; where its file is private, clear only as `clear`.
pub(super) async fn page(at: At, Named(asked): Named<Page>) -> Response {
    let At { served, session } = at;
    let clear = match asked.shape.as_str() {
        "small" => false,
        "clear" => true,
        _ => return refused(StatusCode::NOT_FOUND),
    };
    let Ok(turn) = served.drawing.acquire().await else { return refused(StatusCode::SERVICE_UNAVAILABLE) };
    let work = tokio::task::spawn_blocking(move || {
        let shown = session.shown();
        let (_, scan) = shown.scan(&asked.id)?;
        let shape = if shown.is_private(scan) && !clear { Shape::Obscured } else { Shape::Small };
        one_page(&session.folder, scan, asked.number, shape)
    });
    let made = work.await;
    drop(turn);
    match made {
        Ok(Some(jpeg)) => bytes("image/jpeg", jpeg),
        _ => refused(StatusCode::NOT_FOUND),
    }
}

/// Pages to take out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Taking {
    id: String,
    pages: Vec<usize>,
}

/// Takes pages out as JPEGs; the file goes among the originals.
pub(super) async fn take(at: At, sent: Body) -> Response {
    change_as(at, sent, |taking: &Taking, session, shown| {
        let (_, scan) = shown.scan(&taking.id).ok_or_else(gone)?;
        take_pages(&session.folder, scan, &taking.pages, BY)
    })
    .await
}
