//! What text takes whose glyphs are drawings themselves (ISO 32000-1, 9.6.5): each as often as it is written.

use super::cost::Cost;
use super::obstacle::Obstacle;
use super::walk::Walk;
use hayro::hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro::hayro_syntax::page::Resources;
use std::collections::HashMap;
use std::rc::Rc;

/// What the glyphs of a font take; nothing where they are outlines.
#[derive(Default)]
pub(super) struct Letters {
    drawn: bool,
    /// More than any of them.
    dearest: Cost,
    /// That of each byte for which the font names one of them.
    named: HashMap<u8, Cost>,
}

impl Walk {
    /// What the glyphs of a font take where they are drawings.
    pub(super) fn letters(&mut self, font: &Dict<'_>, resources: &Resources<'_>) -> Result<Rc<Letters>, Obstacle> {
        if let Some(known) = font.obj_id().and_then(|id| self.lettered.get(&id)) {
            return Ok(Rc::clone(known));
        }
        let letters = Rc::new(self.new_letters(font, resources)?);
        if let Some(id) = font.obj_id() {
            self.lettered.insert(id, Rc::clone(&letters));
        }
        Ok(letters)
    }

    fn new_letters(&mut self, font: &Dict<'_>, resources: &Resources<'_>) -> Result<Letters, Obstacle> {
        let Some(glyphs) = font.get::<Dict<'_>>("CharProcs") else { return Ok(Letters::default()) };
        let own = font.get::<Dict<'_>>("Resources").map(Resources::new);
        let (mut dearest, mut known) = (Cost::default(), HashMap::new());
        for name in glyphs.keys() {
            if let Some(glyph) = glyphs.get::<Stream<'_>>(&name) {
                let cost = self.drawing(&glyph, own.as_ref().unwrap_or(resources))?.unseen();
                dearest = dearest.dearer(cost);
                known.insert(name.to_vec(), cost);
            }
        }
        let named = names(font).into_iter().filter_map(|(byte, name)| Some((byte, *known.get(&name)?))).collect();
        Ok(Letters { drawn: true, dearest, named })
    }
}

/// The names that a font has for bytes, where it has its own; the last one counts.
fn names(font: &Dict<'_>) -> HashMap<u8, Vec<u8>> {
    let encoding = font.get::<Dict<'_>>("Encoding").unwrap_or_default();
    let (mut names, mut byte) = (HashMap::new(), 0i64);
    for item in encoding.get::<Array<'_>>("Differences").iter().flat_map(Array::iter::<Object<'_>>) {
        match item {
            Object::Number(number) => byte = number.as_i64(),
            Object::Name(name) => {
                names.extend(u8::try_from(byte).map(|byte| (byte, name.to_vec())));
                byte = byte.saturating_add(1);
            }
            _ => {}
        }
    }
    names
}

impl Letters {
    /// What it takes to write this.
    pub(super) fn written(&self, text: &Object<'_>) -> Result<Cost, Obstacle> {
        let mut cost = Cost::default();
        if self.drawn {
            let mut counts = [0u64; 256];
            count(text, &mut counts);
            for (byte, count) in (0..=u8::MAX).zip(counts).filter(|(_, count)| *count > 0) {
                cost.add(self.named.get(&byte).unwrap_or(&self.dearest).times(count))?;
            }
        }
        Ok(cost)
    }
}

fn count(text: &Object<'_>, counts: &mut [u64; 256]) {
    match text {
        Object::String(text) => text.as_bytes().iter().for_each(|byte| counts[usize::from(*byte)] += 1),
        Object::Array(pieces) => pieces.iter::<Object<'_>>().for_each(|piece| count(&piece, counts)),
        _ => {}
    }
}
