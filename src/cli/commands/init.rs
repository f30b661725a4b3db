//! `dossier init DIR`: a new dossier's folder, or what is new in one.

use crate::app::{StaffList, make_staff_folders, read_applicant, seen_from};
use crate::cli::answers::init::{one_line, text};
use crate::cli::answers::staff;
use crate::cli::args::{Global, Init};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::output::write_stdout;
use crate::cli::setup::{date, folder_language, language, say_notes, settings};
use crate::dossier::applicant::part_name;
use crate::dossier::load;
use crate::failure::{Rejected, failure};
use crate::profile::resolve::DEFAULT;
use crate::profile::{Keyed, Part, Profile, Role, WindowKind};
use crate::skeleton::roster::Person;
use crate::skeleton::{Facts, applicant_file, plan, write};
use crate::text::escape::escaped;
use anyhow::Result;
use std::path::Path;

/// Makes what is not there yet and says what it made.
pub(crate) fn run(arguments: &Init, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    if let Some(file) = &arguments.roster {
        return everybody(arguments, file, global);
    }
    let lang = folder_language(global);
    let there = read_applicant(&arguments.dir)?;
    let profile = settings(global).profile(&arguments.dir, there.as_ref())?;
    let (applicant, source) = match there {
        Some(applicant) if arguments.says_facts() => {
            let (name, dir) = (escaped(&applicant.name), escaped(&arguments.dir.to_string_lossy()));
            let of =
                if name.is_empty() { [String::new(), name] } else { [format!("（{name}）"), format!(" ({name})")] };
            return Err(failure(
                format!("这里已有 applicant.toml{}，情况请改在那个文件里，再运行 dossier init {dir}", of[0]),
                format!(
                    "applicant.toml is there already{}: change the facts in it, then run dossier init {dir}",
                    of[1]
                ),
            ));
        }
        Some(applicant) => (applicant, None),
        None => {
            let source = applicant_file(&facts(arguments, global, &profile), &profile, lang);
            (load::from_source(&source).map_err(Rejected)?, Some(source))
        }
    };
    let skeleton = plan(&profile, &applicant, source, lang);
    let made = write(&arguments.dir, &skeleton, &profile, &applicant)?;
    let lang = language(global.lang);
    let say = if global.quiet { one_line } else { text };
    let said = say(&made, &arguments.dir, lang);
    write_stdout(said.as_bytes())?;
    let window = profile.window(WindowKind::Filing, applicant.route_or_review());
    let stale = window.and_then(|window| profile.long_past(window, date(global)));
    say_notes(stale.as_slice(), global);
    Ok(Exit::Good)
}

/// Makes the folder of everybody on a list. A row that is left out makes exit 1: somebody is missing.
fn everybody(arguments: &Init, file: &Path, global: &Global) -> Result<Exit> {
    let profile = settings(global).profile(&arguments.dir, None)?;
    let lang = folder_language(global);
    let known = facts(arguments, global, &profile);
    let template = |folder: &Path, person: &Person| {
        let has_title = known.has_title && person.answers.keys().any(|key| key.starts_with("current_title."));
        let facts = Facts {
            profile: global.profile.as_deref().map_or_else(|| DEFAULT.to_owned(), |id| seen_from(folder, id)),
            has_title: arguments.title || has_title,
            ..known.clone()
        };
        applicant_file(&facts, &profile, lang)
    };
    let list = StaffList { dir: &arguments.dir, file, profile: &profile, lang, template: &template };
    let made = make_staff_folders(&list)?;
    let say = if global.quiet { staff::one_line } else { staff::text };
    write_stdout(say(&made, &arguments.dir, language(global.lang)).as_bytes())?;
    let left_out = made.notes.iter().any(|note| note.left_out);
    Ok(if left_out { Exit::Faults } else { Exit::Good })
}

fn facts(arguments: &Init, global: &Global, profile: &Profile) -> Facts {
    let level = arguments.level.map_or("", |level| level.id());
    Facts {
        profile: global.profile.as_deref().map_or_else(|| DEFAULT.to_owned(), |id| seen_from(&arguments.dir, id)),
        name: arguments.name.clone().unwrap_or_default(),
        level: level.to_owned(),
        path: arguments.path.map_or("", |path| path.id()).to_owned(),
        in_service: arguments.in_service,
        has_title: arguments.title || (!arguments.no_title && !arguments.first_time_direct && level != "junior"),
        first_time_direct: arguments.first_time_direct,
        transferred: arguments.transferred,
        papers: arguments.papers,
        awards: arguments.awards,
        exempt: arguments.exempt.clone(),
        assessed: assessed_years(profile),
        examples: examples(profile),
    }
}

/// A part of which a year has to be named, for `[files]`, and one for `[[waive]]`; from the profile, so that both exist.
fn examples(profile: &Profile) -> [String; 2] {
    let parts =
        |role: Option<Role>| profile.items.iter().filter(move |item| item.role == role).flat_map(|item| &item.parts);
    let year = profile.filing_year.saturating_sub(2).to_string();
    let keyed = |part: &&Part| matches!(part.keyed, Keyed::Years { from: ..=-2, to: -2.., .. });
    let plain = parts(None).next().map(|part| part_name(&part.item, &part.id, None)).unwrap_or_default();
    let claimed = parts(Some(Role::Assessment)).rfind(keyed);
    [claimed.map_or_else(|| plain.clone(), |part| part_name(&part.item, &part.id, Some(&year))), plain]
}

fn assessed_years(profile: &Profile) -> Vec<i16> {
    let assessment =
        profile.items.iter().filter(|item| item.role == Some(Role::Assessment)).flat_map(|item| &item.parts);
    let mut years: Vec<i16> = assessment
        .flat_map(|part| match part.keyed {
            Keyed::Years { from, to, .. } => (from..=to).collect(),
            _ => Vec::new(),
        })
        .map(|offset| profile.filing_year.saturating_add(offset))
        .collect();
    years.sort_unstable();
    years.dedup();
    years
}
