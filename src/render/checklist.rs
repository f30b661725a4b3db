//! A profile as a checklist that people read: in the terminal, or as Markdown for the school's notice board.

use super::asked::validity;
use super::limit;
use crate::profile::when::When;
use crate::profile::{Accepted, Item, Keyed, LimitName, Merged, Part, Presence, Profile, Source, Wall, Window};
use crate::text::amount::{count, money, size_limit};
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// The checklist as Markdown. Plain enough to be read in a terminal as it stands.
pub fn markdown(profile: &Profile, lang: Lang) -> String {
    let page = Page { profile, lang };
    let mut text = format!("# {}\n\n", profile.name.get(lang));
    let _ = writeln!(text, "`{}` · {} {}\n", profile.id, page.say("年度", "year"), profile.filing_year);
    page.windows(&mut text);
    page.fees(&mut text);
    page.items(&mut text);
    page.judged(&mut text);
    page.reckoned(&mut text);
    page.checks(&mut text);
    let _ = writeln!(text, "## {}\n", page.say("要自己办的事", "To do by hand"));
    for reminder in &profile.by_hand {
        let for_whom = page.for_whom(&reminder.when);
        let said = profile.with_days(&reminder.text, &|_| Vec::new());
        let _ = writeln!(text, "- [ ] {}{for_whom}", said.get(lang));
    }
    let heading = page.say("判断图片用的数字", "Numbers that pictures are judged by");
    let _ = writeln!(text, "\n## {heading}\n\n{}\n{}", limit::in_force(profile, lang), profile.footer.get(lang));
    text
}

struct Page<'p> {
    profile: &'p Profile,
    lang: Lang,
}

