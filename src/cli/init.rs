//! `dossier init DIR`: a new dossier's folder, or what is new in one.

use super::Outcome;
use super::args::{Global, LangChoice};
use super::output::write_stdout;
use super::setup::{self, language};
use crate::dossier::load;
use crate::failure::{Rejected, failure};
use crate::pipeline;
use crate::profile::resolve::DEFAULT;
use crate::profile::{self, Keyed, Level, Profile};
use crate::skeleton::{Facts, Made, applicant_file, plan, write};
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::Result;
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

/// `dossier init`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a person says or does not")]
pub(super) struct Init {
    /// The folder to make, or to complete
    pub(super) dir: PathBuf,
    /// The applicant's name
    #[arg(long)]
    pub(super) name: Option<String>,
    /// The level applied for: junior or intermediate
    #[arg(long, value_parser = parse_level)]
    pub(super) level: Option<Level>,
    /// The way of applying: review, first-determination or conferment
    #[arg(long, value_parser = parse_path)]
    pub(super) path: Option<profile::Path>,
    /// Some of the education was in service
    #[arg(long)]
    pub(super) in_service: bool,
    /// Has a title already
    #[arg(long, conflicts_with = "no_title")]
    pub(super) title: bool,
    /// Has no title yet
    #[arg(long)]
    pub(super) no_title: bool,
    /// First review, straight to intermediate
    #[arg(long)]
    pub(super) first_time_direct: bool,
    /// Changed unit during the present post
    #[arg(long)]
    pub(super) transferred: bool,
    /// How many papers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(super) papers: Option<u8>,
    /// How many awards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(super) awards: Option<u8>,
    /// A year exempt from continuing education; repeatable
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1990..=2100))]
    pub(super) exempt: Vec<i16>,
}

impl Init {
    /// Whether any fact about the applicant is given.
    pub(super) fn says_facts(&self) -> bool {
        self.name.is_some()
            || self.level.is_some()
            || self.path.is_some()
            || self.in_service
            || self.title
            || self.no_title
            || self.first_time_direct
            || self.transferred
            || self.papers.is_some()
            || self.awards.is_some()
            || !self.exempt.is_empty()
    }
}

fn parse_level(text: &str) -> Result<Level, String> {
    let levels = [Level::Junior, Level::Intermediate];
    levels.into_iter().find(|level| level.id() == text).ok_or_else(|| "junior, intermediate".to_owned())
}

fn parse_path(text: &str) -> Result<profile::Path, String> {
    let paths = [profile::Path::Review, profile::Path::FirstDetermination, profile::Path::Conferment];
    paths.into_iter().find(|path| path.id() == text).ok_or_else(|| "review, first-determination, conferment".to_owned())
}

/// Makes what is not there yet and says what it made.
pub(super) fn run(arguments: &Init, global: &Global) -> Result<Outcome> {
    let lang = folder_language(global);
    let there = pipeline::read_applicant(&arguments.dir)?;
    let profile = setup::profile(global, there.as_ref())?;
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
        LangChoice::En => Lang::En,
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
