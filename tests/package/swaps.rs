//! A package that somebody rewrote with care: manifests, root and bag-info all made to agree. `--expect` refuses every
//! such package, and what contradicts itself is refused without it.

use crate::package::cli::{DATE, copy_of, dossier, fixture, replace};
use crate::package::support::sample::{Sample, refusals, valid};
use dossier::app::verify_package;
use dossier::package::bag::{APPLICANT, FORM, MANIFEST, REPORT, TAG_MANIFEST};
use dossier::package::report_text;
use dossier::package::verify::Verdict;
use dossier::package::zip::reader::Archive;
use serde_json::{Value, json};
use std::path::Path;

const CHECKLIST: &str = "meta/profile/checklist.toml";
pub(super) const FRONT: &str = "data/id/front.jpg";
const BACK: &str = "data/id/back.jpg";

/// The package of a folder, as files.
pub(super) fn packed(folder: &Path, date: &str) -> Sample {
    packed_with(folder, date, &[])
}

fn packed_with(folder: &Path, date: &str, options: &[&str]) -> Sample {
    let out = tempfile::tempdir().expect("a folder");
    let (to, register) = (out.path().join("out"), out.path().join("register"));
    let [folder, to_text, register] = [folder, &to, &register].map(|path| path.to_str().expect("Unicode"));
    let asked = ["pack", folder, "-o", to_text, "--register", register, "--date", date];
    let run = dossier(asked.iter().chain(options).copied());
    assert_eq!(run.code, 0, "{run:?}");
    let mut files = std::fs::read_dir(&to).expect("a folder").flatten().map(|entry| entry.path());
    let zip = files.find(|path| path.extension().is_some_and(|end| end == "zip")).expect("a package");
    let (mut archive, entries) =
        Archive::open(std::fs::File::open(zip).expect("readable")).unwrap_or_else(|_| panic!());
    let mut sample = Sample { root: String::new(), files: Vec::new() };
    for entry in entries {
        let mut content = Vec::new();
        archive.read(&entry, |piece| content.extend_from_slice(piece)).unwrap_or_else(|_| panic!());
        let (root, path) = entry.name.split_once('/').expect("a root");
        root.clone_into(&mut sample.root);
        sample.files.push((path.to_owned(), content));
    }
    sample
}

/// What the whole verification says, the form included.
pub(super) fn verdict(sample: &Sample, expect: Option<&str>) -> Verdict {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), sample.bytes()).expect("written");
    verify_package(file.path(), expect, &|_| {}).expect("readable").0
}

pub(super) fn codes(sample: &Sample, expect: Option<&str>) -> Vec<&'static str> {
    refusals(verdict(sample, expect)).iter().map(|refusal| refusal.code.code).collect()
}

pub(super) fn edited(good: &Sample, change: impl FnOnce(&mut Sample)) -> Sample {
    let mut sample = good.clone();
    change(&mut sample);
    sample.forge_manifests(true);
    sample.forge();
    sample
}

pub(super) fn with_report(good: &Sample, change: impl FnOnce(&mut Value)) -> Sample {
    edited(good, |sample| {
        let mut report = serde_json::from_str(&sample.text(REPORT)).expect("JSON");
        change(&mut report);
        *sample.content(REPORT) = written(report);
    })
}

/// A report as the program writes it; of one that it cannot write, the JSON.
pub(super) fn written(report: Value) -> Vec<u8> {
    let text = format!("{report:#}\n").into_bytes();
    let Ok(report) = serde_json::from_value(report) else { return text };
    let mut text = Vec::new();
    report_text::write(&report, &mut text).expect("written");
    text
}

#[test]
fn a_rewritten_package_is_another_package() {
    let good = packed(&fixture("complete"), DATE);
    let fingerprint = valid(verdict(&good, None)).fingerprint;
    assert_eq!(codes(&good, Some(&fingerprint)), [""; 0]);
    let folder = copy_of(&fixture("complete"));
    let data = std::fs::read_to_string(folder.path().join("applicant.toml")).expect("text");
    replace(&folder.path().join("applicant.toml"), data.replace("王小明", "王大明").as_bytes());
    let photo = folder.path().join("01-照片/照片.jpg");
    let longer = [std::fs::read(&photo).expect("readable"), b"\0".to_vec()].concat();
    replace(&photo, &longer);
    let other = packed(folder.path(), "2021-09-11");
    let mut swapped = 0;
    for (path, content) in &other.files {
        // The manifests follow from the other files.
        let follows = [MANIFEST, TAG_MANIFEST].contains(&path.as_str());
        if follows || good.files.contains(&(path.clone(), content.clone())) {
            continue;
        }
        let forged = edited(&good, |sample| *sample.content(path) = content.clone());
        assert_ne!(codes(&forged, Some(&fingerprint)), [""; 0], "{path}");
        swapped += 1;
    }
    assert!(swapped >= 5, "{swapped} files differ");
    assert!(codes(&other, Some(&fingerprint)).contains(&"K048"));
    assert_eq!(codes(&other, None), [""; 0]);
}

