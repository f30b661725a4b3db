//! `dossier explain CODE` and `dossier rules`: what counts as a fault, and why.

use crate::app::Inputs;
use crate::cli::args::{Explain, Global};
use crate::cli::exit::Exit;
use crate::cli::formats::{self, Known};
use crate::cli::output::deliver;
use crate::cli::setup::{bad_argument, labels, language};
use crate::config::fields::nearest;
use crate::failure::Rejected;
use crate::package::refusal::CODES;
use crate::profile::Profile;
use crate::profile::resolve::resolve_in;
use crate::render::layout::{padded, width};
use crate::render::{asked, page};
use crate::rules::{RULES, Rule, tells};
use crate::text::Lang;
use crate::text::escape::{escaped, escaped_lines};
use anyhow::Result;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A way to write a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// For people at a terminal.
    Terminal,
    /// For a document.
    Markdown,
    /// For programs.
    Json,
}

/// The formats of one rule's page.
pub(crate) const OF_RULE: &[Known<'_, Page>] = &[("terminal", Page::Terminal), ("md", Page::Markdown)];

/// The formats of the list.
pub(crate) const OF_RULES: &[Known<'_, Page>] =
    &[("terminal", Page::Terminal), ("md", Page::Markdown), ("json", Page::Json)];

/// Writes one rule's page, or what a refusal of `verify` means.
pub(crate) fn explain(arguments: &Explain, global: &Global) -> Result<Exit> {
    let targets = formats::targets(&Inputs::default(), global, OF_RULE)?;
    let lang = language(global.lang);
    let code = arguments.code.trim();
    let is_asked = |word: &str| word.eq_ignore_ascii_case(code);
    if let Some(code) = CODES.iter().find(|code| is_asked(code.code) || is_asked(code.name)) {
        deliver(&targets, global, |format| {
            let mark = if format == Page::Markdown { "### " } else { "" };
            Ok(format!("{mark}{}  {}\n\n{}\n", code.code, code.name, code.about().get(lang)).into_bytes())
        })?;
    } else if let Some(rule) = RULES.iter().find(|rule| is_asked(rule.code) || is_asked(rule.name)) {
        let told = match global.profile.as_deref() {
            Some(name) => told_in(&resolve_in(name, labels(global))?.map_err(Rejected)?, rule, lang),
            None => String::new(),
        };
        deliver(&targets, global, |format| {
            if format == Page::Markdown {
                return Ok(format!("{}\n{told}", page::section(rule, lang)).into_bytes());
            }
            let mut bytes = Vec::new();
            page::render(rule, lang, &mut bytes)?;
            bytes.extend(told.bytes());
            Ok(bytes)
        })?;
    } else {
        return Err(unknown(code));
    }
    Ok(Exit::Good)
}

/// What a checklist asks by the rule: its own checks, in its own words, and what else of it the rule looks at. Empty where it asks
/// nothing.
fn told_in(profile: &Profile, rule: &Rule, lang: Lang) -> String {
    let mut lines = String::new();
    for check in profile.asked.checks.iter().filter(|check| tells(rule, check)) {
        let _ = writeln!(lines, "- {}", profile.asked.check_in_words(check, lang));
    }
    for line in asked::lines(profile, rule.asks, lang) {
        let _ = writeln!(lines, "- {line}");
    }
    if lines.is_empty() {
        return lines;
    }
    let name = profile.name.get(lang);
    let told = match lang {
        Lang::Zh => format!("\n在“{name}”里：\n\n{lines}"),
        Lang::En => format!("\nIn “{name}”:\n\n{lines}"),
    };
    escaped_lines(&told)
}

fn unknown(asked: &str) -> anyhow::Error {
    let rules = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    let words: Vec<&str> = rules.chain(CODES.iter().flat_map(|code| [code.code, code.name])).collect();
    let (near_zh, near_en) = nearest(asked, &words)
        .map_or_else(Default::default, |near| (format!("您是不是想写“{near}”？"), format!(" Did you mean `{near}`?")));
    let asked = escaped(asked);
    bad_argument(
        format!("没有“{asked}”这条规则。{near_zh}全部规则：dossier rules"),
        format!("there is no rule `{asked}`.{near_en} All of them: dossier rules"),
    )
}

/// Lists every rule.
pub(crate) fn rules(global: &Global) -> Result<Exit> {
    let targets = formats::targets(&Inputs::default(), global, OF_RULES)?;
    let lang = language(global.lang);
    deliver(&targets, global, |format| match format {
        Page::Terminal if global.quiet => Ok(match lang {
            Lang::Zh => format!("共 {} 条规则。\n", RULES.len()).into_bytes(),
            Lang::En => format!("{} rules.\n", RULES.len()).into_bytes(),
        }),
        Page::Terminal => Ok(rules_text(lang).into_bytes()),
        Page::Markdown => Ok(rules_markdown(lang).into_bytes()),
        Page::Json => Ok(rules_json().into_bytes()),
    })?;
    Ok(Exit::Good)
}

fn rules_text(lang: Lang) -> String {
    let column = RULES.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
    let line = |rule: &Rule| {
        let (name, severity) = (padded(rule.name, column), padded(rule.severity.id(), 7));
        format!("{}  {name}  {severity}  {}\n", rule.code, page::title(rule, lang))
    };
    RULES.iter().map(line).collect()
}

fn rules_markdown(lang: Lang) -> String {
    let mut text = "| | | | |\n|---|---|---|---|\n".to_owned();
    for rule in RULES {
        let title = page::title(rule, lang);
        let _ = writeln!(text, "| {} | `{}` | {} | {title} |", rule.code, rule.name, rule.severity.id());
    }
    text
}

fn rules_json() -> String {
    let rows = RULES.iter().map(|rule| {
        json!({
            "code": rule.code, "name": rule.name, "severity": rule.severity.id(),
            "title": { "zh": page::title(rule, Lang::Zh), "en": page::title(rule, Lang::En) },
        })
    });
    format!("{:#}\n", Value::Array(rows.collect()))
}
