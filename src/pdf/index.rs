//! Whether the index of a PDF leads through all its revisions. Where it does not, hayro finds the objects by itself, and of two
//! with one number it may take the older: what somebody added later, as a signature, would be lost.

use super::opening::{dictionary, find, without_space};
use super::start;
use hayro::hayro_syntax::object::Dict;
use std::collections::BTreeSet;

/// What stands before the place of the newest table (ISO 32000-1, 7.5.5).
const LAST: &[u8] = b"startxref";

/// The most revisions that are followed.
const REVISIONS: usize = 1000;

/// Whether a file says more than once where its index is, or something stands behind that: it was added to, or laid out for the
/// network.
pub(super) fn has_revisions(bytes: &[u8]) -> bool {
    let first = find(bytes, 0, LAST).map(|first| first + LAST.len());
    first.is_some_and(|first| find(bytes, first, LAST).is_some() || find(bytes, first, b"endobj").is_some())
}

/// Whether the newest table is where the file says, and each older one where the one behind it says.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let Some(last) = bytes.windows(LAST.len()).rposition(|window| window == LAST) else { return false };
    // Whoever put bytes before the header seldom counted them.
    let bases = [0, start(bytes).unwrap_or(0)];
    let behind = bytes.get(last + LAST.len()..).unwrap_or_default();
    let first = number(behind).filter(|_| find(behind, 0, b"endobj").is_none());
    first.is_some_and(|first| bases.iter().any(|base| leads_to_the_oldest(bytes, *base, first)))
}

fn leads_to_the_oldest(bytes: &[u8], base: usize, first: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = Some(first);
    while let Some(at) = next {
        if seen.len() == REVISIONS || !seen.insert(at) {
            return false;
        }
        let Some(table) = base.checked_add(at).and_then(|at| bytes.get(at..)).and_then(table) else { return false };
        next = table.get::<i64>("Prev").map(|previous| usize::try_from(previous).unwrap_or(usize::MAX));
    }
    true
}

/// The dictionary of a table, or of a stream of cross-references.
fn table(here: &[u8]) -> Option<Dict<'_>> {
    let here = without_space(here);
    if here.starts_with(b"xref") {
        let trailer = find(here, 0, b"trailer")?;
        return dictionary(without_space(here.get(trailer + 7..)?));
    }
    // `12 0 obj <<`
    let head = here.get(..here.len().min(64))?;
    let obj = find(head, 0, b"obj")?;
    let numbers = head.get(..obj)?;
    let is_object = numbers.first().is_some_and(u8::is_ascii_digit)
        && numbers.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_whitespace());
    let dictionary = dictionary(without_space(here.get(obj + 3..)?)).filter(|_| is_object)?;
    dictionary.contains_key("W").then_some(dictionary)
}

fn number(text: &[u8]) -> Option<usize> {
    let text = without_space(text);
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(text.get(..digits)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two revisions; `shift` is how far the places lie beside the tables.
    fn revised(shift: [usize; 2]) -> Vec<u8> {
        let mut file = b"%PDF-1.5\n1 0 obj <<>> endobj\n".to_vec();
        let first = file.len();
        file.extend(b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 2>>\n");
        file.extend(format!("startxref\n{first}\n%%EOF\n").bytes());
        let second = file.len();
        file.extend(
            format!("7 0 obj\n<</Type/XRef/W[1 2 1]/Prev {}>>\nstream\n\nendstream endobj\n", first + shift[0]).bytes(),
        );
        file.extend(format!("startxref\n{}\n%%EOF\n", second + shift[1]).bytes());
        file
    }

    #[test]
    fn every_revision_is_found() {
        let whole = revised([0, 0]);
        assert!(has_revisions(&whole) && is_whole(&whole));
        let behind = [&b"mail\n"[..], &whole].concat();
        assert!(is_whole(&behind), "counted from the header");
        for shift in [[3, 0], [0, 3], [10_000, 0], [0, 10_000]] {
            assert!(!is_whole(&revised(shift)), "{shift:?}");
        }
        let cut = &whole[..whole.len() - 12];
        assert!(has_revisions(cut) && !is_whole(cut), "its last place is cut off");
        assert!(!has_revisions(b"%PDF-1.5\nstartxref\n9\n%%EOF"));
    }
}
