//! What is looked for in a picture that the check did not measure: its sheet, how far it lies askew, and whether it is finer
//! than is taken.

use super::beside::is_something_beside;
use super::judge::Judge;
use super::make::MEASURED;
use super::planned::Seek;
use super::sheet::{piece, tenths_back};
use super::step::Step;
use crate::finding::Repair;
use crate::guard::guarded;
use crate::inspect::inspect;
use crate::jpeg::Area;
use crate::pdf::Obstacle;
use crate::pictures::{self, Raster};

/// How many times less askew a picture must lie once it is straightened.
const BETTER: f32 = 2.0;

/// What was found in a picture: one thing at least.
pub(super) struct Found {
    /// Where its sheet lies.
    sheet: Option<Area>,
    /// How far it is turned clockwise, degrees.
    askew: Option<f32>,
    /// The share of its width and height that it keeps.
    pub(super) share: Option<f64>,
}

/// What of what is looked for is found, and asked for by a finding.
///
/// # Errors
/// The picture cannot be measured, or something else lies beside its sheet.
pub(super) fn found_in(raster: &Raster, seek: Seek, judge: Judge<'_>) -> Result<Option<Found>, Obstacle> {
    if seek == Seek::default() {
        return Ok(None);
    }
    let measured = guarded(|| raster.jpeg(MEASURED)).ok_or(Obstacle::Picture)?;
    let seen = guarded(|| Some(inspect(&measured))).ok_or(Obstacle::Picture)?;
    let asked = |wanted: bool, repair| wanted && judge.asks_for(repair, &seen);
    let askew = seen.picture.as_ref().and_then(|picture| picture.look.as_ref()?.turned());
    let askew = askew.filter(|_| asked(seek.straight, Repair::Straightened));
    let sheet = seen.picture.as_ref().and_then(piece).filter(|_| asked(seek.sheet, Repair::CutToSheet));
    let sheet = sheet.filter(|piece| (piece.2, piece.3) != raster.size());
    if sheet.is_some_and(|piece| guarded(|| Some(is_something_beside(&measured, piece))) != Some(false)) {
        return Err(Obstacle::Beside);
    }
    let share = if seek.finest { judge.share(&seen) } else { None };
    let is_any = sheet.is_some() || askew.is_some() || share.is_some();
    Ok(is_any.then_some(Found { sheet, askew, share }))
}

impl Found {
    /// The picture without what lies around its sheet, and turned back.
    ///
    /// # Errors
    /// It does not lie straight then.
    pub(super) fn applied(self, mut raster: Raster, steps: &mut Vec<Step>) -> Result<Raster, Obstacle> {
        if let Some(piece) = self.sheet {
            raster = raster.cropped(piece);
            steps.push(Step::CutOut(piece.2, piece.3));
        }
        match self.askew {
            Some(degrees) => straightened(&raster, degrees, steps),
            None => Ok(raster),
        }
    }
}

/// A picture turned back by so many degrees; it must show the same, and lie straight.
///
/// # Errors
/// It does not.
pub(super) fn straightened(raster: &Raster, degrees: f32, steps: &mut Vec<Step>) -> Result<Raster, Obstacle> {
    let straight = guarded(|| Some(raster.straightened(degrees))).ok_or(Obstacle::Picture)?;
    if guarded(|| Some(pictures::is_straightened(raster, degrees, &straight))) != Some(true) {
        return Err(Obstacle::Differs);
    }
    let seen = guarded(|| Some(inspect(&straight.jpeg(MEASURED)?))).ok_or(Obstacle::Picture)?;
    let look = seen.picture.and_then(|picture| picture.look);
    // The corners of the old picture may look like those of a sheet now: its lines are asked first.
    let left = look.and_then(|look| look.lines_turned().or_else(|| look.turned()));
    if left.is_some_and(|left| left.abs() * BETTER > degrees.abs()) {
        return Err(Obstacle::Askew);
    }
    steps.retain(|step| !matches!(step, Step::Straightened(..)));
    steps.push(Step::Straightened(tenths_back(degrees), Some(straight.size())));
    Ok(straight)
}
