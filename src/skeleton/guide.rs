//! The checklist as a text file in the dossier's folder: what to put where, under which name.

use super::own_guide::marked;
use crate::assign::naming::{Stem, Wanted, propose};
use crate::dossier::{Dossier, Need, Slot};
use crate::profile::{Keyed, LimitName, Limits, Naming, Part, Presence, Wall, WindowKind};
use crate::report::assemble;
use crate::survey::{FIRST_STEPS, GUIDE_NAMES};
use crate::text::amount::size_limit;
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// Name and content of the guide, for a dossier that has no scans yet. Whether nothing is filled in yet is said by `is_empty`: then
/// nobody can say what is not asked for.
pub(super) fn file(dossier: &Dossier, is_empty: bool, lang: Lang) -> (String, String) {
    let [zh, en] = GUIDE_NAMES;
    let name = match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    (name.to_owned(), marked(&content(dossier, is_empty, lang), lang))
}

fn content(dossier: &Dossier, is_empty: bool, lang: Lang) -> String {
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let profile = &dossier.profile;
    let formats = profile.formats();
    let (as_zh, as_en) = match formats.as_slice() {
        [one] => (format!("存成 {}", one.name()), format!(" as {}", one.name())),
        _ => ("存成清单写的格式".to_owned(), " in the formats given".to_owned()),
    };
    let counts = profile.naming.as_ref().is_some_and(Naming::counts);
    let (further_zh, further_en) = if counts {
        ("把名字里的序号写成 2、3", "Write 2, 3 for the number in the name")
    } else {
        ("在名字后面加 1、2、3", "Add 1, 2, 3")
    };
    let times = times(dossier, lang);
    let dpi = resolution(dossier);
    let name = profile.name.get(lang);
    let [first_zh, first_en] = FIRST_STEPS;
    let mut text = match lang {
        Lang::Zh => format!(
            "{name}\n\n\
             {first_zh}\n\
             2. 按下面的清单扫描原件，{as_zh}，放进对应的文件夹；照这里的名字命名最稳妥。\n   \
                多页的{further_zh}；建议用扫描仪 {dpi}，不要截屏，不要裁掉边角。\n\
             3. 运行 dossier check 加上本文件夹的路径，按提示改，直到没有错误。\n\
             情况有变化：改 applicant.toml，再运行一次 dossier init：会添加缺的，更新没有改动过的说明，别的文件不动。\n\n\
             {times}清单\n"
        ),
        Lang::En => format!(
            "{name}\n\n\
             {first_en}\n\
             2. Scan the originals listed below{as_en} into their folders; the names given here are the safest.\n   \
                {further_en} for further pages. Use a scanner at {dpi}, no screenshots, no cut edges.\n\
             3. Run dossier check with this folder's path and follow what it says until no error is left.\n\
             When facts change: edit applicant.toml and run dossier init again; it adds what is missing, writes this guide\n   \
                again unless it was changed, and touches nothing else.\n\n\
             {times}Checklist\n"
        ),
    };
    if let Some(total) = profile.total.in_words() {
        let _ = writeln!(text, "{}{}", say("全部材料", "All the material: "), total.get(lang));
    }
    let wanted: Vec<Wanted> = dossier.slots.iter().map(|slot| wanted(dossier, slot)).collect();
    let proposals = propose(profile, dossier.applicant.as_ref(), &wanted, lang);
    let rows: Vec<_> = dossier.slots.iter().zip(&proposals).collect();
    let mut left_out: Vec<String> = Vec::new();
    for (at, item) in profile.items.iter().enumerate() {
        let own = || rows.iter().filter(|(slot, _)| slot.item == at);
        if own().any(|(slot, _)| asked(slot)) {
            let _ = writeln!(text, "\n{:02}  {}", at + 1, item.label.get(lang));
            if !item.any_of.is_empty() {
                let enough = say("下列几种交齐一种即可：", "One of these is enough: ");
                let _ = writeln!(text, "    {enough}{}", item.ways().get(lang));
            }
            if let Some(total) = item.total.in_words() {
                let _ = writeln!(text, "    {}{}", say("这一项", "All of it: "), total.get(lang));
            }
        }
        for (slot, proposal) in own() {
            match &slot.need {
                Need::NotRequired(why) => {
                    let (_, part) = dossier.part(slot);
                    let open = is_empty.then(|| condition(dossier, part)).flatten();
                    let why = open.as_ref().unwrap_or(why);
                    let line = match lang {
                        Lang::Zh => format!("  - {}：{}\n", part.label.zh, why.zh),
                        Lang::En => format!("  - {}: {}\n", part.label.en, why.en),
                    };
                    if !left_out.contains(&line) {
                        left_out.push(line);
                    }
                }
                need => line(dossier, slot, need, proposal.as_ref().map(Stem::only), lang, &mut text),
            }
        }
    }
    if !left_out.is_empty() {
        let heading = if is_empty {
            say(
                "视情况才要的（填好 applicant.toml 再运行 dossier init）",
                "Asked for only in some cases (fill in applicant.toml, then run dossier init)",
            )
        } else {
            say("按您的情况不需要的", "Not asked of you")
        };
        let _ = write!(text, "\n{heading}\n{}", left_out.concat());
    }
    let report = assemble(dossier, Vec::new());
    let _ = writeln!(text, "\n{}", say("要自己办的事", "For you to do by hand"));
    for reminder in &report.by_hand {
        let _ = writeln!(text, "  [ ] {}", reminder.get(lang));
    }
    let _ = writeln!(text, "\n{}", profile.footer.get(lang));
    text
}

