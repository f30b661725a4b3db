//! Dossiers drawn in the wordings of this folder, read once, and laid out as folders in memory: whole, with one page
//! wrong, and with the names that a camera gives.

use super::draw::identity::{self, Holder};
use super::draw::output::jpeg;
use super::draw::portrait::Looks;
use super::draw::written::{Written, page};
use super::wording::{PageText, Person, Piece, Wording, filled, piece};
use dossier::assign::assign;
use dossier::dossier::{Applicant, Dossier, RelPath, Scan};
use dossier::finding::{Finding, Severity};
use dossier::inspect::inspect;
use dossier::profile::{Profile, builtin};
use dossier::seen::Inspected;
use dossier::seen::reading::{Reading, Said};
use dossier::understand::{Asked, understand};
use dossier::{read, rules};
use image::DynamicImage;
use std::sync::{Arc, LazyLock};

static PROFILE: LazyLock<Arc<Profile>> = LazyLock::new(|| {
    let profile = builtin::find("bazhou-vocational-2021").expect("a built-in profile");
    Arc::new(profile.expect("no fault in it"))
});

/// What each part's file is called, in a folder that is in order; `#` is the year.
const NAMES: &[(&str, &str)] = &[
    ("id/front", "身份证人像面.jpg"),
    ("id/back", "身份证国徽面.jpg"),
    ("education/diploma", "毕业证书.jpg"),
    ("education/degree", "学位证书.jpg"),
    ("assessment/form-front", "#年度考核登记表-正面.jpg"),
    ("assessment/form-back", "#年度考核登记表-反面.jpg"),
    ("assessment/grading", "#年度考核定等文件.jpg"),
    ("posts/teacher", "教师资格证.jpg"),
    ("posts/title", "助理讲师资格证书.jpg"),
    ("posts/approval", "资格批准文件.jpg"),
    ("posts/appointment", "聘任文件.jpg"),
    ("award/certificate", "获奖1-证书.jpg"),
    ("award/commendation", "获奖1-表彰文件.jpg"),
    ("paper/cover", "论文1-封面.jpg"),
    ("paper/contents", "论文1-目录.jpg"),
    ("paper/body", "论文1-正文.jpg"),
    ("paper/back", "论文1-封底.jpg"),
    ("summary/summary", "业务工作总结.jpg"),
    ("ce/specialty", "#年专业科目证书.jpg"),
    ("ce/public", "#年公需科目证书.jpg"),
];

/// One page that was drawn and read.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// `item/part`.
    pub part: String,
    /// Its year, where the part has one.
    pub year: Option<u16>,
    inspected: Inspected,
    reading: Said,
}

impl ReadPage {
    /// Draws nothing: looks at a picture and reads all of it.
    pub fn of(part: &str, year: Option<u16>, picture: &DynamicImage) -> Self {
        let bytes = jpeg(picture, 80, 200);
        let inspected = inspect(&bytes);
        let reading = read::read(&bytes, &inspected, &|_| false);
        Self { part: part.to_owned(), year, inspected, reading }
    }

    /// The name that the page has in a folder in order.
    pub fn name(&self) -> String {
        let name = NAMES.iter().find(|(part, _)| *part == self.part).expect("a name for every part").1;
        name.replace('#', &self.year.map(|year| year.to_string()).unwrap_or_default())
    }
}

/// The years of a part.
pub fn years(part: &str) -> Vec<Option<u16>> {
    match part {
        "assessment/form-front" | "assessment/form-back" | "assessment/grading" => (2018..=2020).map(Some).collect(),
        "ce/public" => (2016..=2020).map(Some).collect(),
        "ce/specialty" => vec![Some(2021)],
        _ => vec![None],
    }
}

/// One page as a scanner gives it at 200 dpi, in colour or in gray.
pub fn picture(text: &PageText, person: &Person, year: Option<u16>, seed: u64) -> DynamicImage {
    let year = year.unwrap_or(2020);
    let pieces: Vec<Piece> = text.lines.iter().map(|line| piece(&person.fill(line, year))).collect();
    let blocks: Vec<(String, usize)> = pieces.iter().map(block_text).collect();
    let written: Vec<Written<'_>> = pieces.iter().zip(&blocks).map(|(piece, block)| written(piece, block)).collect();
    let sheet = page(&written, 200.0, seed);
    if seed.is_multiple_of(2) { sheet.scanned() } else { sheet.scanned_gray() }
}

fn block_text(piece: &Piece) -> (String, usize) {
    if let Piece::Block(cells) = piece { filled(cells.get(1).map_or("", String::as_str)) } else { (String::new(), 0) }
}

