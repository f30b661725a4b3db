//! The pages of a paper are printed in their order, however they are named.

use super::page_styles::styles;
use dossier::assign::assign;
use dossier::dossier::{RelPath, Scan, load};
use dossier::inspect::inspect;
use dossier::paper::desk::{self, DeskInput};
use dossier::profile::builtin;
use dossier::seen::Inspected;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

/// A picture whose width says which page it is.
fn picture(page: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let gray = image::GrayImage::from_fn(page * 8, 24, |x, y| image::Luma([(x * 9 + y * 5) as u8]));
    gray.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a JPEG");
    bytes
}

#[test]
fn twelve_pages_are_printed_in_order_in_every_style() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/names/pages.toml");
    let source = std::fs::read_to_string(source).expect("an applicant");
    let applicant = load::from_source(&source).expect("a good applicant");
    let profile = Arc::new(builtin::find("bazhou-vocational-2021").expect("built in").expect("a good profile"));
    let plan = desk::of_profile(&profile).expect("paper.toml");
    let pictures: Vec<Vec<u8>> = (1..=12).map(picture).collect();
    let inspected: Vec<Inspected> = pictures.iter().map(|bytes| inspect(bytes)).collect();
    for names in styles() {
        let files = || names.iter().zip(&inspected).map(|(name, inspected)| (name, inspected.clone()));
        let mut scans: Vec<Scan> = files().map(|(name, inspected)| Scan::new(RelPath::new(name), inspected)).collect();
        scans.sort_by(|a, b| a.path.cmp(&b.path));
        let date = "2021-09-10".parse().expect("a day");
        let dossier = assign(Arc::clone(&profile), Some(applicant.clone()), date, scans, Vec::new());
        let read = |path: &RelPath| {
            let at = names.iter().position(|name| name == path.shown()).expect("one of them");
            Ok(pictures[at].clone())
        };
        let (plan, dossier, applicant, form) = (&plan, &dossier, &applicant, None);
        let input =
            DeskInput { plan, applicant, form, dossier, findings: &[], by_hand: &[], watermark: None, read: &read };
        let laid = desk::lay_out(&input).expect("laid out");
        let widths: Vec<u32> = laid.pictures.iter().map(|picture| picture.header.width / 8).collect();
        assert_eq!(widths, (1..=12).collect::<Vec<u32>>(), "{names:?}");
    }
}
