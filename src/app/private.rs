//! Which pictures are not for everybody whom a report is sent to: those of ID cards, wherever they lie and whatever they are
//! called. Decided once, for reports and for the page of `dossier desk`.

use crate::assign::mentions;
use crate::dossier::{Dossier, RelPath, Scan};
use crate::finding::Finding;
use crate::profile::Role;
use crate::report::Report;
use crate::sort::rows;
use std::collections::BTreeSet;

/// The files that fill private parts or may belong to one, and whatever has the bytes of one of these.
pub fn private_paths<'d>(dossier: &'d Dossier, report: &Report) -> BTreeSet<&'d str> {
    with_copies(dossier, private(dossier, report))
}

/// What a report blurs: the private files, and those without a place of which nobody knows what they are.
pub(super) fn blurred_paths<'d>(dossier: &'d Dossier, report: &Report) -> BTreeSet<&'d str> {
    let unknown = placeless(dossier).filter(|(_, scan)| is_unknown(scan)).map(|(at, _)| at);
    with_copies(dossier, unknown.chain(private(dossier, report)).collect())
}

/// The positions of the files that fill a private part, or that by their name, their folder, their words or a finding may
/// belong to one.
fn private(dossier: &Dossier, report: &Report) -> BTreeSet<usize> {
    let holds = |place: &usize| dossier.slots.get(*place).is_some_and(|slot| is_private(dossier, slot.item));
    let slots = dossier.slots.iter().filter(|slot| is_private(dossier, slot.item));
    let filled = slots.flat_map(|slot| &slot.files).map(|claim| claim.scan);
    let unclear = dossier.ambiguous.iter().filter(|file| file.slots.iter().any(holds)).map(|file| file.scan);
    let near = dossier.near.iter().filter(|(_, places)| places.iter().any(holds)).map(|(scan, _)| *scan);
    let rows = rows(dossier).into_iter();
    let sorted = rows.filter(|row| row.candidates.iter().any(|guess| holds(&guess.place))).map(|row| row.scan);
    let items = || dossier.profile.items.iter().filter(|item| item.role.is_some_and(Role::is_private));
    let mentioned: Vec<_> = items().map(mentions).collect();
    let named = placeless(dossier)
        .filter(|(_, scan)| mentioned.iter().any(|mentioned| mentioned(&scan.path)))
        .map(|(at, _)| at);
    let about = |finding: &&Finding| items().any(|item| finding.place.item.as_deref() == Some(item.id.as_str()));
    let found = report.findings.iter().filter(about).filter_map(|finding| finding.place.path.as_ref());
    let found: BTreeSet<&RelPath> = found.collect();
    let seen = dossier.scans.iter().enumerate();
    let seen = seen.filter(|(_, scan)| found.contains(&scan.path) || reads_as_private(dossier, scan)).map(|(at, _)| at);
    filled.chain(unclear).chain(near).chain(sorted).chain(named).chain(seen).collect()
}

fn is_private(dossier: &Dossier, item: usize) -> bool {
    dossier.profile.items.get(item).and_then(|item| item.role).is_some_and(Role::is_private)
}

/// The files that fill no place, with their positions.
fn placeless(dossier: &Dossier) -> impl Iterator<Item = (usize, &Scan)> {
    let scans = dossier.scans.iter().enumerate().zip(dossier.placed());
    scans.filter(|(_, placed)| !placed).map(|(scan, _)| scan)
}

/// Whether its words are those of a private part, whatever it is filed as.
fn reads_as_private(dossier: &Dossier, scan: &Scan) -> bool {
    let Some(said) = &scan.understood else { return false };
    let known = said.is.iter().chain(said.together.iter().flatten()).map(|known| known.item);
    let sure = said.guesses.iter().filter(|guess| guess.sure).map(|guess| guess.item);
    known.chain(sure).any(|item| is_private(dossier, item))
}

/// Whether nothing tells what a file without a place shows: it was not read, or nothing is known of it but that an ID number
/// stands on it. What it looks like is not enough: a card that lies on its side looks like a portrait.
fn is_unknown(scan: &Scan) -> bool {
    let numbered = scan.understood.as_ref().is_some_and(|said| said.guesses.is_empty() && !said.numbers.is_empty());
    scan.reading.is_err() || numbered
}

