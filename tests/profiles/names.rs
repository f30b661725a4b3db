//! Which part a path means, by tables of realistic names: one table a profile, beside the applicant it is read for.

use dossier::assign::assign;
use dossier::dossier::{Applicant, Dossier, Doubt, PageMark, RelPath, Scan, load};
use dossier::profile::Profile;
use dossier::seen::{Content, Inspected};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

#[test]
fn bazhou_names() {
    check_table("bazhou", "bazhou-vocational-2021");
}

#[test]
fn names_of_pages_and_keys() {
    check_table("pages", "bazhou-vocational-2021");
}

#[test]
fn shaanxi_names() {
    check_table("shaanxi", "shaanxi-online");
}

#[test]
fn engineering_names() {
    check_table("engineering", "engineering-general");
}

/// Whether an award is asked for or not: the applicant declares none.
#[test]
fn names_of_two_documents() {
    check_table("two", "bazhou-vocational-2021");
}

/// At least 1,000 paths: a quarter of them about pages and keys, and enough of the further profiles.
#[test]
fn the_tables_are_long_enough() {
    let count = |name: &str| rows(&read(name, "tsv")).len();
    let (pages, further) = (count("pages"), count("shaanxi") + count("engineering"));
    let all = count("bazhou") + pages + further;
    assert!(all >= 1000 && pages >= 250 && further >= 240, "{all}, of which {pages} and {further}");
}

/// A built-in profile and the invented applicant of `names/<name>.toml`.
pub(super) fn profile_and_applicant(name: &str, profile: &str) -> (Arc<Profile>, Applicant) {
    let profile = dossier::profile::builtin::find(profile).expect("built in").expect("a good profile");
    (Arc::new(profile), load::from_source(&read(name, "toml")).expect("a good applicant"))
}

pub(super) fn read(name: &str, extension: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/names");
    std::fs::read_to_string(folder.join(name).with_extension(extension)).expect("a table")
}

/// Reads `names/<name>.tsv` and compares every line, so that one run shows all that differ.
fn check_table(name: &str, profile: &str) {
    let (table, applicant) = (read(name, "tsv"), read(name, "toml"));
    let profile = Arc::new(dossier::profile::builtin::find(profile).expect("built in").expect("a good profile"));
    let rows = rows(&table);
    let distinct: std::collections::BTreeSet<_> = rows.iter().map(|(path, _)| path).collect();
    assert_eq!(distinct.len(), rows.len(), "{name}: a path stands twice");
    let mut differ = String::new();
    for (path, want) in &rows {
        let got = reading(&profile, &applicant, path);
        let place = got.split('#').next().unwrap_or_default();
        // The other tables ask for the place only.
        let got = if name == "pages" { got.as_str() } else { place };
        if got != *want {
            let _ = writeln!(differ, "{path}: {got}, want {want}");
        }
    }
    assert!(differ.is_empty(), "\n{differ}");
}

fn rows(table: &str) -> Vec<(String, &str)> {
    table.lines().filter_map(row).collect()
}

fn row(line: &str) -> Option<(String, &str)> {
    let (path, want) = line.split_once('\t')?;
    (!line.starts_with('#')).then(|| (path.replace("\\u{308}", "\u{308}"), want))
}

fn reading(profile: &Arc<Profile>, applicant: &str, path: &str) -> String {
    let applicant = load::from_source(applicant).expect("a good applicant");
    let inspected = Inspected {
        bytes: 1,
        sha256: String::new(),
        content: Content::Jpeg,
        picture: None,
        pages: Vec::new(),
        leading_bytes: 0,
        trouble: None,
    };
    let scan = Scan::new(RelPath::new(path), inspected);
    let date = "2021-09-10".parse().expect("a date");
    shown(&assign(Arc::clone(profile), Some(applicant), date, vec![scan], Vec::new()))
}

/// Where the only file of a dossier went.
fn shown(dossier: &Dossier) -> String {
    if let Some(ambiguous) = dossier.ambiguous.first() {
        let said = match ambiguous.doubt {
            Doubt::Place | Doubt::Documents => "ambiguous",
            Doubt::BothSides => "both",
            Doubt::Years => "years",
        };
        return said.to_owned();
    }
    let filled: Vec<_> = dossier.slots.iter().filter(|slot| !slot.files.is_empty()).collect();
    let Some(first) = filled.first() else { return "stray".to_owned() };
    let (item, part) = dossier.part(first);
    let keys: Vec<_> = filled.iter().filter_map(|slot| slot.key.as_deref()).collect();
    let at = if keys.is_empty() { String::new() } else { format!("@{}", keys.join(",")) };
    let place = format!("{}/{}{at}", item.id, part.id);
    match first.files.first().map(|claim| claim.page) {
        None | Some(PageMark::Unsaid) => place,
        Some(PageMark::First) => format!("{place}#first"),
        Some(PageMark::Number(number)) => format!("{place}#{number}"),
        Some(PageMark::Unclear) => format!("{place}#?"),
        Some(PageMark::Last) => format!("{place}#last"),
    }
}