/// When what may be handed in, as far as the answers say which window is the applicant's.
fn times(dossier: &Dossier, lang: Lang) -> String {
    let windows: Vec<_> = WindowKind::ALL.iter().flat_map(|(_, kind)| dossier.windows(*kind)).collect();
    if windows.is_empty() {
        return String::new();
    }
    let lines: String = windows
        .into_iter()
        .map(|window| {
            let open = dossier.holds(&window.when).is_none();
            let only = open.then(|| dossier.profile.asked.when_in_words(&window.when, None, lang));
            let days = window.with_label(dossier.profile.filing_year);
            match (only, lang) {
                (None, _) => format!("  {}\n", days.get(lang)),
                (Some(only), Lang::Zh) => format!("  {}（{only}）\n", days.zh),
                (Some(only), Lang::En) => format!("  {} ({only})\n", days.en),
            }
        })
        .collect();
    format!("{}\n{lines}\n", lang.say("时间", "Times"))
}

/// What to set the scanner to: one resolution, or that of the least and of the most.
fn resolution(dossier: &Dossier) -> String {
    let asked = dossier.slots.iter().filter(|slot| asked(slot)).map(|slot| dossier.part(slot).1);
    let each = asked.filter(|part| !part.is_photo).map(|part| part.limits.advised_dpi());
    let range = each.map(|dpi| (dpi, dpi)).reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
    match range.unwrap_or_else(|| (Limits::default().advised_dpi(), 0.0)) {
        (least, most) if most > least => format!("{least}–{most} dpi"),
        (dpi, _) => format!("{dpi} dpi"),
    }
}

/// When a part is asked for, where that depends on answers.
fn condition(dossier: &Dossier, part: &Part) -> Option<Text> {
    if part.when.is_always() || part.presence == Presence::Forbidden {
        return None;
    }
    let asked = &dossier.profile.asked;
    let list = part.keyed.list().and_then(|at| asked.lists.get(at));
    let said = |lang| asked.when_in_words(&part.when, list, lang);
    Some(Text { zh: said(Lang::Zh), en: said(Lang::En) })
}

fn asked(slot: &Slot) -> bool {
    !matches!(slot.need, Need::NotRequired(_))
}

