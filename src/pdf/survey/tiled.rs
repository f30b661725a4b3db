//! What a page has of patterns of tiles, and what is drawn within those, within masks and within glyphs.

use super::Survey;
use crate::limits::PDF_STEPS;
use crate::pdf::obstacle::Obstacle;
use crate::pdf::tiles;
use hayro::hayro_interpret::pattern::Pattern;
use hayro::hayro_interpret::{CacheKey as _, Paint, SoftMask};
use hayro::kurbo::Rect;
use std::mem::take;

/// Where a page has patterns of tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::pdf) struct Tilings {
    /// Anywhere.
    pub(in crate::pdf) some: bool,
    /// In masks and glyphs, which are gone into only then.
    pub(in crate::pdf) hidden: bool,
}

impl Tilings {
    /// Those of a mask or glyph.
    pub(in crate::pdf) fn all_hidden(self) -> Self {
        Self { hidden: self.some, ..self }
    }
}

impl std::ops::BitOr for Tilings {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self { some: self.some || other.some, hidden: self.hidden || other.hidden }
    }
}

impl Survey {
    /// An area is painted, with tiles perhaps.
    pub(super) fn tile(&mut self, area: Rect, paint: &Paint<'_>) {
        let Paint::Pattern(pattern) = paint else { return };
        let Pattern::Tiling(tile) = &**pattern else { return };
        let left = u64::from(PDF_STEPS.saturating_sub(self.steps));
        let Some(sheet) = tiles::sheet(tile, area.intersect(self.page), left) else {
            self.trouble = Some(Obstacle::TooMuchDrawing);
            return;
        };
        self.tiled.areas += 1.0;
        self.tiled.kept += sheet.size.area();
        self.tiled.painted += self.visible(area);
        self.within(sheet.size, |inner| {
            for place in &sheet.copies {
                inner.step(1);
                let _ = tile.interpret(inner, *place, false);
            }
        });
    }

    /// Counts what is drawn somewhere of this size, and not on the page itself.
    pub(super) fn within(&mut self, page: Rect, look: impl FnOnce(&mut Self)) {
        let mut inner = Self {
            page,
            tilings: self.tilings,
            steps: self.steps,
            glyphs: take(&mut self.glyphs),
            whole: take(&mut self.whole),
            ..Self::default()
        };
        look(&mut inner);
        (self.glyphs, self.whole, self.steps) = (inner.glyphs, inner.whole, inner.steps);
        self.trouble = self.trouble.or(inner.trouble);
        self.painted += inner.painted;
        self.outlined += inner.outlined;
        self.meshed += inner.meshed;
        self.mesh = self.mesh.max(inner.mesh);
        self.shaded += inner.shaded;
        self.tiled = self.tiled + inner.tiled;
    }

    /// A mask may be drawn with tiles, too.
    pub(super) fn mask(&mut self, mask: Option<&SoftMask<'_>>) {
        if let Some(mask) = mask.filter(|_| self.tilings.hidden)
            && self.masks.insert(mask.cache_key())
        {
            self.within(self.page, |inner| mask.interpret(inner));
        }
    }
}
