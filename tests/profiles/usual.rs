//! What holds where a profile is silent: a scan that cannot be read is no complete dossier's.

use crate::profiles::command::{dossier, fixture};
use crate::profiles::not_asked_for::{TOP, part};
use dossier::profile::LimitName;
use dossier::profile::usual::{For, USUAL};
use std::fs;

/// Codes and levels that are told of one scan, under a profile with these lines at its head and in its only part.
fn told(head: &str, of_part: &str, scan: &str) -> Vec<String> {
    let home = tempfile::tempdir().expect("a folder");
    let [profile, person] = ["small", "person"].map(|name| home.path().join(name));
    for folder in [&profile, &person] {
        fs::create_dir(folder).expect("a folder");
    }
    fs::write(profile.join("checklist.toml"), format!("{TOP}{head}\n{}", part("card", "\"身份证\"", of_part)))
        .expect("a file");
    fs::write(profile.join("facts.toml"), "").expect("a file");
    fs::write(person.join("applicant.toml"), "").expect("a file");
    fs::copy(fixture("rules").join(scan), person.join("身份证.jpg")).expect("a copy");
    let [profile, person] = [&profile, &person].map(|path| path.to_str().expect("UTF-8"));
    let run = dossier(["check", "--date", "2026-09-10", "--format", "json", "--profile", profile, person]);
    let json = run.json();
    let findings = json["findings"].as_array().expect("findings").iter();
    findings.map(|one| format!("{} {}", one["code"], one["severity"]).replace('"', "")).collect()
}

const BLURRED: &str = "D305-blurred/bad/身份证正面.jpg";

#[test]
fn a_silent_profile_judges_what_cannot_be_read() {
    for (scan, code) in [
        (BLURRED, "D305 warning"),
        ("D309-too-dark/bad/身份证反面.jpg", "D309 error"),
        ("D310-washed-out/bad/身份证反面.jpg", "D310 warning"),
        ("D312-over-compressed/bad/身份证正面.jpg", "D312 info"),
    ] {
        let all = told("", "", scan);
        assert!(all.iter().any(|one| one == code), "{code}: {all:?}");
    }
}

#[test]
fn a_profile_sets_its_own_or_switches_one_off() {
    let blurred = |head: &str, of_part: &str| told(head, of_part, BLURRED).iter().any(|one| one.starts_with("D305"));
    let off = "edge_width_error = \"off\"\nedge_width_warning = \"off\"";
    let soft = "edge_width_warning = { value = 60, source = \"notice\" }\nmiddle_width_warning = \"off\"";
    for limits in [off, soft] {
        assert!(!blurred(&format!("[limits]\n{limits}"), ""), "{limits}");
        assert!(!blurred("", &format!("[items.parts.limits]\n{limits}")), "{limits}");
    }
    let own = "[items.parts.limits]\nedge_width_warning = { value = 2, source = \"notice\" }";
    assert!(blurred(&format!("[limits]\n{off}"), own), "a part wins");
}

#[test]
fn what_holds_is_shown() {
    let home = tempfile::tempdir().expect("a folder");
    let small = home.path().join("small");
    fs::create_dir(&small).expect("a folder");
    let text = format!(
        "{TOP}[limits]\ndark_error = \"off\"\nquality_note = {{ value = 60, source = \"notice\" }}\n{}",
        part("card", "\"身份证\"", "size = \"any\"")
    );
    fs::write(small.join("checklist.toml"), text).expect("a file");
    fs::write(small.join("facts.toml"), "").expect("a file");
    let shown = dossier(["profile", "show", small.to_str().expect("UTF-8"), "--lang", "en"]);
    assert_eq!(shown.code, 0, "{shown:#?}");
    for line in ["- edge_width_error 4 [recommended]", "- quality_note 60 [notice]", "- dark_warning 0.5 [recommended]"]
    {
        assert!(shown.stdout.contains(line), "{line}: {}", shown.stdout);
    }
    for line in ["- dark_error", "- dpi_error", "- burnt_note"] {
        assert!(!shown.stdout.contains(line), "{line}: {}", shown.stdout);
    }
}

#[test]
fn the_page_lists_them() {
    let page = fs::read_to_string(fixture("").join("../profiles/README.md")).expect("the README");
    let rows: Vec<&str> =
        page.lines().skip_while(|line| *line != "| 通常 usual | 数 number | 用于 for |").skip(2).collect();
    let rows = rows.iter().take_while(|line| line.starts_with("| "));
    let of = |name: LimitName, of: For, value: f64| {
        let parts = match of {
            For::Every => "全部 all",
            For::Pages => "照片以外 all but photos",
            For::Sized => "有尺寸的 those with a `size`",
            For::Photos => "照片 photos",
        };
        format!("| {value} | `{}` | {parts} |", name.key())
    };
    let known: Vec<String> = USUAL.iter().map(|(name, parts, value)| of(*name, *parts, *value)).collect();
    assert_eq!(rows.copied().collect::<Vec<_>>(), known);
}
