//! Draws the scans of `fixtures/complete`, `in-service`, `exempt`, `first-time`, `shaanxi-online` and
//! `engineering-general` anew.
//!
//! `cargo run --example draw-fixtures` writes the same bytes every time; the `applicant.toml` files beside the
//! pictures are written by hand and stay as they are. Another folder to write to can be given as the only argument.
//! `draw-fixtures pages DIR` writes one page of each kind at 300 dpi instead, for measuring speed.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;

use drawings as draw;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let given = arguments.next();
    if let (Some("pages"), Some(folder)) = (given.as_deref().and_then(Path::to_str), arguments.next()) {
        return draw_pages(&folder);
    }
    let root = given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let scans: Vec<_> = draw::cases::scans().collect();
    scans
        .par_iter()
        .try_for_each(|scan| scan.paths.iter().try_for_each(|path| write(&root.join(path), &scan.drawn_for(path))))
}

fn draw_pages(folder: &Path) -> Result<()> {
    const DPI: f32 = 300.0;
    let pages: [(&str, image::DynamicImage); 5] = [
        ("text.jpg", draw::kinds::dense_text(DPI, 1).into()),
        ("certificate.jpg", draw::kinds::certificate(DPI, 2).into()),
        ("near-empty.jpg", draw::kinds::near_empty(DPI, 3).into()),
        ("form.jpg", draw::kinds::table_form(DPI, 4).into()),
        ("cards.jpg", draw::kinds::id_page(DPI, 5).into()),
    ];
    pages.iter().try_for_each(|(name, page)| write(&folder.join(name), &draw::output::jpeg(page, 95, 300)))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The folders that are drawn whole.
    const CASES: [&str; 6] =
        ["complete", "in-service", "exempt", "first-time", "shaanxi-online", "engineering-general"];

    fn fixtures() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
    }

    #[test]
    fn every_picture_in_the_cases_is_drawn_here_and_every_drawn_one_is_there() {
        let drawn: BTreeSet<_> =
            draw::cases::scans().flat_map(|scan| scan.paths).map(|path| fixtures().join(path)).collect();
        let there: BTreeSet<_> = CASES
            .iter()
            .flat_map(|case| walkdir::WalkDir::new(fixtures().join(case)))
            .map(|entry| entry.expect("the fixtures can be read").into_path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "jpg"))
            .collect();
        assert_eq!(drawn, there);
    }

    #[test]
    fn no_case_holds_a_picture_twice() {
        for case in CASES {
            for scan in draw::cases::scans() {
                let within = scan.paths.iter().filter(|path| path.starts_with(&format!("{case}/"))).count();
                assert!(within <= 1, "{:?}", scan.paths);
            }
        }
    }

    #[test]
    fn the_complete_case_stays_under_8_mb_and_those_of_other_profiles_under_4() {
        for (case, most) in
            [("complete/", 8_000_000), ("shaanxi-online/", 4_000_000), ("engineering-general/", 4_000_000)]
        {
            let sizes = draw::cases::scans().flat_map(|scan| scan.paths).filter(|path| path.starts_with(case));
            let total: u64 = sizes.map(|path| fixtures().join(path).metadata().expect(path).len()).sum();
            assert!(total < most, "{case}: {total} bytes");
        }
    }

    #[test]
    fn pages_reach_200_dpi_and_say_it() {
        for path in draw::cases::scans().flat_map(|scan| scan.paths) {
            let bytes = std::fs::read(fixtures().join(path)).expect(path);
            let (width, height) = image::image_dimensions(fixtures().join(path)).expect(path);
            let page = width >= 1654 && height >= 2339;
            let card = width >= 1011 && height >= 638;
            let photo = width == 413 && [531, 579, 626].contains(&height);
            assert!(page || card || photo, "{path}: {width} x {height}");
            assert_eq!(bytes.get(13), Some(&1), "{path}: dots per inch in the JFIF header");
        }
    }

    #[test]
    fn slips_are_small_and_all_different() {
        let slips: BTreeSet<_> = (0..60).map(draw::kinds::slip_jpeg).collect();
        assert_eq!(slips.len(), 60);
        assert!(slips.iter().all(|slip| slip.len() < 12_000));
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        for scan in draw::cases::scans().filter(|scan| scan.paths.iter().any(|path| path.contains("/02-身份证/"))) {
            assert_eq!((scan.draw)(), (scan.draw)());
        }
        assert_eq!(draw::kinds::slip_jpeg(7), draw::kinds::slip_jpeg(7));
        assert_ne!(draw::kinds::slip_jpeg(7), draw::kinds::slip_jpeg(8));
    }
}
