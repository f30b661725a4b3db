//! How much drawing a file, and all files of a dossier together, may ask for: some whatever they are, and more the more of
//! them is there to be drawn.

use super::obstacle::Obstacle;
use crate::limits::{DOSSIER_WORK, PDF_WORK};
use std::cell::Cell;

/// What an instruction costs for each of its bytes, in samples.
const INSTRUCTION: u64 = 16;
/// What it costs only to look at an instruction, for each of its bytes: 17 ns were measured, more where it sets a font.
const LOOKED: u64 = 4;
/// What is painted costs this share of what is decoded.
const PAINTED: u64 = 8;
/// What a mask over the whole page costs, in pages.
const MASK: u64 = 4;
/// What a pixel of a shading costs beside its program.
const SHADED: u64 = 2;
/// Memory of all masks of a page, pixels: each is kept until the page is drawn. Twelve pages of A4 at 300 dpi.
const MASKS: u64 = 105_000_000;

/// What a pixel beside a mesh's triangle costs: 100 ns were measured.
const MESHED: u64 = 8;
/// Outlines of a page, pixels: 17 to 30 ns and 2.5 bytes were measured for each. A page of text has 2 million, a map of
/// 50,000 lines 10.
const OUTLINES: u64 = 60_000_000;
/// Pixels of one mesh, about 60 bytes each: a quarter of A4 at 300 dpi, or all of it at 150.
const MESH: u64 = 2_200_000;

/// What an area that is painted with tiles costs beside its pixels: 20 us and 4 kB were measured.
const TILED_AREA: u64 = 1500;
const TILED_AREA_KEPT: u64 = 1000;
/// What a pixel painted with tiles costs is this share of what is decoded: 4 ns were measured.
const TILED: u64 = 3;
/// Memory of all pictures that are made of tiles for a page, pixels of 4 bytes: four pages of A4 at 300 dpi.
const TILES: u64 = 40_000_000;

/// What is painted with tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tiled<Number> {
    /// What the pictures measure together that are made of tiles, all kept until the page is drawn.
    pub(super) kept: Number,
    /// What is painted with them.
    pub(super) painted: Number,
    /// How many areas are.
    pub(super) areas: Number,
}

impl std::ops::Add for Tiled<f64> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { kept: self.kept + other.kept, painted: self.painted + other.painted, areas: self.areas + other.areas }
    }
}

impl Tiled<f64> {
    /// The same in pixels, of which there are so many to a square point.
    pub(super) fn pixels(self, to_a_point: f64) -> Tiled<u64> {
        let pixels = |points: f64| (points * to_a_point) as u64;
        Tiled { kept: pixels(self.kept), painted: pixels(self.painted), areas: self.areas as u64 }
    }
}

/// What drawing one page takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PageWork {
    /// Bytes of instructions.
    pub(super) instructions: u64,
    /// Samples of pictures that are decoded.
    pub(super) samples: u64,
    /// Pixels of the page.
    pub(super) pixels: u64,
    /// Pixels that are painted, each as often as it is.
    pub(super) painted: u64,
    /// Masks over the whole page.
    pub(super) masks: u64,
    /// Pixels whose colour is computed, each as often as it is.
    pub(super) shaded: u64,
    /// Steps of the longest program that computes one.
    pub(super) shading: u64,
    /// How long everything is that is outlined, pixels, each line as often as it is.
    pub(super) outlined: u64,
    /// Pixels around the triangles of meshes.
    pub(super) meshed: u64,
    /// Pixels of the largest mesh, all kept until it is drawn.
    pub(super) mesh: u64,
    /// What is painted with tiles, pixels.
    pub(super) tiled: Tiled<u64>,
    /// Steps of the longest program that everything painted goes through.
    pub(super) transfer: u64,
}