#[test]
fn every_single_field_is_covered() {
    let good = packed(&fixture("complete"), DATE);
    let fingerprint = valid(verdict(&good, None)).fingerprint;
    let texts = [
        (APPLICANT, "王小明", "王大明"),
        (APPLICANT, "99000019", "99000018"),
        (APPLICANT, "某某职业技术学校", "另一职业技术学校"),
        (REPORT, "2021-09-10", "2021-09-11"),
        (CHECKLIST, "submissions = 3", "submissions = 99"),
        (CHECKLIST, "id = \"bazhou-vocational-2021\"", "id = \"bazhou-vocational-2022\""),
    ];
    for (path, from, to) in texts {
        let forged = edited(&good, |sample| sample.replace(path, from, to));
        assert_ne!(codes(&forged, Some(&fingerprint)), [""; 0], "{path}: {to}");
    }
}

#[test]
fn a_form_of_other_data_is_refused_although_the_fingerprint_is_the_same() {
    let good = packed(&fixture("complete"), DATE);
    let fingerprint = valid(verdict(&good, None)).fingerprint;
    let without = edited(&good, |sample| sample.remove(FORM));
    let other = packed(&fixture("exempt"), DATE).content(FORM).clone();
    let exchanged = edited(&good, |sample| *sample.content(FORM) = other);
    for (what, forged) in [("without", without), ("exchanged", exchanged)] {
        assert_eq!(codes(&forged, Some(&fingerprint)), ["K049"], "{what}");
        assert_eq!(codes(&forged, None), ["K049"], "{what}");
    }
}

#[test]
fn a_report_that_contradicts_the_package_is_refused() {
    let good = packed(&fixture("complete"), DATE);
    let item = |report: &Value, id: &str| {
        let items = report["items"].as_array().expect("items");
        items.iter().position(|item| item["id"] == id).expect("an item")
    };
    let front = |report: &mut Value, field: &str, value: Value| {
        let at = item(report, "id");
        report["items"][at]["parts"][0]["files"][0][field] = value;
    };
    let lies: Vec<(&str, Sample)> = vec![
        (
            "sides exchanged",
            edited(&good, |sample| {
                let (front, back) = (sample.content(FRONT).clone(), sample.content(BACK).clone());
                *sample.content(FRONT) = back;
                *sample.content(BACK) = front;
            }),
        ),
        (
            "sides exchanged in the report",
            with_report(&good, |report| {
                let at = item(report, "id");
                let parts = &mut report["items"][at]["parts"];
                let front = parts[0]["files"].take();
                parts[0]["files"] = parts[1]["files"].take();
                parts[1]["files"] = front;
            }),
        ),
        ("bytes of a scan", with_report(&good, |report| front(report, "bytes", json!(5)))),
        ("counts", with_report(&good, |report| report["counts"]["error"] = json!(5))),
        ("a warning fewer", with_report(&good, |report| report["counts"]["warning"] = json!(7))),
        (
            "missing but complete",
            with_report(&good, |report| {
                for item in report["items"].as_array_mut().expect("items") {
                    item["status"] = json!("missing");
                    for part in item["parts"].as_array_mut().expect("parts") {
                        part["status"] = json!("missing");
                    }
                }
            }),
        ),
        (
            "an item without its parts' state",
            with_report(&good, |report| report["items"][0]["status"] = json!("error")),
        ),
        (
            "an item gone",
            with_report(&good, |report| {
                report["items"].as_array_mut().expect("items").pop();
            }),
        ),
        ("another name", with_report(&good, |report| report["applicant"]["name"] = json!("李四"))),
        ("another unit", with_report(&good, |report| report["applicant"]["unit"] = json!("别处"))),
        ("another number", with_report(&good, |report| report["applicant"]["id_masked"] = json!("11**************11"))),
        ("another profile", with_report(&good, |report| report["profile"]["id"] = json!("other"))),
        ("a program among the scans", edited(&good, |sample| sample.add("data/id/run.exe", b"MZ"))),
        (
            "a scan under another name",
            edited(&good, |sample| {
                let content = sample.content(FRONT).clone();
                sample.remove(FRONT);
                sample.add("data/id/front.png", &content);
            }),
        ),
        ("one file more", edited(&good, |sample| sample.add("data/id/third.jpg", b"x"))),
    ];
    let accepted: Vec<&str> =
        lies.iter().filter(|(_, lie)| codes(lie, None).is_empty()).map(|(what, _)| *what).collect();
    assert_eq!(accepted, [""; 0]);
}

