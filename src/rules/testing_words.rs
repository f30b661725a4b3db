//! Pages with words for the rules' own tests.

use super::testing::{position, scan};
use crate::dossier::understood::{
    Absent, EntriesFound, Found, Issue, Known, Named, Number, Seen, Understood, Unlike, Validity, Year,
};
use crate::dossier::{Dossier, Scan};
use crate::profile::{Part, Says};
use crate::seen::reading::{Line, Reading, Turn};
use jiff::civil::Date;
use std::sync::Arc;

/// A line of clear print.
fn seen(text: &str) -> Seen {
    Seen { text: text.to_owned(), at: [2000, 1000, 6000, 1300], confidence: 98, least: 96, numerals: 97 }
}

fn place(dossier: &Dossier, at: &str) -> (usize, usize) {
    let slot = &dossier.slots[position(dossier, at)];
    (slot.item, slot.part)
}

/// Gives a part words, and what `change` adds.
pub(super) fn tell(dossier: &mut Dossier, at: &str, change: impl FnOnce(&mut Says)) {
    let (item, part) = place(dossier, at);
    let part: &mut Part = &mut Arc::make_mut(&mut dossier.profile).items[item].parts[part];
    let words = Says { labels: vec!["甲".to_owned(), "乙".to_owned()], ..Says::default() };
    change(part.says.get_or_insert(words));
}

/// The first page of a place was read, and says nothing yet.
pub(super) fn says(dossier: &mut Dossier, at: &str) {
    read(scan(dossier, at));
}

/// A page with these lines, read so surely.
pub(super) fn lines(lines: &[&str], confidence: u8) -> Reading {
    let line = |text: &&str| Line {
        text: (*text).to_owned(),
        confidence,
        least: confidence,
        numerals: 100,
        at: [0; 4],
        row: 0,
    };
    let lines = lines.iter().map(line).collect();
    Reading { turn: Turn::Upright, sure: true, lines, more: false, others: false, mirrored: false }
}

fn read(scan: &mut Scan) -> &mut Understood {
    if scan.reading.is_err() {
        scan.reading = Ok(lines(&["子丑寅卯辰巳"], 98));
    }
    scan.understood.get_or_insert_with(|| Understood { whole: true, ..Understood::default() })
}

/// The first page of a place is beyond doubt what belongs to another, or to its own; the words of both parts are known.
pub(super) fn is(dossier: &mut Dossier, at: &str, other: &str) {
    tell(dossier, at, |_| ());
    tell(dossier, other, |_| ());
    let (item, part) = place(dossier, other);
    let said = read(scan(dossier, at));
    said.is = Some(Known { item, part, words: vec![seen("标题")] });
    said.hints = vec![(item, part)];
}

/// It lacks these words of its own part.
pub(super) fn lacks(dossier: &mut Dossier, at: &str, words: &[&str]) {
    let (item, part) = place(dossier, at);
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    read(scan(dossier, at)).absent = vec![Absent { item, part, words }];
}

/// Its title is that of another document, whichever, read so clearly.
pub(super) fn unlike(dossier: &mut Dossier, at: &str, title: &str, least: u8) {
    tell(dossier, at, |_| ());
    let (item, part) = place(dossier, at);
    let seen = Seen { least, ..seen(title) };
    read(scan(dossier, at)).unlike = vec![Unlike { item, part, seen }];
}

/// The words of these two parts are on it.
pub(super) fn together(dossier: &mut Dossier, at: &str, parts: [&str; 2]) {
    let known = parts.map(|part| {
        let (item, part) = place(dossier, part);
        Known { item, part, words: vec![seen("标题")] }
    });
    read(scan(dossier, at)).together = Some(known);
}

/// It says these years.
pub(super) fn year(dossier: &mut Dossier, at: &str, years: &[i16]) {
    let years = years.iter().map(|year| Year { year: *year, seen: seen(&format!("{year}年度")) });
    read(scan(dossier, at)).years = years.collect();
}

/// Its years were read so clearly: all characters on the average, the least certain of them, and of the numerals.
pub(super) fn years_read(dossier: &mut Dossier, at: &str, (confidence, least, numerals): (u8, u8, u8)) {
    for year in &mut read(scan(dossier, at)).years {
        (year.seen.confidence, year.seen.least, year.seen.numerals) = (confidence, least, numerals);
    }
}

/// It says this ID number.
pub(super) fn number(dossier: &mut Dossier, at: &str, number: &str, confidence: u8) {
    let seen = Seen { confidence, ..seen(number) };
    read(scan(dossier, at)).numbers = vec![Number { number: number.to_owned(), seen }];
}

/// It says until when it is valid.
pub(super) fn until(dossier: &mut Dossier, at: &str, until: Option<Date>, sound: bool) {
    read(scan(dossier, at)).valid = Some(Validity { until, sound, seen: seen("有效期限") });
}

/// It has a name at a label that differs in so many characters, read so clearly, and the applicant's own as `own` says.
pub(super) fn named(dossier: &mut Dossier, at: &str, name: &str, (differs, least): (usize, u8), own: Found) {
    let said = read(scan(dossier, at));
    said.names = vec![Named { name: name.to_owned(), differs, seen: Seen { least, ..seen(name) } }];
    said.own_name = Some(own);
}

/// The same of each list of the profile.
fn every_list(said: impl Fn(&mut EntriesFound)) -> Vec<EntriesFound> {
    let mut found = EntriesFound::default();
    said(&mut found);
    vec![found; crate::profile::load::usual_facts().lists.len()]
}

/// The title of the first paper is on it as `found` says.
pub(super) fn titled(dossier: &mut Dossier, at: &str, found: Found, whole: bool) {
    let said = read(scan(dossier, at));
    said.lists = every_list(|of_list| of_list.called = vec![found]);
    said.whole = whole;
}

/// It says another issue than the first paper's.
pub(super) fn issue(dossier: &mut Dossier, at: &str, (year, number): (i16, u16)) {
    let said = read(scan(dossier, at));
    said.issue = Some(Issue { year, number, seen: seen("期") });
    said.lists = every_list(|of_list| of_list.other_issues = vec![true]);
}

/// Its largest line names another journal than the first paper's.
pub(super) fn another_journal(dossier: &mut Dossier, at: &str, journal: &str) {
    let said = read(scan(dossier, at));
    said.largest = Some(seen(journal));
    said.lists = every_list(|of_list| of_list.other_journals = vec![true]);
}

/// The pages of a place have these printed numbers.
pub(super) fn numbered(dossier: &mut Dossier, at: &str, numbers: &[u32]) {
    let scans: Vec<usize> = dossier.slots[position(dossier, at)].files.iter().map(|claim| claim.scan).collect();
    for (scan, number) in scans.into_iter().zip(numbers) {
        read(&mut dossier.scans[scan]).page = Some(*number);
    }
}
