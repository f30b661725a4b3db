//! `fix --crop`: the sheet out of a larger picture, and nothing else.

use super::command::fixture;
use super::pdf::fix;
use dossier::jpeg::coefficients;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};

/// What `fix` with these further arguments makes of a dossier with a page on a desk: the steps, the page before and after.
fn page_on_a_desk(further: &[&str]) -> (Vec<String>, Vec<u8>, Vec<u8>) {
    let old = fixture("rules/D323-background-visible/bad");
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new");
    let said = fix(&old, &new, &[&["--keep-names", "--format", "json"], further].concat()).json();
    let files = said["files"].as_array().expect("files");
    let row = files.iter().find(|file| file["from"] == "工作总结.jpg").expect("the page");
    let steps = row["steps"].as_array().expect("steps").iter().map(|step| step["id"].as_str().unwrap_or("").to_owned());
    let read = |path| std::fs::read(path).expect("a file");
    (steps.collect(), read(old.join("工作总结.jpg")), read(new.join("工作总结.jpg")))
}

#[test]
fn the_desk_is_cut_away_without_loss() {
    let (steps, before, after) = page_on_a_desk(&["--crop"]);
    assert_eq!(steps, ["cut-to-sheet"]);
    let (before, after) = (coefficients(&before).expect("a JPEG"), coefficients(&after).expect("a JPEG"));
    assert!(after.width < before.width && after.height < before.height, "{}×{}", after.width, after.height);
    let ([whole, ..], [piece, ..]) = (before.components.as_slice(), after.components.as_slice()) else {
        panic!("luma")
    };
    let row = |at: usize| &piece.blocks[at * piece.wide..][..piece.wide];
    let is_at =
        |x: usize, y: usize| (0..piece.high).all(|at| whole.blocks[(y + at) * whole.wide + x..].starts_with(row(at)));
    let places = (0..=whole.high - piece.high).flat_map(|y| (0..=whole.wide - piece.wide).map(move |x| (x, y)));
    assert!(places.into_iter().any(|(x, y)| is_at(x, y)), "every coefficient is one of the picture's");
}

#[test]
fn nothing_is_cut_by_default() {
    let (steps, before, after) = page_on_a_desk(&[]);
    assert_eq!((steps.len(), before == after), (0, true), "{steps:?}");
}

/// What is drawn over the page on its desk.
type Draw = fn(&mut RgbImage, Frame);

/// Where the sheet lies: left, top, right, bottom, pixels.
#[derive(Clone, Copy)]
struct Frame(u32, u32, u32, u32);

fn fill(picture: &mut RgbImage, (left, top, right, bottom): (u32, u32, u32, u32), colour: [u8; 3]) {
    for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
        picture.put_pixel(x, y, Rgb(colour));
    }
}

/// A row of marks that look like letters: 14 px high, in steps of 12 px.
fn letters(picture: &mut RgbImage, (left, top): (u32, u32), count: u32, colour: [u8; 3]) {
    for x in (0..count).map(|at| left + at * 12) {
        fill(picture, (x, top, x + 9, top + 2), colour);
        fill(picture, (x, top + 12, x + 9, top + 14), colour);
        fill(picture, (x + 3, top, x + 5, top + 14), colour);
    }
}

/// What lies on the desk, or belongs to the sheet and looks like the desk.
const BESIDE: [(&str, Draw); 6] = [
    ("a slip of paper", |picture, Frame(left, top, ..)| {
        fill(picture, (2, top + 100, left - 30, top + 150), [240, 240, 170]);
    }),
    ("a stamp", |picture, Frame(left, _, _, bottom)| {
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            let far = f64::hypot(f64::from(x) - f64::from(left) - 60.0, f64::from(y) - f64::from(bottom) - 70.0);
            if (20.0..25.0).contains(&far) {
                *pixel = Rgb([200, 30, 30]);
            }
        }
    }),
    ("a signature in light ink", |picture, Frame(left, _, _, bottom)| {
        for x in 0..120_u32 {
            let y = bottom + 60 + (x / 2 % 30).abs_diff(15);
            fill(picture, (left + x, y, left + x + 1, y + 3), [225, 225, 235]);
        }
    }),
    ("a tab that sticks out", |picture, Frame(_, top, right, _)| {
        fill(picture, (right - 2, top + 80, right + 50, top + 120), [245, 243, 240]);
        letters(picture, (right + 5, top + 90), 3, [20; 3]);
    }),
    ("a title in a band of the desk's colour", |picture, Frame(left, top, right, _)| {
        let desk = picture.get_pixel(4, 4).0;
        for x in left - 6..right + 6 {
            // As askew as the sheet.
            let slope = (x + 6 - left) * 5 / (right - left);
            fill(picture, (x, top - 6 + slope, x + 1, top + 60 + slope), desk);
        }
        letters(picture, (left + 40, top + 12), 16, [230, 200, 90]);
    }),
    ("a pencilled line on the desk", |picture, Frame(left, _, _, bottom)| {
        let desk = picture.get_pixel(4, 4).0;
        letters(picture, (left, bottom + 60), 20, desk.map(|level| level.saturating_add(40)));
    }),
];

/// The page of the fixture with more of its desk around it, and where its sheet lies.
fn on_a_larger_desk() -> (RgbImage, Frame) {
    const MORE: u32 = 60;
    let path = fixture("rules/D323-background-visible/bad").join("工作总结.jpg");
    let page = image::open(path).expect("a page").to_rgb8();
    let (wide, high) = page.dimensions();
    let inside = |at: u32, side: u32| at.saturating_sub(MORE).min(side - 1);
    let larger =
        RgbImage::from_fn(wide + 2 * MORE, high + 2 * MORE, |x, y| *page.get_pixel(inside(x, wide), inside(y, high)));
    // As `dossier inspect` finds it.
    (larger, Frame(58 + MORE, 53 + MORE, 435 + MORE, 585 + MORE))
}

#[test]
fn what_is_not_ground_is_not_cut_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    let (page, frame) = on_a_larger_desk();
    let save = |name: &str, picture: &RgbImage| {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(picture).expect("a JPEG");
        std::fs::write(old.join(name), bytes).expect("a file");
    };
    save("工作总结1.jpg", &page);
    for (at, (_, draw)) in BESIDE.iter().enumerate() {
        let mut picture = page.clone();
        draw(&mut picture, frame);
        save(&format!("工作总结{}.jpg", at + 2), &picture);
    }
    let answer = fix(&old, &new, &["--keep-names", "--crop", "--format", "json"]).json();
    let files = answer["files"].as_array().expect("files");
    assert_eq!(files[0]["steps"][0]["id"], "cut-to-sheet", "nothing but desk: {}", files[0]);
    for (file, (what, _)) in files[1..].iter().zip(BESIDE) {
        assert_eq!(file["steps"].as_array().map(Vec::len), Some(0), "{what}: {file}");
        let why = file["obstacle"]["en"].as_str().unwrap_or_default();
        assert!(why.contains("beside the sheet"), "{what}: {file}");
    }
}