#[test]
fn names_that_are_one_file_on_some_systems_are_refused() {
    let good = packed(&fixture("complete"), DATE);
    for pair in [["data/id/ας.jpg", "data/id/ασ.jpg"], ["data/id/straße.jpg", "data/id/strasse.jpg"]] {
        let forged = edited(&good, |sample| pair.iter().for_each(|path| sample.add(path, b"x")));
        assert_eq!(codes(&forged, None), ["K023"], "{pair:?}");
    }
    for name in ["data/id/a\u{200d}b.jpg", "data/id/gpj.\u{202e}exe.jpg"] {
        let forged = edited(&good, |sample| sample.add(name, b"x"));
        assert_eq!(codes(&forged, None), ["K024"], "{name:?}");
    }
}

/// Each line of a report that holds a value: its number, from 0, and the names that lead to it.
fn values(text: &str) -> Vec<(usize, String)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (number, line) in text.lines().enumerate() {
        let line = line.trim().trim_end_matches(',');
        let name = line.strip_prefix('"').and_then(|rest| rest.split_once("\": ")).map_or("", |(name, _)| name);
        if line.ends_with(['{', '[']) {
            open.push(name.to_owned());
        } else if line.starts_with(['}', ']']) {
            open.pop();
        } else {
            found.push((number, format!("{}/{name}", open.join("/"))));
        }
    }
    found
}

/// The line with another value.
fn otherwise(line: &str) -> String {
    let (line, comma) = line.strip_suffix(',').map_or((line, ""), |line| (line, ","));
    let (name, value) = line.split_once("\": ").map_or((None, line), |(name, value)| (Some(name), value));
    let value = match (value.trim_start().parse::<f64>(), value) {
        (Ok(number), _) => format!("{}", number + 1.0),
        (_, "true") => "false".to_owned(),
        (_, "false") => "true".to_owned(),
        (_, "null" | "[]" | "{}") => "\"x\"".to_owned(),
        (_, text) => format!("{}x\"", text.strip_suffix('"').expect("a text")),
    };
    format!("{}{value}{comma}", name.map(|name| format!("{name}\": ")).unwrap_or_default())
}

/// What was measured of the scans, and what the check said of that: only the fingerprint holds it.
const MEASURED: &[&str] = &[
    "/findings//code",
    "/findings//item",
    "/findings//key",
    "/findings//part",
    "/findings//path",
    "/findings//got",
    "/findings//want",
    "/findings//fix/en",
    "/findings//fix/zh",
    "/findings//message/en",
    "/findings//message/zh",
    "/findings//remedy",
    "/items//parts//files//height",
    "/items//parts//files//width",
];

#[test]
fn every_field_of_a_report_follows_from_the_package_or_was_measured() {
    // Without a form, which prints the fingerprint, so that nothing but the report can show it.
    for good in ["complete", "in-service"].map(|name| without_form(&fixture(name))) {
        let fingerprint = valid(verdict(&good, None)).fingerprint;
        let report = good.clone().text(REPORT);
        let lines: Vec<&str> = report.lines().collect();
        let mut all = values(&report);
        // One of each kind: a field of the first entry of a list stands for those of the others.
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|(_, path)| seen.insert(path.clone()));
        assert!(all.len() > 40, "{}", all.len());
        let mut accepted = Vec::new();
        for (at, path) in &all {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            lines[*at] = otherwise(&lines[*at]);
            let text = lines.join("\n") + "\n";
            let forged = edited(&good, |sample| *sample.content(REPORT) = text.into_bytes());
            if codes(&forged, None).is_empty() {
                assert_ne!(codes(&forged, Some(&fingerprint)), [""; 0], "{path}");
                accepted.extend(Some(path.clone()).filter(|path| !MEASURED.contains(&path.as_str())));
            }
        }
        assert_eq!(accepted, [""; 0]);
        // A line more, a line fewer, and a file that was said to lie elsewhere.
        let (before, files) = report.split_once("\"files\": [").expect("a file");
        let of_a_file = |to: &str| format!("{before}\"files\": [{}", files.replacen("\"path\": \"", to, 1));
        for text in [
            report.replacen("  \"schema\": 1,\n", "  \"schema\": 1,\n  \"note\": \"x\",\n", 1),
            report.replacen("  \"schema\": 1,\n", "", 1),
            report.replacen("\"footer\": {", "\"footer\":{", 1),
            of_a_file("\"path\": \"../"),
            of_a_file("\"path\": \"/"),
            of_a_file("\"path\": \"./"),
        ] {
            assert_ne!(text, report);
            let forged = edited(&good, |sample| *sample.content(REPORT) = text.into_bytes());
            assert_eq!(codes(&forged, None), ["K047"]);
        }
    }
}

