//! A profile of one's own: a copy of another for a new year, and what the loader cannot see in it.

use crate::assign::assign;
use crate::assign::naming::{Wanted, misread, propose};
use crate::dossier::load::from_source;
use crate::dossier::{Applicant, Slot};
use crate::failure::{Rejected, failure};
use crate::profile::checks::{DataCheck, Must};
use crate::profile::when::{Test, When, Word};
use crate::profile::{LimitName, Part, Profile, WindowKind, load};
use crate::temporary::PartialFolder;
use crate::text::{Lang, Text};
use anyhow::Result;
use jiff::civil::Date;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

/// The id of the copy for another year: the old year in the id becomes the new one, or the new one is added.
pub fn next_id(from: &Profile, year: i16) -> String {
    let old = from.filing_year.to_string();
    if from.id.contains(&old) { from.id.replace(&old, &year.to_string()) } else { format!("{}-{year}", from.id) }
}

/// The id of a copy in the folder `dir`: the folder's name where it can be an id; else, as for a name in Chinese, that of
/// [`next_id`].
pub fn id_of(dir: &Path, from: &Profile, year: i16) -> String {
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if is_id(&name) { name } else { next_id(from, year) }
}

fn is_id(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Writes a copy of a profile under a new id and year into a new folder, as a whole or not at all.
///
/// # Errors
/// The folder is there already, or cannot be written, or the copy would not load.
pub fn write_copy(from: &Profile, dir: &Path, id: &str, year: i16) -> Result<()> {
    let shown = dir.display();
    if std::fs::symlink_metadata(dir).is_ok() {
        let zh = format!("“{shown}”已经存在，不会覆盖；请换一个名字");
        return Err(failure(zh, format!("{shown} is there already and is not overwritten: choose another name")));
    }
    let files: Vec<_> = from.files.iter().map(|(name, text)| (name.clone(), renewed(text, from, id, year))).collect();
    load::from_files(id, files.clone()).map_err(Rejected)?;
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = PartialFolder::create_in(parent).and_then(|folder| {
        for (name, text) in &files {
            let mut file = std::fs::File::create_new(folder.path().join(name))?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
        }
        open_to_all(folder.path())?;
        folder.publish(dir)
    });
    written.map_err(|error| failure(format!("无法写入“{shown}”：{error}"), format!("cannot write {shown}: {error}")))
}

/// A temporary folder is its owner's alone; a profile is for the colleagues too.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The text with the new id and year in the lines that give them; in `name`, the old year as well. A whole date of a window
/// moves along: one that stayed behind would make a window of two years.
fn renewed(text: &str, from: &Profile, id: &str, year: i16) -> String {
    let old = from.filing_year.to_string();
    let mut in_head = true;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        in_head &= !line.starts_with('[');
        let key = line.split('=').next().unwrap_or_default().trim();
        match key {
            "id" if in_head => out.push_str(&line.replacen(&format!("\"{}\"", from.id), &format!("\"{id}\""), 1)),
            "filing_year" if in_head => out.push_str(&line.replacen(&old, &year.to_string(), 1)),
            "name" if in_head => out.push_str(&line.replace(&old, &year.to_string())),
            // The same name in a file of labels, with what it is called there.
            _ if key.trim_matches('"') == from.name.en => out.push_str(&line.replace(&old, &year.to_string())),
            "opens" | "closes" => out.push_str(&moved(line, year.saturating_sub(from.filing_year))),
            _ => out.push_str(line),
        }
    }
    out
}

/// A line with a whole date, `closes = "2022-01-31"`, so many years later; every other as it is.
fn moved(line: &str, years: i16) -> String {
    let Some(date) = line.split('"').nth(1).and_then(|text| text.parse::<Date>().ok()) else { return line.to_owned() };
    let later = date.checked_add(jiff::Span::new().years(years));
    later.map_or_else(|_| line.to_owned(), |later| line.replacen(&date.to_string(), &later.to_string(), 1))
}

/// What is allowed but cannot be meant: parts that no file name reaches or no applicant is asked for, limits that no
/// picture meets, windows out of order, two windows or fees for one applicant.
pub fn remarks(profile: &Arc<Profile>) -> Vec<Text> {
    let mut remarks = unreachable(profile);
    for part in profile.items.iter().flat_map(|item| &item.parts) {
        remarks.extend(never_asked(profile, part));
        remarks.extend(impossible(part));
    }
    remarks.extend(late_window(profile));
    remarks.extend(two_windows(profile));
    remarks.extend(two_fees(profile));
    remarks
}

/// A folder that has the name of an id, and another than its profile's: `--profile` would take either.
pub fn misnamed(folder: &Path, id: &str) -> Option<Text> {
    let folder = folder.is_dir().then(|| folder.file_name()?.to_str())??;
    (is_id(folder) && folder != id).then(|| Text {
        zh: format!("id 是“{id}”，文件夹却叫“{folder}”：改成一样的"),
        en: format!("the id is \"{id}\" and the folder is called \"{folder}\": make them the same"),
    })
}

/// An applicant with one entry in every list, so that every part has a place.
fn everyone(profile: &Profile) -> Applicant {
    let entries: Vec<String> = profile.asked.lists.iter().map(|list| format!("[[{}]]\n", list.id)).collect();
    from_source(&entries.concat()).unwrap_or_default()
}

