//! `dossier pack DIR -o OUT_DIR`: check, then write the package.

use super::Outcome;
use super::args::Global;
use super::output::{self, Format};
use super::progress::Progress;
use super::register::RegisterFile;
use super::setup::{date, language, profile, say_note, with_threads};
use super::{form, register};
use crate::dossier::Dossier;
use crate::failure::{explained, failure};
use crate::package::Listener;
use crate::package::bag::{CheckResult, Layout, PayloadFile, lay_out};
use crate::package::copy::read_checked;
use crate::package::name::make_safe;
use crate::package::place::{check_folder, make_folder, stem};
use crate::package::plan::{fingerprint, payload, plan, result};
use crate::package::write::{Output, Written, write};
use crate::paper::form::{self as paper, FormInput, Rendered};
use crate::pipeline::{self, Checked, report_beside_window};
use crate::register::{Entry, Key, Outcome as Recorded, Register};
use crate::report::Verdict;
use crate::text::Text;
use crate::text::escape::escaped;
use anyhow::Result;
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// `dossier pack`
#[derive(Debug, Args)]
pub(super) struct Pack {
    /// The folder with the scans and applicant.toml
    pub(super) dir: PathBuf,
    /// The folder that the package goes to; made where only it is missing
    #[arg(long, short, value_name = "OUT_DIR")]
    pub(super) output: PathBuf,
    /// Pack in spite of errors, for a colleague to look at; the package says so inside and in its name
    #[arg(long)]
    pub(super) incomplete: bool,
    /// Replace a different package of the same name
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) register: RegisterFile,
}

/// Checks, packs and says what was written.
pub(super) fn run(arguments: &Pack, global: &Global) -> Result<Outcome> {
    let targets = output::targets(global, &arguments.dir)?;
    check_folder(&arguments.output, &arguments.dir)?;
    let applicant = pipeline::read_applicant(&arguments.dir)?;
    let profile = profile(global, applicant.as_ref())?;
    let submissions = register::submissions(&arguments.register, applicant.as_ref(), &profile)?;
    let progress = Progress::new(global);
    let checked = with_threads(global, || {
        pipeline::check(&arguments.dir, profile, applicant, date(global), None, &|event| progress.show(event))
    })??;
    drop(progress);
    let dossier = checked.dossier;
    // What the register says is shown, and never packed: the same scans give the same package.
    let report = report_beside_window(&dossier);
    let shown = report_beside_window(&Dossier { submissions, ..dossier.clone() });
    if shown.verdict == Verdict::Incomplete && !arguments.incomplete {
        output::write(&arguments.dir, &dossier, &shown, &targets, global)?;
        return Ok(Outcome::Faults);
    }
    let packed = Checked { dossier, report };
    if let Some(changed) = packed.dossier.applicant.as_ref().and_then(|applicant| in_file_names(&applicant.name)) {
        say_note(&changed, global);
    }
    let order = Order { output: &arguments.output, replace: arguments.replace };
    let progress = Progress::of_bytes(global);
    let package = order.pack(&arguments.dir, &packed, &|event| progress.show_bytes(event));
    drop(progress);
    let package = package?;
    form::warn(package.form.as_ref().map_or(&[], |form| &form.warnings), global);
    let trouble = match enter(&arguments.register, package.entry.as_ref()) {
        Ok(()) => None,
        Err(error) if register::may_be_missing(&arguments.register) => Some(explained(&error)),
        Err(error) => return Err(not_entered(&package.written, &explained(&error))),
    };
    let summary = summary(&package, &packed, submissions, trouble);
    let lang = language(global.lang);
    output::deliver(&targets, |format| match format {
        Format::Json => summary.json(),
        // The formats of a check have nothing to say of a package that was written.
        Format::Terminal | Format::Html | Format::Junit | Format::Github => {
            Ok(summary.text(&package.written.zip).get(lang).as_bytes().to_vec())
        }
    })?;
    Ok(Outcome::Good)
}

/// The review form, the same as `dossier form` prints: with the fingerprint only where the package is for handing in.
/// `None` where there is no data to fill in, or the profile has no form.
fn review_form(packed: &Checked, payload: &[PayloadFile]) -> Result<Option<Rendered>> {
    let Some(applicant) = &packed.dossier.applicant else { return Ok(None) };
    if !packed.dossier.profile.files.iter().any(|(file, _)| file == "form.toml") {
        return Ok(None);
    }
    let layout = paper::of_profile(&packed.dossier.profile)?;
    let fingerprint = (packed.report.verdict == Verdict::Complete).then(|| fingerprint(payload));
    let scan = form::photo_scan(packed);
    let file = scan.and_then(|scan| payload.iter().find(|file| file.sha256 == scan.inspected.sha256));
    let photo = file.map(read_checked).transpose()?;
    let input = FormInput { layout: &layout, applicant, photo, fingerprint: fingerprint.as_deref(), copies: None };
    paper::render(input).map(Some)
}

/// How packages are to be written.
pub(super) struct Order<'o> {
    /// The folder they go to.
    pub(super) output: &'o Path,
    /// In place of different ones.
    pub(super) replace: bool,
}

/// A package that was written.
pub(super) struct Package {
    pub(super) written: Written,
    layout: Layout,
    form: Option<Rendered>,
    /// What the register is to hold of it; `None` where there is no ID number to count by.
    pub(super) entry: Option<(Key, Entry)>,
}

