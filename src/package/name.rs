//! Names inside a package: ones that every system can unpack, to the same file, in the same place.

use crate::text::Text;
use crate::text::escape::is_invisible;
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

/// [`make_safe`] for the name of a file: where it is too long its stem is cut, and what follows the last dot stays.
pub fn make_safe_file(name: &str) -> String {
    let composed: String = name.nfc().collect();
    let Some((stem, end)) = composed.rsplit_once('.').filter(|(_, end)| end.len() < LONGEST_COMPONENT / 2) else {
        return make_safe(&composed);
    };
    let room = stem.floor_char_boundary(LONGEST_COMPONENT - end.len() - 1);
    make_safe(&format!("{}.{end}", stem.get(..room).unwrap_or(stem)))
}

/// As much of a name as may stand in a package, without dots and spaces at its end.
fn shortened(name: &str) -> &str {
    let end = name.floor_char_boundary(LONGEST_COMPONENT);
    name.get(..end).unwrap_or(name).trim_end().trim_end_matches(['.', ' '])
}

/// Paths seen so far, to find two that are one on some systems.
///
/// A tree of components, so that what a folder is called is kept once.
#[derive(Debug, Default)]
pub struct Collisions {
    nodes: Vec<Node>,
    /// The folder (`None` for the top) and the folded name in it, to the node.
    seen: BTreeMap<(Option<u32>, Box<str>), u32>,
}

/// A file or a folder.
#[derive(Debug)]
struct Node {
    folder: Option<u32>,
    name: Box<str>,
    is_file: bool,
}

impl Collisions {
    /// Adds a file's path; the earlier path that it collides with, where there is one. Folders count too: `A/x` and
    /// `a/y` would fall together, and so would the file `a` and the folder of `a/b`.
    pub fn add(&mut self, path: &str) -> Option<String> {
        let mut folder = None;
        let mut components = path.split('/').peekable();
        while let Some(name) = components.next() {
            let is_file = components.peek().is_none();
            let next = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let at = *self.seen.entry((folder, fold(name))).or_insert(next);
            match self.nodes.get(at as usize) {
                Some(before) if *before.name != *name || before.is_file || is_file => return Some(self.path(at)),
                Some(_) => {}
                None => self.nodes.push(Node { folder, name: name.into(), is_file }),
            }
            folder = Some(at);
        }
        None
    }

    fn path(&self, at: u32) -> String {
        let mut names = Vec::new();
        let mut node = self.nodes.get(at as usize);
        while let Some(Node { folder, name, .. }) = node {
            names.push(&**name);
            node = folder.and_then(|at| self.nodes.get(at as usize));
        }
        names.reverse();
        names.join("/")
    }
}

/// What file systems that ignore case and normalisation compare. By way of capitals, so that `ß` meets `ss` (APFS) and
/// both small sigmas meet (NTFS).
fn fold(name: &str) -> Box<str> {
    if name.is_ascii() {
        return name.to_ascii_lowercase().into();
    }
    let folded: String = name.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect();
    folded.into()
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
/// BagIt encodes with (RFC 8493, 2.1.3), controls, and what nobody sees: some systems pass over it.
fn is_forbidden(letter: char) -> bool {
    letter.is_control()
        || is_invisible(letter)
        || matches!(letter, '%' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
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
            "a\u{200d}b",
            "gpj.\u{202e}exe",
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
        let long = make_safe_file(&format!("{}.jpg", "长".repeat(60)));
        assert!(fault(&long).is_none() && long.ends_with("长.jpg") && long.len() > 90, "{long}");
        for (name, safe) in [("../a.jpg", ".._a.jpg"), ("e\u{301}.PDF", "é.PDF"), ("CON.jpg", "_CON.jpg"), ("x", "x")]
        {
            assert_eq!(make_safe_file(name), safe);
        }
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
        assert!(collides(&["x/ας/1", "x/ασ/1"]));
        assert!(collides(&["straße", "STRASSE"]));
        assert!(!collides(&["a/b", "a/c", "a-b", "b/a/b"]));
    }
}
