//! A report as bytes, one file per format. Renderers decide nothing: they only say what the report holds.

pub mod asked;
pub mod checklist;
pub mod diagnostic;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
pub mod layout;
pub mod limit;
mod lines;
pub mod measured;
pub mod page;
mod remedies;
pub mod terminal;
pub mod text;
