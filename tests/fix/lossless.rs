//! What is handled without loss shows the same picture to the last coefficient.

use super::command::fixture;
use super::jpeg_encoder;
use super::pdf::fix;
use super::wrong::{Sample, exif, jpeg, stored, turned_of, with_segment};
use dossier::jpeg::coefficients;
use dossier::jpeg::{Orientation, repacked, turned};
use image::DynamicImage;

/// A detail of the fixture's diploma, of whole blocks.
fn detail() -> DynamicImage {
    let scan = Sample::read(&fixture("complete").join("03-学历学位/毕业证书.jpg"));
    scan.pixels.crop_imm(160, 240, 240, 160)
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a JPEG")
}

#[test]
fn turning_the_file_is_turning_the_picture() {
    for picture in [detail(), DynamicImage::from(detail().to_luma8())] {
        for orientation in Orientation::ALL {
            let file = jpeg(&stored(&picture, orientation.number()), 90);
            let made = turned(&file, orientation).expect("whole blocks");
            let want = {
                let mut pixels = decoded(&file);
                pixels.apply_orientation(image::metadata::Orientation::from_exif(orientation.number()).expect("one"));
                pixels.to_rgb8()
            };
            let got = decoded(&made).to_rgb8();
            assert_eq!(got.dimensions(), want.dimensions(), "{orientation}");
            // A decoder rounds rows before columns, so that the same coefficients lying down differ by a level.
            let most = got.iter().zip(want.iter()).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(most <= Some(1), "{orientation}: {most:?}");
        }
    }
}

#[test]
fn turning_there_and_back_gives_every_coefficient_and_pixel_back() {
    let file = jpeg(&detail(), 85);
    for orientation in Orientation::ALL {
        let there = turned(&file, orientation).expect("whole blocks");
        let back = turned(&there, orientation.inverse()).expect("whole blocks");
        assert_eq!(coefficients(&back), coefficients(&file), "{orientation}");
        assert_eq!(decoded(&back), decoded(&file), "{orientation}");
    }
}

#[test]
fn shorter_codes_are_the_same_picture() {
    let (gray, colour) = (detail().to_luma8(), detail());
    let files = [
        jpeg(&colour, 75),
        jpeg(&colour, 100),
        jpeg_encoder::baseline(&gray, 0),
        jpeg_encoder::baseline(&gray, 7),
        jpeg_encoder::progressive(&gray).0,
    ];
    for (at, file) in files.iter().enumerate() {
        let made = repacked(file).expect("a JPEG");
        assert_eq!(coefficients(&made), coefficients(file), "{at}");
        assert_eq!(decoded(&made), decoded(file), "{at}");
        assert!(made.len() <= file.len(), "{at}: {} of {}", made.len(), file.len());
    }
}

#[test]
fn every_picture_of_the_fixtures_comes_through() {
    for entry in walkdir::WalkDir::new(fixture("first-time")) {
        let path = entry.expect("the fixture").into_path();
        if path.extension().is_some_and(|end| end == "jpg") {
            let file = std::fs::read(&path).expect("a fixture");
            let made = repacked(&file).unwrap_or_else(|| panic!("{}", path.display()));
            assert_eq!(coefficients(&made), coefficients(&file), "{}", path.display());
        }
    }
}

#[test]
fn what_does_not_end_with_a_whole_block_is_not_turned_so() {
    let odd = jpeg(&detail().crop_imm(0, 0, 237, 160), 90);
    let fits = [true, false, false, true, true, true, false, false];
    for (orientation, fits) in Orientation::ALL.into_iter().zip(fits).skip(1) {
        assert_eq!(turned(&odd, orientation).is_some(), fits, "{orientation}");
    }
}

#[test]
fn taking_out_metadata_leaves_the_picture_data_as_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    let plain = jpeg(&detail(), 90);
    let told = with_segment(&with_segment(&plain, 0xE1, &exif(1, true)), 0xFE, b"who made it");
    std::fs::write(old.join("x.jpg"), [&told[..], b"and more behind the end"].concat()).expect("a file");
    std::fs::write(old.join("turned.jpg"), turned_of(&plain, 1)).expect("a file");
    std::fs::write(old.join("cut.jpg"), &plain[..plain.len() - 2]).expect("a file");
    let run = super::pdf::fix(&old, &new, &[]);
    assert_eq!(run.code, 0, "{run:?}");
    for name in ["x.jpg", "turned.jpg", "cut.jpg"] {
        assert_eq!(std::fs::read(new.join(name)).expect("the new file"), plain, "{name}");
    }
}

#[test]
fn nothing_that_is_cut_or_flipped_makes_the_reading_fail_otherwise_than_by_none() {
    let file = jpeg_encoder::progressive(&detail().to_luma8()).0;
    for length in (0..file.len()).step_by(97) {
        let _ = repacked(&file[..length]);
        let mut flipped = file.clone();
        flipped[length] ^= 0x55;
        let _ = repacked(&flipped);
    }
}

#[test]
fn a_height_behind_the_data_is_put_where_programs_look_for_it() {
    let picture = jpeg(&detail(), 90);
    let frame = picture.windows(4).position(|four| four == [0xFF, 0xC0, 0, 17]).expect("a frame of three components");
    let mut open = picture.clone();
    let height = [open[frame + 5], open[frame + 6]];
    open[frame + 5..frame + 7].fill(0);
    let end = open.split_off(open.len() - 2);
    let open = [open, vec![0xFF, 0xDC, 0, 4, height[0], height[1]], end].concat();
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join("毕业证书.jpg"), &open).expect("a file");
    let said = fix(&old, &new, &["--format", "json"]).json();
    let made = std::fs::read(new.join(said["files"][0]["to"].as_str().expect("a path"))).expect("a file");
    assert_eq!(decoded(&made).to_rgb8(), decoded(&picture).to_rgb8(), "{said:#}");
}
