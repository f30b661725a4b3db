//! A JPEG of a PDF with a colour profile of its own: viewers of the PDF pass over it, and viewers of a JPG do not.

use super::pdf::{Page, document, fixed};
use super::pdf_left::changed;
use super::wrong::{jpeg, with_segment};
use dossier::jpeg::Orientation;
use dossier::pdf::{Jpeg, Leaf};
use image::{DynamicImage, Rgb, RgbImage};
use lopdf::{Object, Stream, dictionary};

/// What red, green and blue of usual screens are under the light of profiles (IEC 61966-2-1, adapted to D50).
const PRIMARIES: [[f64; 3]; 3] = [[0.436, 0.222, 0.014], [0.385, 0.717, 0.097], [0.143, 0.061, 0.714]];

/// A profile of a screen (ICC.1) whose red, green and blue are these of a usual one.
fn profile(order: [usize; 3]) -> Vec<u8> {
    let fixed = |value: f64| ((value * 65_536.0).round() as i32).to_be_bytes();
    let point = |levels: [f64; 3]| [b"XYZ \0\0\0\0".to_vec(), levels.map(fixed).concat()].concat();
    let white = [0.9642, 1.0, 0.8249];
    let curve = b"curv\0\0\0\0\0\0\0\x01\x02\x33\0\0".to_vec();
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![(b"wtpt", point(white))];
    for (name, at) in [b"rXYZ", b"gXYZ", b"bXYZ"].into_iter().zip(order) {
        tags.push((name, point(PRIMARIES[at])));
    }
    tags.extend([b"rTRC", b"gTRC", b"bTRC"].map(|name| (name, curve.clone())));
    let mut list = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    for (name, tag) in &tags {
        list.extend(name.as_slice());
        list.extend(
            [132 + 12 * tags.len() + data.len(), tag.len()].map(|number| (number as u32).to_be_bytes()).concat(),
        );
        data.extend(tag);
    }
    let mut head = vec![0; 128];
    head[..4].copy_from_slice(&((128 + list.len() + data.len()) as u32).to_be_bytes());
    head[8..12].copy_from_slice(&[2, 0x40, 0, 0]);
    head[12..24].copy_from_slice(b"mntrRGB XYZ ");
    head[36..40].copy_from_slice(b"acsp");
    head[68..80].copy_from_slice(&white.map(fixed).concat());
    [head, list, data].concat()
}

/// Red and blue exchanged.
const EXCHANGED: [usize; 3] = [2, 1, 0];
const USUAL: [usize; 3] = [0, 1, 2];

/// A page whose left half is red and whose right half is blue.
fn sheet() -> Vec<u8> {
    let pixel = |x: u32, _| if x < 413 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) };
    jpeg(&DynamicImage::from(RgbImage::from_fn(827, 1169, pixel)), 90)
}

/// The sheet with a profile, in as many segments as are asked for.
fn tagged(order: [usize; 3], segments: usize) -> Vec<u8> {
    let profile = profile(order);
    let pieces: Vec<&[u8]> = profile.chunks(profile.len().div_ceil(segments)).collect();
    pieces.iter().enumerate().rev().fold(sheet(), |jpeg, (at, piece)| {
        let head = [b"ICC_PROFILE\0".as_slice(), &[at as u8 + 1, pieces.len() as u8]].concat();
        with_segment(&jpeg, 0xE2, &[head, piece.to_vec()].concat())
    })
}

/// What a PDF of one page becomes: its steps, and the file.
fn made(pdf: &[u8]) -> (Vec<String>, Vec<u8>) {
    let (said, folder) = fixed("毕业证书.pdf", pdf);
    let steps = said["files"][0]["steps"].as_array().unwrap_or_else(|| panic!("{said:#}"));
    let steps = steps.iter().filter_map(|step| step["id"].as_str()).map(str::to_owned).collect();
    let file = folder.path().join("new").join(said["files"][0]["to"].as_str().expect("a path"));
    (steps, std::fs::read(file).expect("the new file"))
}

fn is_said(needle: &[u8], jpeg: &[u8]) -> bool {
    jpeg.windows(needle.len()).any(|window| window == needle)
}

/// Whether the left half is red, as it is stored.
fn is_red_first(jpeg: &[u8]) -> bool {
    let pixels = image::load_from_memory(jpeg).expect("a JPEG").to_rgb8();
    let [red, _, blue] = pixels.get_pixel(pixels.width() / 4, pixels.height() / 2).0;
    red > blue
}

#[test]
fn a_profile_that_viewers_of_the_pdf_pass_over_does_not_go_along() {
    for segments in [1, 2] {
        let tagged = tagged(EXCHANGED, segments);
        let (steps, made) = made(&document(&[Page::jpeg(&tagged)]));
        assert!(steps.contains(&"stream-taken".to_owned()), "{steps:?}");
        assert!(!is_said(b"ICC_PROFILE", &made) && is_red_first(&made));
        assert_eq!(dossier::jpeg::coefficients(&made), dossier::jpeg::coefficients(&tagged));
    }
}

#[test]
fn a_profile_that_changes_nothing_stays_where_it_was() {
    let tagged = tagged(USUAL, 1);
    let (steps, made) = made(&document(&[Page::jpeg(&tagged)]));
    assert!(steps.contains(&"stream-taken".to_owned()), "{steps:?}");
    assert_eq!(made, tagged, "to the last byte");
}

#[test]
fn the_colours_are_those_that_the_pdf_says() {
    let said = |jpeg: &[u8], order: [usize; 3]| {
        made(&changed(&document(&[Page::jpeg(jpeg)]), |document, _| {
            let space = document.add_object(Stream::new(dictionary! { "N" => 3 }, profile(order)));
            let space: Object = vec!["ICCBased".into(), space.into()].into();
            let is_picture = |object: &&mut Object| object.as_stream().is_ok_and(|stream| stream.dict.has(b"Width"));
            let picture = document.objects.values_mut().find(is_picture).expect("a picture");
            picture.as_stream_mut().expect("a picture").dict.set("ColorSpace", space);
        }))
    };
    // The PDF exchanges them, whatever the JPEG says.
    for jpeg in [sheet(), tagged(EXCHANGED, 1), tagged(USUAL, 1)] {
        let (steps, made) = said(&jpeg, EXCHANGED);
        assert!(steps.contains(&"drawn".to_owned()), "{steps:?}");
        assert!(!is_red_first(&made) && !is_said(b"ICC_PROFILE", &made));
    }
    let (_, made) = said(&tagged(EXCHANGED, 1), USUAL);
    assert!(is_red_first(&made) && !is_said(b"ICC_PROFILE", &made));
}

/// The other way round: what is bound to a PDF keeps the colours that the JPEG says.
#[test]
fn a_pdf_says_the_profile_of_the_jpeg_that_goes_into_it() {
    let bound = |order: [usize; 3]| {
        let jpeg = Jpeg::read(tagged(order, 2)).expect("a JPEG that a PDF can hold");
        let leaf = Leaf { jpeg, turn: Orientation::Upright, size: (595.0, 842.0) };
        dossier::pdf::bound(vec![leaf]).expect("a PDF")
    };
    let (exchanged, usual) = (bound(EXCHANGED), bound(USUAL));
    assert!(is_said(b"ICCBased", &exchanged) && !is_said(b"ICCBased", &usual));
    assert!(!is_red_first(&made(&exchanged).1), "a viewer of the JPEG sees blue at the left");
    assert!(is_red_first(&made(&usual).1));
}