/// The packed profile without its form, so that nothing but the report can show what is missing.
pub(super) fn without_form(folder: &Path) -> Sample {
    packed_without_form(folder, &[])
}

pub(super) fn packed_without_form(folder: &Path, options: &[&str]) -> Sample {
    let rules = tempfile::tempdir().expect("a folder");
    let profile = rules.path().join("own-2021");
    std::fs::create_dir(&profile).expect("created");
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/bazhou-vocational-2021");
    for name in ["checklist.toml", "facts.toml"] {
        let from = built_in.join(name);
        if from.is_file() {
            let text =
                std::fs::read_to_string(&from).expect("text").replace("\"bazhou-vocational-2021\"", "\"own-2021\"");
            let limit = "[limits]\nmax_bytes = { value = 10000000, source = \"recommended\" }\n";
            let text = text.replace("[limits]\n", limit);
            std::fs::write(profile.join(name), text).expect("written");
        }
    }
    packed_with(folder, DATE, &[&["--profile", profile.to_str().expect("Unicode")], options].concat())
}

/// Takes the scans of a place out of the package, and has the report say what `told` makes of the place.
pub(super) fn without_scans(good: &Sample, item: &str, told: impl Fn(&mut Value)) -> Sample {
    edited(good, |sample| {
        let mut report: Value = serde_json::from_str(&sample.text(REPORT)).expect("JSON");
        let items = report["items"].as_array_mut().expect("items");
        told(items.iter_mut().find(|one| one["id"] == item).expect("the item"));
        *sample.content(REPORT) = written(report);
        sample.files.retain(|(path, _)| !path.starts_with(&format!("data/{item}/")));
        sample.forge_oxum();
    })
}

#[test]
fn a_report_cannot_call_what_is_asked_for_not_asked_for() {
    let good = without_form(&fixture("complete"));
    assert_eq!(codes(&good, None), [""; 0]);
    let emptied = |item: &mut Value, status: &str| {
        item["status"] = json!(status);
        for part in item["parts"].as_array_mut().expect("parts") {
            part["status"] = json!(status);
            part["files"] = json!([]);
        }
    };
    let not_required = without_scans(&good, "summary", |item| emptied(item, "not_required"));
    assert_eq!(codes(&not_required, None), ["K047"]);
    // Every state in which a place may stand without a file.
    for status in ["ok", "warning", "cannot_tell"] {
        let told = without_scans(&good, "summary", |item| emptied(item, status));
        assert_eq!(codes(&told, None), ["K047"], "{status}");
    }
    let dropped = without_scans(&good, "summary", |item| {
        item["parts"] = json!([]);
        item["status"] = json!("not_required");
    });
    assert_eq!(codes(&dropped, None), ["K047"]);
    let renamed = with_report(&good, |report| {
        report["items"][0]["parts"][0]["label"] = json!({"zh": "别的", "en": "another"});
    });
    assert_eq!(codes(&renamed, None), ["K047"]);
    let of_other_version = edited(&not_required, |sample| {
        for path in [REPORT, "bag-info.txt"] {
            let text = sample.text(path).replace(dossier::report::TOOL, "dossier 9.9.9");
            *sample.content(path) = text.into_bytes();
        }
    });
    assert_eq!(codes(&of_other_version, None), ["K047"]);
    let graver = with_report(&good, |report| {
        let mut finding = json!({"severity": "fatal", "path": null});
        finding["code"] = json!("D101");
        report["findings"].as_array_mut().expect("findings").push(finding);
    });
    assert_eq!(codes(&graver, None), ["K047"]);
    let no_day = edited(&good, |sample| {
        for path in [REPORT, "bag-info.txt"] {
            let text = sample.text(path).replace(DATE, "2021-09-31");
            *sample.content(path) = text.into_bytes();
        }
    });
    assert!(codes(&no_day, None).contains(&"K047"));
}
