//! A portrait-like drawing: head and shoulders of nobody, on a plain background.

use super::sheet::{Ink, Place, Sheet};

/// What the drawn person looks like.
#[derive(Debug, Clone, Copy)]
pub struct Looks {
    /// Behind the person.
    pub background: [u8; 3],
    /// Jacket.
    pub jacket: [u8; 3],
    /// Hair falls to the shoulders.
    pub long_hair: bool,
}

/// A photograph of `width` x `height` pixels; the person fills it as the rules for photographs ask.
pub fn photograph(pixels: (u32, u32), looks: Looks, seed: u64) -> Sheet {
    let dpi = 300.0;
    let size = (pixels.0 as f32 * 25.4 / dpi - 0.01, pixels.1 as f32 * 25.4 / dpi - 0.01);
    let mut sheet = Sheet::flat(size, dpi, looks.background);
    sheet.noise = super::noise::Noise::new(seed);
    sheet.person((0.0, 0.0), size, looks);
    sheet
}

impl Sheet {
    /// Draws the person into the box at `corner`, on whatever is there.
    pub fn person(&mut self, corner: Place, size: (f32, f32), looks: Looks) {
        let at = |x: f32, y: f32| (corner.0 + x * size.0, corner.1 + y * size.1);
        let hair = Ink::new([36, 30, 30]).covering();
        let skin = Ink::new([226, 188, 162]).covering();
        let jacket = Ink::new(looks.jacket).covering();
        let (w, h) = size;
        if looks.long_hair {
            self.ellipse(at(0.5, 0.45), (w * 0.27, h * 0.29), hair);
        }
        self.shoulders(&at, jacket);
        self.polygon(&[at(0.41, 0.58), at(0.59, 0.58), at(0.62, 0.77), at(0.5, 0.86), at(0.38, 0.77)], skin);
        self.polygon(&[at(0.38, 0.74), at(0.5, 0.86), at(0.44, 0.93), at(0.33, 0.79)], Ink::WHITE);
        self.polygon(&[at(0.62, 0.74), at(0.5, 0.86), at(0.56, 0.93), at(0.67, 0.79)], Ink::WHITE);
        self.ellipse(at(0.5, 0.335), (w * 0.215, h * 0.205), hair);
        self.ellipse(at(0.5, 0.42), (w * 0.19, h * 0.215), skin);
        self.ellipse(at(0.305, 0.43), (w * 0.025, h * 0.04), skin);
        self.ellipse(at(0.695, 0.43), (w * 0.025, h * 0.04), skin);
        let fringe = [
            at(0.31, 0.36),
            at(0.34, 0.22),
            at(0.5, 0.17),
            at(0.66, 0.22),
            at(0.69, 0.36),
            at(0.6, 0.27),
            at(0.44, 0.255),
        ];
        self.polygon(&fringe, hair);
        self.features(&at, size);
        self.details(&at, w, looks);
    }

    /// Strands of hair, a striped tie or a brooch, weave of the cloth: the fine lines by which sharpness shows.
    fn details(&mut self, at: &impl Fn(f32, f32) -> Place, w: f32, looks: Looks) {
        let strand = Ink::new([92, 80, 76]).covering();
        for i in 0_u8..9 {
            let x = f32::from(i) * 0.028;
            self.curve(
                &[at(0.37 + x, 0.245 - x * 0.2), at(0.4 + x * 0.8, 0.17), at(0.46 + x * 0.5, 0.145)],
                w * 0.006,
                strand,
            );
        }
        if !looks.long_hair {
            let tie = Ink::new([120, 34, 40]).covering();
            self.polygon(&[at(0.47, 0.855), at(0.53, 0.855), at(0.55, 1.0), at(0.45, 1.0)], tie);
            for i in 0_u8..5 {
                let y = 0.87 + f32::from(i) * 0.025;
                self.line(at(0.465, y + 0.02), at(0.535, y), w * 0.009, Ink::WHITE);
            }
        }
        let weave = Ink::new(looks.jacket.map(|value| value.saturating_add(46))).covering();
        for i in 0_u8..9 {
            let x = f32::from(i) * 0.03;
            self.line(at(0.04 + x, 0.91 - x * 0.36), at(0.02 + x, 1.0), w * 0.005, weave);
            self.line(at(0.96 - x, 0.91 - x * 0.36), at(0.98 - x, 1.0), w * 0.005, weave);
        }
    }

    fn shoulders(&mut self, at: &impl Fn(f32, f32) -> Place, jacket: Ink) {
        let outline = [
            at(0.0, 1.0),
            at(0.03, 0.89),
            at(0.12, 0.81),
            at(0.3, 0.755),
            at(0.4, 0.71),
            at(0.6, 0.71),
            at(0.7, 0.755),
            at(0.88, 0.81),
            at(0.97, 0.89),
            at(1.0, 1.0),
        ];
        self.polygon(&outline, jacket);
        let seam = Ink::new(jacket.colour.map(|value| value / 2)).covering();
        self.curve(&[at(0.34, 0.75), at(0.4, 0.88), at(0.5, 1.0)], 0.25, seam);
        self.curve(&[at(0.66, 0.75), at(0.6, 0.88), at(0.5, 1.0)], 0.25, seam);
    }

    fn features(&mut self, at: &impl Fn(f32, f32) -> Place, (w, h): (f32, f32)) {
        let dark = Ink::new([48, 36, 34]).covering();
        let shade = Ink::new([186, 138, 116]).covering();
        for side in [-1.0_f32, 1.0] {
            let x = |off: f32| 0.5 + side * off;
            self.curve(&[at(x(0.045), 0.371), at(x(0.1), 0.364), at(x(0.14), 0.376)], w * 0.014, dark);
            self.ellipse(at(x(0.088), 0.412), (w * 0.036, h * 0.012), Ink::WHITE);
            self.ellipse(at(x(0.088), 0.412), (w * 0.015, h * 0.0115), dark);
            self.curve(&[at(x(0.05), 0.408), at(x(0.09), 0.398), at(x(0.13), 0.41)], w * 0.008, dark);
        }
        self.curve(&[at(0.49, 0.42), at(0.475, 0.475), at(0.5, 0.483), at(0.522, 0.475)], w * 0.007, shade);
        self.curve(
            &[at(0.44, 0.526), at(0.48, 0.532), at(0.52, 0.532), at(0.56, 0.526)],
            w * 0.012,
            Ink::new([172, 84, 80]).covering(),
        );
        self.curve(&[at(0.46, 0.548), at(0.5, 0.554), at(0.54, 0.548)], w * 0.008, shade);
        self.curve(&[at(0.4, 0.6), at(0.5, 0.642), at(0.6, 0.6)], w * 0.008, shade);
    }
}
