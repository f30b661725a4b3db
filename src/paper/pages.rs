//! The pages of a file that is printed, as JPEGs: a JPEG as it is, and every page of another format that the checklist
//! accepts as a viewer shows it.

use crate::guard::guarded;
use crate::jpeg::Orientation;
use crate::pdf::{Obstacle, PageKind, PagePicture, Pdf, Purpose, Work};
use crate::pictures::{self, Raster, Refusal, tiff};
use crate::seen::Content;
use crate::text::Text;

/// What pages are written with: no loss that an eye finds.
const QUALITY: u8 = 92;

/// A page as a JPEG, or why there is none.
pub(super) type Page = Result<Vec<u8>, Text>;

/// The pages, in their order; those that nothing stands on are left out.
pub(super) fn jpegs(content: Content, bytes: Vec<u8>) -> Vec<Page> {
    let unread = |refusal: Refusal| refusal.words(content.format());
    match (content, content.format()) {
        (Content::Pdf, _) => {
            let pages = guarded(|| Some(of_pdf(&bytes))).unwrap_or(Err(Obstacle::Drawing));
            pages.unwrap_or_else(|obstacle| vec![Err(obstacle.text())])
        }
        (Content::Tiff, _) => match guarded(|| Some(tiff::pages(&bytes))).unwrap_or(Err(Refusal::Broken)) {
            Ok(pages) => {
                let page = |at| guarded(|| Some(tiff::decode(&bytes, at))).unwrap_or(Err(Refusal::Broken));
                pages
                    .at
                    .iter()
                    .map(|at| page(*at).map_err(unread).and_then(|raster| written(&raster.upright())))
                    .collect()
            }
            Err(refusal) => vec![Err(unread(refusal))],
        },
        (Content::Jpeg, _) | (_, None) => vec![Ok(bytes)],
        (_, Some(format)) => {
            let raster = pictures::decoded(&bytes, format).map_err(unread);
            vec![raster.and_then(|raster| written(&raster.upright()))]
        }
    }
}

fn of_pdf(bytes: &[u8]) -> Result<Vec<Page>, Obstacle> {
    let pdf = Pdf::open(bytes)?;
    let page = |(number, kind)| match kind {
        PageKind::Empty => None,
        PageKind::Left(obstacle) => Some(Err(obstacle.text())),
        PageKind::Filled => {
            let picture = guarded(|| Some(pdf.picture(number, Purpose::Handing))).unwrap_or(Err(Obstacle::Drawing));
            Some(picture.map_err(Obstacle::text).and_then(of_page))
        }
    };
    Ok(pdf.kinds(&|_| true, &Work::default())?.into_iter().filter_map(page).collect())
}

fn of_page(page: PagePicture) -> Page {
    match page {
        PagePicture::Jpeg(bytes, Orientation::Upright) => Ok(bytes),
        PagePicture::Jpeg(bytes, turn) => {
            let raster = guarded(|| pictures::faithful(&bytes)).ok_or_else(|| Obstacle::Picture.text())?;
            written(&raster.turned(turn))
        }
        PagePicture::Drawn { pixels, .. } => written(&pixels),
    }
}

fn written(raster: &Raster) -> Page {
    let jpeg = guarded(|| raster.jpeg(QUALITY).filter(|bytes| pictures::is_picture_of(bytes, raster)));
    jpeg.ok_or_else(|| Obstacle::Differs.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_becomes_a_jpeg_and_a_jpeg_stays_as_it_is() {
        let complete = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/notices/tenant-fr/complete");
        let pages = |name: &str, content| jpegs(content, std::fs::read(complete.join(name)).expect("a fixture"));
        let pdf = pages("quittance 1.pdf", Content::Pdf);
        let file = std::fs::read(complete.join("quittance 1.pdf")).expect("a fixture");
        let [Ok(page)] = pdf.as_slice() else { panic!("one page: {}", pdf.len()) };
        assert!(file.windows(page.len()).any(|bytes| bytes == page), "the scan in it goes on as it is");
        let png = pages("bulletin de salaire 1.png", Content::Png);
        let header = |page: &Page| crate::jpeg::header(page.as_ref().expect("a page")).map(|it| (it.width, it.height));
        assert_eq!(png.iter().map(header).collect::<Vec<_>>(), [Some((1654, 2339))]);
        assert!(matches!(jpegs(Content::Pdf, b"%PDF-1.4 and no more".to_vec()).as_slice(), [Err(_)]));
        assert_eq!(jpegs(Content::Jpeg, vec![1, 2]), [Ok(vec![1, 2])]);
    }
}
