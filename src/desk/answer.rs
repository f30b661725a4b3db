//! What a route answers: JSON with ID numbers masked, or why not, in both languages.

use crate::failure::{Rejected, explained};
use crate::inspect::FILE_LIMIT;
use crate::render::json::{render_line, to_bytes};
use crate::text::Text;
use crate::text::amount::size_limit;
use axum::body::{Body, HttpBody as _, to_bytes as read_whole};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The largest body that is read, bytes: a form with a lifetime of papers has some ten thousand.
const LARGEST: usize = 1024 * 1024;

/// How long a body may take: it comes from this machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a file may take: it may come from a slow stick or a network drive.
const FILE_PATIENCE: Duration = Duration::from_mins(1);

/// Bytes of a kind.
pub(super) fn bytes(kind: &'static str, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A value as the program writes JSON everywhere.
pub(super) fn json<T: Serialize>(value: &T) -> Response {
    match to_bytes(value) {
        Ok(made) => bytes("application/json", made),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The same on one line, for what is long.
pub(super) fn json_line<T: Serialize>(value: &T) -> Response {
    let mut made = Vec::new();
    match render_line(value, &mut made) {
        Ok(()) => bytes("application/json", made),
        Err(_) => refused(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// A refusal without a reason: whoever gets it is not the person at this desk.
pub(super) fn refused(status: StatusCode) -> Response {
    status.into_response()
}

/// What went wrong, for the person.
#[derive(Serialize)]
struct Trouble {
    trouble: Text,
}

/// Something was not done, and why.
pub(super) fn trouble(status: StatusCode, why: Text) -> Response {
    let mut response = json(&Trouble { trouble: why });
    *response.status_mut() = status;
    response
}

/// An error in words.
pub(super) fn in_words(error: &anyhow::Error) -> Text {
    let Some(Rejected(faults)) = error.downcast_ref() else { return explained(error) };
    let line = |fault: &crate::config::diagnostic::Diagnostic| {
        let at = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        Text { zh: format!("{at}：{}", fault.message.zh), en: format!("{at}: {}", fault.message.en) }
    };
    let (zh, en): (Vec<_>, Vec<_>) = faults.iter().map(line).map(|text| (text.zh, text.en)).unzip();
    Text { zh: zh.join("\n"), en: en.join("\n") }
}

/// Reads a body as JSON.
pub(super) async fn body<T: DeserializeOwned>(body: Body) -> Result<T, Response> {
    let whole = tokio::time::timeout(PATIENCE, read_whole(body, LARGEST)).await;
    let whole = whole.map_err(|_| refused(StatusCode::REQUEST_TIMEOUT))?;
    let whole = whole.map_err(|_| refused(StatusCode::PAYLOAD_TOO_LARGE))?;
    serde_json::from_slice(&whole).map_err(|_| refused(StatusCode::BAD_REQUEST))
}

/// Reads a body as the bytes of a file, and no further than the largest that is looked at.
pub(super) async fn file(body: Body) -> Result<Vec<u8>, Response> {
    let announced = body.size_hint().lower();
    if announced > FILE_LIMIT {
        return Err(too_large());
    }
    let mut file = Vec::new();
    // Room is made once, so that no copy is held beside it; a length that is no true one costs nothing until it comes.
    file.reserve_exact(usize::try_from(announced).unwrap_or_default());
    let mut pieces = body.into_data_stream();
    let read = async {
        while let Some(piece) = pieces.next().await {
            let piece = piece.map_err(|_| refused(StatusCode::BAD_REQUEST))?;
            if (file.len() + piece.len()) as u64 > FILE_LIMIT {
                return Err(too_large());
            }
            file.extend_from_slice(&piece);
        }
        Ok(())
    };
    tokio::time::timeout(FILE_PATIENCE, read).await.map_err(|_| refused(StatusCode::REQUEST_TIMEOUT))??;
    Ok(file)
}

fn too_large() -> Response {
    let most = size_limit(FILE_LIMIT);
    let why = Text {
        zh: format!("文件超过 {most}，没有放进来"),
        en: format!("the file is over {most} and was not added"),
    };
    trouble(StatusCode::PAYLOAD_TOO_LARGE, why)
}
