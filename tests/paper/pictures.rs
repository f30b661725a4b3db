//! Pictures as another program sees them on the page: upright by Exif, in their own colours, whatever the coding.

use crate::paper::cli::skip::installed;
use crate::paper::encoder;
use crate::paper::flat::flat;
use crate::paper::people::{layout, usual};
use crate::paper::readback::{images, parsed};
use crate::paper::tools::written;
use dossier::paper::form::{self, FormInput};
use dossier::paper::sheet::{Drawing, Rect};
use lopdf::Object;
use std::process::Command;

const RED: &[u8] = &[254, 0, 0];
const BLUE: &[u8] = &[0, 0, 254];

/// A page of one pixel to the point.
struct Seen {
    width: usize,
    pixels: Vec<u8>,
}

impl Seen {
    fn at(&self, x: f32, y: f32) -> [u8; 3] {
        let start = (y as usize * self.width + x as usize) * 3;
        self.pixels[start..start + 3].try_into().expect("a pixel")
    }
}

/// The second page of the form with `photo` on it, and the photo's frame; `None` where poppler is absent.
fn seen(photo: Vec<u8>) -> Option<(Seen, Rect)> {
    if !installed("pdftoppm") {
        return None;
    }
    let (layout, applicant) = (layout(), usual());
    let input =
        FormInput { layout: &layout, applicant: &applicant, photo: Some(photo), fingerprint: None, copies: Some(1) };
    let sheets = form::one_copy(input.clone()).expect("laid out").sheets;
    let frame = sheets[1].cells.iter().find(|cell| matches!(cell.drawing, Drawing::Picture { .. })).expect("a photo");
    let rendered = form::render(input).expect("a form");
    assert!(rendered.warnings.iter().all(|text| text.en.starts_with("not filled in")), "{:?}", rendered.warnings);
    let folder = tempfile::tempdir().expect("a folder");
    let pdf = written(folder.path(), "form.pdf", &rendered.pdf);
    let output = Command::new("pdftoppm").args(["-r", "72", "-f", "2", "-l", "2"]).arg(pdf).output().expect("pdftoppm");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut fields = output.stdout.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(fields.next(), Some(&b"P6"[..]));
    let width = String::from_utf8_lossy(fields.next().expect("a width")).parse().expect("a number");
    let rest = fields.nth(1).expect("the depth and the pixels");
    Some((Seen { width, pixels: rest[b"255\n".len()..].to_vec() }, frame.rect))
}

/// Whether a colour is nearer to the first than to the second.
fn nearer(colour: [u8; 3], first: &[u8], second: &[u8]) -> bool {
    let far =
        |other: &[u8]| -> i32 { colour.iter().zip(other).map(|(a, b)| (i32::from(*a) - i32::from(*b)).pow(2)).sum() };
    far(first) < far(second)
}

#[test]
fn every_orientation_is_printed_upright() {
    // Exif 2.3, 4.6.4 A: where the first pixel of the file is seen.
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
    for (orientation, corner) in (1..=8).zip(corners) {
        let across = if orientation < 5 { 2 } else { 3 };
        let photo = flat(across, &[RED, BLUE, BLUE, BLUE, BLUE, BLUE], true, Some(orientation));
        let Some((page, frame)) = seen(photo) else { return };
        for (x, y) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let inset = |far: i32| if far == 0 { 0.1 } else { 0.9 };
            let colour = page.at(frame.x + frame.w * inset(x), frame.y + frame.h * inset(y));
            let red = nearer(colour, RED, BLUE);
            assert_eq!(red, (x, y) == corner, "orientation {orientation} at {x}, {y}: {colour:?}");
        }
    }
}

#[test]
fn cmyk_has_its_colours_with_and_without_adobes_inversion() {
    let (cyan, stored, inverted): (&[u8], &[u8], &[u8]) = (&[0, 174, 239], &[254, 0, 0, 0], &[0, 254, 254, 254]);
    for (sample, adobe) in [(stored, false), (inverted, true)] {
        let Some((page, frame)) = seen(flat(1, &[sample], adobe, None)) else { return };
        let colour = page.at(frame.x + frame.w / 2.0, frame.y + frame.h / 2.0);
        assert!(nearer(colour, cyan, &[254, 0, 0]) && nearer(colour, cyan, &[0, 0, 0]), "adobe {adobe}: {colour:?}");
        assert!(nearer(colour, cyan, &[255, 255, 255]), "adobe {adobe}: {colour:?}");
    }
}

#[test]
fn a_progressive_grey_picture_goes_in_untouched() {
    let picture = image::GrayImage::from_pixel(24, 32, image::Luma([90]));
    let (photo, _) = encoder::progressive(&picture);
    let (layout, applicant) = (layout(), usual());
    let input = FormInput {
        layout: &layout,
        applicant: &applicant,
        photo: Some(photo.clone()),
        fingerprint: None,
        copies: Some(1),
    };
    let pdf = parsed(&form::render(input).expect("a form").pdf);
    let images = images(&pdf);
    let [(_, dictionary, bytes)] = images.as_slice() else { panic!("one picture") };
    assert_eq!(*bytes, photo);
    assert_eq!(dictionary.get(b"ColorSpace").and_then(Object::as_name).ok(), Some(&b"DeviceGray"[..]));
    let Some((page, frame)) = seen(photo) else { return };
    let [level, ..] = page.at(frame.x + frame.w / 2.0, frame.y + frame.h / 2.0);
    assert!((70..110).contains(&level), "{level}");
}
