//! The pages of a PDF as JPEGs, without a dossier and without files: what `fix` does to one, for whoever has only bytes.

use super::judge::Judge;
use super::make::{Opened, make};
use super::planned::{Make, Source};
use crate::pdf::{Obstacle, PageKind, Pdf, Work};
use crate::seen::Content;

/// One page of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its number, counted from 0.
    pub number: usize,
    /// Its picture; `None` where nothing stands on it.
    pub picture: Result<Option<Vec<u8>>, Obstacle>,
}

/// Makes the pages that are wanted, counted from 0.
///
/// # Errors
/// Why the file as a whole cannot be read.
pub fn pages(bytes: &[u8], wanted: &dyn Fn(usize) -> bool) -> Result<Vec<Page>, Obstacle> {
    let kinds = Pdf::open(bytes)?.kinds(wanted, &Work::default())?;
    let opened = Opened::new(bytes.to_vec(), Content::Pdf);
    let picture = |(number, kind)| {
        let picture = match kind {
            PageKind::Empty => Ok(None),
            PageKind::Left(obstacle) => Err(obstacle),
            PageKind::Filled => {
                let made = make(&opened, &Make::of(Source::PdfPage(number)), Vec::new(), Judge::default());
                made.map(|made| Some(made.bytes))
            }
        };
        Page { number, picture }
    };
    Ok(kinds.into_iter().map(picture).collect())
}
