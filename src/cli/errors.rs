//! The tool's own failures, written to stderr in the chosen language.

use super::stderr;
use crate::failure::{Rejected, explained};
use crate::render::diagnostic;
use crate::text::Lang;
use crate::text::escape::escaped;

/// Reports an error: a refused file as its diagnostics, anything else as a line with its causes.
pub(super) fn report(error: &anyhow::Error, lang: Lang) {
    if let Some(Rejected(list)) = error.downcast_ref() {
        for fault in list {
            stderr::write(&diagnostic::render(fault, lang));
        }
        return;
    }
    let word = match lang {
        Lang::Zh => "错误：",
        Lang::En => "error: ",
    };
    stderr::write(&format!("{word}{}\n", escaped(explained(error).get(lang))));
}
