//! What instructions draw: pictures, forms, patterns, shadings and glyphs that are drawings, and what each of them takes.

use super::claim::Claim;
use super::cost::Cost;
use super::entries;
use super::functions;
use super::obstacle::Obstacle;
use super::survey::Tilings;
use super::walk::Walk;
use hayro::hayro_syntax::object::{Dict, Name, Object, Stream};
use hayro::hayro_syntax::page::Resources;

/// The most copies of a tile that are laid into one another.
const TILES: f64 = 64.0;
/// As many other shadings a mesh stands for where nobody sees how large it is.
const MESH: u64 = 64;

impl Walk {
    pub(super) fn object(&mut self, object: &Stream<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        self.in_layer(object.dict(), b"OC")?;
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Image") => {
                let Claim { samples, bits, .. } = self.picture(object, Some(resources))?;
                self.explained = self.explained.saturating_add(self.streams.explained_by_picture(object, bits));
                let space = object.dict().get::<Object<'_>>("ColorSpace");
                let colours = space.as_ref().map_or(Ok(0), |space| self.streams.below(space))?;
                // Colours that are computed are computed for each pixel.
                let samples = samples.saturating_mul(space.as_ref().map_or(0, functions::steps).saturating_add(1));
                let mut cost = Cost { instructions: colours, samples, ..Cost::default() };
                for key in ["SMask", "Mask"] {
                    if let Some(mask) = object.dict().get::<Stream<'_>>(key) {
                        cost.add(Cost { samples: self.picture(&mask, None)?.samples, ..Cost::default() })?;
                    }
                }
                Ok(cost)
            }
            Some(b"Form") => self.drawing(boxed(object)?, resources),
            // Instructions for a printer; no viewer shows them.
            Some(b"PS") => Ok(Cost::default()),
            _ => Err(Obstacle::Drawing),
        }
    }

    /// A picture that is drawn, or a mask, which has no `resources`.
    pub(super) fn picture(
        &mut self,
        picture: &Stream<'_>,
        resources: Option<&Resources<'_>>,
    ) -> Result<Claim, Obstacle> {
        let id = picture.dict().obj_id();
        let claim = self.streams.claim(picture)?.drawn()?;
        if !id.is_some_and(|id| self.checked.contains(&id)) {
            entries::check(picture, resources)?;
            self.checked.extend(id);
        }
        Ok(claim)
    }

    /// Whether something may be drawn that `holder` says under a key in which layer it lies.
    pub(super) fn in_layer(&self, holder: &Dict<'_>, key: &[u8]) -> Result<(), Obstacle> {
        if self.layers.as_ref().is_some_and(|layers| layers.are_by_rule(holder, key)) {
            Err(Obstacle::Layer)
        } else {
            Ok(())
        }
    }

    pub(super) fn pattern(&mut self, pattern: Object<'_>, resources: &Resources<'_>) -> Result<Cost, Obstacle> {
        let Object::Stream(tile) = pattern else {
            return self.shading(&pattern);
        };
        // Viewers draw nothing with one that does not say what it is.
        if tile.dict().get::<i32>("PatternType") != Some(1) {
            return Err(Obstacle::Drawing);
        }
        let number = |key: &str| tile.dict().get::<f64>(key).unwrap_or(1.0).abs().max(f64::MIN_POSITIVE);
        let sides = tile.dict().get::<[f64; 4]>("BBox").unwrap_or_default();
        let [left, lower, right, upper] = sides;
        let copies = |length: f64, step: f64| (length.abs() / step).ceil() + 1.0;
        let copies = copies(right - left, number("XStep")) * copies(upper - lower, number("YStep"));
        if copies > TILES {
            return Err(Obstacle::TooMuchDrawing);
        }
        let drawn = self.drawing(boxed(&tile)?, resources)?;
        let tilings = Tilings { some: true, ..drawn.tilings };
        Ok(Cost { tilings, ..drawn.unseen() }.times(copies as u64))
    }

    pub(super) fn shading(&mut self, shading: &Object<'_>) -> Result<Cost, Obstacle> {
        let instructions = self.streams.below(shading)?;
        if let Some(mesh) = mesh(shading) {
            self.explained = self.explained.saturating_add(self.streams.explained_by_mesh(&mesh));
        }
        let shadings = if is_mesh(shading) { MESH } else { 1 };
        Ok(Cost { instructions, shading: functions::steps(shading), shadings, ..Cost::default() })
    }
}

/// A form, where it says how far it reaches: hayro leaves out others, which viewers draw.
pub(super) fn boxed<'s, 'a>(form: &'s Stream<'a>) -> Result<&'s Stream<'a>, Obstacle> {
    form.dict().get::<[f32; 4]>("BBox").map(|_| form).ok_or(Obstacle::Drawing)
}

/// The data of a shading, or of that in a pattern, where it has any.
fn mesh<'a>(shading: &Object<'a>) -> Option<Stream<'a>> {
    match shading {
        Object::Stream(mesh) => Some(mesh.clone()),
        Object::Dict(pattern) => pattern.get::<Stream<'_>>("Shading"),
        _ => None,
    }
}

/// Whether a shading, or the pattern around it, is a mesh (ISO 32000-1, 8.7.4.5).
fn is_mesh(shading: &Object<'_>) -> bool {
    let dictionary = match shading {
        Object::Stream(mesh) => mesh.dict(),
        Object::Dict(dictionary) => dictionary,
        _ => return false,
    };
    let inner = dictionary.get::<Object<'_>>("Shading");
    inner.map_or_else(|| dictionary.get::<u8>("ShadingType").is_some_and(|kind| kind >= 4), |inner| is_mesh(&inner))
}
