//! Which formats each command takes, for help and for shells.

use super::commands::{explain, profile};
use super::formats::{Known, TERMINAL};
use super::{output, report, roster};

/// The formats of a command, or of all commands below it, by its names without `dossier`: what help lists and shells
/// complete. A command that is not named here answers in one form only.
pub(super) fn known_to(command: &str) -> Vec<&'static str> {
    let answer = || words(output::ANSWERS);
    let known = [
        ("check", words(report::FORMATS)),
        ("pack", words(report::FORMATS)),
        ("batch", words(roster::FORMATS)),
        ("merge", words(roster::FORMATS)),
        ("desk", answer()),
        ("inspect", answer()),
        ("fix", answer()),
        ("sort", answer()),
        ("verify", answer()),
        ("record", answer()),
        ("history", answer()),
        ("explain", words(explain::OF_RULE)),
        ("rules", words(explain::OF_RULES)),
        ("profile list", words(profile::OF_LIST)),
        ("profile show", words(profile::OF_CHECKLIST)),
    ];
    let is_of = |name: &str| {
        let below = name.strip_prefix(command);
        below.is_some_and(|below| command.is_empty() || below.is_empty() || below.starts_with(' '))
    };
    let mut all = vec![TERMINAL];
    for word in known.into_iter().filter(|(name, _)| is_of(name)).flat_map(|(_, words)| words) {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    all
}

fn words<F>(known: &[Known<'static, F>]) -> Vec<&'static str> {
    known.iter().map(|(word, _)| *word).collect()
}
