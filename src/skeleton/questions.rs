//! The commented `applicant.toml` of a profile with facts of its own.

use super::template::{Facts as Known, quoted};
use crate::profile::Profile;
use crate::profile::facts::{Fact, FactKind, FactRole, Facts, List, Required};
use crate::rules;
use crate::text::Lang;
use std::fmt::Write as _;

/// The file: every question of the profile, each with a comment, in its order. `name` is filled in where it is known.
///
/// `examples` are parts of the profile that stand in the patterns of `[files]` and `[[waive]]`.
pub(super) fn applicant_file(asked: &Profile, facts: &Facts, known: &Known, lang: Lang) -> String {
    let Known { profile, name, examples: [claimed, waived], .. } = known;
    let mut page = Page { text: String::new(), lang };
    let head = page.say(
        "申报人数据：只改引号里的内容，# 后面是说明。没有的留空 \"\"。日期写成 \"2021-09-10\"，只有年月的写成 \"2021-09\"。",
        "The applicant's data: change what stands between the quotes; # starts a comment. Leave \"\" where there is none.\n\
         # Dates are \"2021-09-10\", or \"2021-09\" where the document gives no day.",
    );
    let _ = writeln!(page.text, "# {head}");
    let _ = writeln!(page.text, "profile = {} # {}\n", quoted(profile), asked.name.get(lang));
    for fact in facts.facts.iter().filter(|fact| !fact.id.contains('.')) {
        let value = if fact.role == Some(FactRole::Name) { quoted(name) } else { empty(fact) };
        page.question(&fact.id, fact, &value);
    }
    page.said_to_be_none(facts);
    page.tables(&facts.facts);
    for list in &facts.lists {
        page.list(list);
    }
    let (files, waive) = (
        page.say("文件名说不清属于哪一项时，在这里指定：", "Where a file's name cannot say what it is, say it here:"),
        page.say("可以接受的问题，写明理由：", "A fault that is accepted, with the reason:"),
    );
    let code = rules::WAIVED_AS_AN_EXAMPLE.code;
    let _ = writeln!(page.text, "\n# {files}\n# [files]\n# \"scan0007.jpg\" = {}", quoted(claimed));
    let _ = writeln!(
        page.text,
        "\n# {waive}\n# [[waive]]\n# code = \"{code}\"\n# part = {}\n# reason = \"\"",
        quoted(waived)
    );
    page.text
}

/// What stands there before it is answered.
fn empty(fact: &Fact) -> String {
    match &fact.kind {
        // A choice that must be made is never made by the template.
        FactKind::YesNo if fact.required == Required::No => "false".to_owned(),
        _ => "\"\"".to_owned(),
    }
}

struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn question(&mut self, key: &str, fact: &Fact, value: &str) {
        let line = format!("{key} = {value}");
        let comment = self.comment(fact);
        let _ = writeln!(self.text, "{line:<32} # {comment}");
    }

    /// The label, what may be written, and whether it must be.
    fn comment(&self, fact: &Fact) -> String {
        let mut words = vec![fact.label.get(self.lang).to_owned()];
        match &fact.kind {
            FactKind::Choice(options) => {
                let option = |option: &crate::profile::facts::Choice| {
                    let label = option.label.get(self.lang);
                    if label == option.id { label.to_owned() } else { format!("{} ({label})", option.id) }
                };
                words.push(options.iter().map(option).collect::<Vec<_>>().join(self.say("、", ", ")));
            }
            FactKind::YesNo => words.push(self.say("true 是、false 否", "true or false").to_owned()),
            _ => {}
        }
        words.extend(fact.hint.iter().map(|hint| hint.get(self.lang).to_owned()));
        if fact.required == Required::Yes {
            words.push(self.say("必填", "required").to_owned());
        }
        words.join(self.say("：", ": "))
    }

    /// `papers = "none"` must stand before the first table of the file.
    fn said_to_be_none(&mut self, facts: &Facts) {
        for list in facts.lists.iter().filter(|list| list.none_is_said && list.min == 0) {
            let (label, none) = (list.label.get(self.lang), self.say("无", "none"));
            let said = self.say("没有的，删掉下一行行首的 #：", "none? remove the # at the start of the next line:");
            let _ = writeln!(self.text, "\n# {label}{}{said}\n# {} = \"{none}\"", self.say("，", ": "), list.id);
        }
    }

    fn tables(&mut self, facts: &[Fact]) {
        let mut open = "";
        for fact in facts {
            let Some((table, key)) = fact.id.split_once('.') else { continue };
            if table != open {
                let _ = writeln!(self.text, "\n[{table}]");
                open = table;
            }
            self.question(key, fact, &empty(fact));
        }
    }

    /// As many tables as are asked for at least; one, commented out, where there need be none.
    fn list(&mut self, list: &List) {
        let pattern = list.min == 0;
        for number in 1..=list.min.max(1) {
            let mut page = Self { text: String::new(), lang: self.lang };
            let _ = writeln!(page.text, "[[{}]] # {} {number}", list.id, list.label.get(self.lang));
            for fact in &list.facts {
                page.question(&fact.id, fact, &empty(fact));
            }
            self.text.push('\n');
            if pattern {
                let said = self.say(
                    "有的，去掉下面几行行首的 #；几个写几段：",
                    "Where there is one, remove the # of these lines; one table for each:",
                );
                let _ = writeln!(self.text, "# {said}");
            }
            for line in page.text.lines() {
                let _ = writeln!(self.text, "{}{line}", if pattern { "# " } else { "" });
            }
        }
    }
}
