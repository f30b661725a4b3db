//! Printed and written text, from the font that the project ships for its forms.

use std::sync::OnceLock;

use ab_glyph::{Font, FontVec, Glyph, Outline, OutlineCurve, OutlinedGlyph, Point, PxScaleFactor, Rect, point};

use super::person::named;
use super::sheet::{Ink, Place, Sheet};

/// How a run of text is set.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    /// Height of a Chinese character's square, in millimetres.
    pub size: f32,
    /// Added between characters, in millimetres.
    pub gap: f32,
    /// Extra stroke weight in millimetres, for headings: the shipped font has one weight.
    pub weight: f32,
    /// Whether a hand wrote it: every character leans, wobbles and sits a little differently.
    pub by_hand: bool,
    /// Its colour.
    pub ink: Ink,
}

impl Type {
    /// Printed in black.
    pub const fn print(size: f32) -> Self {
        Self { size, gap: 0.0, weight: 0.0, by_hand: false, ink: Ink::BLACK }
    }

    /// A printed heading, bold.
    pub const fn heading(size: f32) -> Self {
        Self { weight: size * 0.035, ..Self::print(size) }
    }

    /// Written with a pen.
    pub const fn pen(size: f32) -> Self {
        Self { size, gap: size * 0.06, weight: size * 0.01, by_hand: true, ink: Ink::PEN }
    }

    /// The same in another ink.
    pub const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same, spaced out.
    pub const fn spaced(self, gap: f32) -> Self {
        Self { gap, ..self }
    }

    /// How wide `text` comes out, in millimetres.
    pub fn width(self, text: &str) -> f32 {
        text.chars().map(|c| self.size * advance(c) + self.gap).sum::<f32>() - self.gap
    }
}

impl Sheet {
    /// One line of text; `place` is the left end of its base line. Gives the place after it.
    pub fn text(&mut self, place: Place, style: Type, text: &str) -> Place {
        let (mut x, y) = place;
        for c in named(text).chars() {
            self.character((x, y), 0.0, style, c);
            x += style.size * advance(c) + style.gap;
        }
        (x, y)
    }

    /// One line of text, centred on `place`.
    pub fn centred(&mut self, (x, y): Place, style: Type, text: &str) {
        self.text((x - style.width(text) / 2.0, y), style, text);
    }

    /// One line of text that ends at `place`.
    pub fn right(&mut self, (x, y): Place, style: Type, text: &str) {
        self.text((x - style.width(text), y), style, text);
    }

    /// Running text in a column of `width` millimetres, first line indented by two characters, lines `leading` apart.
    /// Gives the base line under the last one.
    pub fn paragraph(&mut self, (x, y): Place, width: f32, leading: f32, style: Type, text: &str) -> f32 {
        let mut pen = (x + 2.0 * style.size, y);
        let mut word = String::new();
        for c in named(text).chars().chain(std::iter::once('\n')) {
            if c.is_ascii_alphanumeric() {
                word.push(c);
                continue;
            }
            let mark = if c == '\n' { String::new() } else { c.to_string() };
            for piece in [std::mem::take(&mut word), mark] {
                let advance = style.width(&piece);
                let hangs = matches!(piece.as_str(), "，" | "。" | "、" | "；" | "：" | "”" | "）" | "," | ".");
                if pen.0 + advance > x + width + 0.1 && !hangs {
                    pen = (x, pen.1 + leading);
                }
                let vanishes = piece == " " && pen.0 <= x;
                if !piece.is_empty() && !vanishes {
                    pen = self.text(pen, style, &piece);
                    pen.0 += style.gap;
                }
            }
        }
        pen.1 + leading
    }

    /// One character, turned by `angle` radians about the left end of its base line.
    pub fn character(&mut self, place: Place, angle: f32, style: Type, c: char) {
        let Some(mut outline) = font().outline(font().glyph_id(c)) else { return };
        let (mut size, mut place, mut angle) = (style.size, place, angle);
        if style.by_hand {
            size *= self.noise.between(0.9, 1.08);
            place.1 += size * self.noise.between(-0.05, 0.05);
            angle += self.noise.between(-0.09, 0.05);
            let phase = self.noise.between(0.0, 6.0);
            let lean = self.noise.between(0.08, 0.22);
            bend(&mut outline, |p| {
                point(p.x + lean * p.y + 22.0 * (p.y / 150.0 + phase).sin(), p.y + 26.0 * (p.x / 170.0 + phase).sin())
            });
        }
        let (sin, cos) = (-angle).sin_cos();
        let (skew_sin, skew_cos) = self.turn();
        let (sin, cos) = (sin * skew_cos - cos * skew_sin, cos * skew_cos + sin * skew_sin);
        bend(&mut outline, |p| point(p.x * cos - p.y * sin, p.x * sin + p.y * cos));
        let at = self.px(place);
        let factor = size * self.px_per_mm() / units();
        self.stamp(&outline, at, factor, style.ink);
        if style.weight > 0.0 {
            let weight = style.weight * self.px_per_mm();
            self.stamp(&outline, (at.0 + weight, at.1), factor, style.ink);
            self.stamp(&outline, (at.0 + weight / 2.0, at.1 - weight / 2.0), factor, style.ink);
        }
    }

    fn stamp(&mut self, outline: &Outline, (x, y): (f32, f32), factor: f32, ink: Ink) {
        let glyph = Glyph { id: ab_glyph::GlyphId(0), scale: 1.0.into(), position: point(x, y) };
        let scale = PxScaleFactor { horizontal: factor, vertical: factor };
        let shape = OutlinedGlyph::new(glyph, outline.clone(), scale);
        let corner = shape.px_bounds().min;
        shape.draw(|dx, dy, coverage| {
            self.dab(corner.x as i64 + i64::from(dx), corner.y as i64 + i64::from(dy), coverage, ink);
        });
    }
}

/// Applies `to` to every point of a glyph and finds its box anew.
fn bend(outline: &mut Outline, to: impl Fn(Point) -> Point) {
    let mut low = point(f32::MAX, f32::MAX);
    let mut high = point(f32::MIN, f32::MIN);
    for curve in &mut outline.curves {
        let points: &mut [&mut Point] = match curve {
            OutlineCurve::Line(a, b) => &mut [a, b],
            OutlineCurve::Quad(a, b, c) => &mut [a, b, c],
            OutlineCurve::Cubic(a, b, c, d) => &mut [a, b, c, d],
        };
        for p in points {
            **p = to(**p);
            low = point(low.x.min(p.x), low.y.min(p.y));
            high = point(high.x.max(p.x), high.y.max(p.y));
        }
    }
    // y grows upwards in a font: the box's `min` is its upper left corner.
    outline.bounds = Rect { min: point(low.x, high.y), max: point(high.x, low.y) };
}

fn advance(c: char) -> f32 {
    font().h_advance_unscaled(font().glyph_id(c)) / units()
}

fn units() -> f32 {
    font().units_per_em().unwrap_or(1000.0)
}

fn font() -> &'static FontVec {
    static FONT: OnceLock<FontVec> = OnceLock::new();
    FONT.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../src/font/NotoSerifSC-Regular.otf");
        let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        FontVec::try_from_vec(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
    })
}
