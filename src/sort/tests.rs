use super::*;
use crate::assign::assign;
use crate::dossier::understood::{Guess, Known, Seen, Understood};
use crate::dossier::{Dossier, RelPath, Scan};
use crate::profile::builtin;
use crate::text::{Lang, Text};
use std::sync::Arc;

fn dossier(paths: &[&str]) -> Dossier {
    let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
    let mut paths: Vec<&str> = paths.to_vec();
    paths.sort_unstable();
    let scan = |path: &&str| Scan::unopened(path);
    let date = "2021-09-10".parse().expect("a day");
    assign(Arc::new(profile), None, date, paths.iter().map(scan).collect(), Vec::new())
}

fn scan(dossier: &Dossier, path: &str) -> usize {
    dossier.scans.iter().position(|scan| scan.path.shown() == path).expect("the file")
}

fn place(dossier: &Dossier, item: &str, part: &str, key: Option<&str>) -> usize {
    let slot = dossier.slot(item, part, key).expect("a place");
    dossier.slots.iter().position(|one| one == slot).expect("a place")
}

/// As if the page said what it is.
fn says(dossier: &mut Dossier, path: &str, place: usize) {
    let scan = scan(dossier, path);
    let slot = dossier.slots[place].clone();
    let why = Text::same("it says so");
    let guess = Guess { item: slot.item, part: slot.part, key: slot.key, sure: true, why };
    dossier.scans[scan].understood = Some(Understood { guesses: vec![guess], ..Understood::default() });
}

fn state(dossier: &Dossier, path: &str) -> State {
    let scan = scan(dossier, path);
    rows(dossier).into_iter().find(|row| row.scan == scan).expect("a row").state
}

fn choose(dossier: &Dossier, path: &str, place: usize) -> Choice {
    Choice { scan: scan(dossier, path), place, kind: 0 }
}

fn names(moves: &Moves) -> Vec<(&str, &str)> {
    moves.moves.iter().map(|one| (one.from.shown(), one.to.shown())).collect()
}

#[test]
fn only_what_a_page_says_is_sure() {
    let mut dossier = dossier(&["IMG_1.jpg", "身分证正靣.jpg", "身份证.jpg"]);
    assert_eq!(state(&dossier, "IMG_1.jpg"), State::Unknown);
    assert_eq!(state(&dossier, "身分证正靣.jpg"), State::Unsure);
    assert_eq!(state(&dossier, "身份证.jpg"), State::Unsure);
    let front = place(&dossier, "id", "front", None);
    says(&mut dossier, "IMG_1.jpg", front);
    assert_eq!(state(&dossier, "IMG_1.jpg"), State::Sure);
}

#[test]
fn the_words_of_the_page_tell_the_kind_of_document() {
    let mut dossier = dossier(&["IMG_1.jpg"]);
    let at = place(&dossier, "posts", "appointment", None);
    says(&mut dossier, "IMG_1.jpg", at);
    let (item, part) = (dossier.slots[at].item, dossier.slots[at].part);
    let text = "聘  书".to_owned();
    let words = vec![Seen { text, at: [0; 4], confidence: 99, least: 99, numerals: 100 }];
    let understood = dossier.scans[0].understood.as_mut().expect("just said");
    understood.is = Some(Known { item, part, words });
    let kind = rows(&dossier)[0].candidates[0].kind;
    assert_eq!(dossier.profile.items[item].parts[part].kinds[kind].id, "letter");
}

#[test]
fn two_that_claim_one_place_are_shown_side_by_side() {
    let mut dossier = dossier(&["IMG_1.jpg", "IMG_2.jpg", "身份证正面.jpg", "IMG_3.jpg"]);
    let (front, back) = (place(&dossier, "id", "front", None), place(&dossier, "id", "back", None));
    says(&mut dossier, "IMG_1.jpg", back);
    says(&mut dossier, "IMG_2.jpg", back);
    says(&mut dossier, "IMG_3.jpg", front);
    assert_eq!(state(&dossier, "IMG_1.jpg"), State::Contested(vec![scan(&dossier, "IMG_2.jpg")]));
    assert_eq!(state(&dossier, "IMG_2.jpg"), State::Contested(vec![scan(&dossier, "IMG_1.jpg")]));
    assert_eq!(state(&dossier, "IMG_3.jpg"), State::Contested(vec![scan(&dossier, "身份证正面.jpg")]));
}

