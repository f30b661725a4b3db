//! A folder checked, and packed where nothing stands against it.

use super::check::examine;
use super::event::{Event, Listener};
use super::form::photo_scan;
use super::known::Known;
use super::left_over::{packages, packages_too};
use super::settings::Settings;
use super::stages::{assemble_beside_window, report_beside_window};
use super::submissions::{RegisterChoice, key};
use crate::dossier::Dossier;
use crate::failure::{explained, failure};
use crate::finding::Severity;
use crate::fix::{Merged, merged};
use crate::package::bag::{CheckResult, Layout, Plan, lay_out, short};
use crate::package::copy::read_checked;
use crate::package::name::{make_safe, make_safe_file};
use crate::package::part_file::{INCOMPLETE, MERGED};
use crate::package::place::{check_folder, make_folder, stem};
use crate::package::plan::{payload, plan, result};
use crate::package::write::{Output, Written, write};
use crate::paper::form::{self, FormInput, Rendered};
use crate::profile::NamePiece;
use crate::register::{Entry, Key, Stage};
use crate::report::{self, Checked, Report, Verdict};
use crate::rules;
use crate::seen::Unread;
use crate::text::{Text, masked_numbers};
use anyhow::Result;
use std::path::Path;

/// A package to make.
#[derive(Debug, Clone, Copy)]
pub struct PackOrder<'p> {
    /// The dossier's folder.
    pub folder: &'p Path,
    /// The folder that the package goes to.
    pub output: &'p Path,
    /// Pack in spite of errors.
    pub incomplete: bool,
    /// In place of a different package of the same name.
    pub replace: bool,
    /// Where the package is entered.
    pub register: &'p RegisterChoice,
    /// What earlier checks of the folder found out.
    pub known: Option<&'p Known>,
}

/// What packing came to.
#[derive(Debug)]
pub enum Packing {
    /// There are errors: nothing was written.
    Refused(Box<Checked>),
    /// The package is written.
    Done(Box<Packed>),
}

/// A package that was written, and what a person should know of it.
#[derive(Debug)]
pub struct Packed {
    /// The file.
    pub written: Written,
    /// Its fingerprint, 64 lower-case hex digits.
    pub fingerprint: String,
    /// How many scans are in it.
    pub payload_files: usize,
    /// Whether it may be handed in.
    pub result: CheckResult,
    /// Which submission it would be and how many there may be, by the register.
    pub submission: Option<(u32, u32)>,
    /// Why it is not in the register; the package is good all the same.
    pub not_entered: Option<Text>,
    /// What could not be printed or named as it is written, and what else lies where the package was put.
    pub warnings: Vec<Text>,
    /// The files of the folder that are not in it, in words.
    pub left_out: Option<Text>,
    /// How many pictures nobody has read, because none were to be read now: what they say was not compared.
    pub unread: usize,
    /// The one PDF of everything, where the profile asks for it.
    pub merged: Option<MergedFile>,
    /// What stands in the way of that PDF: then there is none.
    pub unmerged: Vec<Text>,
}

/// The one PDF of everything, beside the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedFile {
    /// Its name.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// Its length, bytes.
    pub bytes: u64,
}

/// That so many pictures were not read when they were packed, and what to do.
pub fn not_read(pictures: usize) -> Text {
    let words = report::not_read(pictures);
    Text {
        zh: format!("注意：{}；请运行 dossier check。", words.zh),
        en: format!("Note: {}; run dossier check.", words.en),
    }
}

/// Checks the folder and packs it. A filing window never stands against packing (R14).
///
/// # Errors
/// As the check; when the output folder cannot be used, a file changed since the check, the disk does not take the
/// package, or a register that was asked for does not take the entry.
pub fn pack_dossier(order: PackOrder<'_>, settings: &Settings, listener: Listener<'_>) -> Result<Packing> {
    check_folder(order.output, order.folder)?;
    let (dossier, findings) = examine(order.folder, Some(order.register), order.known, settings, listener)?;
    let (unread, submissions) = (dossier.unread(), dossier.submissions);
    let shown = assemble_beside_window(&dossier, findings);
    if shown.verdict == Verdict::Incomplete && !order.incomplete {
        return Ok(Packing::Refused(Box::new(Checked { dossier, report: shown })));
    }
    let checked = if shown.verdict == Verdict::Complete { as_packed(dossier) } else { as_refused(dossier, &shown) };
    let target = Target { output: order.output, replace: order.replace, of_many: false };
    let package = target.pack(order.folder, &checked, listener)?;
    let not_entered = match order.register.enter(package.entry.as_ref()) {
        Ok(()) => None,
        Err(error) if order.register.may_be_missing() => Some(explained(&error)),
        Err(error) => return Err(not_entered(&package.written, &explained(&error))),
    };
    let name = checked.dossier.applicant.as_ref().and_then(|applicant| in_file_names(&applicant.name));
    let limit = checked.dossier.profile.submissions;
    let members = &package.layout.members;
    let printed = package.form.map_or(Vec::new(), |form| form.warnings);
    let ours = package.written.zip.file_name().map(ToOwned::to_owned);
    let old = packages_too(order.output, &packages(order.output, &ours.into_iter().collect()));
    Ok(Packing::Done(Box::new(Packed {
        fingerprint: package.layout.fingerprint.clone(),
        payload_files: members.iter().filter(|member| member.path().starts_with("data/")).count(),
        result: result(&checked.report),
        submission: submissions.filter(|_| limit > 0).map(|done| (done + 1, limit)),
        not_entered,
        warnings: name.into_iter().chain(printed).chain(old).collect(),
        written: package.written,
        left_out: checked.dossier.left_out_in_words(),
        unread,
        merged: package.merged,
        unmerged: package.unmerged,
    })))
}

