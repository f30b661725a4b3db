//! `dossier record PACKAGE submitted|returned`, `dossier history [DIR]`: the register of submissions.

use crate::app::{Inputs, read_applicant, verify_package};
use crate::cli::answers::record as answer;
use crate::cli::answers::verify::{checklist_line, text as verify_text};
use crate::cli::args::{Global, History, Record, RecordedOutcome, RegisterFile};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Answer};
use crate::cli::overwriting;
use crate::cli::progress::Progress;
use crate::cli::setup::{bad_argument, day, language, say_notes};
use crate::dossier::load;
use crate::failure::{Rejected, failure};
use crate::package::bag::CheckResult;
use crate::package::verify::{Verdict, Verified};
use crate::profile::builtin;
use crate::register::{Entry, Key, Recorded, Register, Stage};
use crate::render::json::to_bytes;
use crate::text::masked_numbers;
use anyhow::Result;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Records what happened to a package. The package must be whole, so that the register names one that exists.
pub(crate) fn record(arguments: &Record, global: &Global) -> Result<Exit> {
    let path = register_path(&arguments.register)?;
    let inputs = Inputs {
        stores: vec![path.clone()],
        stores_by_name: arguments.register.file.clone().into_iter().collect(),
        ..overwriting::package(&arguments.package)
    };
    let targets = output::answer_targets(&inputs, global)?;
    let progress = Progress::new(global);
    let (verdict, form) = verify_package(&arguments.package, None, &|event| progress.show_package(event))?;
    drop(progress);
    let lang = language(global.lang);
    let verified = match verdict {
        Verdict::Valid(verified) => verified,
        Verdict::Refused(_) => {
            let said = verify_text(&arguments.package, &verdict, &form);
            let lines = if global.quiet { 1 } else { usize::MAX };
            let said: String = said.get(lang).split_inclusive('\n').take(lines).collect();
            output::write_stdout(said.as_bytes())?;
            return Ok(Exit::Faults);
        }
    };
    let (key, entry) = entry(arguments, global, &verified)?;
    let limit = submissions(&verified);
    let recorded = match verified.facts.result {
        CheckResult::Incomplete => Recorded::Incomplete,
        _ => Register::open_or_create(&path)?.record(&key, &entry, limit)?,
    };
    say_notes(checklist_line(&verified).as_slice(), global);
    output::deliver(&targets, global, |format| match format {
        Answer::Terminal => Ok(answer::text(recorded, &entry, limit).get(lang).as_bytes().to_vec()),
        Answer::Json => Ok(to_bytes(&answer::json(recorded, &entry))?),
    })?;
    Ok(match recorded {
        Recorded::Added(_) | Recorded::AlreadyThere(_) => Exit::Good,
        Recorded::OverLimit(_) | Recorded::NotSubmitted | Recorded::Incomplete => Exit::Faults,
    })
}

/// Shows the register, or one applicant's lines of it.
pub(crate) fn history(arguments: &History, global: &Global) -> Result<Exit> {
    let path = register_path(&arguments.register)?;
    let folders = arguments.dir.clone().into_iter().collect();
    let targets = output::answer_targets(&Inputs { files: vec![path.clone()], folders, ..Inputs::default() }, global)?;
    let of = arguments.dir.as_deref().map(key_of).transpose()?;
    let entries = match Register::open_read_only(&path)? {
        Some(register) => register.history(of.as_ref())?,
        None => Vec::new(),
    };
    let lang = language(global.lang);
    output::deliver(&targets, global, |format| match format {
        Answer::Terminal if global.quiet => Ok(answer::count_text(&entries, lang).into_bytes()),
        Answer::Terminal => Ok(answer::history_text(&entries, lang).into_bytes()),
        Answer::Json => {
            let rows: Vec<_> = entries.iter().map(answer::entry_json).collect();
            Ok(to_bytes(&json!({ "schema": 1, "entries": rows }))?)
        }
    })?;
    Ok(Exit::Good)
}

/// How many submissions are allowed: by the program's own checklist, where the packed one is called so.
fn submissions(verified: &Verified) -> u32 {
    let built_in = builtin::find(&verified.facts.profile).and_then(Result::ok);
    built_in.map_or(verified.submissions, |profile| profile.submissions)
}

fn register_path(asked: &RegisterFile) -> Result<PathBuf> {
    asked.choice().path().ok_or_else(|| {
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
    let stage = match arguments.outcome {
        RecordedOutcome::Submitted => Stage::Submitted,
        RecordedOutcome::Returned => Stage::Returned,
    };
    let entry = Entry {
        profile: verified.facts.profile.clone(),
        // The register lies in a folder of the user's for years: no number is written into it in clear.
        applicant: masked_numbers(&applicant.name).into_owned(),
        date: day(global).date().to_string(),
        fingerprint: verified.fingerprint.clone(),
        stage,
        reason: masked_numbers(&arguments.reason).into_owned(),
    };
    Ok((key, entry))
}

fn key_of(dir: &Path) -> Result<Key> {
    let applicant = read_applicant(dir)?.ok_or_else(|| no_number(dir))?;
    Key::new(&applicant.id_number, "").ok_or_else(|| no_number(dir))
}

fn no_number(path: &Path) -> anyhow::Error {
    let shown = path.display();
    failure(
        format!("“{shown}”的申报人数据里没有身份证号，无法登记或查找"),
        format!("the applicant's data of {shown} has no ID number to enter or look for"),
    )
}
