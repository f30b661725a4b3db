//! Whose dossier is drawn.
//!
//! Most pages are drawn for several dossiers. They are written for [`AUTHOR`], and bear the name of the person whose folder
//! they go to: a page with another name in it would be a fault that reading finds.

use std::borrow::Cow;
use std::cell::Cell;

/// The person whose name the drawings are written with.
const AUTHOR: &str = "王小明";
/// The applicants of the other cases, by folder. Their names are as long, so that every line breaks where it did.
const OTHERS: [(&str, &str); 4] =
    [("in-service", "林晓雨"), ("exempt", "赵建新"), ("first-time", "陈思远"), ("engineering-general", "林晓雨")];

thread_local! {
    static PERSON: Cell<&'static str> = const { Cell::new(AUTHOR) };
}

/// Who applies with the folder that `path`, relative to `fixtures/`, lies in.
pub fn of(path: &str) -> &'static str {
    let other = OTHERS.iter().find(|(folder, _)| path.split('/').next() == Some(folder));
    other.map_or(AUTHOR, |(_, name)| name)
}

/// What `draw` draws, with this person's name.
pub fn drawn_for<T>(name: &'static str, draw: impl FnOnce() -> T) -> T {
    let before = PERSON.replace(name);
    let drawn = draw();
    PERSON.set(before);
    drawn
}

/// `text` with the name of the person whom it is drawn for.
pub fn named(text: &str) -> Cow<'_, str> {
    let name = PERSON.get();
    if name == AUTHOR || !text.contains(AUTHOR) { text.into() } else { text.replace(AUTHOR, name).into() }
}
