//! How well pages are read and judged: draws the dossiers of `tests/reading`, breaks one page at a time, and prints what
//! was found, missed and falsely accused. `cargo run --release --example measure-reading [a|b|c|d …] [missed]`; with `missed`
//! it also prints what was missed, and what was read there, of the wordings that may be tuned on.

// It includes what the tests share, and uses its own part of it.
#![allow(dead_code, unreachable_pub)]
#![expect(clippy::print_stdout, reason = "it is a command")]

use drawings as draw;
mod drawn;
mod wording;

use dossier::finding::Finding;
use drawn::{ReadPage, accusations, card_back, laid_out, picture};
use std::collections::BTreeMap;
use wording::{HELD_OUT, Person, TUNED, Wording, wordings};

/// The applicants, and the stranger whose pages get among theirs; all invented.
const PEOPLE: [(&str, &str); 2] = [("王小明", "990000198803070017"), ("赵建新", "99000019851020005X")];

/// Parts whose pages name a person.
const NAMED: &[&str] = &[
    "id/front",
    "education/diploma",
    "education/degree",
    "assessment/form-front",
    "posts/teacher",
    "posts/title",
    "ce/public",
];

/// Right, missed, wrong.
type Counts = BTreeMap<&'static str, [usize; 3]>;

fn main() {
    let (missed, asked): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|word| word == "missed");
    for (set, files) in [("tuned", TUNED), ("held out", HELD_OUT)] {
        let mut counts = Counts::new();
        let chosen = |wording: &Wording| asked.is_empty() || asked.iter().any(|name| name == wording.name);
        for (seed, wording) in (1..).zip(wordings(files).iter().filter(|wording| chosen(wording))) {
            measure(wording, seed * 7, &mut counts, !missed.is_empty() && set == "tuned");
        }
        println!("{set}");
        for (what, [right, missed, wrong]) in counts {
            println!("  {what:<46} right {right:>4}  missed {missed:>4}  wrong {wrong:>4}");
        }
    }
}

fn measure(wording: &Wording, seed: u64, counts: &mut Counts, tells: bool) {
    let [own, stranger] = PEOPLE.map(|(name, number)| Person::new(name, number));
    let pages = drawn::dossier(wording, &own, seed);
    let folder: Vec<(String, &ReadPage)> = pages.iter().map(|page| (page.name(), page)).collect();
    silent(wording, &folder, &own, counts);
    sorted(wording, &pages, &own, counts);
    let broken = |at: usize, page: &ReadPage, codes: &[&str]| {
        let mut folder = folder.clone();
        let name = folder[at].0.clone();
        folder[at].1 = page;
        noticed(&folder, &own, &name, codes)
    };
    for (at, page) in pages.iter().enumerate() {
        for other in pages.iter().filter(|other| other.part == page.part && other.year != page.year) {
            let what =
                if page.part == "assessment/form-back" { "another year, back of a form" } else { "another year" };
            let found = broken(at, other, &["D704"]);
            count(counts, what, found);
            if tells && !found {
                tell(what, wording, (page, other), &own);
            }
        }
        let others: Vec<&ReadPage> = pages.iter().filter(|other| other.part != page.part).collect();
        for step in [3, 11, 17] {
            let other = others[(at * 5 + step) % others.len()];
            let found = broken(at, other, &["D702", "D703"]);
            count(counts, "another document", found);
            if tells && !found {
                tell("another document", wording, (page, other), &own);
            }
        }
    }
    let front = pages.iter().position(|page| page.part == "id/front").expect("a card");
    let back = pages.iter().position(|page| page.part == "id/back").expect("a card");
    count(counts, "the other side of the card", broken(front, &pages[back], &["D702"]));
    count(counts, "the other side of the card", broken(back, &pages[front], &["D702"]));
    let expired = ReadPage::of("id/back", None, &card_back("2011.03.02-2021.03.02", seed));
    count(counts, "an expired card", broken(back, &expired, &["D706"]));
    for text in wording.pages.iter().filter(|text| NAMED.contains(&text.part.as_str())) {
        let at = pages.iter().position(|page| page.part == text.part).expect("a page");
        let theirs = ReadPage::of(&text.part, pages[at].year, &picture(text, &stranger, pages[at].year, seed + 500));
        count(counts, "another person", broken(at, &theirs, &["D705", "D707", "D708"]));
        let upright = picture(text, &own, pages[at].year, seed + 600);
        for (turned, what) in [(upright.rotate180(), "upside-down"), (upright.rotate90(), "sideways")] {
            let turned = ReadPage::of(&text.part, pages[at].year, &turned);
            count(counts, what, broken(at, &turned, &["D701"]));
        }
    }
    let theirs = ReadPage::of("id/front", None, &drawn::card_front(&stranger, seed));
    count(counts, "another person", broken(front, &theirs, &["D705", "D707", "D708"]));
}

