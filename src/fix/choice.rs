//! Which pages of a PDF or TIFF the person wants: `1,3-5`, of every file with several pages, or `FILE:1,3-5` of one.

use super::probe::Probe;
use crate::dossier::{Dossier, RelPath};
use crate::failure::failure;
use anyhow::Result;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// Pages that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChoice {
    /// The file they are of; every file with several pages where it is not said.
    file: Option<String>,
    /// Numbers from 1.
    ranges: Vec<RangeInclusive<usize>>,
}

impl FromStr for PageChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (file, list) = match text.rsplit_once(':') {
            Some((file, list)) if !file.is_empty() => (Some(file.to_owned()), list),
            _ => (None, text),
        };
        let ranges: Option<Vec<_>> = list.split([',', '，', '、']).map(|part| range(part.trim())).collect();
        let ranges = ranges.ok_or("1,3-5")?;
        Ok(Self { file, ranges })
    }
}

fn range(text: &str) -> Option<RangeInclusive<usize>> {
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number > 0);
    let (first, last) = text.split_once(['-', '–', '－']).unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    (first <= last).then_some(first..=last)
}

impl PageChoice {
    fn is_of(&self, path: &RelPath) -> bool {
        self.file.as_ref().is_none_or(|file| path.is_written_as(file))
    }

    fn last(&self) -> usize {
        self.ranges.iter().map(|range| *range.end()).max().unwrap_or_default()
    }
}

/// Which of a file's pages are taken, by where they stand among `numbers`; all where nobody chose. What names a file goes
/// before what names none.
pub(super) fn chosen(choices: &[PageChoice], path: &RelPath, numbers: &[usize]) -> Vec<usize> {
    let all = 0..numbers.len();
    let own = choices.iter().find(|choice| choice.file.is_some() && choice.is_of(path));
    let Some(choice) =
        own.or_else(|| choices.iter().find(|choice| choice.file.is_none())).filter(|_| numbers.len() > 1)
    else {
        return all.collect();
    };
    let is_chosen = |number: &usize| choice.ranges.iter().any(|range| range.contains(&(number + 1)));
    all.filter(|at| numbers.get(*at).is_some_and(is_chosen)).collect()
}

/// Holds what was chosen against the files that are there.
///
/// # Errors
/// A file that is named has no pages to choose from, or a page is beyond the end of its file.
pub fn check_choices(dossier: &Dossier, probes: &[Probe], choices: &[PageChoice]) -> Result<()> {
    let files = || dossier.scans.iter().map(|scan| &scan.path).zip(probes.iter().map(Probe::pages));
    for choice in choices {
        let several = |(path, pages): &(&RelPath, usize)| choice.is_of(path) && *pages > 1;
        if let Some(file) = &choice.file
            && !files().any(|file| several(&file))
        {
            return Err(failure(
                format!("--pages：“{file}”不在这个文件夹里，或者不是能转换的多页文件"),
                format!("--pages: {file} is not in the folder, or no file of several pages that can be converted"),
            ));
        }
        let short = files().filter(several).find(|(_, pages)| *pages < choice.last());
        if let Some((path, pages)) = short {
            let (shown, last) = (path.shown(), choice.last());
            return Err(failure(
                format!("--pages：“{shown}”只有 {pages} 页，没有第 {last} 页；只指一个文件时写 --pages 文件名:页码"),
                format!("--pages: {shown} has {pages} pages and no page {last}; for one file only: --pages FILE:PAGES"),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> PageChoice {
        text.parse().expect("pages")
    }

    #[test]
    fn lists_and_ranges_in_both_scripts() {
        let of = |text: &str, path: &str| chosen(&[parsed(text)], &RelPath::new(path), &[0, 1, 2, 3, 4, 5]);
        assert_eq!(of("1,3-5", "a.pdf"), [0, 2, 3, 4]);
        assert_eq!(of("1、3－5", "a.pdf"), [0, 2, 3, 4]);
        assert_eq!(of("学历/证书.pdf:2", "学历/证书.pdf"), [1]);
        assert_eq!(of("学历/证书.pdf:2", "b.pdf"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(chosen(&[parsed("1"), parsed("b.tif:2")], &RelPath::new("b.tif"), &[0, 1]), [1]);
        assert_eq!(chosen(&[parsed("2")], &RelPath::new("one.pdf"), &[0]), [0], "one page is nothing to choose from");
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "0", "a", "3-1", "1-", "1,,2", "1;2", "x.pdf:", "-"] {
            assert!(text.parse::<PageChoice>().is_err(), "{text:?}");
        }
    }
}
