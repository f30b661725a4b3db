//! The pages of a PDF as pictures, and pictures as the pages of a PDF.
//!
//! A page is drawn, as a viewer draws it: only so does nothing that stands on it get lost. Where the drawing shows one whole
//! JPEG and nothing else, the JPEG goes on as it is, to the last byte. Before anything is drawn, what it would take is known.
//!
//! ```text
//! bytes ─► opening ─► hayro ─► walk (streams, claim) ─► survey ─► work ─► draw
//! ```

mod blending;
mod bound;
mod claim;
mod column;
mod copied;
mod cost;
mod draw;
mod drawn;
mod embedded;
mod entries;
mod fax;
mod functions;
mod glyphs;
mod index;
mod instructions;
mod jpeg;
mod layers;
mod lettered;
mod lines;
mod marks;
mod meshes;
mod notes;
mod obstacle;
mod opening;
mod outline;
mod placeholder;
mod predicted;
mod profile;
mod programs;
mod spaces;
mod streams;
mod survey;
mod tiles;
mod tree;
mod unpacked;
mod walk;
mod wavelets;
mod whole;
mod work;
mod writing;

pub use bound::{Binder, Leaf, bound, is_paper, page_size};
pub use copied::Copier;
pub use draw::Purpose;
pub use embedded::{embed, upright};
pub use jpeg::Jpeg;
pub use obstacle::{Obstacle, of_page};
pub use outline::{Entry, add as add_outline};
pub use profile::on_its_own;
pub use work::Work;

use crate::guard::guarded;
use crate::jpeg::Orientation;
use crate::limits::PAGES;
use crate::pictures::{self, Apart, Cells, Raster};
use cost::Cost;
use draw::Canvas;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf as Document};
use marks::Overlay;
use placeholder::placeholder;
use std::sync::{Arc, OnceLock};
use survey::{Survey, survey};
use tree::has_size;
use walk::Walk;
use work::{FileWork, PageWork};

/// How many times smaller a page is drawn to be compared with the JPEG that it may be; as large as it is where a small one
/// does not tell, for the fine print of a small picture is lost in it.
const SMALLER: [u32; 2] = [4, 1];

/// The least width and height of a page, points.
const LEAST_SIDE: f64 = 1.0;

/// What a PDF begins with.
pub const BEGINNING: &[u8] = b"%PDF-";

/// How far into a file a PDF's header may stand, bytes: 1,024 says ISO 32000-1 (Annex H, 3.4.1), viewers open later ones
/// too, and what stands further in than this is part of something else.
const WINDOW: usize = 4096;

/// Where a PDF's header stands.
pub fn start(bytes: &[u8]) -> Option<usize> {
    bytes.get(..WINDOW.min(bytes.len()))?.windows(BEGINNING.len()).position(|window| window == BEGINNING)
}

/// An opened PDF.
pub struct Pdf {
    document: Document,
    /// Where in it each page stands: one may come several times.
    order: Vec<usize>,
    bytes: Arc<Vec<u8>>,
    /// The same without some of its groups, for the pages that are drawn so.
    flat: OnceLock<Option<Document>>,
    canvas: Canvas,
}

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// Something stands on it.
    Filled,
    /// Nothing stands on it.
    Empty,
    /// It cannot become a picture.
    Left(Obstacle),
}

/// A page as a picture.
pub enum PagePicture {
    /// The page is one whole JPEG: that, as it stands in the file, and how it lies there.
    Jpeg(Vec<u8>, Orientation),
    /// The page, drawn.
    Drawn {
        /// Its pixels, upright.
        pixels: Raster,
        /// Whether there is no picture on it at all.
        typed: bool,
    },
}

impl Pdf {
    /// Opens a file.
    ///
    /// # Errors
    /// It is broken, locked with a password, without pages, or more than is read.
    pub fn open(bytes: &[u8]) -> Result<Self, Obstacle> {
        Self::of(Arc::new(bytes.to_vec()))
    }

    /// Opens a file that is in memory, and keeps it there once.
    ///
    /// # Errors
    /// As [`Pdf::open`].
    pub fn of(bytes: Arc<Vec<u8>>) -> Result<Self, Obstacle> {
        guarded(|| Some(opening::look(&bytes))).unwrap_or(Err(Obstacle::Broken))?;
        let opened = |bytes: Arc<Vec<u8>>| document(&bytes).map(|document| (document, bytes));
        // Whoever put bytes before the header seldom counted them in the file's own offsets.
        let behind = start(&bytes).filter(|start| *start > 0).and_then(|start| bytes.get(start..));
        let behind = behind.map(|behind| opened(Arc::new(behind.to_vec())));
        let (document, bytes) = behind.filter(Result::is_ok).unwrap_or_else(|| opened(bytes))?;
        match document.pages().len() {
            0 => Err(Obstacle::Broken),
            count if count > PAGES => Err(Obstacle::TooManyPages),
            _ => {
                // A page that is left out would be missed by nobody.
                let order = tree::order(&document).ok_or(Obstacle::PageTree)?;
                Ok(Self { document, order, bytes, flat: OnceLock::new(), canvas: Canvas::default() })
            }
        }
    }

