//! A sheet of paper on the scanner's glass: lines, areas and ink, placed in millimetres.

use image::{DynamicImage, Rgb, RgbImage};

use super::noise::Noise;

/// A place on the sheet in millimetres, from its upper left corner.
pub type Place = (f32, f32);

/// What a mark is made with.
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// Red, green, blue at full strength.
    pub colour: [u8; 3],
    /// 0 leaves the paper as it is, 1 hides it.
    pub strength: f32,
    /// Whether it lightens what lies under it (white lettering on a dark cover) instead of only darkening it.
    pub covers: bool,
}

impl Ink {
    /// Toner or printer's ink.
    pub const BLACK: Self = Self::new([38, 37, 40]);
    /// Thin rules of printed forms.
    pub const RULE: Self = Self::new([62, 61, 64]);
    /// A ball pen.
    pub const PEN: Self = Self::new([36, 48, 112]);
    /// The head of an official document.
    pub const RED: Self = Self::new([196, 34, 38]);
    /// A seal's paste: a little of the paper shows through.
    pub const SEAL: Self = Self { colour: [205, 40, 44], strength: 0.86, covers: false };
    /// Lettering left white in a coloured area.
    pub const WHITE: Self = Self { colour: [240, 240, 238], strength: 1.0, covers: true };

    /// Ink that only darkens, at full strength.
    pub const fn new(colour: [u8; 3]) -> Self {
        Self { colour, strength: 1.0, covers: false }
    }

    /// The same ink, thinner.
    pub const fn faint(self, strength: f32) -> Self {
        Self { strength, ..self }
    }

    /// The same ink, hiding what lies under it.
    pub const fn covering(self) -> Self {
        Self { covers: true, ..self }
    }
}

/// One page while it is drawn: lying slightly askew, as pages on a scanner do.
#[derive(Debug)]
pub struct Sheet {
    picture: RgbImage,
    size: (f32, f32),
    px_per_mm: f32,
    turn: (f32, f32),
    shift: (f32, f32),
    /// The sheet's own chance: skew, jitter of a hand, grain.
    pub noise: Noise,
}

impl Sheet {
    /// White paper of `size` millimetres at `dpi`, turned by less than half a degree and moved by less than 1 mm.
    pub fn new(size: (f32, f32), dpi: f32, seed: u64) -> Self {
        let mut noise = Noise::new(seed);
        let tone = noise.between(237.0, 243.0) as u8;
        let skew = noise.between(-0.45, 0.45);
        let shift = (noise.between(-0.9, 0.9), noise.between(-0.9, 0.9));
        let mut sheet = Self::flat(size, dpi, [tone, tone, tone.saturating_sub(3)]);
        sheet.turn = skew.to_radians().sin_cos();
        sheet.shift = shift;
        sheet.noise = noise;
        sheet
    }

    /// A4 paper, portrait.
    pub fn a4(dpi: f32, seed: u64) -> Self {
        Self::new((210.0, 297.0), dpi, seed)
    }

    /// An upright sheet of one colour that fills the picture, for cards and photographs.
    pub fn flat(size: (f32, f32), dpi: f32, colour: [u8; 3]) -> Self {
        let px_per_mm = dpi / 25.4;
        let pixels = |mm: f32| (mm * px_per_mm).ceil() as u32;
        Self {
            picture: RgbImage::from_pixel(pixels(size.0), pixels(size.1), Rgb(colour)),
            size,
            px_per_mm,
            turn: (0.0, 1.0),
            shift: (0.0, 0.0),
            noise: Noise::new(0),
        }
    }

    /// Width and height in millimetres.
    pub fn size(&self) -> (f32, f32) {
        self.size
    }

    /// Pixels per millimetre.
    pub fn px_per_mm(&self) -> f32 {
        self.px_per_mm
    }

    /// Sine and cosine of the skew.
    pub fn turn(&self) -> (f32, f32) {
        self.turn
    }

    /// Where a place falls in the picture, in pixels.
    pub fn px(&self, (x, y): Place) -> (f32, f32) {
        let (half_width, half_height) = (self.size.0 / 2.0, self.size.1 / 2.0);
        let (sin, cos) = self.turn;
        let (x, y) = (x - half_width, y - half_height);
        let turned = (x * cos - y * sin + half_width + self.shift.0, x * sin + y * cos + half_height + self.shift.1);
        (turned.0 * self.px_per_mm, turned.1 * self.px_per_mm)
    }

