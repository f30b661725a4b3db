//! The commented `applicant.toml` of a new dossier, as the profile asks.

use crate::profile::Profile;
use crate::profile::facts::{Fact, FactKind, FactRole, Facts, List, Required};
use crate::rules;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What is known about the applicant when the folder is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Id or path of the profile.
    pub profile: String,
    /// The name; may be empty.
    pub name: String,
    /// Answers by the name of the fact, as `applicant.toml` writes them; of a list's fact, in every entry.
    pub answers: BTreeMap<String, String>,
    /// Tables that stand in the file from the beginning.
    pub tables: BTreeSet<String>,
    /// How many entries of a list there are, where that is known, each with the answers that only it has.
    pub entries: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Parts of the profile that stand in the examples of `[files]` and `[[waive]]`.
    pub examples: [String; 2],
}

/// The file: every question of the profile, each with a comment, in its order, answered as far as answers are known.
pub fn applicant_file(known: &Known, asked: &Profile, lang: Lang) -> String {
    let (facts, Known { profile, examples: [claimed, waived], .. }) = (&asked.asked, known);
    let mut page = Page { text: String::new(), lang, known, asked: facts };
    let head = page.say(
        "申报人数据：只改引号里的内容，# 后面是说明。没有的写 \"无\"；留空 \"\" 的，打印出来也留空。\n\
         # 日期写成 \"2021-09-10\"；材料上只有年月的，写成 \"2021-09\"。",
        "The applicant's data: change what stands between the quotes; # starts a comment. Write \"none\" where there is none; what\n\
         # is left \"\" stays blank in print. Dates are \"2021-09-10\", or \"2021-09\" where the document gives no day.",
    );
    let _ = writeln!(page.text, "# {head}");
    let _ = writeln!(page.text, "profile = {} # {}\n", quoted(profile), asked.name.get(lang));
    for fact in facts.facts.iter().filter(|fact| fact.table().is_none()) {
        page.question(&fact.id, fact, None, &page.value(&fact.id, fact));
    }
    page.said_to_be_none(&facts.lists);
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

struct Page<'k> {
    text: String,
    lang: Lang,
    known: &'k Known,
    asked: &'k Facts,
}

impl Page<'_> {
    /// What stands there: what is known, what the profile sets, or nothing yet.
    fn value(&self, name: &str, fact: &Fact) -> String {
        if fact.role == Some(FactRole::Name) {
            return quoted(&self.known.name);
        }
        if let Some(answer) = self.known.answers.get(name) {
            return answer.clone();
        }
        let preset = if fact.preset.is_empty() { &fact.default } else { &fact.preset };
        match &fact.kind {
            FactKind::YesNo | FactKind::Number | FactKind::Year if !preset.is_empty() => preset.clone(),
            // A choice that must be made is never made by the template.
            FactKind::YesNo if fact.required == Required::No => "false".to_owned(),
            _ => quoted(preset),
        }
    }

    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.say(zh, en)
    }

    /// One line; `list` is the one whose entry it is of.
    fn question(&mut self, key: &str, fact: &Fact, list: Option<&List>, value: &str) {
        let line = format!("{key} = {value}");
        let comment = self.comment(fact, list);
        let _ = writeln!(self.text, "{line:<32} # {comment}");
    }

    /// The label, what may be written, and whether it must be.
    fn comment(&self, fact: &Fact, list: Option<&List>) -> String {
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
        words.extend(fact.said_beside().map(|said| said.get(self.lang).to_owned()));
        let required = self.say("必填", "required");
        match &fact.required {
            Required::Yes => words.push(required.to_owned()),
            // Whether a table stands there, its own lines need not say.
            Required::When(when) if !fact.table().is_some_and(|table| needs_the_table(fact, table)) => {
                let condition = self.asked.when_in_words(when, list, self.lang);
                words.push(match self.lang {
                    Lang::Zh => format!("{required}（{condition}）"),
                    Lang::En => format!("{required} ({condition})"),
                });
            }
            Required::When(_) | Required::No => {}
        }
        words.join(self.say("：", ": "))
    }

    /// `papers = "none"` must stand before the first table of the file.
    fn said_to_be_none(&mut self, lists: &[List]) {
        let may_say = |list: &&List| list.min == 0 && (list.none_is_said || list.preset == Some(0));
        for list in lists.iter().filter(may_say) {
            let (label, none) = (list.label.get(self.lang), self.say("无", "none"));
            match self.known.entries.get(&list.id).map(Vec::len).or(list.preset) {
                Some(0) => {
                    let _ = writeln!(self.text, "\n{} = [] # {label}{}{none}", list.id, self.say("：", ": "));
                }
                Some(_) => {}
                None => {
                    let said =
                        self.say("没有的，删掉下一行行首的 #：", "none? remove the # at the start of the next line:");
                    let _ =
                        writeln!(self.text, "\n# {label}{}{said}\n# {} = \"{none}\"", self.say("，", ": "), list.id);
                }
            }
        }
    }

    /// The tables; one that need not be there, and is not known to be, is a pattern to copy.
    fn tables(&mut self, facts: &[Fact]) {
        let tables = facts.chunk_by(|one, next| one.table() == next.table());
        for table in tables.filter(|table| table.first().is_some_and(|fact| fact.table().is_some())) {
            let name = table.first().and_then(Fact::table).unwrap_or_default();
            let mut page = Page { text: String::new(), ..*self };
            let _ = writeln!(page.text, "[{name}]");
            for fact in table {
                let key = fact.id.split_once('.').map_or(&*fact.id, |(_, key)| key);
                page.question(key, fact, None, &page.value(&fact.id, fact));
            }
            let must_be = table.iter().any(|fact| fact.required != Required::No && !needs_the_table(fact, name));
            self.append(&page.text, !must_be && !self.known.tables.contains(name));
        }
    }

    /// As many entries as are known, or asked for at least; one to copy where there need be none.
    fn list(&mut self, list: &List) {
        let nothing = BTreeMap::new();
        let known = self.known.entries.get(&list.id);
        let wanted = known.map(Vec::len).or(list.preset);
        let count = wanted.map_or(list.min, |wanted| wanted.max(list.min));
        if wanted == Some(0) && count == 0 {
            return;
        }
        for at in 0..count.max(1) {
            let own = known.and_then(|known| known.get(at)).unwrap_or(&nothing);
            let mut page = Page { text: String::new(), ..*self };
            let _ = writeln!(page.text, "[[{}]] # {} {}", list.id, list.label.get(self.lang), at + 1);
            for fact in &list.facts {
                let value = own.get(&fact.id).cloned();
                let value = value.unwrap_or_else(|| page.value(&format!("{}.{}", list.id, fact.id), fact));
                page.question(&fact.id, fact, Some(list), &value);
            }
            self.append(&page.text, count == 0);
        }
    }

    /// A table, or, as a pattern, the same with a # before each line.
    fn append(&mut self, table: &str, pattern: bool) {
        self.text.push('\n');
        if pattern {
            let said = self.say(
                "有的，去掉下面几行行首的 #；几个写几段：",
                "Where there is one, remove the # of these lines; one table for each:",
            );
            let _ = writeln!(self.text, "# {said}");
        }
        for line in table.lines() {
            let _ = writeln!(self.text, "{}{line}", if pattern { "# " } else { "" });
        }
    }
}

/// Whether a fact of a table must be answered only where the table stands.
fn needs_the_table(fact: &Fact, table: &str) -> bool {
    matches!(&fact.required, Required::When(when) if when.words().any(|word| word.name == table))
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
