//! `dossier profile list|show|check|new`: what is asked, and how to ask for something else.

use crate::app::Inputs;
use crate::cli::args::{CheckProfile, Global, New, ProfileCommand, Show};
use crate::cli::exit::Exit;
use crate::cli::formats::{self, Known, refuse_formats};
use crate::cli::output::{deliver, write_stdout};
use crate::cli::setup::{bad_argument, labels, language};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::NO_FACTS;
use crate::config::hint::one_of;
use crate::failure::Rejected;
use crate::paper::{desk, form};
use crate::profile::digest::profile_digest;
use crate::profile::load::{FACTS, Files, asked_of, faults_of_labels, from_files, shown};
use crate::profile::resolve::{DEFAULT, files, resolve, resolve_in};
use crate::profile::{Profile, builtin};
use crate::render::checklist::markdown;
use crate::render::layout::{padded, width};
use crate::skeleton::remarks::{misnamed, remarks};
use crate::skeleton::{OldYear, profile as own};
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::escape::{escaped, escaped_lines};
use anyhow::Result;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Dispatches.
pub(crate) fn run(command: &ProfileCommand, global: &Global) -> Result<Exit> {
    match command {
        ProfileCommand::List => list(global),
        ProfileCommand::Show(arguments) => show(arguments, global),
        ProfileCommand::Check(arguments) => check(arguments, global),
        ProfileCommand::New(arguments) => new(arguments, global),
    }
}

fn load(name: &str) -> Result<Profile> {
    Ok(resolve(name)?.map_err(Rejected)?)
}

/// As people read it: its labels in a third language where that is asked for.
fn load_for_people(name: &str, global: &Global) -> Result<Profile> {
    Ok(resolve_in(name, labels(global))?.map_err(Rejected)?)
}

/// A way to write a list or a checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// For people at a terminal.
    Terminal,
    /// For a document.
    Markdown,
    /// For programs.
    Json,
}