    /// Puts ink on one pixel, where it exists; `coverage` 0..=1.
    pub fn dab(&mut self, x: i64, y: i64, coverage: f32, ink: Ink) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        let Some(pixel) = self.picture.get_pixel_mut_checked(x, y) else { return };
        let strength = (coverage * ink.strength).clamp(0.0, 1.0);
        // The glyph rasteriser leaves traces of coverage where there is none; they would show as boxes.
        if strength < 0.02 {
            return;
        }
        for (under, over) in pixel.0.iter_mut().zip(ink.colour) {
            let mixed = f32::from(*under).mul_add(1.0 - strength, f32::from(over) * strength).round() as u8;
            *under = if ink.covers { mixed } else { mixed.min(*under) };
        }
    }

    /// Inks the pixels of a box (in pixels) by their distance to a shape: negative inside, in pixels.
    pub fn shape(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink, distance: impl Fn(f32, f32) -> f32) {
        let (width, height) = (self.picture.width() as f32, self.picture.height() as f32);
        let (left, right) = ((from.0 - 1.0).max(0.0) as i64, (to.0 + 1.0).min(width - 1.0) as i64);
        let (top, bottom) = ((from.1 - 1.0).max(0.0) as i64, (to.1 + 1.0).min(height - 1.0) as i64);
        for y in top..=bottom {
            for x in left..=right {
                let coverage = 0.5 - distance(x as f32 + 0.5, y as f32 + 0.5);
                if coverage > 0.0 {
                    self.dab(x, y, coverage.min(1.0), ink);
                }
            }
        }
    }

    /// A straight stroke of `width` millimetres.
    pub fn line(&mut self, from: Place, to: Place, width: f32, ink: Ink) {
        let half = width * self.px_per_mm / 2.0;
        let (a, b) = (self.px(from), self.px(to));
        let (low, high) = ((a.0.min(b.0) - half, a.1.min(b.1) - half), (a.0.max(b.0) + half, a.1.max(b.1) + half));
        self.shape(low, high, ink, |x, y| to_segment((x, y), a, b) - half);
    }

    /// A stroke through all of `places`.
    pub fn curve(&mut self, places: &[Place], width: f32, ink: Ink) {
        for pair in places.windows(2) {
            self.line(pair[0], pair[1], width, ink);
        }
    }

    /// The outline of a rectangle.
    pub fn frame(&mut self, (x, y): Place, size: (f32, f32), width: f32, ink: Ink) {
        let (right, bottom) = (x + size.0, y + size.1);
        self.curve(&[(x, y), (right, y), (right, bottom), (x, bottom), (x, y)], width, ink);
    }

    /// A filled polygon of any form that does not cross itself.
    pub fn polygon(&mut self, places: &[Place], ink: Ink) {
        let corners: Vec<_> = places.iter().map(|place| self.px(*place)).collect();
        let low = corners.iter().fold((f32::MAX, f32::MAX), |low, c| (low.0.min(c.0), low.1.min(c.1)));
        let high = corners.iter().fold((0.0_f32, 0.0_f32), |high, c| (high.0.max(c.0), high.1.max(c.1)));
        self.shape(low, high, ink, |x, y| to_polygon((x, y), &corners));
    }

    /// A filled rectangle.
    pub fn area(&mut self, (x, y): Place, size: (f32, f32), ink: Ink) {
        let (right, bottom) = (x + size.0, y + size.1);
        self.polygon(&[(x, y), (right, y), (right, bottom), (x, bottom)], ink);
    }

    /// A filled ellipse with half axes in millimetres.
    pub fn ellipse(&mut self, centre: Place, half: (f32, f32), ink: Ink) {
        let (cx, cy) = self.px(centre);
        let (a, b) = (half.0 * self.px_per_mm, half.1 * self.px_per_mm);
        self.shape((cx - a, cy - b), (cx + a, cy + b), ink, |x, y| {
            let (x, y) = (x - cx, y - cy);
            let reach = (x / a).hypot(y / b);
            reach * (reach - 1.0) / (x / (a * a)).hypot(y / (b * b)).max(f32::EPSILON)
        });
    }

    /// A ring of `width` millimetres, `radius` to its middle.
    pub fn ring(&mut self, centre: Place, radius: f32, width: f32, ink: Ink) {
        let (cx, cy) = self.px(centre);
        let (radius, half) = (radius * self.px_per_mm, width * self.px_per_mm / 2.0);
        let reach = radius + half;
        self.shape((cx - reach, cy - reach), (cx + reach, cy + reach), ink, |x, y| {
            ((x - cx).hypot(y - cy) - radius).abs() - half
        });
    }

    /// What the scanner delivers: the paper's own edge where it lies inside the picture, uneven light, grain.
    pub fn scanned(mut self) -> DynamicImage {
        let (width, height) = self.size;
        let shadow = Ink::new([120, 120, 122]).faint(0.5);
        self.frame((0.0, 0.0), (width, height), 0.25, shadow);
        self.grain();
        DynamicImage::ImageRgb8(self.picture)
    }

    /// The same in shades of gray, as an office scanner's default delivers it.
    pub fn scanned_gray(self) -> DynamicImage {
        DynamicImage::ImageLuma8(self.scanned().to_luma8())
    }

    /// What a camera delivers: grain, but no edge of paper.
    pub fn photographed(mut self) -> DynamicImage {
        self.grain();
        DynamicImage::ImageRgb8(self.picture)
    }

    /// The picture as it is, without a scanner's traces: for small slips that must stay small files.
    pub fn plain(self) -> DynamicImage {
        DynamicImage::ImageRgb8(self.picture)
    }

    fn grain(&mut self) {
        let (width, height) = (self.picture.width() as f32, self.picture.height() as f32);
        let lean = (self.noise.between(-3.0, 3.0), self.noise.between(-2.0, 2.0));
        for (x, y, pixel) in self.picture.enumerate_pixels_mut() {
            let light = lean.0 * (x as f32 / width - 0.5) + lean.1 * (y as f32 / height - 0.5);
            let bits = self.noise.bits();
            let speck = (bits & 3) as f32 + (bits >> 2 & 3) as f32 - 3.0;
            for value in &mut pixel.0 {
                *value = (f32::from(*value) + light + speck * 0.55).clamp(0.0, 246.0) as u8;
            }
        }
    }
}

fn to_segment(p: (f32, f32), a: (f32, f32), b: (f32, f32)) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx.mul_add(dx, dy * dy).max(f32::EPSILON);
    let along = (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0);
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}

fn to_polygon(p: (f32, f32), corners: &[(f32, f32)]) -> f32 {
    let mut nearest = f32::MAX;
    let mut inside = false;
    for (i, &a) in corners.iter().enumerate() {
        let b = corners[(i + 1) % corners.len()];
        nearest = nearest.min(to_segment(p, a, b));
        let crosses = (a.1 > p.1) != (b.1 > p.1);
        if crosses && p.0 < (b.0 - a.0) * (p.1 - a.1) / (b.1 - a.1) + a.0 {
            inside = !inside;
        }
    }
    if inside { -nearest } else { nearest }
}
