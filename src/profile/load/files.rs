//! A profile from the texts of its files, wherever they come from.

use super::labels::{self, Labels};
use super::{checklist, facts, paper};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::Faults;
use crate::profile::Profile;
use crate::profile::facts::Facts;
use crate::text::Text;
use std::sync::LazyLock;

/// The one file a profile cannot do without.
pub const CHECKLIST: &str = "checklist.toml";

/// What the applicant is asked, where it is not what every title review asks.
pub const FACTS: &str = "facts.toml";

/// What title reviews usually ask.
const USUAL: &str = include_str!("../../../profiles/title-review.toml");

/// What the desk wants on paper, where the profile says so.
pub const PAPER: &str = "paper.toml";

/// A profile's files before they are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// How messages call the folder.
    pub place: String,
    /// Name and content of each.
    pub files: Vec<(String, String)>,
}

/// Reads a profile from its files, name and content. `place` is how messages call the folder.
///
/// Files other than `checklist.toml` and `paper.toml` must be TOML; what they mean is their readers' business.
///
/// # Errors
/// All faults of all files, file by file.
pub fn from_files(place: &str, files: Vec<(String, String)>) -> Result<Profile, Vec<Diagnostic>> {
    from_files_in(place, files, None)
}

/// The same, its English labels in a third language where the profile brings it (`labels.fr.toml`).
///
/// # Errors
/// As [`from_files`].
pub fn from_files_in(
    place: &str,
    mut files: Vec<(String, String)>,
    language: Option<&str>,
) -> Result<Profile, Vec<Diagnostic>> {
    files.sort();
    let labels: Labels = language.map(|language| labels::of_language(&files, language)).unwrap_or_default();
    let mut list: Vec<Diagnostic> = Vec::new();
    let mut profile = None;
    let mut asked = usual_facts();
    let has_facts = files.iter().any(|(name, _)| name == FACTS);
    let mut facts_are_right = true;
    // The facts come first: the checklist speaks of them.
    let (first, rest): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| name == FACTS);
    for (name, content) in first.into_iter().chain(rest) {
        let text = content.strip_prefix('\u{feff}').unwrap_or(content);
        if labels::language_of(name).is_some() {
            // Only who reads in that language needs it.
            if labels::language_of(name) == language {
                list.extend(labels::faults(place, name, text, &files));
            }
            continue;
        }
        let faults = Faults::new(&shown(place, name), text).calling(labels.clone()).of_profile();
        let faults = if has_facts { faults } else { faults.without_facts() };
        let top = faults.parse();
        if name == FACTS {
            if faults.is_empty() {
                asked = facts::facts(top, &USUALLY);
                labels::accept_in_every_language(&mut asked, &files);
            }
            facts_are_right = faults.is_empty();
        } else if name == CHECKLIST && faults.is_empty() && facts_are_right {
            profile = Some(checklist::profile(top, &asked));
        } else if name == PAPER && faults.is_empty() {
            paper::check_parts(&top, profile.as_ref());
        }
        list.extend(faults.into_list());
        if name == FACTS && !facts_are_right {
            say_what_waits(&mut list);
        }
    }
    if !files.iter().any(|(name, _)| name == CHECKLIST) {
        list.push(no_checklist(place));
    }
    match profile {
        Some(profile) if list.is_empty() => Ok(Profile { files, ..profile }),
        _ => Err(list),
    }
}

/// What is wrong with the files of labels, whatever their language.
pub fn faults_of_labels(Files { place, files }: &Files) -> Vec<Diagnostic> {
    let own = files.iter().filter(|(name, _)| labels::language_of(name).is_some());
    let text = |content: &'_ String| content.strip_prefix('\u{feff}').unwrap_or(content).to_owned();
    own.flat_map(|(name, content)| labels::faults(place, name, &text(content), files)).collect()
}

/// The checklist speaks of what is asked. Held against wrong facts, it would be wrong in many places that are right.
fn say_what_waits(list: &mut [Diagnostic]) {
    let Some(last) = list.last_mut() else { return };
    let waits = Text {
        zh: "改好 facts.toml 以后，再检查 checklist.toml".to_owned(),
        en: "checklist.toml is judged once facts.toml is right".to_owned(),
    };
    if last.hint.is_none() {
        last.hint = Some(waits);
    } else {
        let Text { en, zh } = &last.message;
        last.message = Text { zh: format!("{zh}（{}）", waits.zh), en: format!("{en} ({})", waits.en) };
    }
}

/// What the files ask of an applicant, as far as they can be read.
pub fn asked_of(files: &[(String, String)]) -> Facts {
    let Some((name, text)) = files.iter().find(|(name, _)| name == FACTS) else { return usual_facts() };
    let faults = Faults::new(name, text.strip_prefix('\u{feff}').unwrap_or(text)).of_profile();
    let facts = facts::facts(faults.parse(), &USUALLY);
    if faults.is_empty() { facts } else { usual_facts() }
}

/// What a profile without `facts.toml` asks. A test holds the file to be without faults.
pub fn usual_facts() -> Facts {
    USUALLY.clone()
}

static USUALLY: LazyLock<Facts> = LazyLock::new(|| facts::facts(Faults::new(FACTS, USUAL).parse(), &Facts::default()));

/// How messages call a file of the folder `place`.
pub fn shown(place: &str, name: &str) -> String {
    let place = place.trim_end_matches('/');
    if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") }
}

fn no_checklist(place: &str) -> Diagnostic {
    let message =
        Text { zh: format!("规则文件夹里没有 {CHECKLIST}"), en: format!("the profile has no {CHECKLIST}") };
    let hint = Text {
        zh: "可以用 dossier profile show 看内置规则是怎么写的".to_owned(),
        en: "see how a built-in one is written with `dossier profile show`".to_owned(),
    };
    Diagnostic::whole_file(&shown(place, CHECKLIST), message, Some(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_usually_asked_is_without_faults() {
        let faults = Faults::new("title-review.toml", USUAL);
        assert!(!facts::facts(faults.parse(), &Facts::default()).lists.is_empty());
        assert_eq!(faults.into_list(), []);
    }
}
