//! Pages as they are read, well and badly: known as what they are, and never accused of being something else.

use super::understand;
use crate::dossier::understood::{Seen, Understood};
use crate::dossier::{Applicant, Dossier, Scan};
use crate::profile::{Profile, builtin};
use crate::seen::reading::{Line, Reading, Turn};
use std::sync::{Arc, LazyLock};
use wording::{HELD_OUT, NEAR_MISSES, PageText, Person, Piece, TUNED, filled, pages, piece, wordings};

#[path = "../../tests/reading/wording.rs"]
#[expect(dead_code, reason = "the drawing tests use the rest")]
#[expect(unreachable_pub, reason = "it is a module of those tests too")]
mod wording;

static PROFILE: LazyLock<Arc<Profile>> = LazyLock::new(|| {
    let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile");
    Arc::new(profile.expect("no fault in it"))
});

const NUMBER: &str = "990000198803070017";

/// A sentence that means nothing here, for `fill`.
const SENTENCE: &str = "本学期承担数控车床与机械制图两门课程，每周十六课时，教案齐全，批改及时。";

/// Characters in a line of the body.
const WIDTH: usize = 36;

/// Chance that depends on its seed alone (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }
}

/// Lays a page out as a reader finds it: its lines from above, with their sizes.
fn read(page: &PageText, person: &Person, year: u16) -> Reading {
    let mut layout = Layout { lines: Vec::new(), y: 600, row: 0 };
    for line in &page.lines {
        let line = person.fill(line, year);
        match piece(&line) {
            Piece::Heading(text) => layout.centred(&text, 300),
            Piece::Subheading(text) => layout.centred(&text, 210),
            Piece::Red(text) => layout.centred(&text, 420),
            Piece::Left(text) => layout.line(&text, 1200, 160),
            Piece::Right(text) | Piece::Hand(text) => layout.line(&text, 6000, 160),
            Piece::Head(text) => layout.line(&text, 1200, 110),
            Piece::Foot(text) => layout.foot(&text),
            Piece::Row(cells) => layout.cells(&cells),
            Piece::Block(cells) => layout.block(&cells),
            Piece::Paragraph(text, count) => layout.paragraph(&text, count),
        }
    }
    Reading { turn: Turn::Upright, sure: true, lines: layout.lines, more: false, others: false, mirrored: false }
}

struct Layout {
    lines: Vec<Line>,
    y: u16,
    row: u16,
}

impl Layout {
    fn put(&mut self, text: &str, left: u16, height: u16) {
        let width = u16::try_from(text.chars().count()).unwrap_or(80).saturating_mul(height).saturating_mul(7) / 5;
        let at = [left, self.y, left.saturating_add(width).min(9_900), self.y + height];
        self.lines.push(Line { text: text.to_owned(), confidence: 98, least: 96, numerals: 97, at, row: self.row });
    }

    fn next(&mut self, height: u16) {
        self.y = (self.y + height * 3 / 2).min(9_400);
        self.row += 1;
    }

    fn line(&mut self, text: &str, left: u16, height: u16) {
        if !text.trim().is_empty() {
            self.put(text, left, height);
        }
        self.next(height);
    }

    fn centred(&mut self, text: &str, height: u16) {
        let half = u16::try_from(text.chars().count()).unwrap_or(80).saturating_mul(height).saturating_mul(7) / 10;
        // A long heading is broken.
        let characters: Vec<char> = text.chars().collect();
        let most = usize::from(6_000 / (height * 7 / 5)).max(4);
        for part in characters.chunks(most.max(characters.len().div_ceil(characters.len().div_ceil(most).max(1)))) {
            let text: String = part.iter().collect();
            let left = 5_000_u16.saturating_sub(half.min(3_000));
            self.line(&text, left, height);
        }
    }

    fn foot(&mut self, text: &str) {
        let at = [4_600, 9_600, 5_400, 9_720];
        self.row += 1;
        self.lines.push(Line { text: text.to_owned(), confidence: 98, least: 96, numerals: 97, at, row: self.row });
    }

