//! Whose desk a request is for.

use super::answer::refused;
use super::serve::Served;
use super::session::Session;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use std::sync::Arc;

/// The name of the part of an address that says whose desk it is.
pub(super) const PERSON: &str = "person";

/// The dossier that a request is about: the only one, or the one of the person in the address.
pub(super) struct At {
    pub(super) served: Arc<Served>,
    pub(super) session: Arc<Session>,
}

impl FromRequestParts<Arc<Served>> for At {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, Response> {
        let words = RawPathParams::from_request_parts(parts, served).await.ok();
        let person = words.as_ref().and_then(|words| words.iter().find(|(name, _)| *name == PERSON));
        let session = served.session(person.map(|(_, id)| id)).ok_or_else(|| refused(StatusCode::NOT_FOUND))?;
        Ok(Self { served: Arc::clone(served), session })
    }
}
