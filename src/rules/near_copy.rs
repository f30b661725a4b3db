//! D316: one scan saved twice, with different bytes.

use super::almost_empty::is_almost_empty;
use super::{Check, Rule, place, words};
use crate::dossier::look::Fingerprint;
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Severity};
use crate::profile::{LimitName, Part};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D316",
    name: "near-copy",
    severity: Severity::Warning,
    about: include_str!("near_copy.md"),
    check: Check::Dossier(check),
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let pages = pages(dossier);
    let mut faults = Vec::new();
    for (number, (at, part, scan, one)) in pages.iter().enumerate() {
        for (_, _, other_scan, other) in pages.iter().skip(number + 1) {
            if scan.inspected.sha256 != other_scan.inspected.sha256 && are_copies(part, one, other) {
                faults.push(fault(scan, other_scan, place::of_scan(dossier, *at)));
            }
        }
    }
    faults
}

/// The scans that fill places and have enough on them to be told apart, each once.
fn pages(dossier: &Dossier) -> Vec<(usize, &Part, &Scan, &Fingerprint)> {
    let mut pages: Vec<(usize, &Part, &Scan, &Fingerprint)> = Vec::new();
    for slot in &dossier.slots {
        let (_, part) = dossier.part(slot);
        for claim in &slot.files {
            let Some(scan) = dossier.scans.get(claim.scan) else { continue };
            let known = pages.iter().any(|(at, ..)| *at == claim.scan);
            if let Some(look) = place::look(scan).filter(|look| !known && !is_almost_empty(part, look)) {
                pages.push((claim.scan, part, scan, &look.fingerprint));
            }
        }
    }
    pages
}

fn are_copies(part: &Part, one: &Fingerprint, other: &Fingerprint) -> bool {
    let limit = |name| part.limits.value(name);
    let (Some(most), Some(least)) = (limit(LimitName::CopyBits), limit(LimitName::CopyLikeness)) else { return false };
    // The hash is cheap, and nearly always enough to tell two pages apart.
    f64::from(one.differing_bits(other)) <= most && f64::from(one.likeness(other).correlation) >= least
}

fn fault(one: &Scan, other: &Scan, here: crate::finding::Place) -> Fault {
    let files = words::paths([&one.path, &other.path]);
    let message = Text {
        zh: format!("这两个文件看起来是同一张扫描件存了两次：{}。", files.zh),
        en: format!("These two files look like one scan saved twice: {}.", files.en),
    };
    let fix = Text {
        zh: "打开看看：是同一张，就把放错的换成它该有的扫描件；本来就是两张不同的，不用管。".to_owned(),
        en: "Open both: if they are one scan, replace the misplaced one; if they are two documents, leave them."
            .to_owned(),
    };
    Fault::warning(message, fix).at(here)
}

#[cfg(test)]
mod tests {
    use crate::dossier::look::Fingerprint;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan, see};

    fn fingerprint() -> Fingerprint {
        Fingerprint { differences: [5, 6, 7, 8], details: (0..1024u16).map(|at| (at * 41 % 53) as i8 - 26).collect() }
    }

    #[test]
    fn the_same_look_with_other_bytes() {
        let mut dossier = complete();
        for at in ["id/front", "summary/summary"] {
            see(&mut dossier, at, |look| look.fingerprint = fingerprint());
        }
        assert_eq!(codes(&dossier), ["D316"]);
        assert!(run(&dossier)[0].message.zh.contains("summary"));
        scan(&mut dossier, "id/front").inspected.sha256 = "ab".repeat(32);
        scan(&mut dossier, "summary/summary").inspected.sha256 = "ab".repeat(32);
        assert_eq!(codes(&dossier), ["D501"], "the same bytes are an error of their own");
    }

    #[test]
    fn another_look_is_no_copy() {
        let mut dossier = complete();
        see(&mut dossier, "id/front", |look| look.fingerprint = fingerprint());
        see(&mut dossier, "id/back", |look| {
            look.fingerprint = fingerprint();
            look.fingerprint.details.reverse();
        });
        assert_eq!(codes(&dossier), [""; 0]);
    }
}
