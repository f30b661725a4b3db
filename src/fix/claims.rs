//! `applicant.toml` for the repaired copy: as it is, but for the paths in `[files]` that changed.

use crate::dossier::applicant::FileClaim;
use crate::dossier::load::from_source;
use crate::dossier::{Applicant, RelPath};
use std::collections::BTreeSet;
use std::ops::Range;

/// A file of the old folder, and the names it has in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    /// Old path, `/`-separated.
    pub from: String,
    /// New paths.
    pub to: Vec<String>,
    /// The part that a new line must claim them for, where their names do not say it.
    pub claim: Option<String>,
}

/// The text of the new `applicant.toml`; comments, order and all else stay.
pub(super) fn rewritten(applicant: &Applicant, moved: &[Moved]) -> String {
    let (mark, text) = match applicant.source.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", applicant.source.as_str()),
    };
    // Between two entries of a table stands a line break; of one written in a line, a comma.
    let candidates = ["\n", ", "].map(|joint| format!("{mark}{}", with_paths(text, applicant, moved, joint)));
    let no_worse = |source: &str| from_source(source).is_ok_and(|read| read.faults.len() <= applicant.faults.len());
    let read = candidates.into_iter().find(|candidate| no_worse(candidate));
    read.unwrap_or_else(|| applicant.source.clone())
}

fn with_paths(text: &str, applicant: &Applicant, moved: &[Moved], joint: &str) -> String {
    let mut changes = Vec::new();
    let mut claimed = Vec::new();
    let mut named: BTreeSet<String> = BTreeSet::new();
    for claim in &applicant.files {
        let Some(file) = moved.iter().find(|file| RelPath::new(&file.from).is_written_as(&claim.path)) else {
            continue;
        };
        claimed.push(&file.from);
        // Several files may become one: it is named once, where the first of them was.
        let new: Vec<&String> = file.to.iter().filter(|path| !named.contains(*path)).collect();
        named.extend(file.to.iter().cloned());
        let Some((last, before)) = new.split_last() else {
            if !file.to.is_empty() {
                changes.push((entry(text, applicant, claim), String::new()));
            }
            continue;
        };
        let part = quoted(&claim.part.to_string());
        let mut keys: Vec<String> = before.iter().map(|path| format!("{} = {part}", quoted(path))).collect();
        keys.push(quoted(last));
        let keys = keys.join(joint);
        changes.push((claim.path_span.clone(), keys));
    }
    let mut new = text.to_owned();
    changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    for (span, keys) in changes {
        new.replace_range(span, &keys);
    }
    let further = moved.iter().filter(|file| !claimed.contains(&&file.from));
    let lines: Vec<String> = further
        .filter_map(|file| Some((file, quoted(file.claim.as_deref()?))))
        .flat_map(|(file, part)| file.to.iter().map(move |path| format!("{} = {part}\n", quoted(path))))
        .collect();
    if lines.is_empty() {
        return new;
    }
    let lines = lines.concat();
    // The end of the file belongs to its last table: a header of its own, or the lines under the one that is there.
    match header(&new) {
        Some(at) => new.insert_str(at, &lines),
        None => new = format!("{new}\n\n[files]\n{lines}"),
    }
    new
}

/// Where an entry of `[files]` stands, with what parts it from the one before: its whole line, or in a table of one line the
/// comma too.
fn entry(text: &str, applicant: &Applicant, claim: &FileClaim) -> Range<usize> {
    let (start, end) = (claim.path_span.start, claim.part.span.end);
    let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    if text.get(line..start).is_some_and(|before| before.trim().is_empty()) {
        let behind = text.get(end..).and_then(|behind| behind.find('\n')).map_or(text.len(), |at| end + at + 1);
        return line..behind;
    }
    let before = applicant.files.iter().map(|other| other.part.span.end).filter(|other| *other <= start).max();
    before.unwrap_or(start)..end
}

/// Where the line behind the header `[files]` begins.
fn header(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim_start().starts_with("[files]") && line.ends_with('\n') {
            return Some(at);
        }
    }
    None
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(from: &str, to: &[&str], claim: Option<&str>) -> Moved {
        Moved {
            from: from.to_owned(),
            to: to.iter().map(|path| (*path).to_owned()).collect(),
            claim: claim.map(str::to_owned),
        }
    }

    fn rewrite(source: &str, files: &[Moved]) -> String {
        rewritten(&from_source(source).expect("a good file"), files)
    }

    #[test]
    fn only_the_paths_change() {
        let source =
            "name = \"王\" # 姓名\n[files] # 指定\n\"扫描 7.png\" = \"id/front\" # 正面\n'b.jpg' = \"id/back\"\n";
        let files = [moved("扫描 7.png", &["02-身份证/人像面.jpg"], None), moved("c.jpg", &["d.jpg"], None)];
        let want = source.replace("扫描 7.png", "02-身份证/人像面.jpg");
        assert_eq!(rewrite(source, &files), want);
    }

    #[test]
    fn a_pdf_of_two_pages_becomes_two_lines() {
        let files = [moved("a.pdf", &["x1.jpg", "x2.jpg"], None)];
        let want = "[files]\n\"x1.jpg\" = \"education/diploma\"\n\"x2.jpg\" = \"education/diploma\"\n";
        assert_eq!(rewrite("[files]\n\"a.pdf\" = \"education/diploma\"\n", &files), want);
        let inline = rewrite("files = { \"a.pdf\" = \"education/diploma\" }\n", &files);
        assert_eq!(from_source(&inline).expect("a good file").files.len(), 2, "{inline}");
    }

    #[test]
    fn several_files_of_one_pdf_become_one_line() {
        let files =
            [moved("a.jpg", &["x.pdf"], None), moved("b.jpg", &["x.pdf"], None), moved("c.jpg", &["c.jpg"], None)];
        let source = "[files]\n'a.jpg' = \"id/front\" # 1\n'b.jpg' = \"id/front\" # 2\n'c.jpg' = \"id/back\"\n";
        let want = "[files]\n\"x.pdf\" = \"id/front\" # 1\n\"c.jpg\" = \"id/back\"\n";
        assert_eq!(rewrite(source, &files), want);
        let inline = rewrite("files = { \"a.jpg\" = \"id/front\", \"b.jpg\" = \"id/front\" }\n", &files);
        assert_eq!(inline, "files = { \"x.pdf\" = \"id/front\" }\n");
    }

    #[test]
    fn a_name_that_says_nothing_is_claimed_in_a_new_line() {
        let files = [moved("a.pdf", &["a-1.jpg"], Some("id/front"))];
        for source in ["name = \"x\"", "[files]\n\"b.jpg\" = \"id/back\"\n[transfer]\nfrom_unit = \"y\"\n"] {
            let new = from_source(&rewrite(source, &files)).expect("a good file");
            assert!(new.files.iter().any(|claim| claim.path == "a-1.jpg" && claim.part.part == "front"), "{source}");
        }
    }
}