    /// How many pages it has, at least one.
    pub fn pages(&self) -> usize {
        self.order.len()
    }

    /// A page, counted from 0.
    fn page(&self, number: usize) -> Option<&Page<'_>> {
        self.document.pages().get(*self.order.get(number)?)
    }

    /// Width and height of a page as it is shown, points.
    pub fn page_size(&self, number: usize) -> Option<(f32, f32)> {
        self.page(number).map(Page::render_dimensions)
    }

    /// What each of the pages is that are wanted, counted from 0; the others are passed over.
    ///
    /// # Errors
    /// All of them together ask for more drawing than the file, or the dossier, may, or they only stand for something else.
    pub fn kinds(&self, wanted: &dyn Fn(usize) -> bool, dossier: &Work) -> Result<Vec<(usize, PageKind)>, Obstacle> {
        self.is_shown_by_pages()?;
        let mut walk = Walk::default();
        let mut file = FileWork::default();
        let mut kinds = Vec::new();
        for number in (0..self.pages()).filter(|number| wanted(*number)) {
            let page = self.page(number).ok_or(Obstacle::Broken)?;
            let before = walk.looked;
            let looked = look(page, &mut walk).and_then(|(cost, survey)| self.as_drawn(number, (page, cost, survey)));
            let kind = match looked {
                Ok((_, _, survey)) if survey.is_blank() => PageKind::Empty,
                Ok((page, cost, survey)) => {
                    let asked = work(page, cost, &survey);
                    if let Err(obstacle) = asked.samples() {
                        PageKind::Left(obstacle)
                    } else {
                        file.take(asked, walk.explained)?;
                        PageKind::Filled
                    }
                }
                Err(obstacle) => PageKind::Left(obstacle),
            };
            file.look(walk.looked - before, walk.explained)?;
            kinds.push((number, kind));
        }
        dossier.take(&file, walk.explained)?;
        Ok(kinds)
    }

    /// The picture of a page, counted from 0; a drawing for this purpose.
    ///
    /// # Errors
    /// Why the page cannot be drawn.
    pub fn picture(&self, number: usize, purpose: Purpose) -> Result<PagePicture, Obstacle> {
        self.is_shown_by_pages()?;
        let page = self.page(number).ok_or(Obstacle::Broken)?;
        let mut walk = Walk::default();
        let (cost, survey) = look(page, &mut walk)?;
        let (page, cost, survey) = self.as_drawn(number, (page, cost, survey))?;
        FileWork::default().take(work(page, cost, &survey), walk.explained)?;
        if let Some((jpeg, turn)) = survey.only_jpeg()
            && guarded(|| Some(is_whole_page(page, jpeg, turn, &self.canvas))) == Some(true)
        {
            return Ok(PagePicture::Jpeg(jpeg.to_vec(), turn));
        }
        let pixels = draw::drawn(page, draw::size(page, &survey, purpose), &self.canvas)?;
        Ok(PagePicture::Drawn { pixels, typed: survey.pictures.is_empty() })
    }

    fn is_shown_by_pages(&self) -> Result<(), Obstacle> {
        guarded(|| placeholder(&self.document)).map_or(Ok(()), Err)
    }

    /// The page that is drawn for a page that was looked at: the same, or where something in a group mixes with what lies
    /// under it, that of the file in which such groups are none.
    ///
    /// # Errors
    /// It mixes in a way that is not drawn.
    fn as_drawn<'p>(&'p self, number: usize, looked: Looked<'p>) -> Result<Looked<'p>, Obstacle> {
        let (_, Cost { blending, .. }, _) = &looked;
        if blending.knocked_out || blending.layered {
            return Err(Obstacle::Drawing);
        }
        if !blending.through {
            return Ok(looked);
        }
        let flat = self.flat.get_or_init(|| self.flattened()).as_ref();
        let page = flat.zip(self.order.get(number)).and_then(|(flat, at)| flat.pages().get(*at));
        let page = page.ok_or(Obstacle::Drawing)?;
        let (cost, survey) = look(page, &mut Walk::default())?;
        if cost.blending.through { Err(Obstacle::Drawing) } else { Ok((page, cost, survey)) }
    }

    /// The file without the groups of any of its pages through which something mixes.
    fn flattened(&self) -> Option<Document> {
        let mut walk = Walk::default();
        for page in self.document.pages().iter() {
            // What is wrong with another page is said where that is looked at.
            let _ = guarded(|| walk.page(page).ok());
        }
        document(&Arc::new(walk.groups.flattened(&self.bytes)?)).ok()
    }
}

