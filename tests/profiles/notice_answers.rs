//! Answers to the further notices that cannot be, and names of their files as people write them.

use crate::profiles::command::{copy_of, dossier, fixture};

const AKSU: &str = "aksu-first-half-2025";
const CSC: &str = "csc-postgraduate-2023";
const SHANDONG: &str = "shandong-platform";
const TENANT: &str = "tenant-fr";

/// Level and code of all that is found in the complete dossier of a profile with these words of `applicant.toml` replaced,
/// and these files renamed, or left out where the new name is empty.
fn found(profile: &str, words: &[(&str, &str)], files: &[(&str, &str)]) -> Vec<String> {
    let folder = copy_of(&fixture("notices").join(profile).join("complete"));
    let answers = folder.path().join("applicant.toml");
    let mut text = std::fs::read_to_string(&answers).expect("answers");
    for (from, to) in words {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    std::fs::write(&answers, text).expect("answers");
    for (from, to) in files {
        let from = folder.path().join(from);
        if to.is_empty() {
            std::fs::remove_file(from).expect("a file");
        } else {
            std::fs::rename(from, folder.path().join(to)).expect("a file");
        }
    }
    let date = match profile {
        AKSU => "2025-04-10",
        CSC => "2023-03-15",
        SHANDONG => "2021-09-10",
        _ => "2025-11-20",
    };
    let folder = folder.path().to_str().expect("UTF-8");
    let json = dossier(["check", folder, "--date", date, "--format", "json"]).json();
    let findings = json["findings"].as_array().expect("findings").iter();
    let shown = |finding: &serde_json::Value| {
        format!("{} {}", finding["severity"].as_str().unwrap_or_default(), finding["code"].as_str().unwrap_or_default())
    };
    findings.map(shown).collect()
}

fn answered(profile: &str, from: &str, to: &str) -> Vec<String> {
    found(profile, &[(from, to)], &[])
}

fn named(profile: &str, files: &[(&str, &str)]) -> Vec<String> {
    found(profile, &[], files)
}

/// Nothing is asked for the years before the first employment.
#[test]
fn employment_after_the_work_in_a_township_drops_no_assessment() {
    let no_forms = [("2023年度考核登记表.jpg", ""), ("2024年度考核登记表.jpg", "")];
    let employed = |month: &str| found(AKSU, &[("employed_from = \"2023-03\"", month)], &no_forms);
    assert_eq!(employed("employed_from = \"2025-03\""), ["error D412"]);
    assert_eq!(employed("employed_from = \"2028-03\""), ["error D412", "error D412"]);
}

#[test]
fn identity_that_expired() {
    let expires = |day: &str| answered(TENANT, "2031-03-01", day);
    assert_eq!(expires("1985-03-01"), ["error D419"]);
    assert_eq!(expires("2020-11-17"), ["error D419"]);
    assert_eq!(expires("2020-11-21"), ["warning D419"], "an old card counts five years longer");
    for (identity, name) in [("passport", "passeport.jpg"), ("licence", "permis de conduire.jpg")] {
        let words =
            [("identity = \"card\"", format!("identity = \"{identity}\"")), ("2031-03-01", "2024-03-01".into())];
        let words = words.each_ref().map(|(from, to)| (*from, to.as_str()));
        let files = [("carte d'identité recto.jpg", name), ("carte d'identité verso.jpg", "")];
        assert_eq!(found(TENANT, &words, &files), ["error D419"], "{identity}");
    }
    assert_eq!(answered(TENANT, "2029-10-01", "2019-10-01"), ["error D419"]);
    assert_eq!(answered(TENANT, "2029-10-01", "2024-10-01"), ["warning D419"]);
}

#[test]
fn a_school_year_is_this_one() {
    let year = |year: &str| {
        let student = format!("status = \"student\"\nstudent_year = \"{year}\"");
        found(TENANT, &[("status = \"employed\"", &student)], &[("contrat de travail.pdf", "carte étudiant.pdf")])
    };
    for right in ["2024", "2025"] {
        assert_eq!(year(right), [""; 0], "{right}");
    }
    for wrong in ["1995", "2023", "2090"] {
        assert_eq!(year(wrong), ["error D419"], "{wrong}");
    }
}

#[test]
fn the_number_is_of_the_document_that_is_named() {
    let card = [("\"护照\"", "\"身份证\""), ("id_number = \"\"", "id_number = \"E12345678\"")];
    assert_eq!(found(SHANDONG, &card, &[("护照.png", "身份证.png")]), ["error D401"]);
    assert_eq!(answered(SHANDONG, "E12345678", "990000198803070017"), ["error D401"]);
}

#[test]
fn years_and_days_that_cannot_be() {
    let year = |to: &str| answered(SHANDONG, "filing_year = \"2021\"", &format!("filing_year = \"{to}\""));
    assert_eq!(year("2019"), ["error D419"]);
    assert_eq!(year("张三"), ["error D417"]);
    assert_eq!(year(""), ["error D402"]);
    let printed = |day: &str| answered(SHANDONG, "2021-09-01", day);
    assert_eq!(printed("2011-09-01"), ["error D419"]);
    assert_eq!(printed("2031-09-01"), ["error D419"]);
    assert_eq!(printed("2021-07-01"), ["warning D419"]);
    assert_eq!(answered(SHANDONG, "1988-03-07", "2088-03-07"), ["error D419"]);
    assert_eq!(answered(TENANT, "1994-05-12", "2094-05-12"), ["error D419"]);
}

#[test]
fn none_is_no_name() {
    assert_eq!(answered(AKSU, "某某乡中心学校", "无"), ["error D419"]);
    assert_eq!(answered(SHANDONG, "\"高级讲师\"", "\"无\""), ["error D419"]);
    assert_eq!(answered(TENANT, "Michel Durand", "无"), ["error D419"]);
}

#[test]
fn stages_by_their_names() {
    let stages = |first, second| named(CSC, &[("成绩单1.jpg", first), ("成绩单2.jpg", second)]);
    assert_eq!(stages("本科成绩单.jpg", "硕士成绩单.jpg"), [""; 0]);
    assert_eq!(stages("硕士成绩单1.jpg", "硕士成绩单2.jpg"), ["error D101"]);
}

#[test]
fn common_names() {
    let files = [
        ("邀请信.pdf", "邀请函.pdf"),
        ("邀请信翻译件.jpg", "邀请信中文翻译.jpg"),
        ("国外导师简历.pdf", "CV_Prof_Smith.pdf"),
        ("外文学习计划.pdf", "Research Proposal.pdf"),
    ];
    assert_eq!(named(CSC, &files), [""; 0]);
    let files = [
        ("carte d'identité recto.jpg", "CNI face avant.jpg"),
        ("carte d'identité verso.jpg", "CNI face arrière.jpg"),
        ("bulletin de salaire 1.png", "bulletin_salaire_06.png"),
        ("bulletin de salaire 2.jpg", "bulletin_salaire_07.jpg"),
        ("bulletin de salaire 3.jpg", "bulletin_salaire_08.jpg"),
    ];
    assert_eq!(named(TENANT, &files), [""; 0]);
}

#[test]
fn sides_of_a_card() {
    let one_side = named(CSC, &[("身份证.jpg", "身份证正面.jpg")]);
    assert!(one_side.contains(&"error D122".to_owned()), "one side is not both: {one_side:?}");
    let both = [("carte d'identité recto.jpg", "cni recto verso.jpg"), ("carte d'identité verso.jpg", "")];
    assert_eq!(named(TENANT, &both), [""; 0]);
    let card = [("\"护照\"", "\"身份证\""), ("id_number = \"\"", "id_number = \"990000198803070017\"")];
    let one_side = [("护照.png", "身份证正面.png")];
    assert_eq!(found(SHANDONG, &card, &one_side), ["error D101", "error D121"]);
}

/// Its notice asks for a photo on white (G02).
#[test]
fn a_photo_on_blue_where_white_is_asked_for() {
    let folder = copy_of(&fixture("engineering-general"));
    let blue = fixture("complete/01-照片/照片.jpg");
    std::fs::copy(blue, folder.path().join("二寸白底照片.jpg")).expect("a copy");
    let run = crate::profiles::command::check(folder.path(), &["--format", "json"]);
    let told = run.json()["findings"].to_string();
    assert!(told.contains("D317") && !told.contains("D318"), "{told}");
}