#[test]
fn pages_are_sure_only_where_one_camera_numbered_them() {
    let mut dossier = dossier(&["IMG_2.jpg", "IMG_10.jpg", "mmexport1.jpg"]);
    let summary = place(&dossier, "summary", "summary", None);
    says(&mut dossier, "IMG_2.jpg", summary);
    says(&mut dossier, "IMG_10.jpg", summary);
    assert_eq!(state(&dossier, "IMG_2.jpg"), State::Sure);
    let choices = ["IMG_10.jpg", "IMG_2.jpg"].map(|path| choose(&dossier, path, summary));
    let pages = moves(&dossier, &choices, Lang::Zh);
    let pages: Vec<_> = names(&pages);
    assert_eq!(pages.iter().map(|(from, _)| *from).collect::<Vec<_>>(), ["IMG_2.jpg", "IMG_10.jpg"]);
    assert!(pages[0].1.ends_with("1.jpg") && pages[1].1.ends_with("2.jpg"), "{pages:?}");
    says(&mut dossier, "mmexport1.jpg", summary);
    assert_eq!(state(&dossier, "IMG_2.jpg"), State::Unsure);
}

#[test]
fn the_next_picture_is_perhaps_the_next_side() {
    let mut dossier = dossier(&["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0004.jpg"]);
    let front = place(&dossier, "id", "front", None);
    says(&mut dossier, "IMG_0001.jpg", front);
    let rows = rows(&dossier);
    let row = rows.iter().find(|row| row.scan == scan(&dossier, "IMG_0002.jpg")).expect("a row");
    assert_eq!((&row.state, row.candidates[0].place), (&State::Unsure, place(&dossier, "id", "back", None)));
    assert_eq!(state(&dossier, "IMG_0004.jpg"), State::Unknown);
}

#[test]
fn every_place_has_a_name_that_leads_to_it() {
    let all = dossier(&["IMG_1.jpg"]);
    for at in 0..all.slots.len() {
        let choice = Choice { scan: 0, place: at, kind: 0 };
        let moves = moves(&all, &[choice], Lang::Zh);
        let slot = &all.slots[at];
        let keyed = all.part(slot).1.keyed != crate::profile::Keyed::Once && slot.key.is_none();
        assert!(keyed || moves.moves.len() == 1, "{}: {:?}", slot.label.zh, moves.stay);
    }
}

#[test]
fn a_full_place_takes_no_more_and_pages_follow_those_that_are_there() {
    let dossier =
        dossier(&["IMG_1.jpg", "IMG_2.jpg", "IMG_3.JPEG", "身份证正面.jpg", "工作总结1.jpg", "工作总结2.jpg"]);
    let (front, summary) = (place(&dossier, "id", "front", None), place(&dossier, "summary", "summary", None));
    let moves =
        moves(&dossier, &[choose(&dossier, "IMG_1.jpg", front), choose(&dossier, "IMG_3.JPEG", summary)], Lang::Zh);
    assert_eq!(moves.stay.iter().map(|(scan, _)| *scan).collect::<Vec<_>>(), [scan(&dossier, "IMG_1.jpg")]);
    assert_eq!(moves.moves.len(), 1);
    let to = moves.moves[0].to.shown();
    assert!(to.ends_with("3.jpeg"), "{to}");
}

#[test]
fn two_files_exchange_their_places() {
    let dossier = dossier(&["身份证正面.jpg", "身份证反面.jpg"]);
    let (front, back) = (place(&dossier, "id", "front", None), place(&dossier, "id", "back", None));
    let choices = [choose(&dossier, "身份证正面.jpg", back), choose(&dossier, "身份证反面.jpg", front)];
    let moves = moves(&dossier, &choices, Lang::Zh);
    assert_eq!(moves.stay, []);
    assert_eq!(moves.moves.len(), 2);
    let after = self::dossier(&moves.moves.iter().map(|one| one.to.shown()).collect::<Vec<_>>());
    for one in &moves.moves {
        let there = after.slots[one.choice.place].files.iter().map(|claim| claim.scan);
        assert_eq!(there.collect::<Vec<_>>(), [scan(&after, one.to.shown())], "{moves:#?}");
    }
    let alone = super::moves::moves(&dossier, &choices[..1], Lang::Zh);
    assert_eq!(alone.moves, [], "a full place takes no more");
    let mut taken = self::dossier(&["身份证正面.jpg", "身份证反面.jpg"]);
    let why = crate::dossier::Skipped::Link;
    let to = moves.moves[0].to.clone();
    taken.notes.push(crate::dossier::Note { path: to, why });
    assert_eq!(super::moves::moves(&taken, &choices, Lang::Zh).moves, [], "one alone does not go");
}

#[test]
fn a_name_that_another_file_has_is_not_taken() {
    let plain = dossier(&["IMG_1.jpg"]);
    let front = place(&plain, "id", "front", None);
    let to = moves(&plain, &[choose(&plain, "IMG_1.jpg", front)], Lang::Zh).moves[0].to.shown().to_owned();
    let mut taken = dossier(&["IMG_1.jpg"]);
    let why = crate::dossier::Skipped::Link;
    taken.notes.push(crate::dossier::Note { path: RelPath::new(to.to_uppercase()), why });
    assert_eq!(moves(&taken, &[choose(&taken, "IMG_1.jpg", front)], Lang::Zh).moves, []);
}
