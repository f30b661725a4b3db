//! What the packed report and the packed applicant's file say, and whether the rest of the package agrees with it.
//!
//! Read leniently: a report of a later version may hold more. Only fields that are compared are kept, so that a long
//! report does not become a multiple of itself in memory.

use super::bag::{CheckResult, Facts};
use super::contents::Seen;
use super::packed::{PackedPlace, PackedScan, PackedWaiver};
use super::plan;
use crate::dossier::as_asked;
use crate::dossier::load::from_source;
use crate::profile::facts::FactRole;
use crate::profile::load::{self, asked_of};
use crate::report::{Counts, Status, Verdict};
use crate::seen::Content;
use crate::text::{Text, masked, masked_numbers};
use jiff::civil::Date;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The parts of `meta/report.json` that are compared.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded<'r> {
    tool: String,
    #[serde(borrow)]
    profile: Profile<'r>,
    #[serde(borrow)]
    applicant: Option<Applicant<'r>>,
    date: String,
    verdict: Verdict,
    counts: Counts,
    #[serde(borrow)]
    items: Vec<Item<'r>>,
    #[serde(borrow)]
    findings: Vec<Finding<'r>>,
    #[serde(borrow, default)]
    waived: Vec<Waived<'r>>,
}

#[derive(Debug, Deserialize)]
struct Profile<'r> {
    #[serde(borrow)]
    id: Cow<'r, str>,
    name: Text,
    #[serde(borrow)]
    digest: Cow<'r, str>,
}

#[derive(Debug, Deserialize)]
struct Applicant<'r> {
    #[serde(borrow)]
    name: Cow<'r, str>,
    #[serde(borrow)]
    id_masked: Cow<'r, str>,
    #[serde(borrow)]
    unit: Cow<'r, str>,
    #[serde(borrow)]
    level: Cow<'r, str>,
    #[serde(borrow)]
    path: Cow<'r, str>,
    #[serde(borrow)]
    digest: Cow<'r, str>,
}

#[derive(Debug, Deserialize)]
struct Item<'r> {
    #[serde(borrow)]
    id: Cow<'r, str>,
    label: Text,
    status: Status,
    #[serde(borrow)]
    parts: Vec<Part<'r>>,
}

#[derive(Debug, Deserialize)]
struct Part<'r> {
    #[serde(borrow)]
    id: Cow<'r, str>,
    #[serde(borrow)]
    key: Option<Cow<'r, str>>,
    label: Option<Text>,
    status: Status,
    #[serde(borrow)]
    files: Vec<File<'r>>,
}

#[derive(Debug, Deserialize)]
struct File<'r> {
    #[serde(borrow)]
    path: Cow<'r, str>,
    #[serde(borrow)]
    sha256: Cow<'r, str>,
    bytes: u64,
    content: Content,
}

#[derive(Debug, Deserialize)]
struct Finding<'r> {
    #[serde(borrow)]
    severity: Cow<'r, str>,
    #[serde(borrow)]
    path: Option<Cow<'r, str>>,
}

/// A fault that the applicant's file accepts.
#[derive(Debug, Deserialize)]
struct Waived<'r> {
    #[serde(borrow)]
    finding: WaivedFinding<'r>,
}

#[derive(Debug, Deserialize)]
struct WaivedFinding<'r> {
    #[serde(borrow)]
    code: Cow<'r, str>,
    #[serde(borrow)]
    item: Option<Cow<'r, str>>,
    #[serde(borrow)]
    part: Option<Cow<'r, str>>,
    #[serde(borrow)]
    key: Option<Cow<'r, str>>,
}

impl<'r> Recorded<'r> {
    /// Reads the JSON; else what is wrong with it.
    pub(super) fn read(json: &'r str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// The profile's digest, as the check found it.
    pub(super) fn profile_digest(&self) -> &str {
        &self.profile.digest
    }

    /// Every scan with its place, in the order of the checklist.
    pub(super) fn scans(&self) -> Vec<PackedScan> {
        let faulty = |path: &str| {
            let mut errors = self.findings.iter().filter(|finding| finding.severity == "error");
            errors.any(|error| error.path.as_deref() == Some(path))
        };
        let of_file = |(path, item, part, file): (String, &Item<'r>, &Part<'r>, &File<'r>)| PackedScan {
            item: item.id.clone().into_owned(),
            part: part.id.clone().into_owned(),
            key: part.key.clone().map(Cow::into_owned),
            path,
            faulty: self.verdict == Verdict::Incomplete && faulty(&file.path),
        };
        self.files().map(of_file).collect()
    }

    /// Every place, in the report's order.
    pub(super) fn places(&self) -> Vec<PackedPlace> {
        let parts = self.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
        let place = |(item, part): (&Item<'r>, &Part<'r>)| PackedPlace {
            item: item.id.clone().into_owned(),
            part: part.id.clone().into_owned(),
            key: part.key.clone().map(Cow::into_owned),
            label: part.label.clone(),
            status: part.status,
            files: part.files.len(),
        };
        parts.map(place).collect()
    }

    /// Every fault that it calls accepted.
    pub(super) fn waived(&self) -> Vec<PackedWaiver> {
        let owned = |text: &Option<Cow<'r, str>>| text.clone().map(Cow::into_owned);
        let waiver = |Waived { finding }: &Waived<'r>| PackedWaiver {
            code: finding.code.clone().into_owned(),
            item: owned(&finding.item),
            part: owned(&finding.part),
            key: owned(&finding.key),
        };
        self.waived.iter().map(waiver).collect()
    }