/// The dossier and its report as they are packed. What the register says, what was read of the scans before, and
/// the hour, is shown and never packed: the same scans give the same package on every machine, all day long.
pub(super) fn as_packed(dossier: Dossier) -> Checked {
    let mut dossier = Dossier { submissions: None, time: None, ..dossier };
    for scan in &mut dossier.scans {
        scan.reading = Err(Unread::NotAsked);
    }
    let report = report_beside_window(&dossier);
    Checked { dossier, report }
}

/// A dossier that the check refused, as it is packed all the same: never as a complete one. Where nothing but what was read
/// of the scans, or what the register says, stands against it, the package says that much of either.
fn as_refused(dossier: Dossier, shown: &Report) -> Checked {
    let Checked { dossier, report } = as_packed(dossier);
    if report.verdict == Verdict::Incomplete {
        return Checked { dossier, report };
    }
    let mut findings = rules::run(&dossier);
    findings.extend(shown.findings.iter().filter(|finding| finding.severity == Severity::Error).cloned());
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Checked { report: assemble_beside_window(&dossier, findings), dossier }
}

/// Where packages are written.
pub(super) struct Target<'o> {
    /// The folder they go to.
    pub(super) output: &'o Path,
    /// In place of different ones.
    pub(super) replace: bool,
    /// Whether packages of others go there in this run: then names that the notice wants say whose they are by the fingerprint, for
    /// two people may be called alike.
    pub(super) of_many: bool,
}

/// A package that was written.
pub(super) struct Package {
    pub(super) written: Written,
    layout: Layout,
    form: Option<Rendered>,
    merged: Option<MergedFile>,
    /// What stands in the way of the one PDF that the profile asks for.
    pub(super) unmerged: Vec<Text>,
    /// Its line in the register; `None` where there is no ID number to count by.
    pub(super) entry: Option<(Key, Entry)>,
}

impl Target<'_> {
    /// Packs a checked folder. The output folder, where it was made for it, goes again where that fails.
    pub(super) fn pack(&self, folder: &Path, checked: &Checked, listener: Listener<'_>) -> Result<Package> {
        let Checked { dossier, report } = checked;
        let plan = plan(dossier, report, payload(dossier, folder)?)?;
        let form = review_form(checked, &plan)?;
        let pdf = form.as_ref().map(|form| &*form.pdf);
        let layout = lay_out(&plan.with_form(pdf.map(<[u8]>::to_vec)));
        let name = dossier.applicant.as_ref().map(|applicant| &*applicant.name).filter(|name| !name.trim().is_empty());
        let stem = stem(name.unwrap_or("dossier"), &layout.fingerprint, report.verdict == Verdict::Complete);
        let (merged, unmerged) = match dossier.profile.merged.as_ref().map(|asked| merged(dossier, folder, asked)) {
            None => (None, Vec::new()),
            Some(merged) => match merged? {
                Ok(merged) => (Some(merged), Vec::new()),
                Err(obstacles) => (None, obstacles),
            },
        };
        let made = make_folder(self.output)?;
        let of_many = if self.of_many { format!("-{}", short(&layout.fingerprint)) } else { String::new() };
        let merged_name = merged_name(checked, &of_many).unwrap_or_else(|| format!("{stem}{MERGED}"));
        let whole = merged.as_ref().map(|merged| (&*merged_name, &*merged.pdf));
        let output = Output { folder: self.output, stem: &stem, form: pdf, merged: whole, replace: self.replace };
        let written = write(&layout, &output, &|event| listener(Event::Package(event)));
        if made && written.is_err() {
            // Only an empty folder goes; what is in it was not written here.
            let _ = std::fs::remove_dir(self.output);
        }
        let entry = entry(checked, &layout);
        let merged =
            merged.map(|Merged { pdf, pages }| MergedFile { name: merged_name, pages, bytes: pdf.len() as u64 });
        Ok(Package { written: written?, layout, form, merged, unmerged, entry })
    }
}