    fn cells(&mut self, cells: &[String]) {
        let step = 8_000 / u16::try_from(cells.len().max(1)).unwrap_or(1);
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                self.put(cell, 1_000 + column * step, 150);
            }
        }
        self.next(200);
    }

    /// A narrow label, two characters a row, with the text beside it.
    fn block(&mut self, cells: &[String]) {
        let label: Vec<char> = cells.first().map(|cell| cell.chars().collect()).unwrap_or_default();
        let (text, count) = filled(cells.get(1).map_or("", String::as_str));
        let text = format!("{text}{}", SENTENCE.repeat(count));
        let signs = cells.get(2).cloned().unwrap_or_default();
        let body: Vec<String> = chunks(&text, WIDTH - 4).chain([signs]).collect();
        let label: Vec<String> = label.chunks(2).map(|part| part.iter().collect()).collect();
        for at in 0..body.len().max(label.len()) {
            if let Some(part) = label.get(at) {
                self.put(part, 900, 150);
            }
            if let Some(part) = body.get(at).filter(|part| !part.is_empty()) {
                self.put(part, 2_000, 150);
            }
            self.next(150);
        }
    }

    fn paragraph(&mut self, text: &str, count: usize) {
        let text = format!("{text}{}", SENTENCE.repeat(count));
        for part in chunks(&text, WIDTH) {
            self.line(&part, 1_200, 150);
        }
    }
}

fn chunks(text: &str, width: usize) -> impl Iterator<Item = String> {
    let characters: Vec<char> = text.chars().collect();
    let parts: Vec<String> = characters.chunks(width).map(|part| part.iter().collect()).collect();
    parts.into_iter()
}

fn person() -> Person {
    Person::new("王小明", NUMBER)
}

fn applicant() -> Applicant {
    let source = format!(
        "name = \"王小明\"\nid_number = \"{NUMBER}\"\n[[papers]]\ntitle = \"中职数控教学探索\"\njournal = \"职业教育\"\n\
         issue = \"2020年第6期\"\n[[awards]]\nname = \"2019年全州职业院校教学能力比赛二等奖\"\n"
    );
    crate::dossier::as_asked(
        crate::dossier::load::from_source(&source).expect("TOML"),
        &crate::profile::load::usual_facts(),
    )
}

/// What one page means.
fn understood(reading: Reading) -> Understood {
    all_understood(vec![reading]).swap_remove(0)
}

/// What pages mean.
fn all_understood(readings: Vec<Reading>) -> Vec<Understood> {
    let scan = |reading| Scan { reading: Ok(reading), ..Scan::unopened("IMG_0001.jpg") };
    let mut dossier = Dossier {
        profile: PROFILE.clone(),
        applicant: Some(applicant()),
        date: crate::config::date::parse_day("2021-09-10").expect("a day"),
        time: None,
        scans: readings.into_iter().map(scan).collect(),
        slots: Vec::new(),
        strays: Vec::new(),
        ambiguous: Vec::new(),
        near: std::collections::BTreeMap::new(),
        example: None,
        notes: Vec::new(),
        unused_claims: Vec::new(),
        submissions: None,
    };
    understand(&mut dossier, &|_| true);
    dossier.scans.into_iter().map(|scan| scan.understood.expect("it was read")).collect()
}

/// `item/part` of what a page is beyond doubt.
fn is(understood: &Understood) -> Option<String> {
    let known = understood.is.as_ref()?;
    let part = PROFILE.items.get(known.item)?.parts.get(known.part)?;
    Some(format!("{}/{}", part.item, part.id))
}

/// Position of `item/part`.
fn place(part: &str) -> (usize, usize) {
    let (item, part) = part.split_once('/').expect("item/part");
    let at = PROFILE.items.iter().position(|one| one.id == item).expect("an item");
    (at, PROFILE.items[at].parts.iter().position(|one| one.id == part).expect("a part"))
}

