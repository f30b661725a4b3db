//! Which directories are pages, and what they may claim together.

use super::*;

#[test]
fn a_smaller_copy_is_no_page_and_another_picture_is() {
    let level = |x: u32, y: u32, of: u32| if x * 8 / of < 3 && y * 8 / of > 4 { 20 } else { 230 };
    let square = |of: u32| (0..of * of).map(|at| level(at % of, at / of, of)).collect::<Vec<u8>>();
    let page = |of: u32, levels: &[u8]| Made::new((of, of), &[GRAY, (258, &[8])], &[levels]);
    let whole = page(160, &square(160));
    let copy = page(40, &square(40)).with(254, &[1]);
    let found = pages(&file(&[whole.clone(), copy.clone()])).expect("pages");
    assert_eq!((found.at.len(), found.copies), (1, 1));
    let other: Vec<u8> = square(40).iter().rev().copied().collect();
    let mut other_page = copy.clone();
    other_page.segments = vec![other];
    let found = pages(&file(&[whole.clone(), other_page])).expect("pages");
    assert_eq!((found.at.len(), found.copies), (2, 0), "what it shows is nowhere else");
    let found = pages(&file(&[copy])).expect("pages");
    assert_eq!((found.at.len(), found.copies), (1, 0), "the only picture of a file is its page");
    let found = pages(&file(&[whole.clone(), whole])).expect("pages");
    assert_eq!((found.at.len(), found.copies), (2, 0));
}

#[test]
fn a_thumbnail_that_stands_first_is_not_the_first_page() {
    let level = |x: u32, y: u32, of: u32| if x * 8 / of < 3 && y * 8 / of > 4 { 20 } else { 230 };
    let square = |of: u32| (0..of * of).map(|at| level(at % of, at / of, of)).collect::<Vec<u8>>();
    let page = |of: u32, levels: &[u8]| Made::new((of, of), &[GRAY, (258, &[8])], &[levels]);
    let sizes = |made: &[Made]| {
        let bytes = file(made);
        let found = pages(&bytes).expect("pages");
        let sizes: Vec<u32> =
            found.at.iter().map(|at| crate::pictures::tiff::size(&bytes, *at).expect("a size").0).collect();
        (sizes, found.copies)
    };
    let whole = page(160, &square(160));
    let copy = page(40, &square(40)).with(254, &[1]);
    assert_eq!(sizes(&[copy, whole.clone()]), (vec![160], 1));
    let reversed = |of: u32| square(of).iter().rev().copied().collect::<Vec<u8>>();
    let other = page(40, &reversed(40)).with(254, &[1]);
    assert_eq!(sizes(&[other, whole.clone(), whole.clone()]), (vec![160, 160, 40], 0), "kept, but not first");
    let nearly = page(120, &reversed(120)).with(254, &[1]);
    assert_eq!(sizes(&[nearly, whole]), (vec![120, 160], 0), "a page of its own");
}

#[test]
fn strips_that_share_their_bytes_claim_no_more_than_others() {
    let row = vec![200u8; 7000];
    let tall = |rows: u32| {
        let mut bytes =
            file(&[Made::new((7000, rows), &[GRAY, (258, &[8]), (278, &[1])], &vec![&row[..1]; rows as usize])]);
        // All strips are the last one's row.
        let start = bytes.len() as u32;
        bytes.extend(&row);
        let at = u64::from(u32::from_le_bytes(*bytes[4..].first_chunk().expect("a place")));
        let fields = u16::from_le_bytes(*bytes[at as usize..].first_chunk().expect("a count"));
        for field in 0..usize::from(fields) {
            let field = at as usize + 2 + field * 12;
            let tag = u16::from_le_bytes(*bytes[field..].first_chunk().expect("a tag"));
            let value = u32::from_le_bytes(*bytes[field + 8..].first_chunk().expect("a place")) as usize;
            let new = match tag {
                273 => start,
                279 => row.len() as u32,
                _ => continue,
            };
            for strip in 0..rows as usize {
                bytes[value + strip * 4..value + strip * 4 + 4].copy_from_slice(&new.to_le_bytes());
            }
        }
        check_size(&bytes, &pages(&bytes).expect("pages"))
    };
    assert_eq!((tall(5000), tall(9000)), (Ok(()), Err(Refusal::TooLarge)));
}

#[test]
fn a_broken_chain_of_pages_is_refused() {
    let page = Made::new((1, 1), &[GRAY, (258, &[8])], &[&[9]]);
    let mut two = file(&[page.clone(), page.clone()]);
    let first = u32::from_le_bytes(*two[4..].first_chunk().expect("a place"));
    let fields = u32::from(u16::from_le_bytes(*two[first as usize..].first_chunk().expect("a count")));
    let next = (first + 2 + fields * 12) as usize;
    two[next..next + 4].copy_from_slice(&first.to_le_bytes());
    assert_eq!(pages(&two), Err(Refusal::Pages), "in a circle");
    two[next..next + 4].copy_from_slice(&0x00FF_FFFFu32.to_le_bytes());
    assert_eq!(pages(&two), Err(Refusal::Pages), "beyond the end");
    assert_eq!(pages(&file(&vec![page.clone(); 501])), Err(Refusal::TooManyPages));
    assert_eq!(pages(&file(&vec![page; 500])).expect("pages").at.len(), 500);
    assert_eq!(pages(b"II*\0"), Err(Refusal::Broken));
}

#[test]
fn claims_are_refused_before_they_are_believed() {
    let page = Made::new((60_000, 60_000), &[GRAY, (258, &[8])], &[&[9]]);
    assert_eq!(shown(&page), Err(Refusal::TooLarge));
    let many = file(&vec![page.with(256, &[5000]).with(257, &[5000]); 20]);
    assert_eq!(check_size(&many, &pages(&many).expect("pages")), Err(Refusal::TooLarge));
}

#[test]
fn directories_that_only_might_be_copies_are_not_decoded_without_end() {
    // T.6: a white row is one bit.
    let white = [0xFF; 250];
    let fields: [(u16, &[u32]); 4] = [(258, &[1]), (259, &[4]), (262, &[0]), (277, &[1])];
    let page = |size: (u32, u32)| Made::new(size, &fields, &[&white]);
    let mut all = vec![page((3000, 2000))];
    all.extend((0..30).map(|_| page((2900, 1900)).with(254, &[1])));
    assert_eq!(pages(&file(&all)), Err(Refusal::TooLarge));
}
