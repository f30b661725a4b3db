//! Where a picture without a place may belong, from what it says. Two places are never decided between.

use crate::dossier::understood::{Found, Guess, Known, Understood};
use crate::dossier::{Claim, Dossier, RelPath, Scan, Slot};
use crate::profile::{Keyed, LimitName, Pages, Part, Role};
use crate::seen::Unread;
use crate::text::{Text, masked_numbers};

/// Fills in the guesses of every scan, and the suggestion of each stray.
pub(super) fn guess(dossier: &mut Dossier) {
    let mut guesses: Vec<Option<Guess>> = dossier.scans.iter().map(|scan| of_scan(dossier, scan)).collect();
    follow(dossier, &mut guesses);
    doubt(dossier, &mut guesses);
    let suggestions: Vec<Option<Text>> =
        dossier.strays.iter().map(|stray| label(dossier, guesses.get(stray.scan)?.as_ref()?)).collect();
    for (stray, suggestion) in dossier.strays.iter_mut().zip(suggestions) {
        if suggestion.is_some() {
            stray.suggestion = suggestion;
        }
    }
    for (scan, guess) in dossier.scans.iter_mut().zip(guesses) {
        match (&mut scan.understood, guess) {
            (Some(said), Some(guess)) => said.guesses.push(guess),
            (said @ None, Some(guess)) => *said = Some(Understood { guesses: vec![guess], ..Understood::default() }),
            (_, None) => {}
        }
    }
}

fn of_scan(dossier: &Dossier, scan: &Scan) -> Option<Guess> {
    match scan.understood.as_ref().and_then(|said| Some((said, said.is.as_ref()?))) {
        Some((said, known)) => Some(of_words(dossier, said, known)),
        None => of_portrait(dossier, scan),
    }
}

fn of_words(dossier: &Dossier, said: &Understood, known: &Known) -> Guess {
    let (item, part) = (known.item, known.part);
    let keyed = part_at(dossier, item, part).map_or(Keyed::Once, |part| part.keyed);
    let key = key(dossier, said, known);
    let sure = (keyed == Keyed::Once || key.is_some()) && slot(dossier, item, part, key.as_deref()).is_some();
    let words = known.words.first().map_or("", |seen| seen.text.trim());
    let words = masked_numbers(words);
    let why = Text { zh: format!("读到“{words}”"), en: format!("it reads “{words}”") };
    Guess { item, part, key, sure, why }
}

/// The year or the entry that a page is of; `None` where it says none or several.
fn key(dossier: &Dossier, said: &Understood, known: &Known) -> Option<String> {
    let part = part_at(dossier, known.item, known.part)?;
    match part.keyed {
        Keyed::Once => None,
        Keyed::Years { .. } => {
            let dated = part.says.as_ref().is_some_and(|says| says.year_from_dates);
            let years = if said.years.is_empty() && dated { &said.dated } else { &said.years };
            if let [only] = years.as_slice() { Some(only.year.to_string()) } else { None }
        }
        // Which entry a page is of, its words tell only where the list's entries are called by one of their texts.
        Keyed::List(list) => {
            let found = said.lists.get(list)?;
            one_of(&found.called).or_else(|| one_of(&found.journals))
        }
    }
}

/// The number of the only entry that is declared, or of the only one that stands on the page.
fn one_of(found: &[Found]) -> Option<String> {
    if found.len() == 1 {
        return Some("1".to_owned());
    }
    let mut there = found.iter().enumerate().filter(|(_, found)| **found != Found::No);
    let (at, _) = there.next()?;
    there.next().is_none().then(|| (at + 1).to_string())
}

/// A portrait has no text and the shape of a photo, and a head stands before a plain wall. One that was not read is known by
/// its looks alone, and never surely: only a small picture is, and only while there is no photo, for many a page looks so, too.
fn of_portrait(dossier: &Dossier, scan: &Scan) -> Option<Guess> {
    let picture = scan.inspected.picture.as_ref()?;
    picture.look.as_ref()?.head.as_ref()?;
    let (width, height) = picture.upright_size();
    let shape = f64::from(width) / f64::from(height.max(1));
    let mut places = dossier.profile.items.iter().enumerate().filter(|(_, item)| item.role == Some(Role::Photo));
    let (item, _) = places.next()?;
    let is_open = || slot(dossier, item, 0, None).is_some_and(|slot| slot.files.is_empty());
    let wordless = match &scan.reading {
        Ok(reading) => reading.clear().lines.is_empty(),
        Err(unread) => *unread == Unread::NotAsked && !scan.may_be_a_page() && is_open(),
    };
    let limits = &part_at(dossier, item, 0)?.limits;
    let fits = limits.value(LimitName::AspectMin).is_none_or(|least| shape >= least)
        && limits.value(LimitName::AspectMax).is_none_or(|most| shape <= most);
    let sure = scan.reading.is_ok();
    let why = if sure {
        Text { zh: "没有文字，是人像".to_owned(), en: "it has no text and is a portrait".to_owned() }
    } else {
        Text {
            zh: "看上去像人像，没有识读".to_owned(), en: "it looks like a portrait, and was not read".to_owned()
        }
    };
    (wordless && fits).then_some(Guess { item, part: 0, key: None, sure, why })
}

