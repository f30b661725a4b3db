//! Files of a profile's folder that are called nearly as one that is read: nobody means them to be passed over.

use super::labels::language_of;
use super::{CHECKLIST, FACTS, PAPER};
use crate::config::hint::nearest;
use crate::text::Text;

/// The review form, which another room reads.
const FORM: &str = "form.toml";

const KNOWN: [&str; 4] = [CHECKLIST, FACTS, FORM, PAPER];

/// Each name that stands for another, with what is wrong: `papers.toml` where there is no `paper.toml`. Beside the right file it
/// is a copy.
pub(super) fn misnamed(names: &[String]) -> Vec<(&str, Text)> {
    let absent: Vec<&str> = KNOWN.into_iter().filter(|known| !names.iter().any(|name| name == known)).collect();
    let told = |name: &String| {
        if KNOWN.contains(&&**name) || language_of(name).is_some() {
            return None;
        }
        if let Some(meant) = of_labels(name) {
            return Some(called(&meant));
        }
        // `paper.toml.txt`, where a system hides how names end.
        let whole = absent.iter().find(|known| name.to_lowercase().starts_with(&format!("{known}.")));
        whole.copied().or_else(|| nearest(name, &absent).filter(|near| differs_little(name, near))).map(called)
    };
    names.iter().filter_map(|name| Some((&**name, told(name)?))).collect()
}

/// Whether a name is that of another but for a letter or two: `sources.toml` is a file of its own.
fn differs_little(name: &str, known: &str) -> bool {
    strsim::osa_distance(&name.to_lowercase(), known) <= 2
}

/// How a file of labels should be called: `labels.de.toml` for `label.de.toml` and `labels.deu.toml`.
fn of_labels(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let rest = lower.strip_prefix("labels.").or_else(|| lower.strip_prefix("label."))?.strip_suffix(".toml")?;
    let code: String = rest.chars().filter(char::is_ascii_lowercase).take(2).collect();
    let good = format!("labels.{}.toml", if code.len() == 2 { &code } else { "fr" });
    Some(if language_of(&good).is_some() { good } else { "labels.fr.toml".to_owned() })
}

fn called(meant: &str) -> Text {
    Text {
        zh: format!("这个名称的文件不会读：是不是想叫 {meant}？"),
        en: format!("a file of this name is not read: did you mean {meant}?"),
    }
}
