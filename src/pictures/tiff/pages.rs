//! Which of a TIFF's directories are pages: the chain that begins in its header, without small copies of other pages.

use super::fields::{Fields, Layout};
use super::{Refusal, decode_stored, size};
use crate::pictures::apart::apart;

/// The most pages that are read, and the most directories that are followed.
pub(super) const PAGE_LIMIT: usize = 500;

/// How far a small copy and its page may be apart on the whole, levels: it was made smaller in ways that nobody knows.
const COPY: f32 = 10.0;

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
/// They are too many, or the chain of directories does not lead to its end: pages behind that would be lost.
pub fn pages(bytes: &[u8]) -> Result<Pages, Refusal> {
    let all = chain(bytes)?;
    let (reduced, mut at): (Vec<u64>, Vec<u64>) = all.iter().partition(|at| is_said_to_be_reduced(bytes, **at));
    let (copies, own): (Vec<u64>, Vec<u64>) = reduced.into_iter().partition(|small| is_copy(bytes, *small, &at));
    if !own.is_empty() {
        // What is no copy of any page is a page, whatever its directory says.
        at = all.into_iter().filter(|at| !copies.contains(at)).collect();
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

/// Whether a directory shows what one of the pages shows, with fewer pixels. The page before it is the likeliest.
fn is_copy(bytes: &[u8], small: u64, pages: &[u64]) -> bool {
    let before = |page: &&u64| **page < small;
    let (mut likely, others): (Vec<u64>, Vec<u64>) = pages.iter().partition(before);
    likely.reverse();
    let of_shape = |page: &&u64| is_smaller(bytes, small, **page);
    let pages: Vec<u64> = likely.iter().chain(&others).filter(of_shape).take(2).copied().collect();
    let Some(copy) = decode_stored(bytes, small).ok().filter(|_| !pages.is_empty()) else { return false };
    pages.iter().any(|page| {
        let page = decode_stored(bytes, *page).ok();
        page.and_then(|page| apart(&copy, &page)).is_some_and(|apart| apart.mean <= COPY)
    })
}

fn is_smaller(bytes: &[u8], small: u64, page: u64) -> bool {
    let (Ok(small), Ok(page)) = (size(bytes, small), size(bytes, page)) else { return false };
    small.0 < page.0 && small.1 < page.1
}
