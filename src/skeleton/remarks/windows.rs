//! Windows out of order, and two windows or fees for one applicant.

use crate::profile::when::{Test, When, Word};
use crate::profile::{Profile, WindowKind};
use crate::text::{Lang, Text};

pub(super) fn remarks(profile: &Profile) -> Vec<Text> {
    [late_window(profile), two_windows(profile), two_fees(profile)].into_iter().flatten().collect()
}

fn late_window(profile: &Profile) -> Option<Text> {
    let of_kind = |kind| profile.windows.iter().filter(move |window| window.kind == kind);
    let first_filing = of_kind(WindowKind::Filing).map(|window| window.opens).min()?;
    let early = of_kind(WindowKind::Paper).chain(of_kind(WindowKind::Review)).find(|w| w.closes < first_filing)?;
    Some(Text {
        zh: format!("“{}”在网报开始（{first_filing}）之前就结束了", early.label.zh),
        en: format!("“{}” closes before filing opens on {first_filing}", early.label.en),
    })
}

/// Two windows, or two fees, that may be for the same applicant: the first whose conditions do not tell them apart.
fn two_windows(profile: &Profile) -> Option<Text> {
    let windows: Vec<&When> =
        profile.windows.iter().filter(|window| window.kind == WindowKind::Filing).map(|window| &window.when).collect();
    let [zh, en] = both_for(profile, &windows)?;
    Some(Text {
        zh: format!("{zh}有两个以上的网报时间，程序只看第一个"),
        en: format!("{en} has more than one filing window: only the first is judged"),
    })
}

fn two_fees(profile: &Profile) -> Option<Text> {
    let fees: Vec<&When> = profile.fees.iter().map(|fee| &fee.when).collect();
    let [zh, en] = both_for(profile, &fees)?;
    Some(Text {
        zh: format!("{zh}有两种以上的费用，报告里都会写"),
        en: format!("{en} has more than one fee: reports name each of them"),
    })
}

/// Whom two of several lines are for, in both languages; `None` where no two are surely for the same applicant.
fn both_for(profile: &Profile, lines: &[&When]) -> Option<[String; 2]> {
    let mut pairs =
        lines.iter().enumerate().flat_map(|(at, one)| lines.iter().skip(at + 1).map(move |other| (one, other)));
    let common = pairs.find_map(|(one, other)| in_common(one, other))?;
    let said = |lang, and: &str, all: &str| {
        let words: Vec<String> = common.iter().map(|word| profile.asked.in_words(word, None, lang)).collect();
        if words.is_empty() { all.to_owned() } else { words.join(and) }
    };
    Some([said(Lang::Zh, "、", "所有人"), said(Lang::En, ", ", "everybody")])
}

/// The words that hold where two conditions do, of those that compare a fact; `None` where they exclude each other, or speak
/// of what cannot be told.
fn in_common(one: &When, other: &When) -> Option<Vec<Word>> {
    let plain = |when: &When| when.any.is_empty() && when.not.is_empty();
    if !plain(one) || !plain(other) {
        return None;
    }
    let mut common: Vec<Word> = Vec::new();
    for word in one.all.iter().chain(&other.all) {
        let values = values(word)?;
        match common.iter_mut().find(|known| known.name == word.name) {
            None => common.push(Word { name: word.name.clone(), test: Test::Among(values) }),
            Some(known) => {
                let Test::Among(both) = &mut known.test else { return None };
                both.retain(|value| values.contains(value));
                if both.is_empty() {
                    return None;
                }
            }
        }
    }
    Some(common)
}

fn values(word: &Word) -> Option<Vec<String>> {
    match &word.test {
        Test::Is(value) => Some(vec![value.clone()]),
        Test::Among(values) => Some(values.clone()),
        Test::Given | Test::IsNot(_) | Test::Same(_) | Test::Other(_) | Test::Order(..) => None,
    }
}
