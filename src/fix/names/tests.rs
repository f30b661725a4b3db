//! Names lead back to their parts, in every profile and both languages.

use super::*;
use crate::dossier::applicant::{FileClaim, PartRef};
use crate::dossier::load::from_source;
use crate::profile::facts::{FactKind, Facts, List};
use crate::profile::{Keyed, Pages, Part, Profile, builtin};
use crate::seen::{Content, Inspected};

fn keys(profile: &Profile, part: &Part) -> Vec<String> {
    match part.keyed {
        Keyed::Once => vec![String::new()],
        Keyed::Years { from, to, .. } => (from..=to).map(|year| format!("@{}", profile.filing_year + year)).collect(),
        Keyed::List(_) => vec!["@1".to_owned(), "@2".to_owned()],
    }
}

/// A dossier with one file of a meaningless name in every place of the checklist.
fn claimed(profile: &Arc<Profile>) -> Dossier {
    let mut files = Vec::new();
    let parts = profile.items.iter().flat_map(|item| &item.parts);
    let places = parts
        .flat_map(|part| keys(profile, part).into_iter().map(move |key| format!("{}/{}{key}", part.item, part.id)));
    for (at, place) in places.enumerate() {
        let part = PartRef::parse(&place, 0..0).expect("a part");
        files.push(FileClaim { path: format!("扫描{at:04}.png"), part, path_span: 0..0 });
    }
    let applicant = as_written(&profile.asked, &files);
    let scan = |claim: &FileClaim| {
        let content = Content::Png;
        let inspected = Inspected {
            bytes: 1,
            sha256: String::new(),
            content,
            picture: None,
            pages: Vec::new(),
            leading_bytes: 0,
            trouble: None,
        };
        Scan::new(RelPath::new(&claim.path), inspected)
    };
    let scans = applicant.files.iter().map(scan).collect();
    assign(Arc::clone(profile), Some(applicant), Date::default(), scans, Vec::new())
}

/// The files, claimed by an `applicant.toml` with two entries of every list, each text of them in a foreign word.
fn as_written(facts: &Facts, files: &[FileClaim]) -> Applicant {
    let entry = |list: &List| {
        let texts = list.facts.iter().filter(|fact| fact.kind == FactKind::Text);
        let texts: Vec<String> = texts.map(|fact| format!("{} = \"de\"\n", fact.id)).collect();
        format!("[[{}]]\n{}", list.id, texts.concat()).repeat(2)
    };
    let entries: Vec<String> = facts.lists.iter().map(entry).collect();
    let claims: Vec<String> = files.iter().map(|claim| format!("\"{}\" = \"{}\"\n", claim.path, claim.part)).collect();
    from_source(&format!("{}[files]\n{}", entries.concat(), claims.concat())).expect("TOML")
}

#[test]
fn every_part_of_every_profile_gets_a_name_that_leads_back_to_it() {
    for profile in builtin::ids() {
        let profile = Arc::new(builtin::find(profile).expect("it is built in").expect("it is good"));
        let dossier = claimed(&profile);
        let filled = filled(&dossier);
        assert!(filled.iter().all(Option::is_some), "{}", profile.id);
        for lang in [Lang::Zh, Lang::En] {
            let many = |filled: &Option<Filled>| {
                let slot = filled.as_ref().and_then(|filled| dossier.slots.get(*filled.slots.first()?));
                slot.is_some_and(|slot| dossier.part(slot).1.pages == Pages::Many)
            };
            let pages: Vec<Naming> = filled
                .iter()
                .map(|filled| Naming { pages: if many(filled) { 12 } else { 1 }, end: End::Jpg })
                .collect();
            for (at, name) in names(&dossier, &pages, &[], (false, lang)).iter().enumerate() {
                let old = dossier.scans[at].path.shown();
                assert_eq!(name.claim, None, "{}: {old} {:?}", profile.id, name.paths);
                assert!(name.paths.iter().all(|path| !path.contains("扫描")), "{}: {old}", profile.id);
            }
        }
    }
}

#[test]
fn pages_stay_in_their_order() {
    let profile = Arc::new(builtin::find("bazhou-vocational-2021").expect("built in").expect("good"));
    let scans = ["正文10.jpg", "正文9.pdf"].map(|name| {
        let content = Content::Pdf;
        let inspected = Inspected {
            bytes: 1,
            sha256: String::new(),
            content,
            picture: None,
            pages: Vec::new(),
            leading_bytes: 0,
            trouble: None,
        };
        Scan::new(RelPath::new(format!("论文1/{name}")), inspected)
    });
    let applicant = as_written(&profile.asked, &[]);
    let dossier = assign(profile, Some(applicant), Date::default(), scans.to_vec(), Vec::new());
    let pages = [1, 2].map(|pages| Naming { pages, end: End::Jpg });
    let names = names(&dossier, &pages, &[], (false, Lang::Zh));
    let ends = |name: &Named| -> Vec<String> {
        name.paths.iter().map(|path| path.rsplit('-').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(names.iter().map(ends).collect::<Vec<_>>(), [vec!["正文3.jpg"], vec!["正文1.jpg", "正文2.jpg"]]);
}

#[test]
fn a_file_named_like_a_folder_gets_another_name() {
    let named = |paths: &[&str]| Named { paths: paths.iter().map(|path| (*path).to_owned()).collect(), claim: None };
    let names = [named(&["02-身份证/人像面.jpg"]), named(&["a/b/c.jpg", "a/d.jpg"]), named(&["top.jpg"])];
    let mut taken = folders(&names);
    let free = ["02-身份证", "A", "a/b", "a/b.jpg"].map(|path| free(path, &mut taken));
    assert_eq!(free, ["02-身份证-2", "A-2", "a/b-2", "a/b.jpg"]);
}

#[test]
fn no_two_files_get_one_name() {
    let mut taken = BTreeSet::new();
    let free = ["a/b.jpg", "A/b.jpg", "a/b.JPG", "a/b-2.jpg"].map(|path| free(path, &mut taken));
    assert_eq!(free, ["a/b.jpg", "A/b-2.jpg", "a/b-3.JPG", "a/b-2-2.jpg"]);
    assert_eq!(["a.b/c", "a/.b", "c.tar.jpg", "x"].map(stem), ["a.b/c", "a/.b", "c.tar", "x"]);
}

/// New names would say that all is there.
#[test]
fn names_that_say_that_something_is_missing_stay() {
    let profile = Arc::new(builtin::find("csc-postgraduate-2023").expect("built in").expect("good"));
    for (files, stay) in [
        (&["身份证/正面.png"][..], true),
        (&["申请表（上）.png"], true),
        (&["申请表1.png", "申请表3.png"], true),
        (&["申请表第1页共3页.png"], true),
        (&["申请表-扫描.png"], false),
        (&["申请表45.png", "申请表46.png"], false),
        (&["申请表1.png", "申请表2.png"], false),
    ] {
        let scans = files.iter().map(|file| Scan::unopened(file)).collect();
        let dossier = assign(Arc::clone(&profile), None, Date::default(), scans, Vec::new());
        let namings = vec![Naming { pages: 1, end: End::Jpg }; files.len()];
        let named = names(&dossier, &namings, &[], (false, Lang::Zh));
        let own = dossier
            .scans
            .iter()
            .zip(&named)
            .all(|(scan, name)| name.paths == [format!("{}.jpg", stem(scan.path.shown()))]);
        assert_eq!(own, stay, "{files:?} {named:?}");
    }
}