    /// What bag-info.txt must say.
    pub(super) fn facts(&self, unit: String, profile_digest: String) -> Facts {
        Facts {
            agent: self.tool.clone(),
            date: self.date.clone(),
            unit,
            profile: self.profile.id.clone().into_owned(),
            profile_digest,
            result: match self.verdict {
                Verdict::Incomplete => CheckResult::Incomplete,
                Verdict::Complete if self.waived.is_empty() => CheckResult::Complete,
                Verdict::Complete => CheckResult::CompleteWithWaivers,
            },
        }
    }

    /// What the report says otherwise than the applicant's file (with its SHA-256), the checklist, the scans, or itself.
    pub(super) fn faults<'c, S: Iterator<Item = (&'c str, &'c Seen)>>(
        &self,
        applicant: Option<(&str, &str)>,
        profile: &[(String, String)],
        scans: impl Fn() -> S,
    ) -> Vec<Text> {
        let checklist = profile.iter().find(|(name, _)| name == load::CHECKLIST).map_or("", |(_, text)| text);
        let mut faults = self.own_faults();
        faults.extend(self.applicant_fault(applicant, profile));
        faults.extend(self.checklist_fault(checklist));
        faults.extend(self.scan_fault(scans));
        faults
    }

    /// Where it would stand in the package, for each file of each place.
    fn files(&self) -> impl Iterator<Item = (String, &Item<'r>, &Part<'r>, &File<'r>)> {
        let parts = self.items.iter().flat_map(|item| item.parts.iter().map(move |part| (item, part)));
        parts.flat_map(|(item, part)| {
            let several = part.files.len() > 1;
            part.files.iter().enumerate().map(move |(at, file)| {
                let number = several.then_some((at + 1, part.files.len()));
                let path = plan::path(&item.id, &part.id, part.key.as_deref(), number, file.content);
                (path, item, part, file)
            })
        })
    }

    fn own_faults(&self) -> Vec<Text> {
        let mut faults = Vec::new();
        let mut say = |zh: &str, en: &str| faults.push(Text { zh: zh.to_owned(), en: en.to_owned() });
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        let counted = Counts { error: count("error"), warning: count("warning"), info: count("info") };
        if counted != self.counts || counted.error + counted.warning + counted.info != self.findings.len() {
            say("问题的数目与列出的问题不符", "the counts are not those of the findings");
        }
        if !self.date.parse::<Date>().is_ok_and(|day| day.to_string() == self.date) {
            say("检查的日期不是一个日子", "the date of the check is no day");
        }
        if self.files().any(|(_, _, _, file)| !is_clean(&file.path)) {
            say("文件原来的路径不是文件夹里的路径", "the path that a file had is not one within a folder");
        }
        if (self.verdict == Verdict::Complete) != (counted.error == 0) {
            say("结论与列出的问题不符", "the verdict does not follow from the findings");
        }
        let worst = |item: &Item<'_>| item.parts.iter().map(|part| part.status).min();
        if self.items.iter().any(|item| worst(item).is_some_and(|worst| worst != item.status)) {
            say("某一项的状态与各件的状态不符", "the state of an item is not that of its parts");
        }
        let mut parts = self.items.iter().flat_map(|item| &item.parts);
        let bad = |part: &Part<'_>| matches!(part.status, Status::Missing | Status::Error);
        if self.verdict == Verdict::Complete && self.waived.is_empty() && parts.any(bad) {
            say("结论是完整，却有缺少或有误的材料", "it is called complete, and a part is missing or faulty");
        }
        let mut parts = self.items.iter().flat_map(|item| &item.parts);
        let filled =
            |part: &Part<'_>| matches!(part.status, Status::Missing | Status::NotRequired | Status::CannotTell);
        if parts.any(|part| filled(part) && !part.files.is_empty()) {
            say("写明没有的材料却有文件", "a part that is said not to be there has files");
        }
        faults
    }

    fn applicant_fault(&self, applicant: Option<(&str, &str)>, profile: &[(String, String)]) -> Option<Text> {
        let agrees = match (&self.applicant, applicant) {
            (None, None) => true,
            (Some(row), Some((source, digest))) => row.digest == digest && row.agrees_with(source, profile),
            _ => false,
        };
        (!agrees).then(|| Text {
            zh: "申报人的姓名、单位、身份证号、级别、方式或摘要与 meta/applicant.toml 不符".to_owned(),
            en: "name, unit, ID number, level, way of applying or digest of the applicant are not those of meta/applicant.toml"
                .to_owned(),
        })
    }

    fn checklist_fault(&self, checklist: &str) -> Option<Text> {
        let table = table(checklist);
        let items = table.get("items").and_then(toml::Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let agrees = |(asked, item): (&toml::Value, &Item<'_>)| {
            asked.get("id").and_then(toml::Value::as_str) == Some(&*item.id) && is_text(asked.get("label"), &item.label)
        };
        let same_items = items.len() == self.items.len() && items.iter().zip(&self.items).all(agrees);
        let same_id = table.get("id").and_then(toml::Value::as_str) == Some(&*self.profile.id);
        (!same_items || !same_id || !is_text(table.get("name"), &self.profile.name)).then(|| Text {
            zh: "清单方案的代号、名称或各项与 meta/profile/checklist.toml 不符".to_owned(),
            en: "the profile's id, name or items are not those of meta/profile/checklist.toml".to_owned(),
        })
    }

    /// Each file of the report lies where it belongs, and nothing else does.
    fn scan_fault<'c, S: Iterator<Item = (&'c str, &'c Seen)>>(&self, scans: impl Fn() -> S) -> Option<Text> {
        let packed: BTreeMap<&str, &Seen> = scans().collect();
        let mut listed = 0;
        for (path, _, _, file) in self.files() {
            listed += 1;
            let differs = |seen: &&Seen| seen.sha256 != *file.sha256 || seen.bytes != file.bytes;
            if packed.get(&*path).is_none_or(differs) {
                return Some(Text {
                    zh: format!("报告里“{path}”的内容与包里的不符，或包里没有"),
                    en: format!("{path} is not what the report says, or is not there"),
                });
            }
        }
        (listed != packed.len()).then(|| Text {
            zh: "包里有报告没有列出的材料".to_owned(),
            en: "the package has scans that the report does not list".to_owned(),
        })
    }
}

