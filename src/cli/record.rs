//! `dossier record PACKAGE submitted|returned`, `dossier history [DIR]`: the register of submissions.

use super::Outcome;
use super::args::Global;
use super::output::{self, Answer};
use super::progress::Progress;
use super::register::RegisterFile;
use super::setup::{bad_argument, date, language};
use super::{register, verify as verify_command};
use crate::dossier::load;
use crate::failure::{Rejected, failure};
use crate::package::verify::{Verdict, Verified, verify};
use crate::pipeline;
use crate::register::{Entry, Key, Outcome as Happened, Recorded, Register};
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// `dossier record`
#[derive(Debug, Args)]
pub(super) struct Record {
    /// The zip file
    pub(super) package: PathBuf,
    /// What happened to it
    #[arg(value_enum)]
    pub(super) outcome: RecordedOutcome,
    /// Why it was sent back, in your own words
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// What can be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RecordedOutcome {
    /// It was handed in.
    Submitted,
    /// It was sent back.
    Returned,
}

/// `dossier history`
#[derive(Debug, Args)]
pub(super) struct History {
    /// The folder of one applicant; without it, everybody
    pub(super) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// Records what happened to a package. The package must be whole, so that the register names one that exists.
pub(super) fn record(arguments: &Record, global: &Global) -> Result<Outcome> {
    let targets = output::answer_targets(global)?;
    let path = register_path(&arguments.register)?;
    let progress = Progress::of_bytes(global);
    let verdict = verify(&arguments.package, None, &|event| progress.show_bytes(event))?;
    drop(progress);
    let lang = language(global.lang);
    let verified = match verdict {
        Verdict::Valid(verified) => verified,
        Verdict::Refused(_) => {
            output::write_stdout(verify_command::text(&verdict).get(lang).as_bytes())?;
            return Ok(Outcome::Faults);
        }
    };
    let (key, entry) = entry(arguments, global, &verified)?;
    let recorded = Register::open_or_create(&path)?.record(&key, &entry, verified.submissions)?;
    output::deliver(&targets, |format| match format {
        Answer::Terminal => Ok(said(recorded, &entry, verified.submissions).get(lang).as_bytes().to_vec()),
        Answer::Json => Ok(format!("{:#}\n", recorded_json(recorded, &entry)).into_bytes()),
    })?;
    Ok(match recorded {
        Recorded::Added(_) | Recorded::AlreadyThere(_) => Outcome::Good,
        Recorded::OverLimit(_) | Recorded::NotSubmitted => Outcome::Faults,
    })
}

/// Shows the register, or one applicant's lines of it.
pub(super) fn history(arguments: &History, global: &Global) -> Result<Outcome> {
    let targets = output::answer_targets(global)?;
    let path = register_path(&arguments.register)?;
    let id_digest = match &arguments.dir {
        Some(dir) => Some(id_digest(dir)?),
        None => None,
    };
    let entries = match Register::open_read_only(&path)? {
        Some(register) => register.history(id_digest.as_deref())?,
        None => Vec::new(),
    };
    let lang = language(global.lang);
    output::deliver(&targets, |format| match format {
        Answer::Terminal => Ok(history_text(&entries, lang).into_bytes()),
        Answer::Json => {
            let rows: Vec<_> = entries.iter().map(entry_json).collect();
            Ok(format!("{:#}\n", json!({ "schema": 1, "entries": rows })).into_bytes())
        }
    })?;
    Ok(Outcome::Good)
}

fn register_path(asked: &RegisterFile) -> Result<PathBuf> {
    register::path(asked).ok_or_else(|| {
        bad_argument(
            "系统没有用户数据文件夹，请用 --register 指定登记簿文件",
            "this system has no data folder for the user; name the register with --register",
        )
    })
}

fn entry(arguments: &Record, global: &Global, verified: &Verified) -> Result<(Key, Entry)> {
    let source = verified.applicant.as_deref().unwrap_or_default();
    let applicant = load::from_source(source).map_err(Rejected)?;
    let key = Key::new(&applicant.id_number, &verified.facts.profile).ok_or_else(|| no_number(&arguments.package))?;
    let outcome = match arguments.outcome {
        RecordedOutcome::Submitted => Happened::Submitted,
        RecordedOutcome::Returned => Happened::Returned,
    };
    let entry = Entry {
        profile: verified.facts.profile.clone(),
        applicant: applicant.name,
        date: date(global).to_string(),
        fingerprint: verified.fingerprint.clone(),
        outcome,
        reason: arguments.reason.clone(),
    };
    Ok((key, entry))
}

fn id_digest(dir: &Path) -> Result<String> {
    let applicant = pipeline::read_applicant(dir)?.ok_or_else(|| no_number(dir))?;
    Key::new(&applicant.id_number, "").map(|key| key.id_digest).ok_or_else(|| no_number(dir))
}

fn no_number(path: &Path) -> anyhow::Error {
    let shown = path.display();
    failure(
        format!("“{shown}”的申报人数据里没有身份证号，无法登记或查找"),
        format!("the applicant's data of {shown} has no ID number to enter or look for"),
    )
}

fn said(recorded: Recorded, entry: &Entry, limit: u32) -> Text {
    let (name, what) = (escaped(&entry.applicant), entry.outcome.label());
    let of = |number: u32| if limit > 0 { format!("{number}/{limit}") } else { number.to_string() };
    match recorded {
        Recorded::Added(number) => Text {
            zh: format!("已登记：{name}，{}，{}；共提交 {} 次。\n", entry.date, what.zh, of(number)),
            en: format!("Recorded: {name}, {}, {}; submissions: {}.\n", entry.date, what.en, of(number)),
        },
        Recorded::AlreadyThere(number) => Text {
            zh: format!("早已登记：{name}，{}；共提交 {} 次，没有改动。\n", what.zh, of(number)),
            en: format!("Already recorded: {name}, {}; submissions: {}; nothing was changed.\n", what.en, of(number)),
        },
        Recorded::OverLimit(number) => Text {
            zh: format!("没有登记：{name} 已提交 {} 次，今年不再受理。\n", of(number)),
            en: format!("Not recorded: {name} has submitted {} times; none is accepted this year.\n", of(number)),
        },
        Recorded::NotSubmitted => Text {
            zh: format!("没有登记：{name} 的这个材料包没有提交过，不会被退回。\n"),
            en: format!("Not recorded: this package of {name} was not submitted, so it cannot be returned.\n"),
        },
    }
}

fn recorded_json(recorded: Recorded, entry: &Entry) -> Value {
    let (result, submissions) = match recorded {
        Recorded::Added(number) => ("recorded", Some(number)),
        Recorded::AlreadyThere(number) => ("already-recorded", Some(number)),
        Recorded::OverLimit(number) => ("over-limit", Some(number)),
        Recorded::NotSubmitted => ("not-submitted", None),
    };
    json!({ "schema": 1, "result": result, "submissions": submissions, "entry": entry_json(entry) })
}

fn entry_json(entry: &Entry) -> Value {
    let Entry { profile, applicant, date, fingerprint, outcome, reason } = entry;
    json!({
        "date": date, "applicant": applicant, "profile": profile, "fingerprint": fingerprint,
        "outcome": outcome.id(), "reason": reason,
    })
}

fn history_text(entries: &[Entry], lang: Lang) -> String {
    if entries.is_empty() {
        let none =
            Text { zh: "登记簿里没有记录。\n".to_owned(), en: "The register holds nothing.\n".to_owned() };
        return none.get(lang).to_owned();
    }
    let line = |entry: &Entry| {
        let short = entry.fingerprint.get(..8).unwrap_or_default();
        let what = entry.outcome.label();
        let words = [&*entry.date, what.get(lang), short, &*entry.applicant, &*entry.profile, &*entry.reason];
        let words: Vec<_> = words.iter().filter(|word| !word.is_empty()).map(|word| escaped(word)).collect();
        format!("{}\n", words.join("  "))
    };
    entries.iter().map(line).collect()
}
