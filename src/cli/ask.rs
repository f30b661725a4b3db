//! Questions about pictures without a place, one by one.

use crate::app::Sorting;
use crate::dossier::{Need, Slot};
use crate::profile::Pages;
use crate::sort::{Choice, Row, State};
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::Result;
use std::fmt::Write as _;
use std::io::BufRead;

/// Asks for the place of every picture that is not in `taken`: `y` for the likeliest, the number of any other, anything
/// else for none. At the end of the input, or at `q`, the rest stays as it is.
///
/// # Errors
/// Where the questions cannot be written.
pub(super) fn places(
    sorting: &Sorting,
    taken: Vec<Choice>,
    lang: Lang,
    input: &mut dyn BufRead,
    say: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<Vec<Choice>> {
    let mut choices = taken;
    let asked: Vec<&Row> =
        sorting.rows.iter().filter(|row| choices.iter().all(|choice| choice.scan != row.scan)).collect();
    if asked.is_empty() {
        return Ok(choices);
    }
    say(&listed(sorting, &choices, lang))?;
    for row in asked {
        say(&question(sorting, row, &choices, lang))?;
        let mut line = String::new();
        if input.read_line(&mut line).unwrap_or(0) == 0 {
            break;
        }
        match line.trim() {
            "q" | "Q" => break,
            "y" | "Y" => choices.extend(first(sorting, row, &choices)),
            number => choices.extend(numbered(sorting, row, number, &choices)),
        }
    }
    Ok(choices)
}

/// The places that a picture may still be put in, by their position.
fn open<'s>(sorting: &'s Sorting, choices: &'s [Choice]) -> impl Iterator<Item = (usize, &'s Slot)> {
    let dossier = &sorting.dossier;
    dossier.slots.iter().enumerate().filter(move |(at, slot)| {
        let taken = !slot.files.is_empty() || choices.iter().any(|choice| choice.place == *at);
        let many = dossier.part(slot).1.pages == Pages::Many;
        !matches!(slot.need, Need::NotRequired(_)) && (many || !taken)
    })
}

fn listed(sorting: &Sorting, choices: &[Choice], lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => "\n可以放的位置：\n".to_owned(),
        Lang::En => "\nPlaces:\n".to_owned(),
    };
    for (at, slot) in open(sorting, choices) {
        let _ = writeln!(text, "{:>4}  {}", at + 1, escaped(slot.label.get(lang)));
    }
    text.push_str(match lang {
        Lang::Zh => "\n逐张回答：y 是，数字改放别处，回车跳过，q 结束。\n",
        Lang::En => "\nAnswer each: y for yes, a number for another place, Enter to skip, q to end.\n",
    });
    text
}

fn question(sorting: &Sorting, row: &Row, choices: &[Choice], lang: Lang) -> String {
    let name = sorting.dossier.scans.get(row.scan).map_or_else(String::new, |scan| escaped(scan.path.shown()));
    let place = first(sorting, row, choices).and_then(|choice| sorting.dossier.slots.get(choice.place));
    let place = place.map(|slot| escaped(slot.label.get(lang)));
    let rivals = if let State::Contested(rivals) = &row.state { rivals.as_slice() } else { &[] };
    let rivals = rivals.iter().filter_map(|scan| sorting.dossier.scans.get(*scan));
    let rivals: Vec<String> = rivals.map(|scan| escaped(scan.path.shown())).collect();
    match (place, rivals.is_empty(), lang) {
        (Some(place), true, Lang::Zh) => format!("{name} 是“{place}”吗？[y/数字/n] "),
        (Some(place), true, Lang::En) => format!("Is {name} “{place}”? [y/number/n] "),
        (Some(place), false, Lang::Zh) => {
            format!("{name} 和 {} 都像“{place}”，是 {name} 吗？[y/数字/n] ", rivals.join("、"))
        }
        (Some(place), false, Lang::En) => {
            format!("{name} and {} both look like “{place}”. Is it {name}? [y/number/n] ", rivals.join(", "))
        }
        (None, _, Lang::Zh) => format!("{name} 放在哪里？[数字/n] "),
        (None, _, Lang::En) => format!("Where does {name} belong? [number/n] "),
    }
}

/// The likeliest place that is still open.
fn first(sorting: &Sorting, row: &Row, choices: &[Choice]) -> Option<Choice> {
    let guess = row.candidates.iter().find(|guess| open(sorting, choices).any(|(at, _)| at == guess.place))?;
    Some(Choice { scan: row.scan, place: guess.place, kind: guess.kind })
}

fn numbered(sorting: &Sorting, row: &Row, number: &str, choices: &[Choice]) -> Option<Choice> {
    let number: usize = number.parse().ok()?;
    let (place, _) = open(sorting, choices).find(|(at, _)| at + 1 == number)?;
    let kind = row.candidates.iter().find(|guess| guess.place == place).map_or(0, |guess| guess.kind);
    Some(Choice { scan: row.scan, place, kind })
}

#[cfg(test)]
mod tests;
