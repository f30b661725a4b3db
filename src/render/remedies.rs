//! The errors of a report by what one does about them: the end of the screen and the text for a chat list them so.

use super::page;
use crate::dossier::form_sheet;
use crate::dossier::load::FILE_NAME;
use crate::finding::{Finding, Remedy, Rule, Severity};
use crate::report::{Placement, Report, Shown};
use crate::text::{Lang, Text};

/// Errors with the same remedy.
pub(super) struct Group<'r> {
    /// What one does about them.
    pub(super) remedy: Remedy,
    /// Each of them, in the order of the report.
    pub(super) errors: Vec<Error<'r>>,
}

/// One error in two words: where, and what.
pub(super) struct Error<'r> {
    /// The rule that found it.
    pub(super) rule: &'static Rule,
    /// The place of the checklist, or the file; empty where it is about the dossier as a whole.
    pub(super) place: &'r str,
    /// The title of the rule.
    pub(super) title: &'static str,
    /// What it says itself, where its title leaves open what is meant: which answer, or why there is no file to name.
    pub(super) said: Option<&'r str>,
}

/// The errors of a report, grouped.
pub(super) fn groups(report: &Report, lang: Lang) -> Vec<Group<'_>> {
    let placement = report.placement();
    let of = |remedy: Remedy| {
        let all = report.findings.iter().enumerate();
        let errors = all.filter(|(_, finding)| finding.severity == Severity::Error && finding.remedy == remedy);
        Group { remedy, errors: errors.map(|(at, finding)| error(report, &placement, at, finding, lang)).collect() }
    };
    Remedy::ALL.iter().map(|remedy| of(*remedy)).filter(|group| !group.errors.is_empty()).collect()
}

fn error<'r>(report: &'r Report, placement: &Placement, at: usize, finding: &'r Finding, lang: Lang) -> Error<'r> {
    let part = match placement.of(at) {
        Shown::Part(item, part) => report.items.get(item).and_then(|item| item.parts.get(part)),
        _ => None,
    };
    let label = part.map(|part| part.label.get(lang));
    let file = finding.place.path.as_ref().map(crate::dossier::RelPath::shown);
    // What is missing has no file, and what is to be scanned is known by its place.
    let place = if finding.remedy == Remedy::Add { label.or(file) } else { file.or(label) };
    let place = place.unwrap_or_default();
    let title_is_vague = part.is_none() && ["", FILE_NAME, form_sheet::FILE_NAME].contains(&place);
    Error {
        rule: finding.rule,
        place,
        title: page::title(finding.rule, lang),
        said: title_is_vague.then(|| finding.message.get(lang)),
    }
}

/// What the group is called.
pub(super) fn heading(group: &Group<'_>) -> Text {
    let in_workbook = group.errors.iter().any(|error| error.place == form_sheet::FILE_NAME);
    let (zh, en) = match group.remedy {
        Remedy::FillIn if in_workbook => ("修改 applicant.xlsx", "Fill in applicant.xlsx"),
        Remedy::Add => ("补齐", "Add what is missing"),
        Remedy::ScanAgain => ("重新扫描", "Scan again"),
        Remedy::Rename => ("改名或移动", "Rename or move"),
        Remedy::Fix => ("dossier fix 能修", "dossier fix repairs"),
        Remedy::FillIn => ("修改 applicant.toml", "Fill in applicant.toml"),
        Remedy::Look => ("看一下再决定", "Look and decide"),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}