/// A page with what it takes and what it shows.
type Looked<'p> = (&'p Page<'p>, Cost, Survey);

fn document(bytes: &Arc<Vec<u8>>) -> Result<Document, Obstacle> {
    match guarded(|| Some(Document::new(Arc::clone(bytes)))) {
        Some(Ok(document)) => Ok(document),
        Some(Err(LoadPdfError::Decryption(_))) => Err(Obstacle::Locked),
        Some(Err(LoadPdfError::Invalid)) | None => Err(Obstacle::Broken),
    }
}

/// What a page takes and what it shows; nothing of it is decoded or drawn.
fn look<'p>(page: &'p Page<'p>, walk: &mut Walk) -> Result<(Cost, Survey), Obstacle> {
    // For a page without a size, each viewer makes up its own, and hayro cuts off everything, or what is not on A4.
    let seen = page.intersected_crop_box();
    if seen.width() < LEAST_SIDE || seen.height() < LEAST_SIDE || !has_size(page) {
        return Err(Obstacle::Drawing);
    }
    let mut cost = guarded(|| Some(walk.page(page))).unwrap_or(Err(Obstacle::Drawing))?;
    let marks = guarded(|| Some(notes::marks(page, &mut walk.looked))).unwrap_or(Err(Obstacle::Annotation))?;
    let marks = marks.as_ref().and_then(Overlay::page);
    if let Some(marks) = marks {
        // They are objects of another file.
        cost.add(guarded(|| Some(Walk::default().page(marks))).unwrap_or(Err(Obstacle::Drawing))?)?;
    }
    let survey = guarded(|| Some(survey(page, marks, &walk.programs.spoilt, cost.tilings)));
    Ok((cost, survey.unwrap_or(Err(Obstacle::TooMuchDrawing))?))
}

fn work(page: &Page<'_>, cost: Cost, survey: &Survey) -> PageWork {
    let (width, height) = draw::size(page, survey, Purpose::Handing);
    let (points_wide, points_high) = page.render_dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let to_a_point = pixels as f64 / f64::from(points_wide * points_high).max(1.0);
    PageWork {
        instructions: cost.instructions,
        samples: cost.samples,
        pixels,
        painted: (survey.painted * to_a_point) as u64,
        masks: cost.masks,
        shaded: ((survey.shaded * to_a_point) as u64).saturating_add(cost.hidden.saturating_mul(pixels)),
        shading: cost.shading,
        tiled: survey.tiled.pixels(to_a_point),
        transfer: cost.transfer,
        outlined: (survey.outlined * to_a_point.sqrt()) as u64,
        meshed: (survey.meshed * to_a_point) as u64,
        mesh: (survey.mesh * to_a_point) as u64,
    }
}

/// Whether a page shows all of a JPEG and nothing else, by comparing its drawing with the JPEG's own coefficients.
fn is_whole_page(page: &Page<'_>, jpeg: &[u8], turn: Orientation, canvas: &Canvas) -> bool {
    let Some((header, small)) = crate::jpeg::header(jpeg).zip(pictures::preview(jpeg)) else { return false };
    let stored = (header.width, header.height);
    let (width, height) = turn.size(stored);
    let (wide, high) = page.render_dimensions();
    let proportion = f64::from(wide) / f64::from(high) / (f64::from(width) / f64::from(height));
    // Points are whole numbers in many files: half of one is a thousandth of a page.
    if (proportion - 1.0).abs() > 0.005 {
        return false;
    }
    let cells = Cells::from(&small);
    let is_drawn = |smaller: &&u32| **smaller > 1 || f64::from(width) * f64::from(height) <= draw::AREA;
    SMALLER.iter().filter(is_drawn).any(|smaller| {
        let side = |length: u32| u16::try_from(length.div_ceil(*smaller)).unwrap_or(u16::MAX).max(1);
        let Ok(drawn) = draw::drawn(page, (side(width), side(height)), canvas) else { return false };
        let apart = pictures::apart_from_blocks(&cells, stored, &drawn.turned(turn.inverse()));
        apart.is_some_and(Apart::is_same_picture)
    })
}