impl Page<'_> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.say(zh, en)
    }

    fn get<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    fn windows(&self, text: &mut String) {
        for window in &self.profile.windows {
            let Window { label, opens, opens_hour, closes, .. } = window;
            let (from, until) = (format!("{opens} {opens_hour}"), format!("{closes} {}", window.hour_in_words()));
            // With a dash alone, days and hours in a row would read as an ID number, and be masked.
            let to = if opens_hour.is_empty() { "–" } else { self.say("至", "to") };
            let _ = writeln!(text, "- {}: {} {to} {}", self.get(label), from.trim_end(), until.trim_end());
        }
        if let Some(total) = self.profile.total.in_words() {
            let _ = writeln!(text, "- {}{}", self.say("全部材料", "all the material: "), self.get(&total));
        }
        if let Some(merged) = &self.profile.merged {
            let _ = writeln!(text, "- {}", self.merged(merged));
        }
        if self.profile.submissions > 0 {
            let times = self.profile.submissions;
            let _ = match self.lang {
                Lang::Zh => writeln!(text, "- 最多提交 {times} 次"),
                Lang::En => writeln!(text, "- at most {}", count(times as usize, "submission", "submissions")),
            };
        }
    }

    fn merged(&self, merged: &Merged) -> String {
        let mut said = self.say("全部材料另合成一个 PDF", "one PDF of everything besides").to_owned();
        for (sign, bytes) in [("≥", merged.min_bytes), ("≤", merged.max_bytes)] {
            if let Some(bytes) = bytes {
                let _ = write!(said, "{}{sign} {}", self.say("，", ", "), size_limit(bytes));
            }
        }
        said
    }

    fn fees(&self, text: &mut String) {
        for fee in &self.profile.fees {
            let for_whom = self.for_whom(&fee.when);
            let _ = match self.lang {
                Lang::Zh if fee.amount == 0.0 => writeln!(text, "- 不用缴费{for_whom}"),
                Lang::En if fee.amount == 0.0 => writeln!(text, "- no fee{for_whom}"),
                Lang::Zh => writeln!(text, "- 缴费 {} {}{for_whom}", money(fee.amount), fee.currency.zh),
                Lang::En => writeln!(text, "- fee {} {}{for_whom}", money(fee.amount), fee.currency.en),
            };
        }
        text.push('\n');
    }

    fn items(&self, text: &mut String) {
        for (number, item) in (1..).zip(&self.profile.items) {
            let _ = writeln!(text, "## {number:02} {}\n", self.get(&item.label));
            if !item.any_of.is_empty() {
                let enough = self.say("下列几种交齐一种即可：", "One of these is enough: ");
                let _ = writeln!(text, "{enough}{}\n", self.get(&item.ways()));
            }
            if let Some(total) = item.total.in_words() {
                let _ = writeln!(text, "{}{}\n", self.say("这一项", "all of it: "), self.get(&total));
            }
            for part in &item.parts {
                let tick = if part.presence == Presence::Forbidden { "" } else { "[ ] " };
                let _ = writeln!(text, "- {tick}**{}**{}", self.get(&part.label), self.notes(item, part));
            }
            text.push('\n');
        }
    }

    fn judged(&self, text: &mut String) {
        if self.profile.judged.is_empty() {
            return;
        }
        let _ = writeln!(text, "## {}\n", self.say("对整份材料的要求", "Asked of the dossier as a whole"));
        for judged in &self.profile.judged {
            let _ = writeln!(text, "- {}", self.get(&judged.text));
        }
        text.push('\n');
    }

    fn reckoned(&self, text: &mut String) {
        let asked = &self.profile.asked;
        if asked.reckoned.is_empty() {
            return;
        }
        let _ = writeln!(text, "## {}\n", self.say("由所填的算出来的", "What follows from the answers"));
        for reckoned in &asked.reckoned {
            let of = asked.list(&reckoned.each).map(|(_, list)| match self.lang {
                Lang::Zh => format!("每个{}的", list.label.zh),
                Lang::En => format!("for each {}: ", list.label.en),
            });
            let (label, how) = (self.get(&reckoned.fact.label), asked.how_in_words(reckoned));
            let _ = writeln!(text, "- {}{label}{}{}", of.unwrap_or_default(), self.say("：", ": "), self.get(&how));
        }
        text.push('\n');
    }

    fn checks(&self, text: &mut String) {
        let asked = &self.profile.asked;
        if asked.checks.is_empty() {
            return;
        }
        let _ = writeln!(text, "## {}\n", self.say("填写的内容要满足的", "What must hold of the answers"));
        for check in &asked.checks {
            let _ = writeln!(text, "- {}", asked.check_in_words(check, self.lang));
        }
        text.push('\n');
    }

    fn notes(&self, item: &Item, part: &Part) -> String {
        let mut notes: Vec<String> = Vec::new();
        notes.extend(self.keyed(part));
        notes.extend((!part.when.is_always()).then(|| self.said_of(part)));
        if item.is_grouped(&part.id) {
            notes.push(self.say("几种里齐一种即可", "one of several ways").to_owned());
        }
        if self.profile.formats() != [Accepted::Jpg] {
            let names: Vec<&str> = part.formats.iter().map(|format| format.name()).collect();
            notes.push(names.join(" / "));
        }
        notes.extend(part.count_in_words().map(|count| self.get(&count).to_owned()));
        notes.extend(part.total.in_words().map(|total| self.get(&total).to_owned()));
        match part.presence {
            Presence::Required => {}
            Presence::Expected => notes.push(self.say("应有，缺则提醒", "expected: a warning where absent").to_owned()),
            Presence::Optional => notes.push(self.say("可有可无", "optional").to_owned()),
            Presence::Forbidden => notes.push(self.say("不得提交", "must not be handed in").to_owned()),
        }
        notes.extend(part.pages_in_words().map(|pages| self.get(&pages).to_owned()));
        if part.kinds.len() > 1 {
            let kinds: Vec<_> = part.kinds.iter().map(|kind| self.get(&kind.label)).collect();
            notes.push(match self.lang {
                Lang::Zh => format!("任一种：{}", kinds.join("、")),
                Lang::En => format!("any of: {}", kinds.join(", ")),
            });
        }
        notes.extend(validity(self.profile, part).map(|validity| self.get(&validity).to_owned()));
        notes.extend(self.background(part));
        notes.extend(self.limits(part));
        let place = format!("`{}/{}`", item.id, part.id);
        let rows = part.rows.join(" ");
        match self.lang {
            Lang::Zh => format!("：{}（{place}，依据 {rows}）", joined(&notes, "；", "必须")),
            Lang::En => format!(": {} ({place}, rests on {rows})", joined(&notes, "; ", "required")),
        }
    }

    /// When a part is asked for, in words.
    fn said_of(&self, part: &Part) -> String {
        let list = part.keyed.list().and_then(|at| self.profile.asked.lists.get(at));
        self.profile.asked.when_in_words(&part.when, list, self.lang)
    }

    /// A condition in words.
    fn said(&self, when: &When) -> String {
        self.profile.asked.when_in_words(when, None, self.lang)
    }

    fn keyed(&self, part: &Part) -> Option<String> {
        let year = |offset: i16| self.profile.filing_year.saturating_add(offset);
        Some(match (part.keyed, self.lang) {
            (Keyed::Once, _) => return None,
            (Keyed::Years { from, to, .. }, _) if from == to => format!("{}", year(from)),
            (Keyed::Years { from, to, .. }, Lang::Zh) => format!("{}–{} 年，每年", year(from), year(to)),
            (Keyed::Years { from, to, .. }, Lang::En) => format!("each year {}–{}", year(from), year(to)),
            (Keyed::List(at), lang) => {
                let label = self.profile.asked.lists.get(at)?.label.get(lang);
                if lang == Lang::Zh { format!("每个{label}") } else { format!("for each: {label}") }
            }
        })
    }

    fn background(&self, part: &Part) -> Option<String> {
        let names = Wall::names(&part.walls);
        (!part.walls.is_empty()).then(|| match self.lang {
            Lang::Zh => format!("{}背景", names.zh),
            Lang::En => format!("{} background", names.en),
        })
    }

    /// The limits, each with who asks for it.
    fn limits(&self, part: &Part) -> Vec<String> {
        // A photo has no size on paper, so no resolution either.
        let is_of_paper = |name: LimitName| matches!(name, LimitName::DpiError | LimitName::DpiMax);
        let judged = part.limits.iter().filter(|(name, _)| !is_of_paper(*name) || part.size.is_some());
        let shown = judged.filter_map(|(name, limit)| {
            let value = limit.value;
            let said = match name {
                LimitName::DpiError => format!("≥ {value} dpi"),
                LimitName::DpiMax => format!("≤ {value} dpi"),
                LimitName::MinWidth => format!("{} ≥ {value} px", self.say("宽", "width")),
                LimitName::MinHeight => format!("{} ≥ {value} px", self.say("高", "height")),
                LimitName::MaxWidth => format!("{} ≤ {value} px", self.say("宽", "width")),
                LimitName::MaxHeight => format!("{} ≤ {value} px", self.say("高", "height")),
                LimitName::ExactWidth => format!("{} = {value} px", self.say("宽", "width")),
                LimitName::ExactHeight => format!("{} = {value} px", self.say("高", "height")),
                LimitName::MinBytes => format!("≥ {}", size_limit(value as u64)),
                LimitName::MaxBytes => format!("≤ {}", size_limit(value as u64)),
                _ => return None,
            };
            let source = match limit.source {
                Source::Notice => self.say("通知", "notice"),
                Source::Recommended => self.say("建议", "recommended"),
            };
            Some(format!("{said} [{source}]"))
        });
        shown.collect()
    }

    /// Whom a line is for; nothing where for all.
    fn for_whom(&self, when: &When) -> String {
        match (when.is_always(), self.lang) {
            (true, _) => String::new(),
            (false, Lang::Zh) => format!("（{}）", self.said(when)),
            (false, Lang::En) => format!(" ({})", self.said(when)),
        }
    }
}

fn joined(notes: &[String], with: &str, otherwise: &str) -> String {
    if notes.is_empty() { otherwise.to_owned() } else { notes.join(with) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::builtin;

    #[test]
    fn every_part_of_every_profile_stands_in_it() {
        for id in builtin::ids() {
            let profile = builtin::find(id).expect("built in").expect("valid");
            for lang in [Lang::Zh, Lang::En] {
                let page = markdown(&profile, lang);
                for part in profile.items.iter().flat_map(|item| &item.parts) {
                    assert!(page.contains(&format!("`{}/{}`", part.item, part.id)), "{id} {}/{}", part.item, part.id);
                }
            }
        }
    }
}
