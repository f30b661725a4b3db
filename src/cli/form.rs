//! `dossier form DIR -o FILE.pdf`: the review form.

use super::Outcome;
use super::args::Global;
use super::output;
use super::progress::Progress;
use super::setup::{date, language, profile, with_threads};
use crate::dossier::{Applicant, Scan};
use crate::failure::failure;
use crate::file;
use crate::finding::Severity;
use crate::inspect::FILE_LIMIT;
use crate::package::plan;
use crate::paper::form::{self, FormInput};
use crate::pipeline::{self, Checked, report_beside_window};
use crate::report::Verdict;
use crate::text::Text;
use crate::text::escape::escaped;
use anyhow::Result;
use clap::Args;
use std::path::{Path, PathBuf};

/// `dossier form`
#[derive(Debug, Args)]
pub(super) struct Form {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The PDF to write
    #[arg(long, short, value_name = "FILE.pdf")]
    pub(super) output: PathBuf,
    /// How many copies the file holds; default as the profile says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=20))]
    pub(super) copies: Option<u16>,
}

/// Checks the folder, then writes the form. An incomplete dossier is printed all the same.
pub(super) fn run(arguments: &Form, global: &Global) -> Result<Outcome> {
    let checked = check(&arguments.dir, global)?;
    let layout = form::of_profile(&checked.dossier.profile)?;
    let fingerprint = fingerprint(&checked, &arguments.dir);
    let input = FormInput {
        layout: &layout,
        applicant: applicant(&checked, &arguments.dir)?,
        photo: photo(&checked, &arguments.dir),
        fingerprint: fingerprint.as_deref(),
        copies: arguments.copies.map(usize::from),
    };
    let rendered = form::render(input)?;
    output::write_file(&arguments.output, &rendered.pdf)?;
    warn(&rendered.warnings, global);
    Ok(Outcome::Good)
}

/// The check that every paper starts with.
pub(super) fn check(folder: &Path, global: &Global) -> Result<Checked> {
    let applicant = pipeline::read_applicant(folder)?;
    let profile = profile(global, applicant.as_ref())?;
    let progress = Progress::new(global);
    with_threads(global, || {
        pipeline::check(folder, profile, applicant, date(global), None, &|event| progress.show(event))
    })?
}

/// Who applies; without that there is nothing to print.
pub(super) fn applicant<'c>(checked: &'c Checked, folder: &Path) -> Result<&'c Applicant> {
    checked.dossier.applicant.as_ref().ok_or_else(|| {
        let shown = folder.display();
        failure(
            format!("“{shown}”里没有 applicant.toml，表上没有内容可填；可用 dossier init 生成"),
            format!("{shown} has no applicant.toml: there is nothing to fill in; `dossier init` writes one"),
        )
    })
}

/// The photo's file, where it passed the check.
pub(super) fn photo(checked: &Checked, folder: &Path) -> Option<Vec<u8>> {
    photo_scan(checked).and_then(|scan| file::read(&scan.path.below(folder), FILE_LIMIT).ok())
}

/// The photo, where it passed the check.
pub(super) fn photo_scan(checked: &Checked) -> Option<&Scan> {
    let slot = checked.dossier.slot("photo", "photo", None)?;
    let scan = checked.dossier.scans_of(slot).next()?;
    let errors = checked.report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let faulty = errors.into_iter().any(|finding| finding.place.path.as_ref() == Some(&scan.path));
    (!faulty).then_some(scan)
}

/// The fingerprint of the package that `pack` would make; `None` while there are errors, for then it makes none.
pub(super) fn fingerprint(checked: &Checked, folder: &Path) -> Option<String> {
    // A closed window stops neither `pack` nor the form that goes with its package.
    let complete = report_beside_window(&checked.dossier).verdict == Verdict::Complete;
    let payload = complete.then(|| plan::payload(&checked.dossier, folder).ok())??;
    Some(plan::fingerprint(&payload))
}

/// Says on stderr what could not be printed as asked.
#[allow(clippy::print_stderr, reason = "the command line is where warnings are said")]
pub(super) fn warn(warnings: &[Text], global: &Global) {
    if global.quiet {
        return;
    }
    for warning in warnings {
        anstream::eprintln!("{}", escaped(warning.get(language(global.lang))));
    }
}