fn count(counts: &mut Counts, what: &'static str, noticed: bool) {
    counts.entry(what).or_default()[usize::from(!noticed)] += 1;
}

/// Prints what is understood of a page that was missed in another's place, and its lines.
fn tell(what: &str, wording: &Wording, (place, page): (&ReadPage, &ReadPage), own: &Person) {
    let dossier = laid_out(&[(place.name(), page)], own);
    println!("  {}: {what}: {} filled by {} {:?}", wording.name, place.name(), page.part, page.year);
    let called = |item: usize, part: usize| {
        let part = &dossier.profile.items[item].parts[part];
        format!("{}/{}", part.item, part.id)
    };
    for scan in &dossier.scans {
        let (Some(said), Ok(reading)) = (&scan.understood, &scan.reading) else { continue };
        let is = said.is.as_ref().map(|known| called(known.item, known.part));
        let hints: Vec<String> = said.hints.iter().map(|(item, part)| called(*item, *part)).collect();
        let years: Vec<(i16, u8, u8)> = said
            .years
            .iter()
            .chain(&said.dated)
            .map(|year| (year.year, year.seen.numerals, year.seen.confidence))
            .collect();
        println!("    is {is:?}, hints {hints:?}, years {years:?} of {:?}, whole {}", said.all_years, said.whole);
        for line in &reading.lines {
            println!("    {} {} {} {:?} {}", line.confidence, line.least, line.numerals, line.at, line.text);
        }
    }
}

/// Whether one of the codes is reported of a file.
fn noticed(folder: &[(String, &ReadPage)], own: &Person, name: &str, codes: &[&str]) -> bool {
    let about = |finding: &Finding| codes.contains(&finding.rule.code) && finding.place.is_about(name);
    dossier::rules::run(&laid_out(folder, own)).iter().any(about)
}

/// A folder in order: whatever is said of it is wrong.
fn silent(wording: &Wording, folder: &[(String, &ReadPage)], own: &Person, counts: &mut Counts) {
    let dossier = laid_out(folder, own);
    let accused = accusations(&dossier);
    for finding in &accused {
        println!("  {}: {} {} {:?}", wording.name, finding.rule.code, finding.message.zh, finding.read);
    }
    let entry = counts.entry("pages in order (wrong: accused)").or_default();
    entry[0] += folder.len() - accused.len().min(folder.len());
    entry[2] += accused.len();
    let notes = dossier::rules::run(&dossier).iter().filter(|finding| finding.rule.code == "D708").count();
    counts.entry("pages in order, name not read (a note)").or_default()[2] += notes;
}

/// The same pages under the names that a camera gives.
fn sorted(wording: &Wording, pages: &[ReadPage], own: &Person, counts: &mut Counts) {
    let named = (1..).zip(pages).map(|(number, page)| (format!("IMG_{number:04}.jpg"), page)).collect::<Vec<_>>();
    let dossier = laid_out(&named, own);
    let entry = counts.entry("camera names, sure of part and year").or_default();
    for ((name, page), scan) in named.iter().zip(&dossier.scans) {
        let guess = scan.understood.as_ref().and_then(|understood| understood.guesses.first());
        let place = guess.filter(|guess| guess.sure).map(|guess| {
            let part = &dossier.profile.items[guess.item].parts[guess.part];
            (format!("{}/{}", part.item, part.id), guess.key.clone())
        });
        let keyed = page.year.map(|year| year.to_string());
        match place {
            None => {
                println!("  {}: {name} {} {:?} unknown", wording.name, page.part, page.year);
                entry[1] += 1;
            }
            Some((part, key)) if part == page.part && (keyed.is_none() || key == keyed) => entry[0] += 1,
            Some(place) => {
                println!("  {}: {name} {} {:?} taken for {place:?}", wording.name, page.part, page.year);
                entry[2] += 1;
            }
        }
    }
}
