//! The numbers of people in what a report says. Most are known by their shape; the applicant's passport or account by the
//! answer. Renderers mask as well; a package holds the report as it is here.

use super::Report;
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::text::{Text, masked_known, masked_numbers};
use std::borrow::Cow;

/// Masks every number that identifies somebody in all that was found. Only paths stay as they are: nobody should have to
/// guess which file is meant.
pub(super) fn mask(report: &mut Report, dossier: &Dossier) {
    let applicant = dossier.applicant.iter();
    let numbers = applicant.flat_map(|applicant| applicant.identifying_numbers(&dossier.profile.asked));
    let numbers: Vec<&str> = numbers.collect();
    report.waived.iter_mut().for_each(|row| mask_line(&mut row.reason, &numbers));
    let waived = report.waived.iter_mut().map(|row| &mut row.finding);
    for finding in report.findings.iter_mut().chain(waived) {
        mask_finding(finding, &numbers);
    }
    let entries = report.items.iter_mut().flat_map(|item| &mut item.parts).map(|part| &mut part.whose);
    entries.for_each(|whose| mask_text(whose, &numbers));
    let suggestions = report.strays.iter_mut().filter_map(|stray| stray.suggestion.as_mut());
    for text in suggestions.chain(&mut report.by_hand) {
        mask_text(text, &numbers);
    }
}

fn mask_finding(finding: &mut Finding, numbers: &[&str]) {
    mask_text(&mut finding.message, numbers);
    mask_text(&mut finding.fix, numbers);
    let read = finding.read.as_mut().map(|read| &mut read.text);
    for line in finding.want.iter_mut().chain(&mut finding.got).chain(read) {
        mask_line(line, numbers);
    }
}

fn mask_text(text: &mut Text, numbers: &[&str]) {
    mask_line(&mut text.zh, numbers);
    mask_line(&mut text.en, numbers);
}

fn mask_line(line: &mut String, numbers: &[&str]) {
    if let Cow::Owned(masked) = masked_known(line, numbers) {
        *line = masked;
    }
    if let Cow::Owned(masked) = masked_numbers(line) {
        *line = masked;
    }
}
