//! The order of pages, by a table of names in their right order: all are placed, and nothing is held against them but the
//! pages that are missing.

use super::names::{profile_and_applicant, read};
use dossier::assign::assign;
use dossier::dossier::{Dossier, RelPath, Scan};
use dossier::rules;
use dossier::seen::{Content, Inspected};
use std::fmt::Write as _;

#[test]
fn pages_stand_in_their_order() {
    let (profile, applicant) = profile_and_applicant("pages", "bazhou-vocational-2021");
    let table = read("order", "txt");
    let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(rows.len() >= 200, "{}", rows.len());
    let mut differ = String::new();
    for row in rows {
        let (gap, names) = row.strip_prefix("~ ").map_or((false, row), |names| (true, names));
        let names: Vec<String> = names.split(" | ").map(|name| format!("{name}.jpg")).collect();
        let mut scans: Vec<Scan> = (0..).zip(&names).map(|(at, name)| page(at, name)).collect();
        scans.sort_by(|a, b| a.path.cmp(&b.path));
        let date = "2021-09-10".parse().expect("a date");
        let dossier = assign(profile.clone(), Some(applicant.clone()), date, scans, Vec::new());
        let (order, said) = (placed(&dossier), said_of_pages(&dossier));
        let want: &[&str] = if gap { &["D115"] } else { &[] };
        if order != [names.clone()] || said != want {
            let _ = writeln!(differ, "{row}\n    {order:?} {said:?}");
        }
    }
    assert!(differ.is_empty(), "\n{differ}");
}

fn page(at: usize, name: &str) -> Scan {
    let inspected = Inspected {
        bytes: 1,
        sha256: format!("{at:064}"),
        content: Content::Jpeg,
        picture: None,
        pages: Vec::new(),
        leading_bytes: 0,
        trouble: None,
    };
    Scan::new(RelPath::new(name), inspected)
}

/// The files of each place that has any, in their order.
fn placed(dossier: &Dossier) -> Vec<Vec<String>> {
    let filled = dossier.slots.iter().filter(|slot| !slot.files.is_empty());
    filled.map(|slot| dossier.scans_of(slot).map(|scan| scan.path.shown().to_owned()).collect()).collect()
}

/// What the rules about names and pages find.
fn said_of_pages(dossier: &Dossier) -> Vec<&'static str> {
    let codes = ["D102", "D103", "D104", "D105", "D115", "D116"];
    let mut found: Vec<&str> = rules::run(dossier).into_iter().map(|finding| finding.rule.code).collect();
    found.retain(|code| codes.contains(code));
    found.dedup();
    found
}
