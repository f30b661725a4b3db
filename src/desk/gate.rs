//! Who may come in: only a browser that was given the address, asking this very machine, for a page of our own.

use super::answer::refused;
use super::serve::Served;
use crate::text::hex;
use axum::extract::{Request, State};
use axum::http::header::{COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Said with every answer: nothing but our own files may run or be fetched, nobody may frame the page, and nothing of it
/// is kept on the disk (Content Security Policy 3).
const HEADERS: [(&str, &str); 7] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
];

/// The word that only the printed address has. 32 bytes of the system's randomness.
#[derive(Clone)]
pub(super) struct Token(String);

impl Token {
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    pub(super) fn shown(&self) -> &str {
        &self.0
    }

    /// Compared without an early end.
    fn is(&self, said: &str) -> bool {
        let (own, said) = (self.0.as_bytes(), said.as_bytes());
        own.len() == said.len() && own.iter().zip(said).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
    }
}

/// Lets a request through, or says why not.
pub(super) async fn check(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let mut response = match admitted(&served, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Why a request goes no further.
enum Refusal {
    /// It may not.
    Status(StatusCode),
    /// It brought the token, and gets the cookie that it comes again with.
    Cookie { name: String, token: String },
}

impl Refusal {
    fn response(self) -> Response {
        match self {
            Self::Status(status) => refused(status),
            Self::Cookie { name, token } => given(&name, &token),
        }
    }
}

/// A name of another site that leads here (DNS rebinding) is told by `Host`; another site's page by `Origin`.
fn admitted(served: &Served, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let own = format!("127.0.0.1:{}", served.port);
    if one(headers, HOST) != Some(&own) {
        return Err(Refusal::Status(StatusCode::MISDIRECTED_REQUEST));
    }
    let origin = one(headers, ORIGIN);
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if origin.is_some_and(|origin| origin != format!("http://{own}")) || (changes && origin.is_none()) {
        return Err(Refusal::Status(StatusCode::FORBIDDEN));
    }
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return Err(Refusal::Status(StatusCode::FORBIDDEN));
    }
    let cookie = cookie_name(served.port);
    let cookies = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    let known = cookies
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|(name, value)| name == cookie && served.token.is(value));
    if known {
        return Ok(());
    }
    let said = request.uri().query().and_then(|query| query.strip_prefix("t="));
    if *request.method() == Method::GET && request.uri().path() == "/" && said.is_some_and(|said| served.token.is(said))
    {
        return Err(Refusal::Cookie { name: cookie, token: served.token.shown().to_owned() });
    }
    Err(Refusal::Status(StatusCode::UNAUTHORIZED))
}

/// The cookie in place of the token: the address bar and the history no longer hold it.
fn given(cookie: &str, token: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let set = format!("{cookie}={token}; HttpOnly; SameSite=Strict; Path=/");
    if let Ok(set) = HeaderValue::from_str(&set) {
        response.headers_mut().insert(SET_COOKIE, set);
    }
    response.headers_mut().insert(LOCATION, HeaderValue::from_static("/"));
    response
}

/// Cookies do not know ports: two desks have two names.
fn cookie_name(port: u16) -> String {
    format!("dossier-{port}")
}

/// A header that is there exactly once.
fn one(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut all = headers.get_all(name).iter();
    let only = all.next()?;
    if all.next().is_some() {
        // Two of them are no browser's work; what is compared with this is never equal.
        return Some("");
    }
    Some(only.to_str().unwrap_or(""))
}
