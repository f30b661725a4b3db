//! `dossier sort DIR`: what pictures without a place seem to be, and their renaming.

use crate::app::{Reads, Settings, Sorting, make_moves, sort_dossier, undo_last};
use crate::cli::answers::sort::{Sorted, json, text};
use crate::cli::answers::undo;
use crate::cli::args::{Global, Sort};
use crate::cli::ask;
use crate::cli::exit::Exit;
use crate::cli::formats::Target;
use crate::cli::output::{self, Answer};
use crate::cli::overwriting;
use crate::cli::progress::Progress;
use crate::cli::setup::{folder_language, language, settings};
use crate::failure::explained;
use crate::render::json::to_bytes;
use crate::sort::{Choice, moves};
use crate::text::Lang;
use anyhow::Result;
use std::io::{self, IsTerminal};

/// Shows the table; renames what was accepted, or takes the last renaming back.
pub(crate) fn run(arguments: &Sort, global: &Global) -> Result<Exit> {
    let targets = output::answer_targets(&overwriting::dossier(&arguments.dir, global), global)?;
    let lang = language(global.lang);
    if arguments.undo {
        let undone = undo_last(&arguments.dir, "sort")?;
        undo::deliver(undone.as_ref(), &targets, global)?;
        return Ok(if undone.is_some_and(|undone| !undone.left.is_empty()) { Exit::Faults } else { Exit::Good });
    }
    let progress = Progress::new(global);
    let settings = Settings {
        reads: if arguments.no_read { Reads::Never } else { Reads::All },
        cache: arguments.cache.choice(),
        ..settings(global)
    };
    let sorting = sort_dossier(&arguments.dir, &settings, &|event| progress.show(event));
    drop(progress);
    let sorting = sorting?;
    let mut choices = if arguments.accept { sorting.sure() } else { Vec::new() };
    if !arguments.dry_run && !global.quiet && is_dialogue(&targets) {
        let shown = Sorted::shown(&sorting);
        output::write_stdout(text(&shown, &arguments.dir, false, lang).as_bytes())?;
        choices = answers(&sorting, choices, lang)?;
    }
    let names = folder_language(global);
    let moves = moves(&sorting.dossier, &choices, names);
    let trouble = make_moves(&arguments.dir, &moves, "sort").err();
    let faulty = trouble.is_some() || !sorting.unread().is_empty();
    let trouble = trouble.map(|error| explained(&error));
    let sorted = Sorted { sorting: &sorting, moves: &moves, trouble };
    output::deliver(&targets, global, |format| match format {
        Answer::Terminal => Ok(text(&sorted, &arguments.dir, global.quiet, lang).into_bytes()),
        Answer::Json => Ok(to_bytes(&json(&sorted))?),
    })?;
    Ok(if faulty { Exit::Faults } else { Exit::Good })
}

/// Whether somebody sits at a terminal and can answer.
fn is_dialogue(targets: &[Target<Answer>]) -> bool {
    let on_screen = targets.iter().any(|target| target.file.is_none() && target.format == Answer::Terminal);
    on_screen && io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the person at the terminal chooses, on top of what is taken already.
fn answers(sorting: &Sorting, taken: Vec<Choice>, lang: Lang) -> Result<Vec<Choice>> {
    let mut say = |text: &str| output::write_stdout(text.as_bytes());
    ask::places(sorting, taken, lang, &mut io::stdin().lock(), &mut say)
}
