//! A picture cut to its sheet because a person said so: as the plan would, of one file.

use super::judge::Judge;
use super::make::{Opened, make};
use super::plan::tagged;
use super::planned::{Make, Source, Work};
use super::probe::Probe;
use super::row::file;
use super::sheet::sheet_in;
use super::step::{Step, left_as_it_is};
use crate::dossier::Scan;
use crate::failure::failure;
use crate::guard::guarded;
use crate::jpeg;
use crate::seen::Content;
use crate::text::Text;
use anyhow::Result;

/// A JPEG without what lies around its sheet, no pixel of which is changed, and what was done.
///
/// # Errors
/// It is no JPEG, no sheet was found in it, or it cannot be cut; in words.
pub fn cut_to_sheet(scan: &Scan, bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<Step>)> {
    let none = || failure("没有找到比画面小的纸张或证件", "no sheet was found in a larger picture");
    let content = scan.inspected.content;
    let contents = (content == Content::Jpeg).then(|| guarded(|| jpeg::contents(&bytes))).flatten();
    let probe = Probe::Jpeg(contents.ok_or_else(none)?);
    let sheet = sheet_in(scan, &probe).ok_or_else(none)?;
    let asked = Make { turn: tagged(scan), sheet: Some(sheet), ..Make::of(Source::Jpeg) };
    let planned = file(0, scan, &probe, 0, scan.path.shown(), asked);
    let Work::Make(work) = planned.work else { return Err(none()) };
    let made = make(&Opened::new(bytes, content), &work, planned.steps, Judge::default()).map_err(|obstacle| {
        let why = left_as_it_is(content, Some(obstacle)).unwrap_or_else(|| Text::same("?"));
        failure(format!("不能裁切：{}", why.zh), format!("it cannot be cut: {}", why.en))
    })?;
    Ok((made.bytes, made.steps))
}
