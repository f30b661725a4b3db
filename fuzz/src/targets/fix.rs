//! PDFs and pictures through the whole of `fix`: checked, repaired, checked again.

use super::scratch;
use crate::chance::{Chance, change};
use crate::runner::Target;
use crate::seeds::{self, pdf, pictures};
use dossier::app::{CacheChoice, Day, FixOrder, Reads, Settings, fix_dossier};
use dossier::config::date::parse_day;
use dossier::fix::Options;
use dossier::text::Lang;
use std::io;
use std::sync::atomic::AtomicBool;

/// The ends of names, by a number that stands before the file's bytes.
const ENDS: [&str; 6] = ["pdf", "png", "gif", "bmp", "tif", "webp"];

pub fn target() -> io::Result<Target> {
    let jpegs = seeds::files("fixtures/rules", ".jpg");
    let draw = move |chance: &mut Chance| {
        let (end, mut bytes) =
            if chance.one_in(2) { ("pdf", pdf::draw(&jpegs, chance)) } else { pictures::draw(chance) };
        if chance.one_in(2) {
            change(&mut bytes, 4, &jpegs, chance);
        }
        let end = ENDS.iter().position(|known| *known == end).unwrap_or_default();
        [vec![end as u8], bytes].concat()
    };
    let folder = scratch()?;
    let dossier = folder.path().join("dossier");
    std::fs::create_dir(&dossier)?;
    std::fs::copy(seeds::root().join("fixtures/complete/applicant.toml"), dossier.join("applicant.toml"))?;
    let date = parse_day("2021-09-10").ok_or_else(|| io::Error::other("a day"))?;
    let settings = Settings {
        profile: None,
        allowed_profiles: None,
        date: Day::Asked(date),
        lang: Lang::En,
        labels: None,
        threads: 1,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    };
    let look = move |drawn: &[u8]| {
        let (end, bytes) = drawn.split_first().ok_or("nothing")?;
        let end = ENDS.get(usize::from(*end)).ok_or("no such end")?;
        let (file, new) = (dossier.join(format!("07-业务工作总结.{end}")), folder.path().join("new"));
        std::fs::write(&file, bytes).map_err(|error| error.to_string())?;
        let stop = AtomicBool::new(false);
        let options = Options {
            crop_photo: false,
            crop: false,
            deskew: false,
            keep_names: false,
            names: Lang::Zh,
            pages: Vec::new(),
        };
        let order = FixOrder { folder: &dossier, output: Some(&new), dry_run: false, options: &options, stop: &stop };
        let made = fix_dossier(order, &settings, &|_| {});
        let _ = std::fs::remove_file(&file);
        let _ = std::fs::remove_dir_all(&new);
        match made {
            Ok(repair) if repair.rows.is_empty() && repair.left_out.is_empty() => Err("lost".to_owned()),
            Ok(repair) if repair.rows.iter().all(|row| row.obstacle.is_some()) => Ok("left as it is"),
            Ok(repair) if repair.rows.iter().any(|row| row.obstacle.is_some()) => Ok("repaired in part"),
            Ok(_) => Ok("repaired"),
            Err(error) => Err(format!("{error:#}")),
        }
    };
    Ok(Target { draw: Box::new(draw), look: Box::new(look) })
}
