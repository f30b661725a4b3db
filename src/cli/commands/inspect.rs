//! `dossier inspect FILE…`: what is measured about single files, for support and for tuning a profile's limits.

use crate::app::{Inputs, inspect_files};
use crate::cli::args::{Global, Inspect};
use crate::cli::exit::Exit;
use crate::cli::output::{self, Answer};
use crate::cli::setup::{language, settings};
use crate::failure::cannot_read;
use crate::file::{Unfit, open_linked};
use crate::render::json::to_bytes;
use crate::render::measured;
use crate::seen::picture::Wholeness;
use crate::seen::{Inspected, Said, Trouble, Unread};
use crate::text::Lang;
use crate::text::amount::count;
use anyhow::Result;
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

/// Measures the files and says so; a file that cannot be read is a failure.
pub(crate) fn run(arguments: &Inspect, global: &Global) -> Result<Exit> {
    let files = &arguments.files;
    let targets = output::answer_targets(&Inputs { files: files.clone(), ..Inputs::default() }, global)?;
    let inspected = inspect_files(files, arguments.deep, &settings(global))?;
    refuse_unreadable(files, &inspected)?;
    let lang = language(global.lang);
    let shown = |file: &PathBuf| file.to_string_lossy().into_owned();
    output::deliver(&targets, global, |format| {
        let pairs = files.iter().map(shown).zip(&inspected);
        Ok(match format {
            Answer::Terminal if global.quiet => one_line(&inspected, lang).into_bytes(),
            Answer::Terminal => {
                let texts: Vec<_> =
                    pairs.map(|(path, (inspected, said))| measured::text(&path, inspected, said)).collect();
                let texts: Vec<&str> = texts.iter().map(|text| text.get(lang)).collect();
                texts.join("\n").into_bytes()
            }
            Answer::Json => {
                let files: Vec<Value> =
                    pairs.map(|(path, (inspected, said))| as_json(&path, inspected, said)).collect::<Result<_>>()?;
                to_bytes(&json!({ "schema": 1, "files": files }))?
            }
        })
    })?;
    Ok(if inspected.iter().any(|(inspected, _)| is_damaged(inspected)) { Exit::Faults } else { Exit::Good })
}

fn refuse_unreadable(files: &[PathBuf], inspected: &[(Inspected, Said)]) -> Result<()> {
    for (file, (inspected, _)) in files.iter().zip(inspected) {
        match &inspected.trouble {
            // Asked again, the system's reason has its name in both languages; only its words were kept.
            Some(Trouble::Unreadable(why)) => {
                let error = open_linked(file).err().unwrap_or_else(|| io::Error::other(why.clone()));
                return Err(cannot_read(file, &error));
            }
            Some(Trouble::InTheCloud) => return Err(cannot_read(file, &Unfit::InTheCloud.into())),
            _ => {}
        }
    }
    Ok(())
}

fn one_line(inspected: &[(Inspected, Said)], lang: Lang) -> String {
    let (all, damaged) = (inspected.len(), inspected.iter().filter(|(file, _)| is_damaged(file)).count());
    match lang {
        Lang::Zh => format!("{all} 个文件，{damaged} 个损坏。\n"),
        Lang::En => format!("{}, {damaged} damaged.\n", count(all, "file", "files")),
    }
}

/// Whether a file begins as a JPEG and is not whole.
fn is_damaged(inspected: &Inspected) -> bool {
    inspected.picture.as_ref().is_some_and(|picture| matches!(picture.wholeness, Wholeness::Damaged(_)))
}

fn as_json(path: &str, inspected: &Inspected, said: &Said) -> Result<Value> {
    let mut value = serde_json::to_value(inspected)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("path".to_owned(), json!(path));
        match said {
            Ok(reading) => fields.insert("reading".to_owned(), serde_json::to_value(reading.masked())?),
            Err(Unread::NotAsked) => None,
            Err(why) => fields.insert("not_read".to_owned(), serde_json::to_value(why)?),
        };
    }
    Ok(value)
}