impl PageWork {
    /// Everything in samples.
    ///
    /// # Errors
    /// It would take more memory than there may be.
    pub(super) fn samples(self) -> Result<u64, Obstacle> {
        let masked = self.masks.saturating_mul(self.pixels);
        let Tiled { kept, painted, areas } = self.tiled;
        let tiles = kept.saturating_add(areas.saturating_mul(TILED_AREA_KEPT));
        if tiles > TILES || masked > MASKS || self.outlined > OUTLINES || self.mesh > MESH {
            return Err(Obstacle::TooMuchDrawing);
        }
        let transferred = self.painted.saturating_add(masked);
        // 13 ns a step were measured, as much as a sample of a picture takes.
        let sums = [
            self.samples,
            self.pixels,
            self.painted / PAINTED,
            self.shaded.saturating_mul(self.shading.saturating_add(SHADED)),
            transferred.saturating_mul(self.transfer),
            self.instructions.saturating_mul(INSTRUCTION),
            masked.saturating_mul(MASK),
            self.outlined,
            self.meshed.saturating_mul(MESHED),
            tiles,
            painted / TILED,
            areas.saturating_mul(TILED_AREA),
        ];
        Ok(sums.into_iter().fold(0, u64::saturating_add))
    }
}

/// What the files of one dossier have asked for so far.
#[derive(Debug, Default)]
pub struct Work {
    asked: Cell<u64>,
    explained: Cell<u64>,
}

/// What one file has asked for so far.
#[derive(Debug, Default)]
pub(super) struct FileWork {
    asked: u64,
}

impl FileWork {
    /// Takes one more page on; `explained` is what all pages so far explain.
    ///
    /// # Errors
    /// It is more than the file may ask for.
    pub(super) fn take(&mut self, page: PageWork, explained: u64) -> Result<(), Obstacle> {
        self.ask(page.samples()?, explained)
    }

    /// The same for a page of which no more is known than that so many bytes of instructions were gone through.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub(super) fn look(&mut self, instructions: u64, explained: u64) -> Result<(), Obstacle> {
        self.ask(instructions.saturating_mul(LOOKED), explained)
    }

    fn ask(&mut self, samples: u64, explained: u64) -> Result<(), Obstacle> {
        self.asked = self.asked.saturating_add(samples);
        if self.asked > explained.saturating_add(PDF_WORK) { Err(Obstacle::TooMuchDrawing) } else { Ok(()) }
    }
}

impl Work {
    /// Takes a whole file on.
    ///
    /// # Errors
    /// It is more than the dossier may ask for together.
    pub(super) fn take(&self, file: &FileWork, explained: u64) -> Result<(), Obstacle> {
        let (asked, all) =
            (self.asked.get().saturating_add(file.asked), self.explained.get().saturating_add(explained));
        if asked > all.saturating_add(DOSSIER_WORK) {
            return Err(Obstacle::TooMuchTogether);
        }
        self.asked.set(asked);
        self.explained.set(all);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(samples: u64) -> PageWork {
        PageWork { instructions: 100, samples, pixels: 8_700_000, painted: 8_700_000, ..PageWork::default() }
    }

    #[test]
    fn a_file_may_ask_for_some_work_and_for_more_that_it_explains() {
        let pages = |samples, explained: u64| {
            let mut work = FileWork::default();
            (1..=100).find(|count| work.take(page(samples), explained * count).is_err())
        };
        assert_eq!(pages(26_000_000, 40_000_000), None, "a scanner's colour pages");
        assert_eq!(pages(100_000_000, 0), Some(2), "the same large picture on each page");
        assert_eq!(pages(0, 0), Some(17), "pages of a single line");
        assert_eq!(FileWork::default().take(page(u64::MAX), 0), Err(Obstacle::TooMuchDrawing));
    }

    #[test]
    fn many_files_share_what_a_dossier_may_ask_for() {
        let dossier = Work::default();
        let taken = (0..100).take_while(|_| {
            let mut file = FileWork::default();
            file.take(page(120_000_000), 0).expect("one alone is fine");
            dossier.take(&file, 0).is_ok()
        });
        assert!((10..20).contains(&taken.count()));
    }
}
