use super::*;
use crate::app::{CacheChoice, Day, Reads, Settings, sort_dossier};
use std::fs;

/// The choices that these lines lead to, as file and place, and all that was asked.
fn asked(files: &[&str], lines: &str) -> (Vec<(String, String)>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in files {
        fs::write(folder.path().join(name), b"\xFF\xD8\xFF\xE0 not a picture").expect("a file");
    }
    let date = "2021-09-10".parse().expect("a day");
    let settings = Settings {
        profile: None,
        date: Day::Asked(date),
        lang: Lang::Zh,
        labels: None,
        threads: 1,
        allowed_profiles: None,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    };
    let sorting = sort_dossier(folder.path(), &settings, &|_| {}).expect("sorted");
    let mut said = String::new();
    let mut say = |text: &str| {
        said.push_str(text);
        Ok(())
    };
    let choices = places(&sorting, Vec::new(), Lang::Zh, &mut lines.as_bytes(), &mut say).expect("asked");
    let shown = |choice: &Choice| {
        let (scan, slot) = (&sorting.dossier.scans[choice.scan], &sorting.dossier.slots[choice.place]);
        (scan.path.shown().to_owned(), slot.label.zh.clone())
    };
    (choices.iter().map(shown).collect(), said)
}

fn pair(file: &str, place: &str) -> (String, String) {
    (file.to_owned(), place.to_owned())
}

#[test]
fn yes_takes_the_likeliest_and_a_number_any_other() {
    let (choices, said) = asked(&["身份证.jpg", "IMG_1.jpg"], "y\n1\n");
    assert_eq!(choices, [pair("身份证.jpg", "身份证 · 人像面"), pair("IMG_1.jpg", "照片")], "{said}");
}

#[test]
fn what_is_taken_is_not_offered_again() {
    let (choices, said) = asked(&["IMG_1.jpg", "IMG_2.jpg"], "1\n1\n");
    assert_eq!(choices.len(), 1, "{said}");
}

#[test]
fn nothing_is_chosen_without_an_answer() {
    for lines in ["", "\n\n", "n\nn\n", "q\ny\n", "0\n99999999999999999999\n", "y"] {
        let (choices, said) = asked(&["IMG_1.jpg", "IMG_2.jpg"], lines);
        assert_eq!(choices, [], "{lines:?}: {said}");
    }
}