/// The name that the notice wants for the one PDF; `None` where it wants none, or an answer in it is not given or may stand in no
/// file's name.
fn merged_name(Checked { dossier, report }: &Checked, of_many: &str) -> Option<String> {
    let (asked, applicant) = (dossier.profile.merged.as_ref()?, dossier.applicant.as_ref()?);
    let mut name = String::new();
    for piece in asked.name.as_ref()? {
        match piece {
            NamePiece::Literal(text) => name.push_str(text),
            NamePiece::Fact(id) => name.push_str(&applicant.in_file_names(&dossier.profile.asked, id, asked.lang)?),
            NamePiece::Part | NamePiece::Number => {}
        }
    }
    let incomplete = if report.verdict == Verdict::Complete { "" } else { INCOMPLETE };
    Some(make_safe_file(&format!("{name}{of_many}{incomplete}.pdf")))
}

/// The review form, the same as `dossier form` writes: with the fingerprint only where the package is for handing in.
/// `None` where there is no data to fill in, or the profile has no form.
fn review_form(checked: &Checked, plan: &Plan) -> Result<Option<Rendered>> {
    let Some(applicant) = &checked.dossier.applicant else { return Ok(None) };
    if !checked.dossier.profile.files.iter().any(|(file, _)| file == "form.toml") {
        return Ok(None);
    }
    let layout = form::of_profile(&checked.dossier.profile)?;
    let fingerprint = (checked.report.verdict == Verdict::Complete).then(|| plan.fingerprint());
    let scan = photo_scan(checked);
    let file = scan.and_then(|scan| plan.payload.iter().find(|file| file.sha256 == scan.inspected.sha256));
    let photo = file.map(read_checked).transpose()?;
    let input = FormInput { layout: &layout, applicant, photo, fingerprint: fingerprint.as_deref(), copies: None };
    form::render(input).map(Some)
}

/// What to say where a name cannot stand in a file name on every system, and is written otherwise there.
fn in_file_names(name: &str) -> Option<Text> {
    let name = masked_numbers(name);
    let safe = make_safe(&name);
    (*safe != *name && !name.trim().is_empty()).then(|| Text {
        zh: format!("文件名里不能写“{name}”，改写作“{safe}”。"),
        en: format!("A file name cannot hold “{name}”: it is written “{safe}” there."),
    })
}

fn entry(Checked { dossier, report }: &Checked, layout: &Layout) -> Option<(Key, Entry)> {
    let applicant = dossier.applicant.as_ref()?;
    let entry = Entry {
        profile: dossier.profile.id.clone(),
        applicant: masked_numbers(&applicant.name).into_owned(),
        date: report.date.clone(),
        fingerprint: layout.fingerprint.clone(),
        stage: Stage::Packed,
        reason: String::new(),
    };
    Some((key(applicant, &dossier.profile)?, entry))
}

/// What to say of a file, or of all, that stands in the way of the one PDF.
pub fn not_merged(Text { zh, en }: &Text) -> Text {
    Text { zh: format!("没有写合并的 PDF：{zh}"), en: format!("the merged PDF was not written: {en}") }
}

/// The package stands; what failed is the register that was there, or was asked for.
fn not_entered(written: &Written, why: &Text) -> anyhow::Error {
    let shown = written.zip.display();
    failure(
        format!("材料包“{shown}”已写好，但没有登记：{}；排除原因后重新运行即可", why.zh),
        format!(
            "the package {shown} is written, but not entered in the register: {}; correct that and run again",
            why.en
        ),
    )
}

#[cfg(test)]
mod tests {
    use crate::assign::assign;
    use crate::dossier::{Note, RelPath, Scan, Skipped};
    use crate::profile::builtin;
    use std::sync::Arc;

    #[test]
    fn what_was_not_looked_at_is_left_out_by_name() {
        let profile = Arc::new(builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults"));
        let date = "2021-09-10".parse().expect("a day");
        let note = |(path, why): (&str, Skipped)| Note { path: RelPath::new(path), why };
        let notes = [
            ("Thumbs.db", Skipped::System),
            ("正文2.jpg", Skipped::Link),
            ("正文3.jpg", Skipped::Special),
            ("说明.txt", Skipped::Guide),
            ("论文续", Skipped::Unreadable("Permission denied".to_owned())),
        ];
        let dossier = |scans, notes| assign(Arc::clone(&profile), None, date, scans, notes);
        let said = dossier(vec![Scan::unopened("杂.jpg")], notes.map(note).into()).left_out_in_words().expect("some");
        assert!(
            said.zh.contains("位置）：杂.jpg；") && said.zh.ends_with("：正文2.jpg、正文3.jpg、论文续"),
            "{}",
            said.zh
        );
        assert_eq!(dossier(vec![], vec![note(("Thumbs.db", Skipped::System))]).left_out_in_words(), None);
    }
}
