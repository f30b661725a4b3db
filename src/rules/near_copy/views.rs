//! A page as it may lie: turned by quarters, or by a degree or two.

use super::NEAR;
use crate::seen::miniature::{Comparable, Miniature, Relief};
use std::cell::OnceCell;

/// A page turned by each number of quarters, made when it is asked for.
pub(super) struct Views<'d> {
    miniature: &'d Miniature,
    size: (u32, u32),
    reliefs: [Relief; 4],
    turned: [OnceCell<View>; 4],
}

pub(super) struct View {
    pub(super) size: (u32, u32),
    miniature: Miniature,
    pub(super) straight: Comparable,
    tilted: OnceCell<Vec<Comparable>>,
}

impl<'d> Views<'d> {
    #[expect(clippy::large_types_passed_by_value, reason = "they are kept")]
    pub(super) fn new(miniature: &'d Miniature, size: (u32, u32), reliefs: [Relief; 4]) -> Self {
        Self { miniature, size, reliefs, turned: Default::default() }
    }

    /// One of them, where about as much is on each of its places as on those of `first`.
    pub(super) fn near(&self, quarters: u8, first: &Relief) -> Option<&View> {
        let at = usize::from(quarters);
        let near = self.reliefs.get(at)?.nearness(first) >= NEAR;
        let view = self.turned.get(at).filter(|_| near)?;
        Some(view.get_or_init(|| {
            let (width, height) = self.size;
            let size = if quarters.is_multiple_of(2) { (width, height) } else { (height, width) };
            let miniature = self.miniature.turned(quarters);
            View { size, straight: miniature.comparable(), miniature, tilted: OnceCell::new() }
        }))
    }
}

impl View {
    pub(super) fn tilted(&self) -> &[Comparable] {
        let aspect = f64::from(self.size.1) / f64::from(self.size.0.max(1));
        self.tilted.get_or_init(|| self.miniature.tilted(aspect).collect())
    }
}

/// A relief turned clockwise by no quarter, one, two and three.
pub(super) fn turns(relief: Relief) -> [Relief; 4] {
    let (once, twice) = (relief.turned(), relief.turned().turned());
    [relief, once, twice, twice.turned()]
}
