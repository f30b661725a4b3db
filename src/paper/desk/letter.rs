//! A page of text to complete by hand: the pledge with ruled lines to copy it onto, the certificate of the posting.

use super::plan::Letter;
use super::{WIDTH, flowed};
use crate::dossier::Applicant;
use crate::font;
use crate::paper::budget::Budget;
use crate::paper::form::fields::{NONE, filled, of_name};
use crate::paper::sheet::{Block, Cell, Drawing, Sheet};
use crate::paper::table::Row;
use crate::profile::facts::Facts;
use crate::text::Lang;
use anyhow::Result;

/// Size of the text, points.
const SIZE: f32 = 14.0;
/// Distance of the ruled lines, points: 12 mm, as on letter paper.
const RULED: f32 = 34.0;
/// How wide a handwritten character is, points.
const HANDWRITTEN: f32 = 20.0;

/// The sheets of one letter.
pub(super) fn sheets(
    letter: &Letter,
    asked: &Facts,
    applicant: &Applicant,
    lang: Lang,
    budget: &Budget,
) -> Result<Vec<Sheet>> {
    let mut rows = Vec::new();
    if !letter.body.is_empty() {
        for paragraph in body(&letter.body, asked, applicant, lang, budget)?.split('\n') {
            rows.push(Row::of(30.0, [Cell::text(WIDTH, &format!("{}{paragraph}", lang.say("　　", "")), SIZE)]));
        }
    }
    for choice in &letter.choices {
        let indent = Cell::text(2.0 * SIZE, "", SIZE);
        let tick = Cell { drawing: Drawing::Tick, ..Cell::text(28.0, "", SIZE) };
        rows.push(Row::of(RULED, [indent, tick, Cell::text(WIDTH - 2.0 * SIZE - 28.0, choice, SIZE)]));
    }
    if letter.lines > 0 {
        rows.push(ruled(letter.lines as f32));
    }
    if !letter.copied_by_hand.is_empty() {
        let note = format!("{}“{}”", lang.say("请本人抄写：", "To be copied by hand: "), letter.copied_by_hand);
        let cell = Cell::text(WIDTH, &note, 10.5);
        rows.push(Row::of(60.0, [Cell { body: cell.body.in_grey(), ..cell }]));
        let lines = (font::width(&letter.copied_by_hand, HANDWRITTEN) / WIDTH).ceil() + 2.0;
        rows.push(ruled(lines));
    }
    let foot = Block::text(&letter.signature.join("\n\n"), SIZE, WIDTH - 8.0);
    rows.push(Row::of(200.0, [Cell { foot, middle: false, ..Cell::text(WIDTH, "", SIZE) }]));
    flowed(&letter.title, Vec::new(), rows)
}

/// Lines to write on.
fn ruled(lines: f32) -> Row {
    Row::of(lines * RULED, [Cell { drawing: Drawing::Ruled(RULED), ..Cell::text(WIDTH, "", SIZE) }])
}

/// The body with `{name}` and the other fields replaced; what the applicant did not give is a line to write on.
fn body(body: &str, asked: &Facts, applicant: &Applicant, lang: Lang, budget: &Budget) -> Result<String> {
    filled(body, budget, |name| match of_name(asked, applicant, name, lang).trim() {
        "" | NONE => "＿＿＿＿＿＿".to_owned(),
        given => font::printable(given),
    })
}