fn unreachable(profile: &Arc<Profile>) -> Vec<Text> {
    let slots = assign(Arc::clone(profile), Some(everyone(profile)), Date::default(), Vec::new(), Vec::new()).slots;
    let kinds =
        |slot: &Slot| profile.items.get(slot.item).and_then(|item| item.parts.get(slot.part)).map(|p| p.kinds.len());
    let wanted: Vec<Wanted> = slots
        .iter()
        .flat_map(|slot| (0..kinds(slot).unwrap_or_default()).map(move |kind| (slot, kind)))
        .map(|(slot, kind)| Wanted {
            item: slot.item,
            part: slot.part,
            kind,
            keys: slot.key.clone().into_iter().collect(),
        })
        .collect();
    // Bare of facts, so that no part is left out because it is not asked for.
    let proposals = propose(profile, None, &wanted, Lang::Zh);
    let mut told = Vec::new();
    let mut remarks = Vec::new();
    for (one, proposal) in wanted.iter().zip(proposals) {
        let Some(part) = profile.items.get(one.item).and_then(|item| item.parts.get(one.part)) else { continue };
        if proposal.is_none() && !told.contains(&(one.item, one.part, one.kind)) {
            told.push((one.item, one.part, one.kind));
            let kind = part.kinds.get(one.kind).filter(|kind| kind.id != part.id);
            let kind = kind.map(|kind| format!(" ({})", kind.id)).unwrap_or_default();
            let place = format!("{}/{}{kind}", part.item, part.id);
            remarks.push(unreadable(profile, one, &place));
        }
    }
    remarks
}

fn unreadable(profile: &Arc<Profile>, wanted: &Wanted, place: &str) -> Text {
    let (path, read) = misread(profile, wanted, Lang::Zh).unwrap_or_default();
    let part = read.and_then(|(item, part)| profile.items.get(item)?.parts.get(part));
    let (zh, en) = match part.map(|part| format!("{}/{}", part.item, part.id)) {
        Some(other) if other == place => {
            ("读出的是另一种或另一个".to_owned(), "is read as another kind or entry".to_owned())
        }
        Some(other) => (format!("读出的是 {other}"), format!("is read as {other}")),
        None => ("哪一项也不是，或像不止一项".to_owned(), "is read as none, or as more than one".to_owned()),
    };
    Text {
        zh: format!(
            "{place}：用它自己的名称命名的文件也认不出来：“{path}”{zh}。文件夹取自大项的名称；请检查 names、marks 与别的小项是否重复"
        ),
        en: format!(
            "{place}: not even a file named by its own label is read as it: {path} {en}. The folder comes from the item's \
             label; compare its `names` and `marks` with other parts'"
        ),
    }
}

/// A part whose conditions exclude each other: the same word with and without "not", or two that a check of the profile
/// does not accept together.
fn never_asked(profile: &Profile, part: &Part) -> Option<Text> {
    let asked = &profile.asked;
    // Conditions with a name stand for their words.
    let spread = |word: &Word| match asked.condition(&word.name) {
        Some(condition) => condition.when.all.clone(),
        None => vec![word.clone()],
    };
    let all: Vec<Word> = part.when.all.iter().flat_map(spread).collect();
    let opposite = |word: &Word| match &word.test {
        Test::Is(value) => all.iter().any(|other| other.name == word.name && other.test == Test::IsNot(value.clone())),
        _ => false,
    };
    let has = |word: &Word| all.contains(word);
    let excluded = |check: &DataCheck| match &check.must {
        Must::Without(words) => has(&Word { name: check.fact.clone(), test: Test::Given }) && words.iter().any(has),
        _ => false,
    };
    let not = part.when.not.iter().flat_map(spread).any(|word| has(&word));
    let contradicts = not || all.iter().any(opposite) || asked.checks.iter().any(excluded);
    let place = format!("{}/{}", part.item, part.id);
    contradicts.then(|| Text {
        zh: format!("{place}：when 的条件不可能同时成立，这一项永远不会要求"),
        en: format!("{place}: its conditions in `when` never hold together, so it is never asked for"),
    })
}

fn impossible(part: &Part) -> Option<Text> {
    let value = |name| part.limits.value(name);
    let above = |a: Option<f64>, b: Option<f64>| a.zip(b).is_some_and(|(a, b)| a > b);
    let size = [
        (LimitName::MinWidth, LimitName::ExactWidth),
        (LimitName::MinHeight, LimitName::ExactHeight),
        (LimitName::ExactWidth, LimitName::MaxWidth),
        (LimitName::ExactHeight, LimitName::MaxHeight),
    ];
    let size = size.into_iter().any(|(least, most)| above(value(least), value(most)));
    let exact = value(LimitName::ExactWidth).zip(value(LimitName::ExactHeight)).map(|(width, height)| width / height);
    let shape = above(exact, value(LimitName::AspectMax)) || above(value(LimitName::AspectMin), exact);
    let place = format!("{}/{}", part.item, part.id);
    (size || shape).then(|| Text {
        zh: format!("{place}：规定的宽高与最小值、最大值或宽高比矛盾，没有图能同时满足"),
        en: format!(
            "{place}: the exact size contradicts the least size, the greatest size or the aspect: no picture meets both"
        ),
    })
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
        Test::Given | Test::IsNot(_) | Test::Order(..) => None,
    }
}
