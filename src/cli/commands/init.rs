//! `dossier init DIR`: a new dossier's folder, or what is new in one.

use crate::app::{StaffList, check_one_person, make_staff_folders, read_applicant, seen_from};
use crate::cli::answers::init::{one_line, text};
use crate::cli::answers::staff;
use crate::cli::args::{Global, Init};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::output::write_stdout;
use crate::cli::setup::{day, folder_language, language, say_notes, settings_for_people};
use crate::dossier::applicant::part_name;
use crate::dossier::{as_asked, load, window_for};
use crate::failure::{Rejected, failure};
use crate::profile::checks::{DataCheck, Must};
use crate::profile::facts::{Fact, FactRole};
use crate::profile::resolve::DEFAULT;
use crate::profile::{Keyed, Part, Profile, Role, WindowKind};
use crate::skeleton::roster::Person;
use crate::skeleton::{Known, applicant_file, plan, write};
use crate::text::escape::escaped;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::Path;

/// Makes what is not there yet and says what it made.
pub(crate) fn run(arguments: &Init, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    if let Some(file) = &arguments.roster {
        return everybody(arguments, file, global);
    }
    check_one_person(&arguments.dir)?;
    let lang = folder_language(global);
    let there = read_applicant(&arguments.dir)?;
    let profile = settings_for_people(global).profile(&arguments.dir, there.as_ref())?;
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
            let source = applicant_file(&known(arguments, global, &profile)?, &profile, lang);
            (load::from_source(&source).map_err(Rejected)?, Some(source))
        }
    };
    let skeleton = plan(&profile, &applicant, source, lang);
    let made = write(&arguments.dir, &skeleton, &profile, &applicant)?;
    let lang = language(global.lang);
    let say = if global.quiet { one_line } else { text };
    let said = say(&made, &arguments.dir, lang);
    write_stdout(said.as_bytes())?;
    let applicant = as_asked(applicant, &profile.asked);
    let window = window_for(&profile, WindowKind::Filing, Some(&applicant));
    let stale = window
        .and_then(|window| profile.long_past(window, day(global).of(&profile)))
        .or_else(|| profile.of_past_year(day(global).of(&profile)));
    say_notes(stale.as_slice(), global);
    Ok(Exit::Good)
}

/// Makes the folder of everybody on a list. A row that is left out makes exit 1: somebody is missing.
fn everybody(arguments: &Init, file: &Path, global: &Global) -> Result<Exit> {
    let profile = settings_for_people(global).profile(&arguments.dir, None)?;
    let lang = folder_language(global);
    let known = known(arguments, global, &profile)?;
    let template = |folder: &Path, person: &Person| {
        let mut known = Known {
            profile: global.profile.as_deref().map_or_else(|| DEFAULT.to_owned(), |id| seen_from(folder, id)),
            ..known.clone()
        };
        if !arguments.title && !person.answers.keys().any(|key| key.starts_with("current_title.")) {
            known.tables.remove("current_title");
        }
        applicant_file(&known, &profile, lang)
    };
    let list = StaffList { dir: &arguments.dir, file, profile: &profile, lang, template: &template };
    let made = make_staff_folders(&list)?;
    let lang = language(global.lang);
    let said = if global.quiet {
        staff::one_line(&made, &arguments.dir, lang)
    } else {
        staff::text(&made, &arguments.dir, global.profile.as_deref(), lang)
    };
    write_stdout(said.as_bytes())?;
    let left_out = made.notes.iter().any(|note| note.left_out > 0);
    Ok(if left_out { Exit::Faults } else { Exit::Good })
}

