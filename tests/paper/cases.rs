//! The drawn cases of `fixtures/`, checked and printed.

use dossier::app;
use dossier::dossier::RelPath;
use dossier::paper::desk::{self, DeskInput, DeskPlan, Laid};
use dossier::paper::form::{self, FormInput, Rendered};
use dossier::profile::builtin;
use dossier::report::Checked;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Names of the cases.
pub(crate) const CASES: [&str; 4] = ["complete", "exempt", "first-time", "in-service"];

/// The folder of a case.
pub(crate) fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(case)
}

/// A folder, checked on a day on which filing is open.
pub(crate) fn checked(folder: &Path) -> Checked {
    let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
    let applicant = app::read_applicant(folder).expect("applicant.toml");
    let date = "2021-09-10".parse().expect("a date");
    app::check(folder, Arc::new(profile), applicant, date, None, &|_| {}).expect("a check")
}

/// The profile's own plan.
pub(crate) fn plan(checked: &Checked) -> DeskPlan {
    desk::of_profile(&checked.dossier.profile).expect("paper.toml")
}

/// The desk set of a checked folder.
pub(crate) fn desk_set(folder: &Path, checked: &Checked, plan: &DeskPlan, watermark: Option<&str>) -> Rendered {
    with_input(folder, checked, plan, watermark, |input| {
        let mut pdf = Vec::new();
        let printed = desk::write(input, &mut pdf).expect("a desk set");
        Rendered { pdf, pages: printed.pages, copies: 1, warnings: printed.warnings }
    })
}

/// The same on sheets, before it is drawn.
pub(crate) fn laid(folder: &Path, checked: &Checked, plan: &DeskPlan, watermark: Option<&str>) -> Laid {
    with_input(folder, checked, plan, watermark, |input| desk::lay_out(input).expect("laid out"))
}

fn with_input<T>(
    folder: &Path,
    checked: &Checked,
    plan: &DeskPlan,
    watermark: Option<&str>,
    print: impl FnOnce(&DeskInput<'_>) -> T,
) -> T {
    let layout = form::of_profile(&checked.dossier.profile).expect("form.toml");
    let read = |path: &RelPath| std::fs::read(folder.join(path.raw()));
    let photo = checked.dossier.slot("photo", "photo", None).and_then(|slot| checked.dossier.scans_of(slot).next());
    let applicant = checked.dossier.applicant.as_ref().expect("an applicant");
    let form = Some(FormInput {
        layout: &layout,
        applicant,
        photo: photo.and_then(|scan| read(&scan.path).ok()),
        fingerprint: None,
        copies: None,
    });
    let (dossier, findings, by_hand) = (&checked.dossier, &checked.report.findings, &checked.report.by_hand);
    print(&DeskInput { plan, applicant, form, dossier, findings, by_hand, watermark, read: &read })
}
