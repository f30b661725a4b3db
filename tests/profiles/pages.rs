//! The order of pages: forty ways to name twelve pages, each in the right order in the report and the
//! package; `tests/paper/pages.rs` has the paper set.

use super::page_styles::styles;
use dossier::assign::assign;
use dossier::dossier::{Dossier, PageMark, RelPath, Scan, load};
use dossier::package::plan::payload;
use dossier::report::assemble;
use dossier::rules;
use dossier::seen::{Content, Inspected};
use std::path::Path;
use std::sync::Arc;

/// The dossier of one paper whose text has these files; page `n` is the file whose hash ends in `n`.
fn dossier(names: &[(usize, String)]) -> Dossier {
    let applicant =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/profiles/names/pages.toml"));
    let applicant = load::from_source(&applicant.expect("a table's applicant")).expect("a good applicant");
    let profile = dossier::profile::builtin::find("bazhou-vocational-2021").expect("built in").expect("a good profile");
    let scan = |(page, name): &(usize, String)| {
        let (sha256, content) = (format!("{page:064}"), Content::Jpeg);
        Scan::new(
            RelPath::new(name),
            Inspected { bytes: 1, sha256, content, picture: None, pages: Vec::new(), leading_bytes: 0, trouble: None },
        )
    };
    let mut scans: Vec<Scan> = names.iter().map(scan).collect();
    scans.sort_by(|a, b| a.path.cmp(&b.path));
    assign(Arc::new(profile), Some(applicant), "2021-09-10".parse().expect("a day"), scans, Vec::new())
}

fn pages(names: &[String]) -> Vec<(usize, String)> {
    (1..).zip(names.iter().cloned()).collect()
}

/// The pages of the paper's text, in the order of the report.
fn in_report(dossier: &Dossier) -> Vec<usize> {
    let report = assemble(dossier, rules::run(dossier));
    let parts = report.items.iter().filter(|item| item.id == "paper").flat_map(|item| &item.parts);
    let body = parts.filter(|part| part.id == "body").flat_map(|part| &part.files);
    body.inspect(|file| assert!(file.page.is_some())).map(|file| number(&file.sha256)).collect()
}

/// The same in the package, as its names sort.
fn in_package(dossier: &Dossier) -> Vec<usize> {
    let payload = payload(dossier, Path::new(".")).expect("a payload");
    let mut files: Vec<_> = payload.iter().filter(|file| file.path.contains("/body")).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.iter().map(|file| number(&file.sha256)).collect()
}

fn number(sha256: &str) -> usize {
    sha256.parse().expect("a page")
}

#[test]
fn there_are_forty_styles() {
    assert!(styles().count() >= 40);
}

#[test]
fn report_and_package_have_twelve_pages_in_order_in_every_style() {
    let order: Vec<usize> = (1..=12).collect();
    for names in styles() {
        let dossier = dossier(&pages(&names));
        assert!(dossier.strays.is_empty() && dossier.ambiguous.is_empty(), "{names:?}");
        assert_eq!(in_report(&dossier), order, "report: {names:?}");
        assert_eq!(in_package(&dossier), order, "package: {names:?}");
        let findings = rules::run(&dossier);
        let about_pages = findings.iter().find(|finding| matches!(finding.rule.code, "D115" | "D116"));
        assert_eq!(about_pages, None, "{names:?}");
    }
}

/// Where a page is taken away and its number says so, the gap is reported, in any style but those whose numbers may be
/// something else.
#[test]
fn a_page_taken_away_is_reported() {
    let mut reported = 0;
    for names in styles() {
        let mut some = pages(&names);
        some.remove(6);
        let dossier = dossier(&some);
        let gap = rules::run(&dossier).into_iter().find(|finding| finding.rule.code == "D115");
        let unclear = dossier.slots.iter().flat_map(|slot| &slot.files).any(|claim| claim.page == PageMark::Unclear);
        let unsaid = dossier.slots.iter().flat_map(|slot| &slot.files).filter(|claim| claim.page == PageMark::Unsaid);
        assert_eq!(gap.is_some(), !unclear && unsaid.count() < 2, "{names:?}");
        reported += usize::from(gap.is_some_and(|gap| gap.message.zh.contains("缺第 7 页")));
    }
    assert!(reported >= 30, "{reported}");
}

/// Files of two documents that fill one part stay together.
#[test]
fn pages_of_two_diplomas_are_not_mixed() {
    let names = ["专科毕业证1", "专科毕业证2", "本科毕业证1", "本科毕业证2"].map(|name| format!("{name}.jpg"));
    let dossier = dossier(&pages(&names));
    let slot = dossier.slot("education", "diploma", None).expect("a place");
    let paths: Vec<&str> = dossier.scans_of(slot).map(|scan| scan.path.shown()).collect();
    assert_eq!(paths, ["专科毕业证1.jpg", "专科毕业证2.jpg", "本科毕业证1.jpg", "本科毕业证2.jpg"]);
    assert!(rules::run(&dossier).iter().all(|finding| !matches!(finding.rule.code, "D115" | "D116")));
}

#[test]
fn two_files_that_say_the_same_page_are_an_error() {
    let names = ["论文1-正文1.jpg", "论文1-正文2.jpg", "论文1-正文(2).jpg"].map(str::to_owned);
    let findings = rules::run(&dossier(&pages(&names)));
    assert!(findings.iter().any(|finding| finding.rule.code == "D116"), "{findings:#?}");
}
