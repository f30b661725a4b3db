//! How a finding is written as JSON and read back: flat, with the path in hex where it is not Unicode.

use super::rows::{RowPath, row_path};
use crate::dossier::RelPath;
use crate::finding::{Finding, PartKey, Place, ReadThere, Remedy, Severity};
use crate::rules;
use crate::text::Text;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize)]
struct Row<'f> {
    code: &'f str,
    name: &'f str,
    severity: &'f str,
    item: Option<&'f str>,
    part: Option<&'f str>,
    key: Option<&'f str>,
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_hex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<RowPath>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    candidates: &'f [PartKey],
    message: &'f Text,
    want: Option<&'f str>,
    got: Option<&'f str>,
    fix: &'f Text,
    remedy: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<&'f ReadThere>,
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.place.path.as_ref().map(row_path);
        let (path, path_hex) = shown.map_or((None, None), |shown| (Some(shown.path), shown.path_hex));
        let row = Row {
            code: self.rule.code,
            name: self.rule.name,
            severity: self.severity.id(),
            item: self.place.item.as_deref(),
            part: self.place.part.as_deref(),
            key: self.place.key.as_deref(),
            path,
            path_hex,
            page: self.place.page,
            line: self.place.line,
            others: self.place.others.iter().map(row_path).collect(),
            candidates: &self.place.candidates,
            message: &self.message,
            want: self.want.as_deref(),
            got: self.got.as_deref(),
            fix: &self.fix,
            remedy: self.remedy.id(),
            read: self.read.as_ref(),
        };
        row.serialize(serializer)
    }
}

#[derive(Deserialize)]
struct OwnedRow {
    code: String,
    severity: String,
    item: Option<String>,
    part: Option<String>,
    key: Option<String>,
    path: Option<String>,
    #[serde(default)]
    page: Option<usize>,
    #[serde(default)]
    line: Option<usize>,
    path_hex: Option<String>,
    #[serde(default)]
    others: Vec<RowPath>,
    #[serde(default)]
    candidates: Vec<PartKey>,
    message: Text,
    want: Option<String>,
    got: Option<String>,
    fix: Text,
    remedy: Option<String>,
    #[serde(default)]
    read: Option<ReadThere>,
}

/// Reads what this version wrote. A code or a severity that it does not know comes from another version, and is refused.
/// The place in the checklist's order is not written, and `None` here: findings are read in their order.
impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let row = OwnedRow::deserialize(deserializer)?;
        let rule = rules::of_code(&row.code).ok_or_else(|| D::Error::custom(format!("unknown code {}", row.code)))?;
        let path = row.path.map(|path| read_path(RowPath { path, path_hex: row.path_hex }));
        let others = row.others.into_iter().map(read_path).collect();
        Ok(Self {
            rule,
            severity: severity(&row.severity).ok_or_else(|| D::Error::custom("unknown severity"))?,
            place: Place {
                order: None,
                item: row.item,
                part: row.part,
                key: row.key,
                path,
                page: row.page,
                line: row.line,
                others,
                candidates: row.candidates,
            },
            message: row.message,
            want: row.want,
            got: row.got,
            fix: row.fix,
            remedy: remedy(row.remedy.as_deref()).unwrap_or(rule.remedy),
            read: row.read,
        })
    }
}

pub(super) fn read_path(row: RowPath) -> RelPath {
    row.path_hex.as_deref().and_then(raw_path).unwrap_or_else(|| RelPath::new(row.path))
}

fn severity(id: &str) -> Option<Severity> {
    [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|severity| severity.id() == id)
}

fn remedy(id: Option<&str>) -> Option<Remedy> {
    Remedy::ALL.iter().copied().find(|remedy| Some(remedy.id()) == id)
}

/// The path behind its hex, where the system's names are plain bytes.
#[cfg(unix)]
fn raw_path(hex: &str) -> Option<RelPath> {
    use std::os::unix::ffi::OsStringExt;
    let pairs = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
    Some(RelPath::new(std::ffi::OsString::from_vec(pairs.collect::<Option<_>>()?)))
}

#[cfg(not(unix))]
fn raw_path(_: &str) -> Option<RelPath> {
    None
}