/// Pages known right, wrong and not at all.
fn known(files: &[(&'static str, &str)]) -> (usize, Vec<String>, Vec<String>) {
    let (mut right, mut wrong, mut unknown) = (0, Vec::new(), Vec::new());
    for wording in wordings(files) {
        for page in &wording.pages {
            let name = format!("{} {}", wording.name, page.part);
            match is(&understood(read(page, &person(), 2019))) {
                Some(part) if part == page.part => right += 1,
                Some(part) => wrong.push(format!("{name} as {part}")),
                None => unknown.push(name),
            }
        }
    }
    (right, wrong, unknown)
}

#[test]
fn pages_that_the_rules_were_tuned_on_are_known() {
    let (right, wrong, unknown) = known(TUNED);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(unknown.is_empty(), "{right} known, not {unknown:?}");
}

#[test]
fn pages_in_other_wordings_are_known_or_left_alone() {
    let (right, wrong, unknown) = known(HELD_OUT);
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(right * 100 >= (right + unknown.len()) * 88, "{right} known, not {unknown:?}");
}

#[test]
fn pages_that_talk_about_documents_are_none() {
    let taken: Vec<String> = pages(NEAR_MISSES)
        .iter()
        .filter_map(|page| Some(format!("{} as {}", page.part, is(&understood(read(page, &person(), 2019)))?)))
        .collect();
    assert!(taken.is_empty(), "{taken:?}");
}

/// A page as a bad picture is read: lines lost, characters wrong.
fn spoiled(reading: &Reading, lost: u64, wrong: u64, chance: &mut Chance) -> Reading {
    let other: Vec<char> = "的一是在不了有和人这中大为上个国我以要他".chars().collect();
    let line = |line: &Line, chance: &mut Chance| {
        let mut harmed = line.clone();
        let spoil = |character: char, chance: &mut Chance| {
            let hit = chance.percent(wrong);
            let digit = u8::try_from(chance.below(10)).unwrap_or_default();
            let han = other.get(usize::try_from(chance.below(20)).unwrap_or_default()).copied().unwrap_or('的');
            match (hit, character.is_ascii_digit()) {
                (false, _) => character,
                (true, true) => char::from(b'0' + digit),
                (true, false) => han,
            }
        };
        harmed.text = line.text.chars().map(|character| spoil(character, chance)).collect();
        let numerals = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        if numerals(&harmed.text) != numerals(&line.text) {
            harmed.numerals = 30 + u8::try_from(chance.below(60)).unwrap_or_default();
        }
        if harmed.text != line.text {
            // What is misread is seldom read with confidence.
            harmed.confidence = 70 + u8::try_from(chance.below(20)).unwrap_or_default();
            harmed.least = 30 + u8::try_from(chance.below(45)).unwrap_or_default();
        }
        harmed
    };
    let lines = reading.lines.iter().filter(|_| !chance.percent(lost)).cloned().collect::<Vec<_>>();
    Reading { lines: lines.iter().map(|one| line(one, chance)).collect(), more: false, ..*reading }
}

#[test]
fn what_is_lost_or_misread_accuses_nobody() {
    let mut chance = Chance(7);
    let mut accused = Vec::new();
    let (mut tried, mut sure) = (0, 0);
    for wording in wordings(TUNED).iter().chain(&wordings(HELD_OUT)) {
        for page in &wording.pages {
            let whole = read(page, &person(), 2019);
            let harms = [(0, 0), (30, 0), (50, 0), (70, 0), (0, 5), (0, 10), (0, 20), (30, 10)];
            let harmed = harms.map(|(lost, wrong)| spoiled(&whole, lost, wrong, &mut chance));
            for read in all_understood(harmed.to_vec()) {
                tried += 1;
                sure += usize::from(is(&read).is_some());
                let name = format!("{} {}", wording.name, page.part);
                accused.extend(accusations(&read, &page.part).map(|what| format!("{name}: {what}")));
            }
        }
    }
    assert!(accused.is_empty(), "{} of {tried}: {accused:#?}", accused.len());
    assert!(sure * 100 > tried * 40, "the test must not be one of nothing: {sure} of {tried} known");
}

/// What a rule would say of a right page: another document, another year, another person.
fn accusations<'u>(read: &'u Understood, part: &str) -> impl Iterator<Item = String> + 'u {
    let own = place(part);
    let told = PROFILE.items[own.0].parts[own.1].says.as_ref().expect("words");
    let other = read.is.as_ref().filter(|known| (known.item, known.part) != own && !read.hints.contains(&own));
    let clear = |seen: &Seen| seen.least >= 80 || seen.numerals >= 95;
    let year = match read.years.as_slice() {
        [only] if told.year && only.year != 2019 && clear(&only.seen) => Some(only.year),
        _ => None,
    };
    let number = read.numbers.iter().find(|number| number.number != NUMBER && number.seen.confidence >= 90);
    let named = read.names.iter().find(|named| told.name && named.differs > 1 && named.seen.least >= 95);
    let own_name = read.own_name;
    let nameless =
        move |_: &&crate::dossier::understood::Named| own_name == Some(crate::dossier::understood::Found::No);
    let is = other.and_then(|_| is(read)).map(|is| format!("another document, {is}"));
    let year = year.map(|year| format!("another year, {year}"));
    let number = number.map(|number| format!("another number, {}", number.number));
    let named = named.filter(nameless).map(|named| format!("another name, {}", named.name));
    let title = read.unlike.iter().find(|other| read.whole && (other.item, other.part) == own);
    let title = title.map(|other| format!("another title, {}", other.seen.text));
    is.into_iter().chain(year).chain(number).chain(named).chain(title)
}
