//! Which of a TIFF's directories are pages: the chain that begins in its header, without small copies of other pages.

use super::fields::{Fields, Layout};
use super::{Refusal, decode_stored, most_pixels, size};
use crate::pictures::Raster;
use crate::pictures::apart::apart;

/// The most pages that are read, and the most directories that are followed.
pub(super) const PAGE_LIMIT: usize = 500;

/// How far a small copy and its page may be apart on the whole, levels: it was made smaller in ways that nobody knows.
const COPY: f32 = 10.0;

/// The longer side of a page that is kept to be compared with further copies, pixels, and how many are kept: copies mostly
/// follow their page.
const KEPT: (u32, usize) = (2048, 4);

/// What kind of picture a directory holds.
const NEW_SUBFILE_TYPE: u16 = 254;
const OLD_SUBFILE_TYPE: u16 = 255;

/// The directories of a TIFF that are its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// Where each page's directory stands, in their order.
    pub at: Vec<u64>,
    /// How many directories were left out, because each is a smaller copy of a page.
    pub copies: usize,
}

/// The pages of a TIFF.
///
/// # Errors
/// They are too many, or the chain of directories does not lead to its end: pages behind that would be lost. Or what might be
/// copies claims more pixels than the file can hold.
pub fn pages(bytes: &[u8]) -> Result<Pages, Refusal> {
    let all = chain(bytes)?;
    let (reduced, mut at): (Vec<u64>, Vec<u64>) = all.iter().partition(|at| is_said_to_be_reduced(bytes, **at));
    if !reduced.is_empty() {
        check_pixels(bytes, &all)?;
    }
    let mut kept = Kept { bytes, pages: Vec::new() };
    let (copies, own): (Vec<u64>, Vec<u64>) = reduced.into_iter().partition(|small| is_copy(&mut kept, *small, &at));
    if !own.is_empty() {
        // What is no copy of any page is a page, whatever its directory says; a thumbnail of another picture is none that
        // the others begin with.
        let is_thumbnail = |small: &u64| !at.is_empty() && at.iter().all(|page| is_thumbnail(bytes, *small, *page));
        let (last, first): (Vec<u64>, Vec<u64>) =
            all.into_iter().filter(|at| !copies.contains(at)).partition(|at| own.contains(at) && is_thumbnail(at));
        at = [first, last].concat();
    }
    Ok(Pages { at, copies: copies.len() })
}

fn chain(bytes: &[u8]) -> Result<Vec<u64>, Refusal> {
    let layout = Layout::of(bytes).ok_or(Refusal::Broken)?;
    let mut all = Vec::new();
    let mut next = layout.first(bytes).ok_or(Refusal::Broken)?;
    while next != 0 {
        if all.len() == PAGE_LIMIT {
            return Err(Refusal::TooManyPages);
        }
        if all.contains(&next) {
            return Err(Refusal::Pages);
        }
        all.push(next);
        next = layout.after(bytes, next).ok_or(Refusal::Pages)?;
    }
    if all.is_empty() { Err(Refusal::Broken) } else { Ok(all) }
}

fn is_said_to_be_reduced(bytes: &[u8], at: u64) -> bool {
    let fields = Fields::read(bytes, at);
    let number = |tag| fields.as_ref().and_then(|fields| fields.number(tag));
    number(NEW_SUBFILE_TYPE).unwrap_or_default() & 1 == 1 || number(OLD_SUBFILE_TYPE) == Some(2)
}

/// All directories are decoded to find out which are copies.
fn check_pixels(bytes: &[u8], all: &[u64]) -> Result<(), Refusal> {
    let pixels = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
    let claimed = all.iter().filter_map(|at| size(bytes, *at).ok()).map(pixels).fold(0, u64::saturating_add);
    if claimed > most_pixels(bytes) { Err(Refusal::TooLarge) } else { Ok(()) }
}

/// The pages that were last compared with copies, made smaller.
struct Kept<'b> {
    bytes: &'b [u8],
    pages: Vec<(u64, Option<Raster>)>,
}

impl Kept<'_> {
    fn page(&mut self, at: u64) -> Option<&Raster> {
        if let Some(known) = self.pages.iter().position(|(page, _)| *page == at) {
            return self.pages.get(known)?.1.as_ref();
        }
        if self.pages.len() == KEPT.1 {
            self.pages.remove(0);
        }
        let page = decode_stored(self.bytes, at).ok().map(|page| {
            let (wide, high) = page.size();
            let smaller = f64::from(KEPT.0) / f64::from(wide.max(high).max(1));
            let side = |length: u32| ((f64::from(length) * smaller).round() as u32).max(1);
            if smaller < 1.0 { page.shrunk((side(wide), side(high))) } else { page }
        });
        self.pages.push((at, page));
        self.pages.last()?.1.as_ref()
    }
}

/// Whether a directory shows what one of the pages shows, with fewer pixels. The page before it is the likeliest.
fn is_copy(kept: &mut Kept<'_>, small: u64, pages: &[u64]) -> bool {
    let bytes = kept.bytes;
    let before = |page: &&u64| **page < small;
    let (mut likely, others): (Vec<u64>, Vec<u64>) = pages.iter().partition(before);
    likely.reverse();
    let of_shape = |page: &&u64| is_smaller(bytes, small, **page);
    let pages: Vec<u64> = likely.iter().chain(&others).filter(of_shape).take(2).copied().collect();
    let Some(copy) = decode_stored(bytes, small).ok().filter(|_| !pages.is_empty()) else { return false };
    let is_same = |page: &Raster| apart(&copy, page).is_some_and(|apart| apart.mean <= COPY);
    pages.iter().any(|page| kept.page(*page).is_some_and(is_same))
}

/// Whether a directory's sides are less than half as long as a page's.
fn is_thumbnail(bytes: &[u8], small: u64, page: u64) -> bool {
    let (Ok(small), Ok(page)) = (size(bytes, small), size(bytes, page)) else { return false };
    small.0 < page.0 / 2 && small.1 < page.1 / 2
}

fn is_smaller(bytes: &[u8], small: u64, page: u64) -> bool {
    let (Ok(small), Ok(page)) = (size(bytes, small), size(bytes, page)) else { return false };
    small.0 < page.0 && small.1 < page.1
}
