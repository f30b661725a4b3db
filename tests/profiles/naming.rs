//! Names that notices want, and names that are the whole label of a part.

use crate::profiles::command::{dossier, fixture};
use crate::profiles::not_asked_for::TOP;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const FACTS: &str = r#"
[[facts]]
id = "name"
label = { zh = "姓名", en = "name" }
kind = "text"
role = "name"
[[facts]]
id = "card"
label = { zh = "身份证号", en = "ID number" }
kind = "id-number"
"#;

/// Items of one part each: label, names, further keys.
fn items(parts: &[(&str, &str, &str)]) -> String {
    let one = |(number, (label, names, more)): (usize, &(&str, &str, &str))| {
        format!(
            "[[items]]\nid = \"i{number}\"\nlabel = {{ zh = \"大项{number}\", en = \"item {number}\" }}\n[[items.parts]]\nid = \"p\"\n\
             label = {{ zh = \"{label}\", en = \"part {number}\" }}\nrows = [\"R1\"]\nnames = [{names}]\n{more}\n"
        )
    };
    parts.iter().enumerate().map(one).collect()
}

const CONTRACT: (&str, &str, &str) = ("购房合同", "\"购房合同\"", "pages = \"many\"");

struct Room {
    home: tempfile::TempDir,
}

impl Room {
    fn of(checklist: &str, files: &[&str]) -> Self {
        let room = Self { home: tempfile::tempdir().expect("a folder") };
        for folder in ["small", "person"] {
            fs::create_dir(room.at(folder)).expect("a folder");
        }
        fs::write(room.at("small/checklist.toml"), format!("{TOP}{checklist}")).expect("a file");
        fs::write(room.at("small/facts.toml"), FACTS).expect("a file");
        fs::write(room.at("person/applicant.toml"), "name = \"林晓\"\n").expect("a file");
        let picture = fixture("complete/02-身份证/人像面.jpg");
        for file in files {
            fs::copy(&picture, room.at("person").join(file)).expect("a copy");
        }
        room
    }

    fn at(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn report(&self) -> Value {
        let [profile, person] = ["small", "person"].map(|name| text(&self.at(name)));
        dossier(["check", "--date", "2026-09-10", "--format", "json", "--profile", &profile, &person]).json()
    }

    /// Codes about names and places.
    fn told(&self) -> Vec<String> {
        let report = self.report();
        let codes = report["findings"].as_array().expect("findings").iter().filter_map(|one| one["code"].as_str());
        codes.filter(|code| code.starts_with("D1")).map(str::to_owned).collect()
    }

    fn checked(&self) -> String {
        dossier(["profile", "check", &text(&self.at("small")), "--lang", "en"]).stdout
    }
}

fn text(path: &Path) -> String {
    path.to_str().expect("UTF-8").to_owned()
}

const NAMING: &str = "[naming]\nfile_name = \"{name}_{part}_{number}\"\nrow = \"R1\"\n";

#[test]
fn the_notices_number_is_no_page() {
    let files = ["林晓_购房合同_17.jpg", "林晓_购房合同_18.jpg"];
    let plain = Room::of(&items(&[CONTRACT]), &["林晓_购房合同_02.jpg"]);
    assert_eq!(plain.told(), ["D115"], "without the scheme it is page 2");
    let named = Room::of(&(NAMING.to_owned() + &items(&[CONTRACT])), &["林晓_购房合同_02.jpg"]);
    assert_eq!(named.told(), [""; 0]);
    let named = Room::of(&(NAMING.to_owned() + &items(&[CONTRACT])), &files);
    assert_eq!(named.told(), [""; 0]);
    let files = &named.report()["items"][0]["parts"][0]["files"];
    assert_eq!(files[0]["path"], "林晓_购房合同_17.jpg", "{files}");
    // A page has its own number before it, and then one may be missing.
    let pages = Room::of(&(NAMING.to_owned() + &items(&[CONTRACT])), &["林晓_购房合同2_05.jpg"]);
    assert_eq!(pages.told(), ["D115"]);
}

#[test]
fn the_guide_names_files_as_the_notice_wants() {
    let guide = |checklist: &str| {
        let room = Room::of(checklist, &[]);
        let [profile, person] = ["small", "person"].map(|name| text(&room.at(name)));
        let run = dossier(["init", &person, "--profile", &profile, "--lang", "zh"]);
        assert_eq!(run.code, 0, "{run:#?}");
        fs::read_to_string(room.at("person/说明.txt")).expect("a guide")
    };
    let named = guide(&(NAMING.to_owned() + &items(&[CONTRACT])));
    assert!(named.contains("/林晓_购房合同_1.jpg") && named.contains("把名字里的序号写成 2、3"), "{named}");
    let plain = guide(&items(&[CONTRACT]));
    assert!(plain.contains("/购房合同.jpg"), "{plain}");
    let of_number = guide(&(NAMING.replace("{name}", "{card}") + &items(&[CONTRACT])));
    assert!(of_number.contains("/购房合同.jpg"), "no ID number in a file's name: {of_number}");
}

#[test]
fn a_scheme_that_is_none_is_told() {
    let checked = |scheme: &str| {
        let naming = format!("[naming]\nfile_name = \"{scheme}\"\nrow = \"R1\"\n");
        let run = dossier([
            "profile",
            "check",
            &text(&Room::of(&(naming + &items(&[CONTRACT])), &[]).at("small")),
            "--lang",
            "en",
        ]);
        run.stdout + &run.stderr
    };
    assert!(checked("{name}_{number}").contains("has {part}, the document, once"), "{}", checked("{name}_{number}"));
    assert!(checked("{nam}_{part}").contains("braces cannot hold \"nam\""), "{}", checked("{nam}_{part}"));
    assert!(checked("{name}/{part}").contains("no file name can hold"), "{}", checked("{name}/{part}"));
    assert!(checked("{name_{part}").contains("braces"), "{}", checked("{name_{part}"));
}

/// 学历证书 stands within 学历证书电子注册备案表, which is another paper.
#[test]
fn a_whole_label_wins_over_the_words_within_it() {
    let diploma = ("学历证书", "\"学历证书\"", "pages = \"one\"");
    let record = ("学历证书电子注册备案表", "\"备案表\", \"电子注册备案表\"", "pages = \"many\"");
    let parts = items(&[diploma, record]);
    let filled = |files: &[&str]| {
        let room = Room::of(&parts, files);
        let report = room.report();
        let of = |item: usize| report["items"][item]["parts"][0]["files"].as_array().map_or(0, Vec::len);
        (room.told(), of(0), of(1))
    };
    assert_eq!(filled(&["学历证书.jpg", "学历证书电子注册备案表.jpg"]), (vec![], 1, 1));
    assert_eq!(
        filled(&["学历证书.jpg", "林晓 学历证书电子注册备案表1.jpg", "学历证书电子注册备案表2.jpg"]),
        (vec![], 1, 2)
    );
    let (told, ..) = filled(&["学历证书、电子注册备案表.jpg"]);
    assert!(told.contains(&"D104".to_owned()), "two papers are still two: {told:?}");
    assert!(Room::of(&parts, &[]).checked().contains("nothing wrong"), "{}", Room::of(&parts, &[]).checked());
    // Another part has the label among its own words: no name by it is sure.
    let clash =
        items(&[("购房合同", "\"合同\"", "pages = \"one\""), ("合同", "\"购房合同\", \"合同书\"", "pages = \"one\"")]);
    assert!(
        Room::of(&clash, &[]).checked().contains("i0/p: a file named by its own label"),
        "{}",
        Room::of(&clash, &[]).checked()
    );
}
