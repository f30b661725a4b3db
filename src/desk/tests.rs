//! What the desk shows is what `check --format json` says, for every fixture; and what it changes can be taken back.

use super::session::Session;
use crate::app::{CacheChoice, CheckOrder, Reads, RegisterChoice, Settings, check_dossier};
use crate::render::json::to_bytes;
use crate::text::Lang;
use jiff::civil::date;
use std::path::{Path, PathBuf};

fn settings() -> Settings {
    Settings {
        profile: None,
        date: date(2021, 9, 10),
        lang: Lang::Zh,
        threads: 0,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    }
}

/// No register: what stands in this machine's own is nothing to a test.
fn session(folder: &Path) -> Session {
    let register = RegisterChoice { file: Some(std::env::temp_dir().join("dossier-desk-no-register")) };
    Session::new(folder.to_owned(), settings(), register, Lang::Zh)
}

/// Every dossier of `fixtures/`: a folder with data or scans of its own.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let walk = walkdir::WalkDir::new(root).min_depth(1).max_depth(4).sort_by_file_name().into_iter().flatten();
    let data = walk.filter(|entry| entry.file_name() == "applicant.toml");
    data.filter_map(|entry| Some(entry.path().parent()?.to_owned())).collect()
}

#[test]
fn the_desk_shows_what_the_check_says() {
    let fixtures = fixtures();
    assert!(fixtures.len() > 100, "{}", fixtures.len());
    for folder in fixtures {
        let session = session(&folder);
        let order = CheckOrder { folder: &folder, register: Some(&session.register), pictures: false };
        let said = check_dossier(order, &session.settings, &|_| {}).map(|(checked, _)| checked.report);
        session.check();
        let first = session.shown();
        session.check();
        let shown = session.shown();
        assert_eq!(first.version, shown.version, "{}: a second look shows the same", folder.display());
        match said {
            Ok(report) => {
                assert!(*shown.report == to_bytes(&report).expect("JSON"), "{}", folder.display());
                assert!(shown.trouble.is_none());
            }
            Err(_) => assert!(shown.trouble.is_some() && shown.checked.is_none(), "{}", folder.display()),
        }
    }
}
