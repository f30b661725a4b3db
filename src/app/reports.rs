//! Each person's own report as a file.

use super::made_here::Kind;
use super::memory::Digesting;
use super::output_file::{OutputFile, Readers, write_file_with};
use super::personal::Personal;
use crate::batch::Roster;
use crate::failure::because;
use crate::render::html;
use crate::render::html::picture::Pictures;
use crate::report::Report;
use crate::text::Lang;
use anyhow::Result;
use std::path::Path;

/// Makes a folder for reports where its parent exists.
pub(super) fn report_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    std::fs::create_dir(folder).map_err(|error| {
        let shown = folder.display();
        because(&error, format!("无法建立文件夹“{shown}”"), format!("cannot make the folder {shown}"))
    })
}

pub(super) fn json_reports(roster: &Roster, wanted: &Personal) -> Result<()> {
    let Some(folder) = &wanted.json else { return Ok(()) };
    report_folder(folder)?;
    for (row, name) in roster.rows().zip(roster.report_names()) {
        let report = row?.report;
        let path = folder.join(format!("{name}.json"));
        write_file_with(&output(&path, Kind::Json, wanted.replace), |out| {
            Ok(crate::render::json::render(&report, out)?)
        })?;
    }
    Ok(())
}

/// A report for whoever may look into the folder.
pub(super) const fn output(path: &Path, kind: Kind, replace: bool) -> OutputFile<'_> {
    OutputFile { path, kind, readers: Readers::Umask, replace }
}

/// Writes a page; the digest of its bytes.
pub(super) fn write_page(page: &OutputFile<'_>, report: &Report, pictures: &Pictures, lang: Lang) -> Result<String> {
    let mut digest = String::new();
    write_file_with(page, |out| {
        let mut out = Digesting::new(out);
        html::render(report, pictures, lang, &mut out)?;
        digest = out.digest();
        Ok(())
    })?;
    Ok(digest)
}
