//! The pages of a file that is no JPEG, each as a viewer shows it, measured as the JPEG that it would make.

use super::picture;
use crate::guard::guarded;
use crate::jpeg::{self, Orientation};
use crate::pdf::{Obstacle, PageKind, PagePicture, Pdf, Purpose, Work};
use crate::pictures::{self, Raster, Refusal, tiff};
use crate::seen::picture::Picture;
use crate::seen::{Content, SeenPage, Trouble};

/// The quality at which a page is written to be measured: edges stay as they are, and no block shows.
const MEASURED: u8 = 92;

/// What the pages look like, in their order; nothing for a file that has none.
///
/// # Errors
///
/// Nobody can open the file as it is.
pub(super) fn look(content: Content, bytes: &[u8]) -> Result<Vec<SeenPage>, Trouble> {
    let left = |refusal: Refusal| SeenPage::Left(refusal.words(content.format()));
    Ok(match (content, content.format()) {
        (Content::Jpeg, _) => Vec::new(),
        (Content::Pdf, _) => {
            let pages = guarded(|| Some(of_pdf(bytes))).unwrap_or(Err(Obstacle::Drawing));
            match pages {
                Err(Obstacle::Locked) => return Err(Trouble::Locked),
                pages => pages.unwrap_or_else(|obstacle| vec![not_seen(obstacle)]),
            }
        }
        (Content::Tiff, _) => match guarded(|| Some(tiff::pages(bytes))).unwrap_or(Err(Refusal::Broken)) {
            Ok(pages) => {
                let page = |at| guarded(|| Some(tiff::decode(bytes, at))).unwrap_or(Err(Refusal::Broken));
                pages.at.iter().map(|at| page(*at).map_or_else(left, |raster| measured(&raster))).collect()
            }
            Err(refusal) => vec![left(refusal)],
        },
        (_, Some(format)) => vec![pictures::decoded(bytes, format).map_or_else(left, |raster| measured(&raster))],
        _ => Vec::new(),
    })
}

/// Pages on which nothing at all stands are passed over, where something stands on another.
fn of_pdf(bytes: &[u8]) -> Result<Vec<SeenPage>, Obstacle> {
    let pdf = Pdf::open(bytes)?;
    let kinds = pdf.kinds(&|_| true, &Work::default())?;
    let nothing = kinds.iter().all(|(_, kind)| *kind == PageKind::Empty);
    let look = |number, kind| match kind {
        PageKind::Left(obstacle) => Err(obstacle),
        PageKind::Empty if !nothing => Ok(SeenPage::Empty),
        PageKind::Empty | PageKind::Filled => pdf.picture(number, Purpose::Measuring).and_then(of_page),
    };
    let seen = |(number, kind)| guarded(|| Some(look(number, kind))).unwrap_or(Err(Obstacle::Drawing));
    Ok(kinds.into_iter().map(|kind| seen(kind).unwrap_or_else(not_seen)).collect())
}

fn not_seen(obstacle: Obstacle) -> SeenPage {
    let why = obstacle.text();
    if obstacle == Obstacle::BreaksOff { SeenPage::Broken(why) } else { SeenPage::Left(why) }
}

/// A page that is one whole JPEG keeps the quality of that.
fn of_page(page: PagePicture) -> Result<SeenPage, Obstacle> {
    match page {
        PagePicture::Jpeg(bytes, Orientation::Upright) => {
            let (jpeg, blocks) = jpeg::read(&bytes);
            let picture = picture::measured(&bytes, jpeg, blocks, false);
            // What its own metadata say counts for nothing in a PDF.
            Ok(SeenPage::Picture(Box::new(Picture { orientation: None, dpi: None, gps: false, ..picture })))
        }
        PagePicture::Jpeg(bytes, turn) => {
            Ok(measured(&pictures::faithful(&bytes).ok_or(Obstacle::Picture)?.turned(turn)))
        }
        PagePicture::Drawn { pixels, .. } => Ok(measured(&pixels)),
    }
}

fn measured(raster: &Raster) -> SeenPage {
    let Some(bytes) = raster.jpeg(MEASURED) else {
        return SeenPage::Left(Refusal::TooLarge.words(None));
    };
    let (jpeg, blocks) = jpeg::read(&bytes);
    let picture = picture::measured(&bytes, jpeg, blocks, false);
    let orientation = Some(raster.orientation()).filter(|turn| *turn != Orientation::Upright);
    // How it is written here says nothing of the file.
    SeenPage::Picture(Box::new(Picture { orientation, dpi: None, quality: None, ..picture }))
}