/// The paths of these files, and of those with the same bytes.
fn with_copies(dossier: &Dossier, files: BTreeSet<usize>) -> BTreeSet<&str> {
    let files: Vec<&Scan> = files.into_iter().filter_map(|at| dossier.scans.get(at)).collect();
    let contents: BTreeSet<&str> = files.iter().map(|scan| scan.inspected.sha256.as_str()).collect();
    // What could not be read has no hash, and no picture either.
    let copies = dossier.scans.iter().filter(|scan| contents.contains(&*scan.inspected.sha256));
    copies.chain(files).map(|scan| scan.path.shown()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assign::assign;
    use crate::dossier::understood::{Guess, Known, Number, Seen, Understood};
    use crate::profile::builtin;
    use crate::report::assemble;
    use crate::seen::reading::{Reading, Turn, Unread};
    use crate::text::Text;
    use std::sync::Arc;

    /// A folder of files that say nothing; no two have the same bytes.
    fn dossier(paths: &[&str]) -> Dossier {
        let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        let mut paths = paths.to_vec();
        paths.sort_unstable();
        let mut scans: Vec<Scan> = paths.iter().map(|path| Scan::unopened(path)).collect();
        for (number, scan) in scans.iter_mut().enumerate() {
            scan.inspected.sha256 = format!("{number:064x}");
            scan.reading = Ok(nothing_read());
            scan.understood = Some(Understood { whole: true, ..Understood::default() });
        }
        assign(Arc::new(profile), None, "2021-09-10".parse().expect("a day"), scans, Vec::new())
    }

    fn nothing_read() -> Reading {
        let turn = Turn::Unknown;
        Reading { turn, sure: false, lines: Vec::new(), more: false, others: false, mirrored: false }
    }

    fn scan<'d>(dossier: &'d mut Dossier, path: &str) -> &'d mut Scan {
        dossier.scans.iter_mut().find(|scan| scan.path.shown() == path).expect("the file")
    }

    fn said<'d>(dossier: &'d mut Dossier, path: &str) -> &'d mut Understood {
        scan(dossier, path).understood.as_mut().expect("words")
    }

    fn blurred(dossier: &Dossier) -> Vec<&str> {
        blurred_paths(dossier, &assemble(dossier, Vec::new())).into_iter().collect()
    }

    fn seen(text: &str) -> Seen {
        Seen { text: text.to_owned(), at: [0; 4], confidence: 98, least: 96, numerals: 97 }
    }

    #[test]
    fn what_may_be_an_id_card_by_its_name_or_its_folder() {
        for path in [
            "02-身份证/身份证.jpg",
            "02-身份证/扫描0003.jpg",
            "其他/身份证复印件.jpg",
            "身份证人像面.jpg",
            "身份证、户口本.jpg",
        ] {
            assert_eq!(blurred(&dossier(&[path, "03-学历学位/毕业证书.jpg"])), [path]);
        }
        assert_eq!(blurred(&dossier(&["合影留念.jpg", "holiday.jpg", "07-业务工作总结.jpg"])), [""; 0]);
    }

    #[test]
    fn the_bytes_of_an_id_card_under_another_name() {
        let mut dossier = dossier(&["身份证人像面.jpg", "03-学历学位/毕业证书.jpg"]);
        let card = scan(&mut dossier, "身份证人像面.jpg").inspected.sha256.clone();
        scan(&mut dossier, "03-学历学位/毕业证书.jpg").inspected.sha256 = card;
        assert_eq!(blurred(&dossier), ["03-学历学位/毕业证书.jpg", "身份证人像面.jpg"]);
    }

    #[test]
    fn what_reads_as_an_id_card() {
        let mut dossier = dossier(&["03-学历学位/毕业证书.jpg", "IMG_2001.jpg"]);
        let slot = dossier.slot("id", "front", None).expect("a place");
        let (item, part) = (slot.item, slot.part);
        said(&mut dossier, "03-学历学位/毕业证书.jpg").is =
            Some(Known { item, part, words: vec![seen("公民身份号码")] });
        assert_eq!(blurred(&dossier), ["03-学历学位/毕业证书.jpg"]);
        let guess = Guess { item, part, key: None, sure: false, why: Text::same("words") };
        said(&mut dossier, "IMG_2001.jpg").guesses.push(guess);
        assert_eq!(blurred(&dossier), ["03-学历学位/毕业证书.jpg", "IMG_2001.jpg"]);
    }

    #[test]
    fn what_nobody_knows() {
        let mut dossier = dossier(&["03-学历学位/毕业证书.jpg", "IMG_2001.jpg"]);
        for path in ["03-学历学位/毕业证书.jpg", "IMG_2001.jpg"] {
            let scan = scan(&mut dossier, path);
            (scan.reading, scan.understood) = (Err(Unread::NotAsked), None);
        }
        assert_eq!(blurred(&dossier), ["IMG_2001.jpg"], "it fills no place, and was not read");
        assert_eq!(private_paths(&dossier, &assemble(&dossier, Vec::new())), BTreeSet::new(), "the desk shows it");
        let number = Number { number: "990000198803070017".to_owned(), seen: seen("990000198803070017") };
        let scan = scan(&mut dossier, "IMG_2001.jpg");
        scan.reading = Ok(nothing_read());
        scan.understood = Some(Understood { numbers: vec![number], ..Understood::default() });
        assert_eq!(blurred(&dossier), ["IMG_2001.jpg"], "a number stands on it, and nothing else is known");
    }
}