fn written<'w>(piece: &'w Piece, (text, count): &'w (String, usize)) -> Written<'w> {
    match piece {
        Piece::Heading(text) => Written::Heading(text),
        Piece::Subheading(text) => Written::Subheading(text),
        Piece::Red(text) => Written::Red(text),
        Piece::Left(text) => Written::Left(text),
        Piece::Right(text) => Written::Right(text),
        Piece::Row(cells) => Written::Row(cells),
        Piece::Block(cells) => {
            let cell = |at: usize| cells.get(at).map_or("", String::as_str);
            Written::Block(cell(0), text, *count, cell(2))
        }
        Piece::Hand(text) => Written::Hand(text),
        Piece::Head(text) => Written::Head(text),
        Piece::Foot(text) => Written::Foot(text),
        Piece::Paragraph(text, count) => Written::Paragraph(text, *count),
    }
}

const LOOKS: Looks = Looks { background: [228, 234, 238], jacket: [52, 60, 84], long_hair: false };

/// The portrait side of a person's ID card.
pub fn card_front(person: &Person, seed: u64) -> DynamicImage {
    // The drawing keeps its texts for ever; a test has few.
    let text = |key: &str| -> &'static str { Box::leak(person.0[key].clone().into_boxed_str()) };
    let number = text("id");
    let month = number[10..12].trim_start_matches('0');
    let day = number[12..14].trim_start_matches('0');
    let holder =
        Holder { name: text("name"), sex: text("sex"), birth: [&number[6..10], month, day], number, looks: LOOKS };
    identity::front(&holder, 305.0, seed).scanned()
}

/// The emblem side, valid as it says.
pub fn card_back(valid: &str, seed: u64) -> DynamicImage {
    identity::back_until(valid, 305.0, seed).scanned()
}

/// All pages of one dossier, drawn and read.
pub fn dossier(wording: &Wording, person: &Person, seed: u64) -> Vec<ReadPage> {
    let mut jobs: Vec<(String, Option<u16>, DynamicImage)> = vec![
        ("id/front".to_owned(), None, card_front(person, seed)),
        ("id/back".to_owned(), None, card_back("2015.06.10-2035.06.10", seed + 1)),
    ];
    for (at, text) in (2..).zip(&wording.pages) {
        for (number, year) in (0..).zip(years(&text.part)) {
            jobs.push((text.part.clone(), year, picture(text, person, year, seed * 1000 + at * 10 + number)));
        }
    }
    in_parallel(jobs)
}

fn in_parallel(jobs: Vec<(String, Option<u16>, DynamicImage)>) -> Vec<ReadPage> {
    use rayon::prelude::*;
    jobs.into_par_iter().map(|(part, year, picture)| ReadPage::of(&part, year, &picture)).collect()
}

/// The applicant whom the pages are of.
pub fn applicant(person: &Person) -> Applicant {
    let text = |key: &str| person.0[key].clone();
    let source = format!(
        "name = {:?}\nid_number = {:?}\n[[papers]]\ntitle = {:?}\njournal = {:?}\nissue = {:?}\n[[awards]]\nname = {:?}\n",
        text("name"),
        text("id"),
        text("title"),
        text("journal"),
        text("issue"),
        text("award")
    );
    dossier::dossier::load::from_source(&source).expect("TOML")
}

/// A folder in memory: each page under a name, and read as far as `check` reads it there.
pub fn laid_out(pages: &[(String, &ReadPage)], person: &Person) -> Dossier {
    let scan = |(name, page): &(String, &ReadPage)| Scan {
        reading: page.reading.clone(),
        ..Scan::new(RelPath::new(name), page.inspected.clone())
    };
    let date = dossier::config::date::parse_day("2021-09-10").expect("a day");
    let scans = pages.iter().map(scan).collect();
    let mut dossier = assign(PROFILE.clone(), Some(applicant(person)), date, scans, Vec::new());
    let asked = Asked::of(&dossier, &read::is_known);
    let settled = |(at, scan): (usize, &Scan)| {
        let enough = |first: &Reading| asked.are_answered(at, first);
        scan.reading.as_ref().map(|reading| reading.settled(&enough).expect("all of it was read")).map_err(|why| *why)
    };
    let readings: Vec<Said> = dossier.scans.iter().enumerate().map(settled).collect();
    for (scan, reading) in dossier.scans.iter_mut().zip(readings) {
        scan.reading = reading;
    }
    understand(&mut dossier, &read::is_known);
    dossier
}

/// What the words of pages are accused of: findings of the block D7xx, notes left out.
pub fn accusations(dossier: &Dossier) -> Vec<Finding> {
    let findings = rules::run(dossier).into_iter();
    findings.filter(|finding| finding.rule.code.starts_with("D7") && finding.severity != Severity::Info).collect()
}
