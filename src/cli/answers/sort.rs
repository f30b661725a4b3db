//! The answer of `sort`: a table of pictures without a place, and what was renamed.

use crate::app::Sorting;
use crate::dossier::{Dossier, RelPath};
use crate::render::layout::{clipped, padded, width, wrapped};
use crate::sort::{Candidate, Moves, Row, State};
use crate::text::amount::count;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The widest columns of names and of places, cells.
const NAME: usize = 36;
const PLACE: usize = 36;
/// Where lines break, cells.
const WIDTH: usize = 100;
/// Guesses shown of one picture.
const GUESSES: usize = 3;

/// No file is renamed.
static NOTHING: Moves = Moves { moves: Vec::new(), stay: Vec::new() };

/// What is known of the pictures, and what was done.
#[derive(Debug)]
pub(crate) struct Sorted<'s> {
    pub(crate) sorting: &'s Sorting,
    /// The renames that were chosen.
    pub(crate) moves: &'s Moves,
    /// Why they were not made, or not all of them.
    pub(crate) trouble: Option<Text>,
}

impl<'s> Sorted<'s> {
    /// Before anything is chosen.
    pub(crate) fn shown(sorting: &'s Sorting) -> Self {
        Self { sorting, moves: &NOTHING, trouble: None }
    }

    fn dossier(&self) -> &'s Dossier {
        &self.sorting.dossier
    }

    fn name(&self, scan: usize) -> String {
        self.dossier().scans.get(scan).map_or_else(String::new, |scan| escaped(scan.path.shown()))
    }

    fn count(&self, test: impl Fn(&State) -> bool) -> usize {
        self.sorting.rows.iter().filter(|row| test(&row.state)).count()
    }

    /// New names and reasons by picture.
    fn outcomes(&self) -> (BTreeMap<usize, &RelPath>, BTreeMap<usize, &Text>) {
        let moved = self.moves.moves.iter().map(|one| (one.choice.scan, &one.to));
        (moved.collect(), self.moves.stay.iter().map(|(scan, why)| (*scan, why)).collect())
    }
}

/// For people; one line where `quiet`.
pub(crate) fn text(sorted: &Sorted<'_>, dir: &Path, quiet: bool, lang: Lang) -> String {
    let mut text = String::new();
    if !quiet && (sorted.moves.moves.is_empty() || sorted.trouble.is_some()) {
        table(sorted, lang, &mut text);
    }
    if !quiet {
        renamed(sorted, lang, &mut text);
    }
    for (path, why) in sorted.sorting.unread() {
        let (path, why) = (escaped(path.shown()), escaped(why.get(lang)));
        let _ = match lang {
            Lang::Zh => writeln!(text, "“{path}”没能读，不知道是什么：{why}"),
            Lang::En => writeln!(text, "{path} could not be read, so nobody knows what it is: {why}"),
        };
    }
    if let Some(trouble) = &sorted.trouble {
        let _ = writeln!(text, "{}", escaped(trouble.get(lang)));
        return text;
    }
    text.push_str(&summary(sorted, lang));
    if !quiet {
        text.push_str(&next(sorted, dir, lang));
    }
    text
}

fn table(sorted: &Sorted<'_>, lang: Lang, text: &mut String) {
    let rows = &sorted.sorting.rows;
    let column = rows.iter().map(|row| width(&sorted.name(row.scan))).max().unwrap_or(0).min(NAME);
    for row in rows {
        let (mark, sureness) = match (&row.state, lang) {
            (State::Sure, Lang::Zh) => ("✓", "肯定"),
            (State::Sure, Lang::En) => ("✓", "sure"),
            (State::Contested(_), Lang::Zh) => ("!", "几张争一处"),
            (State::Contested(_), Lang::En) => ("!", "contested"),
            (State::Unsure, Lang::Zh) => ("?", "不确定"),
            (State::Unsure, Lang::En) => ("?", "unsure"),
            (State::Unknown, Lang::Zh) => ("·", "看不出"),
            (State::Unknown, Lang::En) => ("·", "unknown"),
        };
        let name = padded(&clipped(&sorted.name(row.scan), column), column);
        let Some(first) = row.candidates.first() else {
            let _ = writeln!(text, "{mark} {name}  {sureness}");
            continue;
        };
        let _ = writeln!(text, "{mark} {name}  {}", guess(sorted, first, Some(sureness), lang));
        for other in row.candidates.iter().skip(1).take(GUESSES - 1) {
            let _ = writeln!(text, "  {:column$}  {}", "", guess(sorted, other, None, lang));
        }
        if let State::Contested(rivals) = &row.state {
            let rivals: Vec<String> = rivals.iter().map(|scan| sorted.name(*scan)).collect();
            let _ = match lang {
                Lang::Zh => writeln!(text, "  {:column$}  还有：{}", "", rivals.join("、")),
                Lang::En => writeln!(text, "  {:column$}  also: {}", "", rivals.join(", ")),
            };
        }
    }
}