/// What the options say, in the words of `applicant.toml`. What the profile does not ask for is refused.
fn known(arguments: &Init, global: &Global, profile: &Profile) -> Result<Known> {
    let mut known = Known {
        profile: global.profile.as_deref().map_or_else(|| DEFAULT.to_owned(), |id| seen_from(&arguments.dir, id)),
        name: arguments.name.clone().unwrap_or_default(),
        examples: examples(profile),
        ..Known::default()
    };
    if arguments.name.is_some() && profile.asked.of_role(FactRole::Name).is_none() {
        return Err(not_asked(profile, "name"));
    }
    let asks = |name: &str| profile.asked.named(name).is_some();
    for (said, option, name) in [
        (arguments.in_service, "in-service", "education.mode"),
        (arguments.first_time_direct, "first-time-direct", "first_time_direct_intermediate"),
        (arguments.title, "title", "current_title"),
        (arguments.no_title, "no-title", "current_title"),
        (arguments.transferred, "transferred", "transfer"),
        (!arguments.exempt.is_empty(), "exempt", "exemptions"),
    ] {
        if said && !asks(name) {
            return Err(not_asked(profile, option));
        }
    }
    for (option, role, answer) in
        [("level", FactRole::Level, &arguments.level), ("path", FactRole::Way, &arguments.path)]
    {
        if let Some(answer) = answer {
            let fact = profile.asked.of_role(role).ok_or_else(|| not_asked(profile, option))?;
            known.answers.insert(fact.id.clone(), format!("\"{}\"", one_of_options(fact, option, answer)?));
        }
    }
    for (said, name, answer) in [
        (arguments.in_service, "education.mode", "\"in-service\""),
        (arguments.first_time_direct, "first_time_direct_intermediate", "true"),
    ] {
        if said {
            known.answers.insert(name.to_owned(), answer.to_owned());
        }
    }
    let junior = arguments.level.as_deref() == Some("junior");
    let has_title = arguments.title || (!arguments.no_title && !arguments.first_time_direct && !junior);
    for (said, table) in [(has_title, "current_title"), (arguments.transferred, "transfer")] {
        if said {
            known.tables.insert(table.to_owned());
        }
    }
    for (list, count) in [("papers", arguments.papers), ("awards", arguments.awards)] {
        if let Some(count) = count {
            profile.asked.list(list).ok_or_else(|| not_asked(profile, list))?;
            known.entries.insert(list.to_owned(), vec![BTreeMap::new(); usize::from(count)]);
        }
    }
    let of_year = |year: &i16| BTreeMap::from([("year".to_owned(), year.to_string())]);
    known.entries.insert("exemptions".to_owned(), arguments.exempt.iter().map(of_year).collect());
    for (list, years) in covered(profile) {
        known.entries.insert(list, years.iter().map(of_year).collect());
    }
    Ok(known)
}

/// An option about something that the profile does not ask.
fn not_asked(profile: &Profile, option: &str) -> anyhow::Error {
    let choices = profile.asked.facts.iter().filter(|fact| !fact.options().is_empty()).map(|fact| fact.id.as_str());
    let lists = profile.asked.lists.iter().map(|list| list.id.as_str());
    let (choices, lists): (Vec<_>, Vec<_>) = (choices.collect(), lists.collect());
    let [zh, en] = [("没有", "、"), ("none", ", ")]
        .map(|(none, and)| [&choices, &lists].map(|ids| if ids.is_empty() { none.to_owned() } else { ids.join(and) }));
    let id = &profile.id;
    failure(
        format!(
            "“{id}”不问 --{option} 说的事；它问的选择：{}；列：{}。去掉这个选项，在 applicant.toml 里填写",
            zh[0], zh[1]
        ),
        format!(
            "{id} does not ask what --{option} says; its choices: {}; its lists: {}. Leave the option out and fill in \
             applicant.toml",
            en[0], en[1]
        ),
    )
}

/// The option of a choice that is meant.
fn one_of_options<'a>(fact: &Fact, name: &str, answer: &'a str) -> Result<&'a str> {
    let options: Vec<&str> = fact.options().iter().map(|option| option.id.as_str()).collect();
    if options.is_empty() || options.contains(&answer) {
        return Ok(answer);
    }
    let all = options.join(", ");
    Err(failure(
        format!("--{name} 不能是“{answer}”，只能是 {all}"),
        format!("--{name} cannot be {answer}: it is one of {all}"),
    ))
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

/// The years that lists must have an entry for, because parts of an item are asked for them.
fn covered(profile: &Profile) -> Vec<(String, Vec<i16>)> {
    let years = |role: Role| {
        let parts = profile.items.iter().filter(|item| item.role == Some(role)).flat_map(|item| &item.parts);
        let offsets = parts.flat_map(|part| match part.keyed {
            Keyed::Years { from, to, .. } => (from..=to).collect(),
            _ => Vec::new(),
        });
        let mut years: Vec<i16> = offsets.map(|offset| profile.filing_year.saturating_add(offset)).collect();
        years.sort_unstable();
        years.dedup();
        years
    };
    let of_check = |check: &DataCheck| match check.must {
        Must::Covers(role) => Some((check.fact.split_once('.')?.0.to_owned(), years(role))),
        _ => None,
    };
    profile.asked.checks.iter().filter_map(of_check).collect()
}
