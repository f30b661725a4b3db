//! The built-in profiles: they load, they cite every requirement, and what is embedded is what stands in `profiles/`.

use dossier::dossier::answers::holds_for;
use dossier::dossier::load::from_source as load_applicant;
use dossier::dossier::{AtHand, as_asked, window_for};
use dossier::profile::digest::profile_digest;
use dossier::profile::resolve::{DEFAULT, resolve};
use dossier::profile::{Keyed, LimitName, Pages, Profile, Source, WindowKind, builtin, load};
use dossier::render::diagnostic;
use dossier::text::{Lang, Text};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every row of REQUIREMENTS §1 and §2 that is to be checked or reminded of; R01 and R05 are out of scope.
const ROWS: &[&str] = &[
    "R02", "R03", "R04", "R06", "R07", "R08", "R09", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17", "R18",
    "P16", "U23", "P17", "U01", "U02", "U03", "U04", "U05", "U06", "U07", "U08", "U09", "U10", "U11", "U12", "U13",
    "U14", "U15", "U16", "U17", "U18", "U19", "U20", "U21", "U22", "U24", "U25", "U26", "P12", "P14", "P15",
];

/// The rows of the paper set, REQUIREMENTS §3.
const PAPER_ROWS: &[&str] =
    &["P01", "P02", "P03", "P03b", "P04", "P05", "P06", "P07", "P08", "P09", "P10", "P11", "P13", "P18", "P19"];

/// DESIGN's table of ids, which outside tests use: item, part, key.
const IDS: &str = "photo/photo id/front id/back education/diploma education/degree education/in-service \
    assessment/form-front@2018-2020 assessment/form-back@2018-2020 assessment/grading@2018-2020 posts/teacher \
    posts/title posts/approval posts/appointment award/certificate@award award/commendation@award paper/cover@paper \
    paper/contents@paper paper/body@paper paper/back@paper paper/translation@paper summary/summary \
    ce/specialty@2021-2021 ce/public@2016-2020 ce/exemption@2016-2021 transfer/proof experience/letter";

fn bazhou() -> Profile {
    let found = builtin::find("bazhou-vocational-2021").expect("built in");
    found.unwrap_or_else(|faults| panic!("{}", said(&faults)))
}

fn said(faults: &[dossier::config::diagnostic::Diagnostic]) -> String {
    faults.iter().map(|fault| diagnostic::render(fault, Lang::Zh)).collect()
}

fn profiles() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles")
}

#[test]
fn every_one_loads_clean_and_is_called_as_its_folder() {
    for id in builtin::ids() {
        let profile = builtin::find(id).expect("listed").unwrap_or_else(|faults| panic!("{}", said(&faults)));
        assert_eq!(profile.id, id);
    }
    assert!(resolve(DEFAULT).expect("known").is_ok());
}

#[test]
fn what_is_embedded_is_what_stands_in_the_folders() {
    let entries = std::fs::read_dir(profiles()).expect("profiles/").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name());
    let folders: BTreeSet<String> = folders.map(|name| name.into_string().expect("UTF-8")).collect();
    assert_eq!(folders, builtin::ids().into_iter().map(str::to_owned).collect());
    for id in builtin::ids() {
        let read = load::from_folder(&profiles().join(id)).expect("readable").expect("valid");
        let embedded = builtin::find(id).expect("listed").expect("valid");
        assert_eq!(read, embedded, "{id}: list every file of its folder in src/profile/builtin.rs");
    }
}

#[test]
fn the_ids_are_those_of_the_design() {
    let profile = bazhou();
    let parts = profile.items.iter().flat_map(|item| &item.parts);
    let shown: Vec<String> = parts
        .map(|part| match part.keyed {
            Keyed::Once => format!("{}/{}", part.item, part.id),
            Keyed::List(list) => {
                let entry = profile.asked.lists[list].id.trim_end_matches('s');
                format!("{}/{}@{entry}", part.item, part.id)
            }
            Keyed::Years { from, to, .. } => {
                format!("{}/{}@{}-{}", part.item, part.id, profile.filing_year + from, profile.filing_year + to)
            }
        })
        .collect();
    assert_eq!(shown.join(" "), IDS);
}

#[test]
fn every_requirement_is_cited() {
    let profile = bazhou();
    let mut cited: BTreeSet<&str> = profile.items.iter().flat_map(|i| &i.parts).flat_map(|p| rows(&p.rows)).collect();
    cited.extend(profile.windows.iter().map(|window| window.row.as_str()));
    cited.extend(profile.fees.iter().map(|fee| fee.row.as_str()));
    cited.extend(profile.asked.checks.iter().map(|check| check.row.as_str()));
    cited.extend(profile.by_hand.iter().map(|reminder| reminder.row.as_str()));
    cited.extend(profile.judged.iter().flat_map(|judged| rows(&judged.rows)));
    let missing: Vec<_> = ROWS.iter().filter(|row| !cited.contains(*row)).collect();
    assert!(missing.is_empty(), "not cited: {missing:?}");
}

