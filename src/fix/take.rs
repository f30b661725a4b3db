//! The pages of one PDF or TIFF as files of their own, because a person chose them: each as the plan would make it.

use super::judge::Judge;
use super::make::{Opened, make};
use super::planned::{Make, Source, Work};
use super::probe::{Probe, probe, read};
use super::row::file;
use super::step::{Step, left_as_it_is};
use crate::dossier::Scan;
use crate::failure::failure;
use crate::pdf;
use crate::text::Text;
use anyhow::Result;
use std::path::Path;

/// A PDF or TIFF whose pages can be taken.
pub struct Document<'d> {
    scan: &'d Scan,
    probe: Probe,
    opened: Opened,
}

impl<'d> Document<'d> {
    /// Opens the file of a scan.
    ///
    /// # Errors
    /// It has no pages, cannot be read, or is another file by now.
    pub fn open(folder: &Path, scan: &'d Scan) -> Result<Self> {
        let probe = probe(folder, scan, &pdf::Work::default())?;
        if !matches!(probe, Probe::Pdf(_) | Probe::Pages(_)) {
            let why = left_as_it_is(scan.inspected.content, None).unwrap_or_else(|| Text::same("PDF? TIFF?"));
            return Err(failure(format!("不能取页：{}", why.zh), format!("no page can be taken: {}", why.en)));
        }
        let opened = Opened::new(read(folder, scan)?, scan.inspected.content);
        Ok(Self { scan, probe, opened })
    }

    /// The numbers of its pages, from 1, without those that nothing stands on.
    pub fn numbers(&self) -> Vec<usize> {
        self.probe.page_numbers().iter().map(|number| number + 1).collect()
    }

    /// A page as a JPEG, and what was done for it.
    ///
    /// # Errors
    /// There is no such page, or it cannot be made; in words.
    pub fn page(&self, number: usize) -> Result<(Vec<u8>, Vec<Step>)> {
        let at = self.numbers().iter().position(|other| *other == number);
        let at = at.ok_or_else(|| failure(format!("没有第 {number} 页"), format!("there is no page {number}")))?;
        let asked = Make::of(Source::Picture);
        let planned = file(0, self.scan, &self.probe, at, self.scan.path.shown(), asked);
        let left = |why: Option<Text>| {
            let why = why.unwrap_or_else(|| Text::same("?"));
            failure(format!("第 {number} 页取不出来：{}", why.zh), format!("page {number} cannot be taken: {}", why.en))
        };
        let Work::Make(work) = planned.work else { return Err(left(planned.obstacle)) };
        let made = make(&self.opened, &work, planned.steps, Judge::default());
        let made = made.map_err(|obstacle| left(left_as_it_is(self.scan.inspected.content, Some(obstacle))))?;
        Ok((made.bytes, made.steps))
    }
}