/// The formats of the list of profiles.
pub(crate) const OF_LIST: &[Known<'_, Page>] = &[("terminal", Page::Terminal), ("json", Page::Json)];

/// The formats of a checklist.
pub(crate) const OF_CHECKLIST: &[Known<'_, Page>] = &[("terminal", Page::Terminal), ("md", Page::Markdown)];

fn list(global: &Global) -> Result<Exit> {
    let targets = formats::targets(&Inputs::default(), global, OF_LIST)?;
    let lang = language(global.lang);
    let profiles: Vec<Profile> = builtin::ids().into_iter().map(load).collect::<Result<_>>()?;
    deliver(&targets, global, |format| {
        if format == Page::Json {
            let rows = profiles.iter().map(|profile| {
                let Profile { id, name, filing_year, .. } = profile;
                json!({ "id": id, "name": name, "year": filing_year, "digest": profile_digest(profile) })
            });
            return Ok(format!("{:#}\n", Value::Array(rows.collect())).into_bytes());
        }
        if global.quiet {
            let ids: Vec<&str> = profiles.iter().map(|profile| profile.id.as_str()).collect();
            return Ok(format!("{}\n", ids.join(" ")).into_bytes());
        }
        let column = profiles.iter().map(|profile| width(&profile.id)).max().unwrap_or(0);
        let line = |profile: &Profile| format!("{}  {}\n", padded(&profile.id, column), profile.name.get(lang));
        Ok(profiles.iter().map(line).collect::<String>().into_bytes())
    })?;
    Ok(Exit::Good)
}

fn show(arguments: &Show, global: &Global) -> Result<Exit> {
    let asked = arguments.name.as_deref().or(global.profile.as_deref()).unwrap_or(DEFAULT);
    let inputs = Inputs { folders: vec![PathBuf::from(asked)], ..Inputs::default() };
    let targets = formats::targets(&inputs, global, OF_CHECKLIST)?;
    let page = markdown(&load_for_people(asked, global)?, language(global.lang));
    deliver(&targets, global, |format| {
        let page = if format == Page::Markdown { page.clone() } else { without_marks(&page) };
        Ok(escaped_lines(&page).into_bytes())
    })?;
    Ok(Exit::Good)
}

/// Markdown without its marks, for a terminal.
fn without_marks(page: &str) -> String {
    let line = |line: &str| {
        let plain = line.trim_start_matches("## ").trim_start_matches("# ").replace("**", "").replace('`', "");
        plain.strip_prefix("- [ ]").map_or(plain.clone(), |rest| format!("  [ ]{rest}")) + "\n"
    };
    page.lines().map(line).collect()
}

/// A profile with all three files understood, or the faults of all three.
fn load_whole(name: &str) -> Result<Profile> {
    let Files { place, files } = files(name)?.map_err(Rejected)?;
    let read = from_files(&place, files.clone());
    let mut faults = read.as_ref().err().cloned().unwrap_or_default();
    let asked = asked_of(&files);
    let is_faulty = |faults: &[Diagnostic], file: &str| faults.iter().any(|fault| fault.file == file);
    // What fields form and paper may name is not known before the facts are right.
    let has_none = faults.iter().any(|fault| fault.message.en.starts_with(NO_FACTS));
    let unknown_facts = has_none || is_faulty(&faults, &shown(&place, FACTS));
    for (name, source) in &files {
        let file = shown(&place, name);
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        if unknown_facts || is_faulty(&faults, &file) {
            continue;
        }
        match name.as_str() {
            "form.toml" => faults.extend(form::load::load(&file, source, &asked).err().unwrap_or_default()),
            "paper.toml" => faults.extend(desk::load::load(&file, source, &asked).err().unwrap_or_default()),
            _ => {}
        }
    }
    faults.extend(faults_of_labels(&Files { place: place.clone(), files: files.clone() }));
    if let Ok(profile) = &read {
        faults.extend(builtin::check_id(&place, profile).err().unwrap_or_default());
    }
    match read {
        Ok(profile) if faults.is_empty() => Ok(profile),
        _ => Err(Rejected(faults).into()),
    }
}

fn check(arguments: &CheckProfile, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let profile = Arc::new(load_whole(&arguments.name)?);
    let lang = language(global.lang);
    let mut remarks = remarks(&profile);
    remarks.extend(misnamed(Path::new(&arguments.name), &profile.id));
    let mut text = String::new();
    for remark in remarks.iter().filter(|_| !global.quiet) {
        let _ = writeln!(text, "{}", escaped(remark.get(lang)));
    }
    let parts = profile.items.iter().map(|item| item.parts.len()).sum::<usize>();
    let id = escaped(&profile.id);
    let _ = match (remarks.is_empty(), lang) {
        (true, Lang::Zh) => writeln!(text, "“{id}”没有发现问题：{} 大项，{parts} 小项", profile.items.len()),
        (true, Lang::En) => writeln!(text, "{id}: nothing wrong, {} items, {parts} parts", profile.items.len()),
        (false, Lang::Zh) => writeln!(text, "“{id}”有 {} 处要改", remarks.len()),
        (false, Lang::En) => writeln!(text, "{id}: {} to be changed", remarks.len()),
    };
    write_stdout(text.as_bytes())?;
    Ok(if remarks.is_empty() { Exit::Good } else { Exit::Faults })
}

fn new(arguments: &New, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let from = load(&arguments.from)?;
    let dir = arguments.dir.clone().unwrap_or_else(|| PathBuf::from(own::next_id(&from, arguments.year)));
    let id = own::id_of(&dir, &from, arguments.year);
    if builtin::ids().contains(&id.as_str()) {
        let hint = one_of(&id, &[&format!("{id}-own")]);
        return Err(bad_argument(
            format!("“{id}”是内置规则的名字，请换一个；{}", hint.zh),
            format!("{id} is the name of a built-in profile: choose another; {}", hint.en),
        ));
    }
    let old_years = own::write_copy(&from, &dir, &id, arguments.year)?;
    let shown = escaped(&dir.to_string_lossy());
    if global.quiet {
        let text = match language(global.lang) {
            Lang::Zh => format!("新建 {shown}\n"),
            Lang::En => format!("made {shown}\n"),
        };
        write_stdout(text.as_bytes())?;
    } else {
        let text = match language(global.lang) {
            Lang::Zh => format!(
                "新建 {shown}\n\n下一步：\n  1. 改 checklist.toml 里的 name、windows（起止日期）、fees，以及提到日期的 by_hand\n  \
                 2. dossier profile check ./{shown}\n  3. dossier check 文件夹 --profile ./{shown}\n"
            ),
            Lang::En => format!(
                "made {shown}\n\nNext:\n  1. in checklist.toml, change name, windows (first and last days), fees, and by_hand lines with dates\n  \
                 2. dossier profile check ./{shown}\n  3. dossier check DIR --profile ./{shown}\n"
            ),
        };
        let text = text.replace(".//", "/").replace("././", "./") + &still_old(&old_years, language(global.lang));
        write_stdout(text.as_bytes())?;
    }
    Ok(Exit::Good)
}

/// The most lines that are shown of what still names old years.
const SHOWN: usize = 40;

/// The most characters of such a line.
const LINE: usize = 120;

/// What of a new profile still names years of the old one; nothing where nothing does.
fn still_old(lines: &[OldYear], lang: Lang) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let heading = lang.say(
        "这些地方还写着往年的年份，没有改动，请逐处看一看要不要改",
        "These lines still name years of the old profile; nothing of them was changed: see which of them to change",
    );
    let mut text = format!("\n{heading}{}\n", lang.say("：", ":"));
    for OldYear { file, line, text: says } in lines.iter().take(SHOWN) {
        let cut: String = says.chars().take(LINE).collect();
        let more = if cut.len() < says.len() { "…" } else { "" };
        let _ = writeln!(text, "  {}:{line}  {}{more}", escaped(file), escaped(&cut));
    }
    let more = lines.len().saturating_sub(SHOWN);
    let _ = match (more, lang) {
        (0, _) => Ok(()),
        (_, Lang::Zh) => writeln!(text, "  还有 {more} 行"),
        (_, Lang::En) => writeln!(text, "  and {}", count(more, "more line", "more lines")),
    };
    text
}
