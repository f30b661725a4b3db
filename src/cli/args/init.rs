//! `dossier init DIR`.

use clap::Args;
use std::path::PathBuf;

/// `dossier init`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that a person says or does not")]
pub(crate) struct Init {
    /// Folder to create or complete
    pub(crate) dir: PathBuf,
    /// Make a folder for everybody on this list: an Excel workbook or a CSV file, with a column of names
    #[arg(long, value_name = "FILE.xlsx", conflicts_with = "name")]
    pub(crate) roster: Option<PathBuf>,
    /// The applicant's name
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Level applied for: junior or intermediate
    #[arg(long)]
    pub(crate) level: Option<String>,
    /// Way of applying: review, first-determination or conferment
    #[arg(long)]
    pub(crate) path: Option<String>,
    /// Part of the education was in service
    #[arg(long)]
    pub(crate) in_service: bool,
    /// Already has a title
    #[arg(long, conflicts_with = "no_title")]
    pub(crate) title: bool,
    /// Has no title yet
    #[arg(long)]
    pub(crate) no_title: bool,
    /// First review, directly for intermediate
    #[arg(long)]
    pub(crate) first_time_direct: bool,
    /// Changed employer during the present post
    #[arg(long)]
    pub(crate) transferred: bool,
    /// Number of papers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(crate) papers: Option<u8>,
    /// Number of awards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=50))]
    pub(crate) awards: Option<u8>,
    /// Year exempt from continuing education; may be given several times
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1990..=2100))]
    pub(crate) exempt: Vec<i16>,
}

impl Init {
    /// Whether any fact about the applicant is given.
    pub(crate) fn says_facts(&self) -> bool {
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
