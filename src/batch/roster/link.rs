//! Where each person's own report lies, as seen from the roster's page.

use crate::dossier::path::real_place;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

/// The reports of a roster, in the order of its rows.
#[derive(Debug, Default)]
pub struct Links {
    folder: String,
    names: Vec<String>,
}

impl Links {
    /// Reports called `names`, with `.html` behind, in `folder`; the page is to lie in `page`. No link where there is no
    /// way from one to the other.
    pub fn new(page: &Path, folder: &Path, names: Vec<String>) -> Self {
        match way(page, folder) {
            Some(way) => Self { folder: way, names },
            None => Self::default(),
        }
    }

    /// The address of a row's report.
    pub(super) fn of(&self, at: usize) -> Option<String> {
        let name = self.names.get(at)?;
        Some(format!("{}{}.html", self.folder, encoded(name)))
    }
}

/// From folder to folder, with a slash at its end where it is not empty.
fn way(from: &Path, to: &Path) -> Option<String> {
    let here = |folder: &Path| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() };
    let real = |folder: &Path| real_place(&here(folder)).or_else(|_| std::path::absolute(here(folder)));
    let (from, to) = (real(from).ok()?, real(to).ok()?);
    let same = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return None;
    }
    let mut way = "../".repeat(from.components().skip(same).count());
    for component in to.components().skip(same) {
        let Component::Normal(name) = component else { return None };
        way.push_str(&encoded(name.to_str()?));
        way.push('/');
    }
    Some(way)
}

/// RFC 3986, 2.3: everything but unreserved characters as `%` and the byte.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing to a text never fails.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_relative_and_holds_no_markup() {
        let links = Links::new(Path::new("a/b"), Path::new("a/各人报告"), vec!["王 一\"".to_owned()]);
        let folder = "../%E5%90%84%E4%BA%BA%E6%8A%A5%E5%91%8A/";
        assert_eq!(links.of(0).as_deref(), Some(&*format!("{folder}%E7%8E%8B%20%E4%B8%80%22.html")));
        assert_eq!(links.of(1), None);
        let beside = Links::new(Path::new(""), Path::new("."), vec!["x".to_owned()]);
        assert_eq!(beside.of(0).as_deref(), Some("x.html"));
    }
}