fn guess(sorted: &Sorted<'_>, guess: &Candidate, sureness: Option<&str>, lang: Lang) -> String {
    let label = sorted.dossier().slots.get(guess.place).map_or("", |slot| slot.label.get(lang));
    let sureness = sureness.unwrap_or("");
    let sureness = if sureness.is_empty() { String::new() } else { format!("{sureness}  ") };
    format!("{}  {sureness}{}", padded(&clipped(&escaped(label), PLACE), 24), escaped(guess.why.get(lang)))
}

fn renamed(sorted: &Sorted<'_>, lang: Lang, text: &mut String) {
    if sorted.trouble.is_none() {
        for one in &sorted.moves.moves {
            let _ = writeln!(text, "{}  →  {}", escaped(one.from.shown()), escaped(one.to.shown()));
        }
    }
    for (scan, why) in &sorted.moves.stay {
        let (colon, name) = (if lang == Lang::Zh { "：" } else { ": " }, sorted.name(*scan));
        for line in wrapped(&format!("{name}{colon}{}", escaped(why.get(lang))), WIDTH) {
            let _ = writeln!(text, "{line}");
        }
    }
}

fn summary(sorted: &Sorted<'_>, lang: Lang) -> String {
    let made = sorted.moves.moves.len();
    if made > 0 {
        return match lang {
            Lang::Zh => format!("改名 {made} 个文件。\n"),
            Lang::En => format!("Renamed {}.\n", count(made, "file", "files")),
        };
    }
    let all = sorted.sorting.rows.len();
    let sure = sorted.count(|state| *state == State::Sure);
    match (all, lang) {
        (0, Lang::Zh) if !sorted.sorting.unread().is_empty() => "读到的图片都有位置。\n".to_owned(),
        (0, Lang::En) if !sorted.sorting.unread().is_empty() => {
            "Every picture that could be read has its place.\n".to_owned()
        }
        (0, Lang::Zh) => "每张图片都有位置，没有要整理的。\n".to_owned(),
        (0, Lang::En) => "Every picture has its place: nothing to sort.\n".to_owned(),
        (_, Lang::Zh) => format!("没有位置的图片 {all} 张，肯定的 {sure} 张；没有改动任何文件。\n"),
        (_, Lang::En) => {
            format!("{} without a place, {sure} sure; nothing was changed.\n", count(all, "picture", "pictures"))
        }
    }
}

/// What to type now.
fn next(sorted: &Sorted<'_>, dir: &Path, lang: Lang) -> String {
    let dir = escaped(&dir.to_string_lossy());
    let (made, sure) = (!sorted.moves.moves.is_empty(), sorted.count(|state| *state == State::Sure) > 0);
    match (made, sure, lang) {
        (true, _, Lang::Zh) => format!("撤销：dossier sort {dir} --undo\n下一步：dossier check {dir}\n"),
        (true, _, Lang::En) => format!("Undo: dossier sort {dir} --undo\nNext: dossier check {dir}\n"),
        (false, true, Lang::Zh) => format!("把肯定的改名：dossier sort {dir} --accept\n"),
        (false, true, Lang::En) => format!("Rename the sure ones: dossier sort {dir} --accept\n"),
        (false, false, _) => String::new(),
    }
}

/// For programs.
pub(crate) fn json(sorted: &Sorted<'_>) -> Value {
    let (moved, stay) = sorted.outcomes();
    let dossier = sorted.dossier();
    let path = |scan: &usize| dossier.scans.get(*scan).map(|scan| scan.path.shown());
    let guess = |guess: &Candidate| {
        let slot = dossier.slots.get(guess.place)?;
        let (item, part) = dossier.part(slot);
        let kind = part.kinds.get(guess.kind).map(|kind| &kind.id);
        Some(json!({
            "item": item.id, "part": part.id, "key": slot.key, "kind": kind, "label": slot.label, "sure": guess.sure,
            "why": guess.why,
        }))
    };
    let row = |row: &Row| {
        let rivals: Vec<_> = match &row.state {
            State::Contested(rivals) => rivals.iter().filter_map(path).collect(),
            _ => Vec::new(),
        };
        let candidates: Vec<Value> = row.candidates.iter().filter_map(guess).collect();
        json!({
            "path": path(&row.scan), "state": row.state.id(), "guesses": candidates, "rivals": rivals,
            "to": moved.get(&row.scan).map(|to| to.shown()), "stays": stay.get(&row.scan),
        })
    };
    let made = sorted.trouble.is_none() && !sorted.moves.moves.is_empty();
    let files: Vec<Value> = sorted.sorting.rows.iter().map(row).collect();
    let unread = sorted.sorting.unread().into_iter();
    let unread: Vec<Value> = unread.map(|(path, why)| json!({ "path": path.shown(), "why": why.en })).collect();
    json!({ "schema": 1, "made": made, "trouble": sorted.trouble, "files": files, "unread": unread })
}
