//! The files of the pages, built into the program.

/// A script of a page.
const SCRIPT: &str = "text/javascript; charset=utf-8";

const STYLE: &str = "text/css; charset=utf-8";

/// One dossier's page, and everybody's.
pub(super) const PAGE: &str = include_str!("page/index.html");
pub(super) const ROSTER: &str = include_str!("page/roster.html");
/// In the place of a person who is not there any more.
pub(super) const GONE: &str = include_str!("page/gone.html");

/// What the pages fetch: address, kind, text.
pub(super) const FILES: [(&str, &str, &str); 16] = [
    ("/desk.css", STYLE, include_str!("page/desk.css")),
    ("/main.js", SCRIPT, include_str!("page/main.js")),
    ("/words.js", SCRIPT, include_str!("page/words.js")),
    ("/server.js", SCRIPT, include_str!("page/server.js")),
    ("/drag.js", SCRIPT, include_str!("page/drag.js")),
    ("/place.js", SCRIPT, include_str!("page/place.js")),
    ("/checklist.js", SCRIPT, include_str!("page/checklist.js")),
    ("/add.js", SCRIPT, include_str!("page/add.js")),
    ("/heap.js", SCRIPT, include_str!("page/heap.js")),
    ("/sheet.js", SCRIPT, include_str!("page/sheet.js")),
    ("/pages.js", SCRIPT, include_str!("page/pages.js")),
    ("/form.js", SCRIPT, include_str!("page/form.js")),
    ("/roster.css", STYLE, include_str!("page/roster.css")),
    ("/roster.js", SCRIPT, include_str!("page/roster.js")),
    ("/people.js", SCRIPT, include_str!("page/people.js")),
    ("/copy.js", SCRIPT, include_str!("page/copy.js")),
];
