//! Names inside a package: ones that every system can unpack, to the same file, in the same place.

use crate::text::Text;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// The longest component, bytes: ext4 and others stop at 255, and encrypted home folders at 143.
pub const LONGEST_COMPONENT: usize = 100;

/// Why a `/`-separated path may not stand in a package; `None` where it may.
pub fn fault(path: &str) -> Option<Text> {
    path.split('/').find_map(component_fault)
}

/// The nearest name that may stand in a package, for one component. Never empty.
pub fn make_safe(component: &str) -> String {
    let replaced: String =
        component.nfc().map(|letter| if is_forbidden(letter) || letter == '/' { '_' } else { letter }).collect();
    let safe = shortened(replaced.trim_start());
    // Cutting may leave nothing, or a reserved name; a name that begins with an underscore can become neither.
    if safe.is_empty() || is_reserved(safe) { shortened(&format!("_{safe}")).to_owned() } else { safe.to_owned() }
}

/// As much of a name as may stand in a package, without dots and spaces at its end.
fn shortened(name: &str) -> &str {
    let end = name.floor_char_boundary(LONGEST_COMPONENT);
    name.get(..end).unwrap_or(name).trim_end().trim_end_matches(['.', ' '])
}

/// Paths seen so far, to find two that some systems hold for one.
#[derive(Debug, Default)]
pub struct Collisions {
    /// Folded path to the path as it was spelt, and whether it is a file.
    seen: BTreeMap<String, (String, bool)>,
}

impl Collisions {
    /// Adds a file's path; the earlier path that it collides with, where there is one. Folders count too: `A/x` and
    /// `a/y` would fall together, and so would the file `a` and the folder of `a/b`.
    pub fn add(&mut self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| (at, false)).chain([(path.len(), true)]);
        for (end, is_file) in ends {
            let spelt = path.get(..end).unwrap_or(path);
            match self.seen.get(&fold(spelt)) {
                Some((before, was_file)) if before != spelt || *was_file || is_file => return Some(before.clone()),
                Some(_) => {}
                None => {
                    self.seen.insert(fold(spelt), (spelt.to_owned(), is_file));
                }
            }
        }
        None
    }
}

/// What file systems that ignore case and normalisation compare.
fn fold(path: &str) -> String {
    path.nfd().flat_map(char::to_lowercase).nfc().collect()
}

fn component_fault(component: &str) -> Option<Text> {
    let say = |zh: String, en: String| Some(Text { en, zh });
    if matches!(component, "" | "." | "..") {
        return say("路径里有空的一段、“.”或“..”".to_owned(), "the path has an empty part, \".\" or \"..\"".to_owned());
    }
    if let Some(letter) = component.chars().find(|letter| is_forbidden(*letter)) {
        let shown = letter.escape_debug();
        return say(
            format!("名称里有不允许的字符“{shown}”"),
            format!("the name holds '{shown}', which is not allowed"),
        );
    }
    if component.ends_with(['.', ' ']) {
        return say("名称以点或空格结尾".to_owned(), "the name ends with a dot or a space".to_owned());
    }
    if is_reserved(component) {
        return say("名称是 Windows 的保留名".to_owned(), "the name is reserved by Windows".to_owned());
    }
    if component.len() > LONGEST_COMPONENT {
        return say(
            format!("名称长于 {LONGEST_COMPONENT} 字节"),
            format!("the name is longer than {LONGEST_COMPONENT} bytes"),
        );
    }
    if !unicode_normalization::is_nfc(component) {
        return say("名称不是 NFC 形式的 Unicode".to_owned(), "the name is not Unicode in form NFC".to_owned());
    }
    None
}

/// Characters that some system cannot have in a name (Microsoft, "Naming Files, Paths, and Namespaces"), `%`, which
/// BagIt encodes with (RFC 8493, 2.1.3), and controls.
fn is_forbidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '%' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Device names of Windows, with or without an extension.
fn is_reserved(component: &str) -> bool {
    let stem = component.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device).unwrap_or_default();
        number.chars().count() == 1 && number.chars().all(|digit| digit.is_ascii_digit() || "¹²³".contains(digit))
    };
    matches!(&*stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cannot_travel() {
        let bad = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "a\\b",
            "C:",
            "c:/x",
            "a\nb",
            "a%20b",
            "a*",
            "a?",
            "\"",
            "<",
            ">",
            "|",
            "a.",
            "a ",
            "a./b",
            "CON",
            "con.jpg",
            "a/Aux.tar.gz",
            "COM1",
            "lpt9.x",
            "COM¹",
            "NUL .txt",
            "e\u{301}",
            "a\u{7f}",
            "a\0",
            "\u{85}",
        ];
        for name in bad {
            assert!(fault(name).is_some(), "{name:?}");
        }
        assert!(fault(&"x".repeat(LONGEST_COMPONENT + 1)).is_some());
        for name in ["a", "data/身份证/front-1.jpg", ".hidden", "CONSOLE", "COM10", "com", "é", "a b", "a..b", "…"]
        {
            assert_eq!(fault(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_name_made_safe_is_safe() {
        let long = ["长".repeat(60), format!("{} .x", "y".repeat(98)), format!("{}a", ".".repeat(101))];
        let reserved = [format!("CON{}x", " ".repeat(98)), format!("COM¹{}", ".".repeat(120))];
        for name in ["", "..", "CON.jpg", "a/b\\c", " x. ", "e\u{301}", "a.\u{3000}."]
            .into_iter()
            .chain(long.iter().chain(&reserved).map(String::as_str))
        {
            let safe = make_safe(name);
            assert_eq!(fault(&safe), None, "{name:?} became {safe:?}");
        }
        assert_eq!(make_safe("王小明"), "王小明");
        assert_eq!(make_safe(&reserved[0]), "_CON");
    }

    proptest::proptest! {
        #[test]
        fn any_name_made_safe_is_safe(name in "(CON|com1|[. ]{0,110}|\\PC{0,40})([. \u{3000}\u{a0}]{0,110})\\PC{0,3}") {
            let safe = make_safe(&name);
            proptest::prop_assert_eq!(fault(&safe), None, "{:?}", safe);
        }
    }

    #[test]
    fn collisions_of_files_and_folders() {
        let collides = |paths: &[&str]| {
            let mut seen = Collisions::default();
            paths.iter().any(|path| seen.add(path).is_some())
        };
        assert!(collides(&["a/X.jpg", "a/x.JPG"]));
        assert!(collides(&["A/x", "a/y"]));
        assert!(collides(&["a", "a/b"]));
        assert!(collides(&["a/b", "a"]));
        assert!(collides(&["a", "a"]));
        assert!(collides(&["é", "e\u{301}"]));
        assert!(collides(&["İ", "i\u{307}"]));
        assert!(!collides(&["a/b", "a/c", "a-b", "b/a/b"]));
    }
}
