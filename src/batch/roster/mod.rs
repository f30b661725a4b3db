//! The roster as bytes, one file per format. Each goes through the rows one by one and keeps none.

mod columns;
pub mod csv;
pub mod github;
pub mod html;
pub mod json;
pub mod junit;
mod link;
mod matrix;
pub mod summary;
pub mod terminal;
pub mod text;
pub mod xlsx;

pub use link::Links;

use crate::text::Lang;

const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
