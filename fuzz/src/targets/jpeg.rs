//! Inspection of JPEG files.

use crate::chance::{Chance, change};
use crate::runner::Target;
use crate::seeds;
use dossier::inspect::inspect;
use dossier::jpeg;
use dossier::seen::Content;
use dossier::seen::picture::Wholeness;
use std::io;

pub fn target() -> io::Result<Target> {
    let seeds = seeds::files("fixtures/rules", ".jpg");
    let draw = move |chance: &mut Chance| {
        let mut bytes = chance.pick(&seeds).clone();
        change(&mut bytes, 2, &seeds, chance);
        if chance.one_in(4) && bytes.len() > 4 {
            let at = 2 + chance.below(bytes.len() - 4);
            bytes[at..at + 2].copy_from_slice(&[0xFF, 0xC0 | chance.next() as u8 & 0x3F]);
        }
        bytes
    };
    Ok(Target { draw: Box::new(draw), look: Box::new(look) })
}

fn look(bytes: &[u8]) -> Result<&'static str, String> {
    let found = inspect(bytes);
    if found.content != Content::Jpeg && found.picture.is_none() {
        return Ok("no JPEG");
    }
    if let Some(trouble) = &found.trouble {
        return Err(format!("{trouble:?}"));
    }
    if found.bytes != bytes.len() as u64 || (found.content != Content::Jpeg && found.picture.is_some()) {
        return Err("a picture that is no JPEG".to_owned());
    }
    match found.picture.map(|picture| picture.wholeness) {
        None => Ok("no JPEG"),
        Some(Wholeness::Whole) if !is_usable(bytes) => Err("whole, and not usable".to_owned()),
        Some(Wholeness::Whole) => Ok("whole"),
        Some(Wholeness::Damaged(_)) => Ok("damaged"),
        Some(Wholeness::NotOrdinary(_)) => Ok("not ordinary"),
        Some(Wholeness::TooManyPixels) => Ok("too many pixels"),
    }
}

/// Whether what inspection calls whole can be printed and repaired.
fn is_usable(bytes: &[u8]) -> bool {
    let Some(picture) = jpeg::coefficients(bytes) else { return false };
    let same = |made: Option<Vec<u8>>| made.and_then(|made| jpeg::coefficients(&made)).as_ref() == Some(&picture);
    jpeg::header(bytes).is_some() && jpeg::contents(bytes).is_some() && same(jpeg::clean(bytes))
}