/// Dense text right after a page of a part that has further pages belongs to it: cameras and scanners count on.
fn follow(dossier: &Dossier, guesses: &mut [Option<Guess>]) {
    let unplaced = unplaced(dossier);
    for pair in unplaced.windows(2) {
        let [before, after] = *pair else { continue };
        let (Some(scan), Some(next)) = (dossier.scans.get(before), dossier.scans.get(after)) else { continue };
        let open = guesses.get(after).is_some_and(Option::is_none);
        let dense = next.understood.as_ref().is_some_and(|said| said.dense);
        if !open || !dense || folder(&scan.path) != folder(&next.path) {
            continue;
        }
        let continued = guesses.get(before).cloned().flatten().filter(|guess| guess.sure && continues(dossier, guess));
        if let (Some(guess), Some(place)) = (continued, guesses.get_mut(after)) {
            let name = scan.path.shown().rsplit('/').next().unwrap_or_default().to_owned();
            let why = Text {
                zh: format!("接在“{name}”后面的整页文字"),
                en: format!("a page of text right after “{name}”"),
            };
            *place = Some(Guess { why, ..guess });
        }
    }
}

fn continues(dossier: &Dossier, guess: &Guess) -> bool {
    let says = part_at(dossier, guess.item, guess.part).and_then(|part| part.says.as_ref());
    says.is_some_and(|says| says.continues)
}

/// Takes the certainty from what two pictures want, or what is filled already, where only one fits.
fn doubt(dossier: &Dossier, guesses: &mut [Option<Guess>]) {
    let unplaced = unplaced(dossier);
    let wanted = |guess: &Guess| {
        let same = |other: &Guess| (other.item, other.part, &other.key) == (guess.item, guess.part, &guess.key);
        unplaced.iter().filter(|at| guesses.get(**at).and_then(Option::as_ref).is_some_and(same)).count()
    };
    let single = |guess: &Guess| part_at(dossier, guess.item, guess.part).is_some_and(|part| part.pages == Pages::One);
    let filled = |guess: &Guess| {
        slot(dossier, guess.item, guess.part, guess.key.as_deref()).is_some_and(|slot| !slot.files.is_empty())
    };
    let doubtful: Vec<bool> = guesses
        .iter()
        .map(|guess| guess.as_ref().is_some_and(|guess| single(guess) && (wanted(guess) > 1 || filled(guess))))
        .collect();
    for (guess, _) in guesses.iter_mut().zip(doubtful).filter(|(_, doubtful)| *doubtful) {
        if let Some(guess) = guess {
            guess.sure = false;
        }
    }
}

/// The scans without a place, in the order of their names as people count: `IMG_9` before `IMG_10`.
fn unplaced(dossier: &Dossier) -> Vec<usize> {
    let mut placed = vec![false; dossier.scans.len()];
    for Claim { scan, .. } in dossier.slots.iter().flat_map(|slot| &slot.files) {
        if let Some(placed) = placed.get_mut(*scan) {
            *placed = true;
        }
    }
    let mut open: Vec<usize> =
        (0..dossier.scans.len()).filter(|at| !placed.get(*at).copied().unwrap_or(true)).collect();
    open.sort_by_cached_key(|at| dossier.scans.get(*at).map(|scan| counted(scan.path.shown())));
    open
}

/// A name in pieces that sort as people count.
fn counted(name: &str) -> Vec<(u8, u64, String)> {
    let characters: Vec<char> = name.chars().collect();
    let runs = characters.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit());
    let piece = |run: &[char]| {
        let text: String = run.iter().collect();
        text.parse().map_or((1, 0, text), |number| (0, number, String::new()))
    };
    runs.map(piece).collect()
}

fn folder(path: &RelPath) -> &str {
    path.shown().rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn part_at(dossier: &Dossier, item: usize, part: usize) -> Option<&Part> {
    dossier.profile.items.get(item)?.parts.get(part)
}

fn slot<'d>(dossier: &'d Dossier, item: usize, part: usize, key: Option<&str>) -> Option<&'d Slot> {
    dossier.slots.iter().find(|slot| (slot.item, slot.part, slot.key.as_deref()) == (item, part, key))
}

/// What a guess's place is called.
fn label(dossier: &Dossier, guess: &Guess) -> Option<Text> {
    if let Some(slot) = slot(dossier, guess.item, guess.part, guess.key.as_deref()) {
        return Some(slot.label.clone());
    }
    part_at(dossier, guess.item, guess.part).map(|part| part.label.clone())
}
