//! Whether a small picture was made large by repeating its pixels: then edges stand only where one of its pixels ends.

use crate::jpeg::{TILES_HIGH, TILES_WIDE};
use std::f32::consts::PI;

const TILES: usize = TILES_WIDE * TILES_HIGH;
/// Edges from which all places, and those of one region, say something.
const ENOUGH: u32 = 20;
const ENOUGH_IN_REGION: u32 = 8;
/// Share of a region's edges that must stand at multiples of one factor. By chance it is a third or a quarter, a little
/// more among few.
const AT_MULTIPLES: f32 = 0.7;
/// The same for factors that are not whole: the size of the wave along which the edges stand against that of repeated
/// pixels. .97 and more on 60 pictures enlarged by 2.3 to 7.3; at most .48 on 1,700 others, those at [`BLOCKS`] left out.
const IN_STEP: f32 = 0.7;
const ENOUGH_IN_STEP: u32 = 200;
/// Regions of both directions that must hold edges: a QR code alone on a page is as regular, and lies in few.
const SPREAD: usize = TILES / 4;
/// The factors that are looked for. Beyond them are the borders of blocks, every 8 pixels; below, the waves of print.
const FACTORS: (f32, f32) = (2.2, 7.6);
/// What the borders of blocks look like in a file once saved at a low quality: a half and a third of their distance.
const BLOCKS: [f32; 2] = [4.0, 8.0 / 3.0];
/// How far apart two factors that are one may be: sides are rounded to whole pixels.
const SAME: f32 = 0.015;

/// Where the edges of one direction stand.
pub(super) struct Places {
    along: Vec<u32>,
    /// By tile: edges by their place modulo 12, which 3 and 4 divide. By tile, because a page enlarged to a size that is no
    /// multiple drifts.
    phases: Vec<[u32; 12]>,
}

impl Places {
    /// Of a picture that is so long.
    pub(super) fn new(length: usize) -> Self {
        Self { along: vec![0; length], phases: vec![[0; 12]; TILES] }
    }

    pub(super) fn add(&mut self, at: usize, tile: usize) {
        if let Some(count) = self.along.get_mut(at) {
            *count += 1;
        }
        if let Some(count) = self.phases.get_mut(tile).and_then(|phases| phases.get_mut(at % 12)) {
            *count += 1;
        }
    }

    fn are_at_multiples(&self, factor: usize) -> bool {
        let (mut most, mut all) = (0, 0);
        for phases in &self.phases {
            let count: u32 = phases.iter().sum();
            if count >= ENOUGH_IN_REGION {
                let residue = |of: usize| phases.iter().skip(of).step_by(factor).sum::<u32>();
                most += (0..factor).map(residue).max().unwrap_or_default();
                all += count;
            }
        }
        all >= ENOUGH && most as f32 >= AT_MULTIPLES * all as f32
    }

    fn are_spread(&self) -> bool {
        self.phases.iter().filter(|phases| phases.iter().sum::<u32>() >= ENOUGH_IN_REGION).count() >= SPREAD
    }

    /// The factors in whose step the edges stand, the largest first.
    fn in_step(&self) -> Vec<f32> {
        let (length, count) = (self.along.len(), self.along.iter().sum::<u32>());
        if count < ENOUGH_IN_STEP || !self.are_spread() {
            return Vec::new();
        }
        // Waves by half a turn along the picture.
        let turns = 2 * length;
        let wave: Vec<(f32, f32)> = (0..turns).map(|at| (at as f32 / turns as f32 * 2.0 * PI).sin_cos()).collect();
        let factor = |waves: usize| turns as f32 / waves as f32;
        let strength = |waves: usize| {
            let (mut at, mut sums) = (0, (0.0, 0.0));
            for edges in &self.along {
                let (sin, cos) = wave[at];
                sums.0 += sin * *edges as f32;
                sums.1 += cos * *edges as f32;
                at = (at + waves) % turns;
            }
            // Repeated pixels end anywhere within the pixel where their size rounds to: a stretch of the wave, not a point.
            let stretch = PI / factor(waves);
            sums.0.hypot(sums.1) / count as f32 * stretch / stretch.sin()
        };
        let (least, most) = ((turns as f32 / FACTORS.1) as usize, (turns as f32 / FACTORS.0) as usize);
        let strengths: Vec<f32> = (least..most).map(strength).collect();
        let peak = |at: &usize| {
            let near = &strengths[at.saturating_sub(2)..(at + 3).min(strengths.len())];
            strengths[*at] >= IN_STEP && near.iter().all(|other| *other <= strengths[*at])
        };
        let factors = (0..strengths.len()).filter(peak).map(|at| factor(least + at));
        factors.filter(|factor| BLOCKS.iter().all(|blocks| !is_same(*factor, *blocks))).collect()
    }
}

/// How many times each pixel is repeated, of a picture whose edges across and down stand there; `None` for one that is as it
/// was scanned. `sharp` says whether edges are narrow enough for others than whole factors.
pub(super) fn factor(across: &Places, down: &Places, sharp: bool) -> Option<f32> {
    let whole = [4u8, 3]
        .into_iter()
        .find(|factor| [across, down].iter().all(|places| places.are_at_multiples(usize::from(*factor))));
    whole.map(f32::from).or_else(|| {
        let across = if sharp { across.in_step() } else { Vec::new() };
        let down = if across.is_empty() { Vec::new() } else { down.in_step() };
        across.into_iter().find(|factor| down.iter().any(|other| is_same(*factor, *other)))
    })
}

fn is_same(one: f32, other: f32) -> bool {
    (one / other - 1.0).abs() <= SAME
}