/// The first paper or award stands for those that are not declared yet.
fn wanted(dossier: &Dossier, slot: &Slot) -> Wanted {
    let (_, part) = dossier.part(slot);
    let numbered = matches!(part.keyed, Keyed::List(_));
    let key = slot.key.clone().or_else(|| numbered.then(|| "1".to_owned()));
    Wanted { item: slot.item, part: slot.part, kind: 0, keys: key.into_iter().collect() }
}

fn line(dossier: &Dossier, slot: &Slot, need: &Need, proposal: Option<String>, lang: Lang, text: &mut String) {
    let (item, part) = dossier.part(slot);
    let grouped = item.is_grouped(&part.id);
    let mut notes: Vec<String> = Vec::new();
    let remark = match need {
        Need::Expected => Some(("应有", "expected")),
        // Which of several ways is the applicant's is said above them.
        Need::Optional if grouped => None,
        Need::Optional => Some(("可有可无", "optional")),
        Need::CannotTell if part.when.is_always() => {
            Some(("有的话才要：先在 applicant.toml 里填写", "only if you have it: say so in applicant.toml"))
        }
        Need::CannotTell => {
            let asked = &dossier.profile.asked;
            let list = part.keyed.list().and_then(|at| asked.lists.get(at));
            let condition = asked.when_in_words(&part.when, list, lang);
            notes.push(match lang {
                Lang::Zh => format!("{condition}；先在 applicant.toml 里填写"),
                Lang::En => format!("{condition}: fill in applicant.toml first"),
            });
            None
        }
        Need::Required | Need::NotRequired(_) => None,
    };
    notes.extend(remark.map(|(zh, en)| Text { zh: zh.to_owned(), en: en.to_owned() }.get(lang).to_owned()));
    notes.extend(part.pages_in_words().map(|pages| pages.get(lang).to_owned()));
    if part.kinds.len() > 1 {
        let kinds: Vec<_> = part.kinds.iter().map(|kind| kind.label.get(lang)).collect();
        notes.push(match lang {
            Lang::Zh => format!("任一种：{}", kinds.join("、")),
            Lang::En => format!("any of: {}", kinds.join(", ")),
        });
    }
    if dossier.profile.formats().len() > 1 {
        notes.push(part.formats.iter().map(|format| format.name()).collect::<Vec<_>>().join(" / "));
    }
    notes.extend(part.count_in_words().map(|count| count.get(lang).to_owned()));
    notes.extend(part.total.in_words().map(|total| total.get(lang).to_owned()));
    if !part.walls.is_empty() {
        let names = Wall::names(&part.walls);
        notes.push(match lang {
            Lang::Zh => format!("{}背景", names.zh),
            Lang::En => format!("{} background", names.en),
        });
    }
    notes.extend(limits(part));
    let note = match (notes.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("（{}）", notes.join("；")),
        (false, Lang::En) => format!(" ({})", notes.join("; ")),
    };
    let _ = writeln!(text, "  [ ] {}{note}", slot.label.get(lang));
    if let Some(path) = proposal {
        let _ = writeln!(text, "        → {path}.{}", part.saved_as().id());
    }
}

/// The limits that a person can do something about before scanning.
fn limits(part: &Part) -> Vec<String> {
    let value = |name| part.limits.value(name);
    let mut notes = Vec::new();
    if let (Some(width), Some(height)) = (value(LimitName::ExactWidth), value(LimitName::ExactHeight)) {
        notes.push(format!("{width} × {height} px"));
    } else if let (Some(width), Some(height)) = (value(LimitName::MinWidth), value(LimitName::MinHeight)) {
        notes.push(format!("≥ {width} × {height} px"));
    }
    if let (Some(width), Some(height)) = (value(LimitName::MaxWidth), value(LimitName::MaxHeight)) {
        notes.push(format!("≤ {width} × {height} px"));
    }
    notes.extend(value(LimitName::DpiMax).map(|dpi| format!("≤ {dpi} dpi")));
    notes.extend(value(LimitName::MinBytes).map(|bytes| format!("≥ {}", size_limit(bytes as u64))));
    notes.extend(value(LimitName::MaxBytes).map(|bytes| format!("≤ {}", size_limit(bytes as u64))));
    notes
}