impl Applicant<'_> {
    /// Whether it is who the applicant's file says. A file that this version cannot read is compared as far as it is TOML.
    fn agrees_with(&self, source: &str, profile: &[(String, String)]) -> bool {
        let read = |key| table(source).get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        let (name, unit, id_masked) = match from_source(source) {
            Ok(applicant) => {
                let asked = asked_of(profile);
                let applicant = as_asked(applicant, &asked);
                let role = |role| applicant.of_role(&asked, role);
                if (&*self.level, &*self.path) != (role(FactRole::Level), role(FactRole::Way)) {
                    return false;
                }
                (applicant.name.clone(), applicant.unit.clone(), applicant.masked_id())
            }
            Err(_) => (read("name"), read("unit"), masked(&read("id_number"))),
        };
        let (name, unit) = (masked_numbers(&name), masked_numbers(&unit));
        (&*self.name, &*self.unit, &*self.id_masked) == (&*name, &*unit, &*id_masked)
    }
}

/// Whether a path leads from a folder to something in it, by the shortest way.
fn is_clean(path: &str) -> bool {
    path.split('/').all(|name| !matches!(name, "" | "." | "..") && !name.contains('\0'))
}

/// The applicant's unit as a package shows it; empty where the file does not say, or is not TOML.
pub(super) fn unit_of(applicant: &str) -> String {
    masked_numbers(table(applicant).get("unit").and_then(toml::Value::as_str).unwrap_or_default()).into_owned()
}

/// The most submissions that a checklist allows; 0 where it does not say, or is not TOML.
pub(super) fn submissions_of(checklist: &str) -> u32 {
    let number = table(checklist).get("submissions").and_then(toml::Value::as_integer);
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

/// Whether a table of the checklist holds a text in both languages.
fn is_text(table: Option<&toml::Value>, text: &Text) -> bool {
    let word = |lang| table.and_then(|table| table.get(lang)).and_then(toml::Value::as_str);
    word("zh") == Some(&*text.zh) && word("en") == Some(&*text.en)
}

fn table(text: &str) -> toml::Table {
    text.strip_prefix('\u{feff}').unwrap_or(text).parse().unwrap_or_default()
}
