//! The round red seal of a unit: ring, star, its name along the ring.

use std::f32::consts::PI;

use super::lettering::Type;
use super::sheet::{Ink, Place, Sheet};

impl Sheet {
    /// A seal of `radius` millimetres (units' own are 20 to 21) with `name` along the ring and `purpose` under the
    /// star, turned a little, as a hand presses it.
    pub fn seal(&mut self, centre: Place, radius: f32, name: &str, purpose: &str) {
        let tilt = self.noise.between(-0.14, 0.14);
        let ink = Ink::SEAL.faint(self.noise.between(0.78, 0.9));
        self.ring(centre, radius, radius * 0.055, ink);
        self.star(centre, radius * 0.3, tilt, ink);
        self.around(centre, radius, tilt, name, ink);
        let style = Type::print(radius * 0.19).ink(ink);
        let (sin, cos) = tilt.sin_cos();
        let below = radius * 0.68;
        let mut along = -style.width(purpose) / 2.0;
        for c in purpose.chars() {
            let place = (centre.0 + along * cos - below * sin, centre.1 + along * sin + below * cos);
            self.character(place, tilt, style, c);
            along += style.width(&c.to_string());
        }
    }

    /// A five-pointed star with its first point up, turned by `tilt` radians.
    pub fn star(&mut self, centre: Place, radius: f32, tilt: f32, ink: Ink) {
        let corners: Vec<Place> = (0_u8..10)
            .map(|i| {
                let reach = if i % 2 == 0 { radius } else { radius * 0.382 };
                let angle = tilt + f32::from(i) * PI / 5.0;
                (centre.0 + reach * angle.sin(), centre.1 - reach * angle.cos())
            })
            .collect();
        self.polygon(&corners, ink);
    }

    fn around(&mut self, centre: Place, radius: f32, tilt: f32, name: &str, ink: Ink) {
        let count = name.chars().count() as f32;
        let sweep = (count * 0.46).min(4.5);
        let size = (radius * 0.31).min(radius * 0.68 * sweep / count);
        let style = Type { weight: 0.12, ..Type::print(size).ink(ink) };
        let foot = radius * 0.64;
        for (i, c) in name.chars().enumerate() {
            let angle = tilt + sweep * ((i as f32 + 0.5) / count - 0.5);
            let (sin, cos) = angle.sin_cos();
            let left = size / 2.0;
            self.character((centre.0 + foot * sin - left * cos, centre.1 - foot * cos - left * sin), angle, style, c);
        }
    }
}