fn rows(rows: &[String]) -> impl Iterator<Item = &str> {
    rows.iter().map(String::as_str)
}

#[test]
fn every_row_of_the_paper_set_is_cited() {
    let profile = bazhou();
    let (_, paper) = profile.files.iter().find(|(name, _)| name == load::PAPER).expect("paper.toml");
    let missing: Vec<_> = PAPER_ROWS.iter().filter(|row| !paper.contains(&format!("\"{row}\""))).collect();
    assert!(missing.is_empty(), "not cited: {missing:?}");
}

#[test]
fn every_label_says_something_in_each_language() {
    for id in builtin::ids() {
        labels_of(&builtin::find(id).expect("listed").expect("valid"));
    }
}

fn labels_of(profile: &Profile) {
    let mut labels: Vec<&Text> = vec![&profile.name, &profile.footer];
    labels.extend(profile.windows.iter().map(|window| &window.label));
    labels.extend(profile.by_hand.iter().map(|reminder| &reminder.text));
    labels.extend(profile.judged.iter().map(|judged| &judged.text));
    for item in &profile.items {
        labels.push(&item.label);
        for part in &item.parts {
            labels.push(&part.label);
            labels.extend(part.kinds.iter().map(|kind| &kind.label));
        }
    }
    for label in labels {
        assert!(label.zh.chars().any(|c| u32::from(c) >= 0x4E00), "no Chinese: {label:?}");
        assert!(label.en.chars().any(|c| c.is_ascii_alphabetic()), "no English: {label:?}");
        assert_ne!(label.zh, label.en);
    }
}

/// The head of a further profile lists what its `rows` name; each is cited, and nothing else is.
#[test]
fn further_profiles_explain_and_cite_their_rows() {
    for (id, letter) in [("shaanxi-online", 'S'), ("engineering-general", 'G')] {
        let files = builtin::files(id).expect("built in");
        let text: String = files.iter().map(|(_, content)| *content).collect();
        let (head, rest) = text.split_once("schema = 1").expect("a head");
        let rows = |text: &str| -> BTreeSet<String> {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            words.filter(|word| word.len() == 3 && word.starts_with(letter)).map(str::to_owned).collect()
        };
        let cited: BTreeSet<String> = rest.lines().filter(|line| line.starts_with("row")).flat_map(rows).collect();
        assert_eq!(rows(head), cited, "{id}");
    }
}

#[test]
fn the_same_thing_has_the_same_id_in_every_profile() {
    let places = |id| -> BTreeSet<String> {
        let profile = builtin::find(id).expect("listed").expect("valid");
        profile.items.iter().flat_map(|i| &i.parts).map(|part| format!("{}/{}", part.item, part.id)).collect()
    };
    let bazhou = places(DEFAULT);
    let own = |id| places(id).difference(&bazhou).cloned().collect::<Vec<_>>().join(" ");
    let shaanxi = "ce/hours education/verification paper/imprint paper/list pledge/pledge posts/licence service/proof";
    assert_eq!(own("shaanxi-online"), shaanxi);
    assert_eq!(own("engineering-general"), "assessment/form ce/proof experience/history insurance/proof paper/imprint");
}

/// REQUIREMENTS §5.
#[test]
fn shaanxi_takes_images_of_its_own_sizes_only() {
    let profile = builtin::find("shaanxi-online").expect("listed").expect("valid");
    let notice = |part: &dossier::profile::Part, name| {
        part.limits.get(name).filter(|limit| limit.source == Source::Notice).map(|limit| limit.value)
    };
    for part in profile.items.iter().flat_map(|item| &item.parts) {
        let photo = part.item == "photo";
        assert_eq!(notice(part, LimitName::MaxBytes), Some(if photo { 307_200.0 } else { 614_400.0 }), "{part:?}");
        assert_eq!(notice(part, LimitName::ExactWidth), photo.then_some(413.0));
        assert_eq!(notice(part, LimitName::ExactHeight), photo.then_some(626.0));
    }
}

