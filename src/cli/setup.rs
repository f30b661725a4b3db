//! What every command needs before it starts: language, date, profile, threads.

use super::args::{Global, LangChoice};
use super::stderr;
use crate::app::{CacheChoice, Day, Reads, Settings};
use crate::failure::failure;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use jiff::Timestamp;

/// The language of messages: as asked, else the system's.
pub(super) fn language(choice: LangChoice) -> Lang {
    match choice {
        LangChoice::Zh => Lang::Zh,
        LangChoice::En | LangChoice::Other(_) => Lang::En,
        LangChoice::Auto => {
            let system = sys_locale::get_locale().unwrap_or_default().to_lowercase();
            if system.starts_with("zh") { Lang::Zh } else { Lang::En }
        }
    }
}

/// The day to check for: as asked, else today.
pub(super) fn day(global: &Global) -> Day {
    global.date.map_or_else(|| Day::Now(Timestamp::now()), Day::Asked)
}

/// What the use cases need to know of it.
pub(super) fn settings(global: &Global) -> Settings {
    Settings {
        profile: global.profile.clone(),
        date: day(global),
        lang: language(global.lang),
        labels: None,
        threads: global.jobs.map_or(0, usize::from),
        allowed_profiles: None,
        show_private: false,
        reads: Reads::default(),
        cache: CacheChoice::default(),
    }
}

/// The same for what only people read: the profile's labels in a third language, where it is asked for. What programs read, and
/// what is packed, is the same in every language.
pub(super) fn settings_for_people(global: &Global) -> Settings {
    Settings { labels: labels(global).map(str::to_owned), ..settings(global) }
}

/// The third language that is asked for.
pub(super) fn labels(global: &Global) -> Option<&'static str> {
    if let LangChoice::Other(code) = global.lang { Some(code.id()) } else { None }
}

/// Writes what is worth knowing to stderr.
pub(super) fn say_notes(notes: &[Text], global: &Global) {
    for note in notes.iter().filter(|_| !global.quiet) {
        stderr::write(&format!("{}\n", escaped(note.get(language(global.lang)))));
    }
}

/// A stranger's file may panic a decoder. That is caught and becomes a finding; it must not also be printed.
pub(super) fn quiet_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::guard::is_guarding() {
            default(panic);
        }
    }));
}

/// A failure for an argument that is not usable.
pub(super) fn bad_argument(zh: impl Into<String>, en: impl Into<String>) -> anyhow::Error {
    failure(zh, en)
}

/// Folders are named in Chinese, as the notice names its materials, unless English is asked for.
pub(super) fn folder_language(global: &Global) -> Lang {
    match global.lang {
        LangChoice::En | LangChoice::Other(_) => Lang::En,
        _ => Lang::Zh,
    }
}
