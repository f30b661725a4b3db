//! `dossier explain CODE` and `dossier rules`: what counts as a fault, and why.

use crate::cli::args::{Explain, Global};
use crate::cli::exit::Exit;
use crate::cli::output::{plain_target, write_plain};
use crate::cli::setup::{bad_argument, language};
use crate::config::fields::nearest;
use crate::package::refusal::CODES;
use crate::render::escape::escaped;
use crate::render::layout::{padded, width};
use crate::render::page;
use crate::rules::{RULES, Rule};
use anyhow::Result;
use std::fmt::Write as _;

/// Writes one rule's page, or what a refusal of `verify` means.
pub(crate) fn explain(arguments: &Explain, global: &Global) -> Result<Exit> {
    let (word, file) = plain_target(global, &["terminal", "md"])?;
    let asked = arguments.code.trim();
    let known = |rule: &&Rule| rule.code.eq_ignore_ascii_case(asked) || rule.name.eq_ignore_ascii_case(asked);
    let package = CODES.iter().find(|code| [code.code, code.name].iter().any(|it| it.eq_ignore_ascii_case(asked)));
    if let Some(code) = package {
        let lang = language(global.lang);
        let mark = if word == "md" { "### " } else { "" };
        let text = format!("{mark}{}  {}\n\n{}\n", code.code, code.name, code.about().get(lang));
        write_plain(file.as_deref(), text.as_bytes())?;
        return Ok(Exit::Good);
    }
    let Some(rule) = RULES.iter().find(known) else {
        let rules = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let words: Vec<&str> = rules.chain(CODES.iter().flat_map(|code| [code.code, code.name])).collect();
        let near = nearest(asked, &words);
        let (near_zh, near_en) = near.map_or_else(Default::default, |near| {
            (format!("您是不是想写“{near}”？"), format!(" Did you mean `{near}`?"))
        });
        let asked = escaped(asked);
        return Err(bad_argument(
            format!("没有“{asked}”这条规则。{near_zh}全部规则：dossier rules"),
            format!("there is no rule `{asked}`.{near_en} All of them: dossier rules"),
        ));
    };
    let lang = language(global.lang);
    let mut bytes = Vec::new();
    if word == "md" {
        bytes.extend_from_slice(page::section(rule, lang).as_bytes());
        bytes.push(b'\n');
    } else {
        page::render(rule, lang, &mut bytes)?;
    }
    write_plain(file.as_deref(), &bytes)?;
    Ok(Exit::Good)
}

/// Lists every rule.
pub(crate) fn rules(global: &Global) -> Result<Exit> {
    let (word, file) = plain_target(global, &["terminal", "md", "json"])?;
    let lang = language(global.lang);
    let column = RULES.iter().map(|rule| width(rule.name)).max().unwrap_or(0);
    let mut text = String::new();
    match word {
        "json" => {
            let rows = RULES.iter().map(|rule| {
                let title = |lang| page::title(rule, lang);
                serde_json::json!({
                    "code": rule.code, "name": rule.name, "severity": rule.severity.id(),
                    "title": { "zh": title(crate::text::Lang::Zh), "en": title(crate::text::Lang::En) },
                })
            });
            text = serde_json::to_string_pretty(&rows.collect::<Vec<_>>())? + "\n";
        }
        "md" => {
            text.push_str("| | | | |\n|---|---|---|---|\n");
            for rule in RULES {
                let title = page::title(rule, lang);
                let _ = writeln!(text, "| {} | `{}` | {} | {title} |", rule.code, rule.name, rule.severity.id());
            }
        }
        _ => {
            for rule in RULES {
                let (name, severity) = (padded(rule.name, column), padded(rule.severity.id(), 7));
                let _ = writeln!(text, "{}  {name}  {severity}  {}", rule.code, page::title(rule, lang));
            }
        }
    }
    write_plain(file.as_deref(), text.as_bytes())?;
    Ok(Exit::Good)
}
