//! What the names of files say that is missing: a side, the other half, pages between two files; and whose they are.

use dossier::assign::assign;
use dossier::dossier::{Dossier, RelPath, Scan, load};
use dossier::profile::load::from_files;
use dossier::profile::{Profile, builtin};
use dossier::rules;
use dossier::seen::{Content, Inspected};
use std::path::Path;
use std::sync::Arc;

fn dossier(profile: Profile, applicant: &str, names: &[&str]) -> Dossier {
    let applicant = load::from_source(applicant).expect("a good applicant");
    let scan = |name: &&str| {
        let (sha256, content) = (String::new(), Content::Jpeg);
        let inspected =
            Inspected { bytes: 1, sha256, content, picture: None, pages: Vec::new(), leading_bytes: 0, trouble: None };
        Scan::new(RelPath::new(name), inspected)
    };
    let mut scans: Vec<Scan> = names.iter().map(scan).collect();
    scans.sort_by(|a, b| a.path.cmp(&b.path));
    assign(Arc::new(profile), Some(applicant), "2021-09-10".parse().expect("a day"), scans, Vec::new())
}

/// The dossier of files for the applicant of a notice's complete fixture.
fn of_notice(id: &str, names: &[&str]) -> Dossier {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/notices").join(id).join("complete");
    let applicant = std::fs::read_to_string(folder.join("applicant.toml")).expect("a fixture");
    let profile = builtin::find(id).expect("built in").expect("a good profile");
    dossier(profile, &applicant.replace("\"护照\"", "\"身份证\""), names)
}

/// What is told of files that have no place, or whose names say that something is missing.
fn told(dossier: &Dossier) -> Vec<&'static str> {
    let about_names = ["D102", "D103", "D104", "D115", "D116"];
    let of_files =
        |code: &str, message: &str| about_names.contains(&code) || (code == "D101" && message.contains(" only: "));
    let found = rules::run(dossier);
    let found = found.iter().filter(|finding| of_files(finding.rule.code, &finding.message.en));
    found.map(|finding| finding.rule.code).collect()
}

/// The keys of the places of a part that have files.
fn filled(dossier: &Dossier, part: &str) -> Vec<(String, usize)> {
    let slots = dossier.slots.iter().filter(|slot| dossier.part(slot).1.id == part && !slot.files.is_empty());
    slots.map(|slot| (slot.key.clone().unwrap_or_default(), slot.files.len())).collect()
}

#[test]
fn one_side_of_a_card_is_not_both() {
    for name in ["正面", "反面", "人像面", "国徽面", "_front", " back", "(背面)", "/正面", "1"] {
        let name = format!("身份证{name}.jpg");
        let side = if name.contains('1') { "D115" } else { "D101" };
        let of_csc = of_notice("csc-postgraduate-2023", &[&name]);
        let codes: Vec<_> = rules::run(&of_csc).iter().map(|finding| finding.rule.code).collect();
        // The side is a part of its own there, and one alone is half of a group.
        assert!(told(&of_csc).contains(&side) || codes.contains(&"D122"), "{name}: {codes:?}");
        // Both are in one picture there, a side alone is what the platform does not take, and a number says nothing.
        let of_platform = of_notice("shandong-platform", &[&name]);
        let codes: Vec<_> = rules::run(&of_platform).iter().map(|finding| finding.rule.code).collect();
        assert_eq!(
            codes.contains(&"D121") || told(&of_platform).contains(&"D101"),
            !name.contains('1'),
            "{name}: {codes:?}"
        );
    }
    for names in [
        &["身份证.jpg"][..],
        &["身份证正反面.jpg"],
        &["身份证（正、反面）.jpg"],
        &["身份证双面.jpg"],
        &["id card front and back.jpg"],
        &["身份证正面.jpg", "身份证反面.jpg"],
        &["身份证人像面.jpg", "身份证国徽面.jpg"],
        &["身份证1.jpg", "身份证2.jpg"],
        &["身份证/正面.jpg", "身份证/反面.jpg"],
    ] {
        assert_eq!(told(&of_notice("csc-postgraduate-2023", names)), [""; 0], "{names:?}");
    }
    let twice = of_notice("csc-postgraduate-2023", &["身份证正面.jpg", "身份证人像面.jpg"]);
    assert!(rules::run(&twice).iter().any(|finding| finding.rule.code == "D122"), "one side twice");
}