#[test]
fn the_numbers_are_those_of_the_requirements() {
    let profile = bazhou();
    let limits = |item, part| {
        let limits = &profile.part(item, part).expect("a part").limits;
        limits.iter().map(|(name, limit)| format!("{}={}", name.key(), limit.value)).collect::<Vec<_>>().join(" ")
    };
    let quality = |edges: &str| {
        format!(
            "quality_warning=15 quality_note=50 blocks_error=0.25 {edges} middle_width_warning=3.9 fall_warning=0.13 \
             ink_warning=0.5 dark_error=0.75 dark_warning=0.5 blackened_warning=90 strength_warning=30 contrast_warning=60 sideways_warning=0.37 copy_bits=26 copy_likeness=0.86"
        )
    };
    let page = quality("edge_width_error=4 edge_width_warning=2.7");
    let pages = |dpi: &str| format!("{dpi} max_megapixels=100 {page} thumbnail_likeness=0.3");
    assert_eq!(limits("education", "diploma"), pages("dpi_error=150 dpi_warning=200") + " red_note=0.0015");
    assert_eq!(limits("id", "front"), pages("dpi_error=200 dpi_warning=300"));
    let photo = format!(
        "dpi_error=150 dpi_warning=200 min_width=295 min_height=413 aspect_min=0.62 aspect_max=0.85 \
         max_megapixels=100 {} thumbnail_likeness=0.3 colour_note=0.01 burnt_note=0.1 background_spread=15 head_width_min=0.3 head_width_max=0.8 \
         head_off_centre=0.12 head_top_max=0.3",
        quality("edge_width_error=4 edge_width_warning=3.5")
    );
    assert_eq!(limits("photo", "photo"), photo);
    assert_eq!(profile.part("photo", "photo").expect("a part").size, None);
    assert_eq!(profile.part("id", "back").expect("a part").size.map(|size| size.long_mm), Some(85.6));
}

/// The notice's usual case is 29 images: a part of one page gives one, a part of many at least one.
#[test]
fn single_pictures_are_single() {
    let profile = bazhou();
    let parts = profile.items.iter().flat_map(|item| &item.parts).filter(|part| part.pages == Pages::One);
    let single: Vec<String> = parts.map(|part| format!("{}/{}", part.item, part.id)).collect();
    let want = "photo/photo id/front id/back assessment/form-front assessment/form-back paper/cover paper/back";
    assert_eq!(single.join(" "), want);
}

#[test]
fn the_digest_is_that_of_the_shell() {
    let files = vec![("b.toml".to_owned(), String::new()), ("a.toml".to_owned(), "x = 1\n".to_owned())];
    let profile = Profile { files, ..bazhou() };
    // printf 'x = 1\n' > a.toml; : > b.toml; sha256sum a.toml b.toml | LC_ALL=C sort | sha256sum
    assert_eq!(profile_digest(&profile), "885ee7a6f46c8c66ce3b95036bc313636f0b1490a4e851b93853e81a8b5c88d7");
}

#[test]
fn an_unknown_id_names_the_nearest() {
    let error = resolve("bazhou-vocational-2012").expect_err("unknown").to_string();
    assert!(error.contains("did you mean `bazhou-vocational-2021`"), "{error}");
}

#[test]
fn a_folder_is_a_profile_too() {
    let folder = profiles().join(DEFAULT);
    let read = resolve(folder.to_str().expect("UTF-8")).expect("readable").expect("valid");
    assert_eq!(profile_digest(&read), profile_digest(&bazhou()));
    assert!(resolve("./no-such-folder").is_err());
}

/// REQUIREMENTS R10, R13, R17.
#[test]
fn each_level_and_path_has_one_fee_and_one_filing_window() {
    let profile = bazhou();
    let fees = [
        ("intermediate", "review", 380),
        ("junior", "review", 220),
        ("junior", "first-determination", 100),
        ("intermediate", "first-determination", 380),
        ("junior", "conferment", 380),
        ("intermediate", "conferment", 380),
    ];
    for (level, path, amount) in fees {
        let source = format!("level = \"{level}\"\npath = \"{path}\"\n");
        let applicant = as_asked(load_applicant(&source).expect("TOML"), &profile.asked);
        let holds = |when| holds_for(&profile, when, Some(&applicant), AtHand::default()) == Some(true);
        let found: Vec<_> = profile.fees.iter().filter(|fee| holds(&fee.when)).map(|fee| fee.amount).collect();
        assert_eq!(found, [f64::from(amount)], "{level} {path}");
        let filing = profile.windows.iter().filter(|window| window.kind == WindowKind::Filing);
        assert_eq!(filing.filter(|window| holds(&window.when)).count(), 1, "{path}");
        let window = window_for(&profile, WindowKind::Filing, Some(&applicant)).expect("a window");
        let opens = if path == "review" { "2021-09-03" } else { "2021-09-01" };
        assert_eq!((window.opens.to_string(), window.closes.to_string()), (opens.to_owned(), "2021-09-18".to_owned()));
    }
}
