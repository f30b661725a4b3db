//! `dossier init DIR`: a new dossier's folder, or what is new in one.

use super::Outcome;
use super::args::{Global, Init};
use super::output::write_stdout;
use super::setup::{language, profile};
use crate::dossier::load;
use crate::failure::{Rejected, failure};
use crate::pipeline;
use crate::profile::resolve::DEFAULT;
use crate::profile::{Keyed, Profile};
use crate::render::escape::escaped;
use crate::skeleton::{Facts, Made, applicant_file, plan, write};
use crate::text::Lang;
use anyhow::Result;
use std::fmt::Write as _;

/// Makes what is not there yet and says what it made.
pub(super) fn run(arguments: &Init, global: &Global) -> Result<Outcome> {
    let lang = folder_language(global);
    let there = pipeline::read_applicant(&arguments.dir)?;
    let profile = profile(global, there.as_ref())?;
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
            let source = applicant_file(&facts(arguments, global, &profile), lang);
            (load::from_source(&source).map_err(Rejected)?, Some(source))
        }
    };
    let skeleton = plan(&profile, &applicant, source, lang);
    let made = write(&arguments.dir, &skeleton, &profile, &applicant)?;
    if !global.quiet {
        write_stdout(said(&made, arguments, language(global.lang)).as_bytes())?;
    }
    Ok(Outcome::Good)
}

/// Folders are named in Chinese, as the notice names its materials, unless English is asked for.
fn folder_language(global: &Global) -> Lang {
    match global.lang {
        super::args::LangChoice::En => Lang::En,
        _ => Lang::Zh,
    }
}

fn facts(arguments: &Init, global: &Global, profile: &Profile) -> Facts {
    let level = arguments.level.map_or("", |level| level.id());
    Facts {
        profile: global.profile.clone().unwrap_or_else(|| DEFAULT.to_owned()),
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
    }
}

fn assessed_years(profile: &Profile) -> Vec<i16> {
    let assessment = profile.items.iter().filter(|item| item.id == "assessment").flat_map(|item| &item.parts);
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

fn said(made: &[Made], arguments: &Init, lang: Lang) -> String {
    let dir = escaped(&arguments.dir.to_string_lossy());
    let mut text = String::new();
    for one in made {
        let word = match (one.new, lang) {
            (true, Lang::Zh) => "新建",
            (true, Lang::En) => "made",
            (false, Lang::Zh) => "已有",
            (false, Lang::En) => "kept",
        };
        let _ = writeln!(text, "{word}  {}", escaped(&one.name));
    }
    let kept_guide = made.last().is_some_and(|guide| !guide.new) && made.iter().any(|one| one.new);
    text.push_str(match (kept_guide, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "说明保持原样；想要新的清单，删掉它再运行一次。\n",
        (true, Lang::En) => "The guide is kept as it was; delete it and run again for a new one.\n",
    });
    let _ = match lang {
        Lang::Zh => writeln!(text, "\n下一步：填写 applicant.toml，按说明放好扫描件，再运行\n  dossier check {dir}"),
        Lang::En => writeln!(
            text,
            "\nNext: fill in applicant.toml, put the scans in as the guide says, then run\n  dossier check {dir}"
        ),
    };
    text
}
