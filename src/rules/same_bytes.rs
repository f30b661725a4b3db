//! D501: the same file in two places.

use super::{Check, Drawn, InPackage, Remedy, Rule, place, words};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Place, Severity};
use crate::profile::Pages;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    code: "D501",
    name: "same-bytes",
    severity: Severity::Error,
    about: include_str!("same_bytes.md"),
    check: Check::Dossier(check),
    remedy: Remedy::ScanAgain,
    drawn_on_picture: Drawn::Badge,
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    copies(dossier)
        .into_iter()
        .filter(|copies| !told_as_too_many(dossier, copies))
        .map(|copies| fault(dossier, &copies))
        .collect()
}

/// Groups of files that fill places and are equal byte for byte, each group in the order of the files.
fn copies(dossier: &Dossier) -> Vec<Vec<usize>> {
    let claimed: BTreeSet<usize> = dossier.slots.iter().flat_map(|slot| &slot.files).map(|claim| claim.scan).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for at in claimed {
        let Some(scan) = dossier.scans.get(at).filter(|scan| !place::is_closed(scan)) else { continue };
        if !scan.inspected.sha256.is_empty() {
            groups.entry(&scan.inspected.sha256).or_default().push(at);
        }
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort();
    groups
}

/// Whether the files only crowd one place that takes a single picture, which D102 tells.
fn told_as_too_many(dossier: &Dossier, copies: &[usize]) -> bool {
    let mut slots = dossier.slots.iter().filter(|slot| slot.files.iter().any(|claim| copies.contains(&claim.scan)));
    match (slots.next(), slots.next()) {
        (Some(only), None) => dossier.part(only).1.pages == Pages::One,
        _ => false,
    }
}

fn fault(dossier: &Dossier, copies: &[usize]) -> Fault {
    let scans: Vec<&Scan> = copies.iter().filter_map(|at| dossier.scans.get(*at)).collect();
    let files = words::paths(scans.iter().map(|scan| &scan.path));
    let message = Text {
        zh: format!("这 {} 个文件内容一模一样：{}。其中只有一个可能放对了。", scans.len(), files.zh),
        en: format!(
            "These {} files are the same, byte for byte: {}. At most one can be in the right place.",
            scans.len(),
            files.en
        ),
    };
    let fix = Text {
        zh: "逐个打开看看，把放错的换成它该有的扫描件。一张证书管几个年度的，只留一个文件，文件名写上年份范围（如 2016-2020）。"
            .to_owned(),
        en: "Open them and replace the wrong ones by the scans that belong there. Where one certificate covers several \
             years, keep one file and let its name give the range (2016-2020)."
            .to_owned(),
    };
    let first = copies.first().map(|at| place::of_scan(dossier, *at)).unwrap_or_default();
    let others = scans.iter().skip(1).map(|scan| scan.path.clone()).collect();
    Fault::error(message, fix).at(Place { others, ..first })
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, fill, scan, slot};

    #[test]
    fn one_finding_names_all_copies() {
        let mut dossier = complete();
        for at in ["id/front", "id/back", "summary/summary"] {
            scan(&mut dossier, at).inspected.sha256 = "ab".repeat(32);
        }
        assert_eq!(codes(&dossier), ["D501"]);
        let message = &run(&dossier)[0].message.zh;
        assert!(message.contains("front") && message.contains("back") && message.contains("summary"), "{message}");
    }

    #[test]
    fn one_file_for_several_years_is_no_copy() {
        let mut dossier = complete();
        let first = slot(&mut dossier, "ce/public@2019").files.clone();
        slot(&mut dossier, "ce/public@2020").files = first;
        assert_eq!(codes(&dossier), [""; 0]);
    }

    #[test]
    fn copies_in_one_place() {
        let mut dossier = complete();
        let hash = scan(&mut dossier, "summary/summary").inspected.sha256.clone();
        let second = fill(&mut dossier, "summary/summary", "总结2.jpg");
        dossier.scans[second].inspected.sha256 = hash;
        assert_eq!(codes(&dossier), ["D501"], "two pages of a summary cannot be equal");
        let mut dossier = complete();
        let hash = scan(&mut dossier, "id/front").inspected.sha256.clone();
        let second = fill(&mut dossier, "id/front", "身份证 副本.jpg");
        dossier.scans[second].inspected.sha256 = hash;
        assert_eq!(codes(&dossier), ["D102"]);
    }
}
