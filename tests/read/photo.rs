//! What lies in the place of the photo: a page of text is told, a person is not.

use crate::read::command::{DATE, copy_of, fixture, reading_command};
use crate::read::draw::output;
use crate::read::draw::portrait::{Looks, photograph};
use crate::read::draw::{lettering::Type, sheet::Ink};
use image::DynamicImage;
use image::imageops::FilterType;
use std::path::Path;

/// What is said of this picture as the photo of a small dossier: codes and levels.
fn said(picture: &DynamicImage, further: &[&str]) -> Vec<String> {
    let folder = copy_of(&fixture("rules/D304-photo-shape/good"));
    std::fs::write(folder.path().join("照片.jpg"), output::jpeg(picture, 88, 300)).expect("a photo");
    let shown = folder.path().to_str().expect("a Unicode path");
    let words = ["check", shown, "--date", DATE, "--format", "json", "--no-cache"];
    let run: crate::read::command::Run =
        reading_command([&words, further].concat()).output().expect("the program starts").into();
    let report = run.json();
    let own = report["findings"].as_array().expect("findings").iter().filter(|one| one["path"] == "照片.jpg");
    own.map(|one| format!("{} {}", one["code"], one["severity"]).replace('"', "")).collect()
}

fn page(width: u32) -> DynamicImage {
    let path = fixture("complete").join(Path::new("07-业务工作总结.jpg"));
    let page = image::open(path).expect("a page");
    let height = page.height() * width / page.width();
    page.resize_exact(width, height, FilterType::Lanczos3)
}

const ERROR: &str = "D703 error";

#[test]
fn a_page_of_text_in_place_of_the_photo_is_an_error() {
    for width in [413, 626, 1000] {
        for further in [&[][..], &["--no-read"]] {
            let said = said(&page(width), further);
            assert!(said.iter().any(|one| one == ERROR), "{width} {further:?}: {said:?}");
        }
    }
}

#[test]
fn a_person_is_not_taken_for_a_page() {
    let looks = |light: bool| Looks {
        background: if light { [250; 3] } else { [86, 142, 210] },
        jacket: if light { [235; 3] } else { [40, 46, 70] },
        long_hair: light,
    };
    let strip = ["姓名：王小明　性别：男", "准考证号：20210012345", "某某职业技术学校"];
    for pixels in [(413, 579), (1000, 1400)] {
        for (light, lines) in [(false, 0), (true, 1), (false, 2), (true, 3)] {
            let mut sheet = photograph(pixels, looks(light), 7);
            let (width, height) = sheet.size();
            let size = width / 16.0;
            let top = height - size * 1.6 * lines as f32;
            sheet.area((0.0, top - size), (width, height - top + size), Ink::WHITE);
            for (row, line) in strip.iter().take(lines).enumerate() {
                sheet.text((size, top + size * 1.6 * row as f32), Type::print(size), line);
            }
            let picture = sheet.plain();
            for further in [&[][..], &["--no-read"]] {
                let said = said(&picture, further);
                assert!(!said.iter().any(|one| one.starts_with("D70")), "{pixels:?} {lines} {further:?}: {said:?}");
            }
        }
    }
}
