//! Ornate borders of certificates.

use std::f32::consts::TAU;

use super::sheet::{Ink, Place, Sheet};

/// What runs along a certificate's four sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Border {
    /// Crossing waves between two frames.
    Waves,
    /// A meander, as on old lattice windows.
    Meander,
    /// Beads on a line, with rosettes in the corners.
    Beads,
    /// Small diamonds between a thick and a thin frame.
    Diamonds,
}

impl Sheet {
    /// A border of `kind`, its outer frame `inset` millimetres from the sheet's edges and `depth` deep.
    pub fn border(&mut self, kind: Border, inset: f32, depth: f32, ink: Ink) {
        let (width, height) = self.size();
        let inner = inset + depth;
        self.frame((inset, inset), (width - 2.0 * inset, height - 2.0 * inset), 0.7, ink);
        self.frame((inner, inner), (width - 2.0 * inner, height - 2.0 * inner), 0.35, ink);
        let middle = inset + depth / 2.0;
        let corners =
            [(middle, middle), (width - middle, middle), (width - middle, height - middle), (middle, height - middle)];
        for (i, from) in corners.into_iter().enumerate() {
            self.side(kind, from, corners[(i + 1) % 4], depth, ink);
            self.rosette(from, depth * 0.62, ink);
        }
    }

    /// A flower of two rings and eight petals.
    pub fn rosette(&mut self, centre: Place, radius: f32, ink: Ink) {
        self.ring(centre, radius, radius * 0.08, ink);
        self.ring(centre, radius * 0.3, radius * 0.1, ink);
        for petal in 0_u8..8 {
            let (sin, cos) = (f32::from(petal) * TAU / 8.0).sin_cos();
            let at = (centre.0 + 0.62 * radius * cos, centre.1 + 0.62 * radius * sin);
            self.ring(at, radius * 0.22, radius * 0.07, ink);
        }
    }

    fn side(&mut self, kind: Border, from: Place, to: Place, depth: f32, ink: Ink) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let along = ((to.0 - from.0) / length, (to.1 - from.1) / length);
        let at = |t: f32, off: f32| (from.0 + along.0 * t - along.1 * off, from.1 + along.1 * t + along.0 * off);
        let (start, end) = (depth * 0.8, length - depth * 0.8);
        let count = ((end - start) / (depth * 1.5)).round().max(1.0);
        let step = (end - start) / count;
        for i in 0..count as usize {
            let t = start + step * i as f32;
            match kind {
                Border::Waves => self.waves(&at, t, step, depth * 0.36, ink),
                Border::Meander => {
                    let h = depth * 0.3;
                    let path = [
                        (0.0, h),
                        (0.0, -h),
                        (0.8, -h),
                        (0.8, h * 0.5),
                        (0.35, h * 0.5),
                        (0.35, -h * 0.3),
                        (0.58, -h * 0.3),
                    ];
                    let places: Vec<_> = path.iter().map(|(x, off)| at(t + x * step, *off)).collect();
                    self.curve(&places, depth * 0.07, ink);
                }
                Border::Beads => {
                    let middle = at(t + step / 2.0, 0.0);
                    self.ring(middle, depth * 0.26, depth * 0.08, ink);
                    self.ellipse(middle, (depth * 0.09, depth * 0.09), ink);
                    self.line(at(t, 0.0), at(t + step * 0.2, 0.0), depth * 0.08, ink);
                    self.line(at(t + step * 0.8, 0.0), at(t + step, 0.0), depth * 0.08, ink);
                }
                Border::Diamonds => {
                    let h = depth * 0.3;
                    let places =
                        [at(t, 0.0), at(t + step / 2.0, -h), at(t + step, 0.0), at(t + step / 2.0, h), at(t, 0.0)];
                    self.curve(&places, depth * 0.07, ink);
                    self.polygon(
                        &[
                            at(t + step * 0.35, 0.0),
                            at(t + step / 2.0, -h * 0.35),
                            at(t + step * 0.65, 0.0),
                            at(t + step / 2.0, h * 0.35),
                        ],
                        ink,
                    );
                }
            }
        }
    }

    fn waves(&mut self, at: &impl Fn(f32, f32) -> Place, t: f32, step: f32, height: f32, ink: Ink) {
        for phase in [0.0, TAU / 3.0, 2.0 * TAU / 3.0] {
            let places: Vec<_> = (0_u8..=10)
                .map(|i| {
                    let part = f32::from(i) / 10.0;
                    at(t + part * step, height * (part * TAU + phase).sin())
                })
                .collect();
            self.curve(&places, 0.16, ink);
        }
    }
}