impl Order<'_> {
    /// Packs a checked folder. The output folder, where it was made for it, goes again where that fails.
    pub(super) fn pack(&self, folder: &Path, packed: &Checked, listener: Listener<'_>) -> Result<Package> {
        let Checked { dossier, report } = packed;
        let payload = payload(dossier, folder)?;
        let form = review_form(packed, &payload)?;
        let pdf = form.as_ref().map(|form| &*form.pdf);
        let layout = lay_out(&plan(dossier, report, payload, pdf.map(<[u8]>::to_vec))?);
        let name = dossier.applicant.as_ref().map(|applicant| &*applicant.name).filter(|name| !name.trim().is_empty());
        let stem = stem(name.unwrap_or("dossier"), &layout.fingerprint, report.verdict == Verdict::Complete);
        let made = make_folder(self.output)?;
        let output = Output { folder: self.output, stem: &stem, form: pdf, replace: self.replace };
        let written = write(&layout, &output, listener);
        if made && written.is_err() {
            // Only an empty folder goes; what is in it was not written here.
            let _ = std::fs::remove_dir(self.output);
        }
        let entry = entry(packed, &layout);
        Ok(Package { written: written?, layout, form, entry })
    }
}

/// What to say where a name cannot stand in a file name on every system, and is written otherwise there.
fn in_file_names(name: &str) -> Option<Text> {
    let safe = make_safe(name);
    (safe != name && !name.trim().is_empty()).then(|| Text {
        zh: format!("文件名里不能写“{name}”，改写作“{safe}”。"),
        en: format!("A file name cannot hold “{name}”: it is written “{safe}” there."),
    })
}

fn entry(Checked { dossier, report }: &Checked, layout: &Layout) -> Option<(Key, Entry)> {
    let applicant = dossier.applicant.as_ref()?;
    let entry = Entry {
        profile: dossier.profile.id.clone(),
        applicant: applicant.name.clone(),
        date: report.date.clone(),
        fingerprint: layout.fingerprint.clone(),
        outcome: Recorded::Packed,
        reason: String::new(),
    };
    Some((register::key(applicant, &dossier.profile)?, entry))
}

/// Enters in the register that a package was made.
pub(super) fn enter(register: &RegisterFile, entry: Option<&(Key, Entry)>) -> Result<()> {
    if let (Some(path), Some((key, entry))) = (register::path(register), entry) {
        Register::open_or_create(&path)?.record(key, entry, 0)?;
    }
    Ok(())
}

/// The package stands; what failed is the register that was there, or was asked for.
fn not_entered(written: &Written, why: &Text) -> anyhow::Error {
    let shown = written.zip.display();
    failure(
        format!("材料包“{shown}”已写好，但没有登记：{}；排除原因后重新运行即可", why.zh),
        format!("the package {shown} is written, but not entered in the register: {}; mend that and run again", why.en),
    )
}

/// What is said of a package that was written.
#[derive(Debug, Serialize)]
struct Summary {
    schema: u32,
    package: String,
    fingerprint: String,
    sha256: String,
    bytes: u64,
    payload_files: usize,
    result: &'static str,
    unchanged: bool,
    submission: Option<Submission>,
    /// Why the register could not be written; the package is good all the same.
    register: Option<Text>,
}

/// Which submission this would be, by the register.
#[derive(Debug, Serialize)]
struct Submission {
    number: u32,
    limit: u32,
}

fn summary(
    Package { written, layout, .. }: &Package,
    packed: &Checked,
    submissions: Option<u32>,
    register: Option<Text>,
) -> Summary {
    let name = written.zip.file_name().map(|name| name.to_string_lossy().into_owned());
    let limit = packed.dossier.profile.submissions;
    Summary {
        schema: 1,
        package: name.unwrap_or_default(),
        fingerprint: layout.fingerprint.clone(),
        sha256: written.sha256.clone(),
        bytes: written.bytes,
        payload_files: layout.members.iter().filter(|member| member.path().starts_with("data/")).count(),
        result: result(&packed.report).id(),
        unchanged: written.unchanged,
        submission: submissions.filter(|_| limit > 0).map(|done| Submission { number: done + 1, limit }),
        register,
    }
}

impl Summary {
    fn json(&self) -> Result<Vec<u8>> {
        let mut json = serde_json::to_vec_pretty(self)?;
        json.push(b'\n');
        Ok(json)
    }

    /// A few lines for people; the package's path is the one that they typed.
    fn text(&self, zip: &Path) -> Text {
        let path = escaped(&zip.to_string_lossy());
        let (files, bytes, fingerprint) = (self.payload_files, self.bytes, &self.fingerprint);
        let mut text = Text {
            zh: format!("材料包：{path}（{files} 件材料，{bytes} 字节）\n指纹：{fingerprint}\n"),
            en: format!("package: {path} ({files} scans, {bytes} bytes)\nfingerprint: {fingerprint}\n"),
        };
        let mut say = |zh: &str, en: &str| {
            text.zh.push_str(zh);
            text.zh.push('\n');
            text.en.push_str(en);
            text.en.push('\n');
        };
        if self.unchanged {
            say("已有完全相同的材料包，没有改动。", "The same package was there already, and was left as it is.");
        }
        if self.result == CheckResult::Incomplete.id() {
            say(
                "注意：材料不完整，此包只供同事查看，不能提交。",
                "Note: the dossier is incomplete; this package is for a colleague, not for handing in.",
            );
        }
        if let Some(Submission { number, limit }) = self.submission {
            let last = number >= limit;
            say(
                &format!("第 {number} 次提交，最多 {limit} 次{}", if last { "：最后一次。" } else { "。" }),
                &format!("Submission {number} of {limit}{}", if last { ": the last." } else { "." }),
            );
        }
        if let Some(trouble) = &self.register {
            say(
                &format!("没有登记：{}", escaped(&trouble.zh)),
                &format!("Not entered in the register: {}", escaped(&trouble.en)),
            );
        }
        text
    }
}