/// A profile of one's own that says both sides in its words, and nothing of `sides`; and one that wants one side.
#[test]
fn a_part_called_by_both_sides_wants_both_in_any_profile() {
    let of = |part: &str, name: &str| {
        let files = builtin::files("shandong-platform").expect("built in").iter();
        let mut files: Vec<(String, String)> =
            files.map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        let checklist = files.iter_mut().find(|(file, _)| file == "checklist.toml").expect("a checklist");
        let (before, rest) = checklist.1.split_once("[[items]]\nid = \"other\"").expect("the last item");
        let (_, after) = rest.split_once("[[judged]]").expect("what is judged");
        let item = format!(
            "[[items]]\nid = \"own\"\nlabel = {{ zh = \"居住证\", en = \"permit\" }}\nnames = []\n\n[[items.parts]]\nid = \"own\"\n\
             rows = [\"S01\"]\npages = \"many\"\n{part}\n\n"
        );
        checklist.1 = format!("{before}{item}[[judged]]{after}");
        let profile = from_files("own", files).expect("a good profile");
        told(&dossier(profile, "name = \"王小明\"", &[name]))
    };
    let both = "label = { zh = \"居住证（正反面）\", en = \"permit\" }\nnames = [\"居住证\", \"permit\"]";
    assert_eq!(of(both, "居住证反面.jpg"), ["D101"]);
    assert_eq!(of(both, "permit front.jpg"), ["D101"]);
    assert_eq!(of(both, "居住证.jpg"), [""; 0]);
    let own = "label = { zh = \"居住证\", en = \"permit\" }\nnames = [\"居住证\"]\nsides = [[\"外页\"], [\"内页\"]]";
    assert_eq!(of(own, "居住证内页.jpg"), ["D101"]);
    let one = "label = { zh = \"居住证\", en = \"permit\" }\nnames = [\"居住证\"]";
    assert_eq!(of(one, "居住证正面.jpg"), [""; 0]);
}

#[test]
fn halves_and_pages_that_names_leave_out() {
    for (names, expected) in [
        (&["申请表（上）.pdf"][..], &["D115"][..]),
        (&["申请表（下）.pdf"], &["D115"]),
        (&["申请表第一部分.pdf"], &["D115"]),
        (&["申请表第1部分.pdf"], &["D115"]),
        (&["application form part 1.pdf"], &["D115"]),
        (&["申请表1-4页.pdf", "申请表6-8页.pdf"], &["D115"]),
        (&["申请表（第1-4页）.pdf", "申请表（第6页）.pdf"], &["D115"]),
        (&["申请表（上）.pdf", "申请表（下）.pdf"], &[]),
        (&["申请表（上）.pdf", "申请表（中）.pdf", "申请表（下）.pdf"], &[]),
        (&["申请表第一部分.pdf", "申请表第二部分.pdf"], &[]),
        (&["申请表1-4页.pdf", "申请表5-8页.pdf"], &[]),
        (&["申请表1-4页.pdf"], &[]),
        (&["申请表1.pdf"], &[]),
        (&["申请表.pdf"], &[]),
    ] {
        assert_eq!(told(&of_notice("csc-postgraduate-2023", names)), expected, "{names:?}");
    }
}

#[test]
fn stages_are_known_by_their_names() {
    let of = |names: &[&str]| {
        let dossier = of_notice("csc-postgraduate-2023", names);
        (told(&dossier), filled(&dossier, "transcript"))
    };
    let one_each = vec![("1".to_owned(), 1), ("2".to_owned(), 1)];
    for names in [
        ["本科成绩单.jpg", "硕士成绩单.jpg"],
        ["成绩单/本科.jpg", "成绩单/硕士.jpg"],
        ["成绩单1.jpg", "成绩单2.jpg"],
        ["成绩单（本科）.jpg", "成绩单-硕士.jpg"],
    ] {
        assert_eq!(of(&names), (vec![], one_each.clone()), "{names:?}");
    }
    // Both are the second stage's pages: the first has none.
    assert_eq!(of(&["硕士成绩单1.jpg", "硕士成绩单2.jpg"]), (vec![], vec![("2".to_owned(), 2)]));
}

#[test]
fn a_translation_is_no_page_of_the_letter() {
    for name in ["邀请信译文.jpg", "邀请信中文翻译.jpg", "邀请信（翻译）.jpg", "邀请信翻译件.jpg"]
    {
        let dossier = of_notice("csc-postgraduate-2023", &["邀请信.jpg", name]);
        let places = [filled(&dossier, "letter").len(), filled(&dossier, "translation").len()];
        assert_eq!((told(&dossier), places), (vec![], [1, 1]), "{name}");
    }
}

#[test]
fn a_number_of_a_folder_is_the_files() {
    for names in [
        ["quittance 1.pdf", "quittance 2/1.pdf", "quittance 3.pdf"],
        ["bulletin de salaire 1.png", "bulletin de salaire 2/1.jpg", "bulletin de salaire 3.jpg"],
        ["bulletin de salaire 1/1.png", "bulletin de salaire 2/1.jpg", "bulletin de salaire 3/1.jpg"],
    ] {
        assert_eq!(told(&of_notice("tenant-fr", &names)), [""; 0], "{names:?}");
    }
    let names = ["quittance 1.pdf", "quittance 2/1.pdf", "quittance 4.pdf"];
    assert_eq!(told(&of_notice("tenant-fr", &names)), ["D115"]);
}
