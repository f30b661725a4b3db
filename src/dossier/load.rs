//! Reads `applicant.toml`, or says everything that is wrong with it.
//!
//! Only what cannot be understood is a diagnostic: syntax, an unknown key, a wrong type, a date that is none. What is
//! understood but not good enough (an empty name, a wrong check digit) is a finding, and a rule's business.

use super::applicant::{
    Achievement, Applicant, Assessment, Award, Education, Exemption, ExemptionKind, FileClaim, Paper, PartRef, Sex,
    Title, Training, Transfer, Waiver, Work,
};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields, one_of};
use crate::profile::{Level, Profile, Route};
use crate::text::{Text, hex};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The file's name in a dossier.
pub const FILE_NAME: &str = "applicant.toml";

/// The longest applicant file that is read, bytes: a person's data is a few kB, a megabyte is no person's data.
pub const MAX_BYTES: u64 = 1 << 20;

/// Reads the whole file.
///
/// # Errors
/// All faults of the file, in its order.
pub fn from_source(source: &str) -> Result<Applicant, Vec<Diagnostic>> {
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let faults = Faults::new(FILE_NAME, text);
    let mut applicant = applicant(faults.parse());
    applicant.digest = hex(&Sha256::digest(source));
    source.clone_into(&mut applicant.source);
    let list = faults.into_list();
    if list.is_empty() { Ok(applicant) } else { Err(list) }
}

/// Holds the parts that `[files]` and `[[waive]]` name against the profile; all that it does not have.
pub fn unknown_parts(applicant: &Applicant, profile: &Profile) -> Vec<Diagnostic> {
    let text = applicant.source.strip_prefix('\u{feff}').unwrap_or(&applicant.source);
    let faults = Faults::new(FILE_NAME, text);
    let known: Vec<String> = profile
        .items
        .iter()
        .flat_map(|item| item.parts.iter().map(move |part| format!("{}/{}", item.id, part.id)))
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let named = applicant.files.iter().map(|claim| &claim.part).chain(applicant.waivers.iter().map(|w| &w.part));
    for part in named {
        let name = format!("{}/{}", part.item, part.part);
        if !known.contains(&name.as_str()) {
            let message = Text {
                zh: format!("规则“{}”里没有“{name}”这一项", profile.id),
                en: format!("profile {} has no part `{name}`", profile.id),
            };
            faults.add(part.span.clone(), message, Some(one_of(&name, &known)));
        }
    }
    faults.into_list()
}

fn applicant(top: Fields<'_, '_>) -> Applicant {
    let text = |key| top.text(key).unwrap_or_default();
    let applicant = Applicant {
        profile: top.text("profile").filter(|id| !id.is_empty()),
        name: text("name"),
        former_name: text("former_name"),
        sex: top.optional_choice("sex", &[("男", Sex::Male), ("女", Sex::Female)]),
        ethnicity: text("ethnicity"),
        birth_date: top.day("birth_date"),
        birthplace: text("birthplace"),
        id_number: text("id_number"),
        health: text("health"),
        political_status: text("political_status"),
        unit: text("unit"),
        unit_superior: text("unit_superior"),
        employed_from: top.date("employed_from"),
        speciality: text("speciality"),
        admin_post: text("admin_post"),
        societies: text("societies"),
        languages: text("languages"),
        in_post: top.flag("in_post"),
        under_sanction: top.flag("under_sanction"),
        level: top.optional_choice("level", Level::ALL),
        path: top.optional_choice("path", Route::ALL),
        path_reason: text("path_reason"),
        first_time_direct_intermediate: top.flag("first_time_direct_intermediate").unwrap_or_default(),
        practical_experience: text("practical_experience"),
        work_ability: text("work_ability"),
        current_title: top.table("current_title").map(title),
        education: list(&top, "education", education),
        training: list(&top, "training", training).unwrap_or_default(),
        work: list(&top, "work", work).unwrap_or_default(),
        achievements: list(&top, "achievements", achievement).unwrap_or_default(),
        papers: list(&top, "papers", paper),
        awards: list(&top, "awards", award),
        assessments: list(&top, "assessments", assessment).unwrap_or_default(),
        exemptions: list(&top, "exemptions", exemption).unwrap_or_default().into_iter().flatten().collect(),
        transfer: top.table("transfer").map(transfer),
        waivers: list(&top, "waive", waiver).unwrap_or_default().into_iter().flatten().collect(),
        files: top.table("files").map(|table| files(&table)).unwrap_or_default(),
        digest: String::new(),
        source: String::new(),
    };
    top.finish();
    applicant
}

fn list<'f, 's, T>(top: &Fields<'f, 's>, key: &'static str, read: fn(Fields<'f, 's>) -> T) -> Option<Vec<T>> {
    top.tables(key).map(|tables| tables.into_iter().map(read).collect())
}

fn title(fields: Fields<'_, '_>) -> Title {
    let title = Title {
        name: fields.text("name").unwrap_or_default(),
        obtained: fields.date("obtained"),
        approved_by: fields.text("approved_by").unwrap_or_default(),
        appointed_from: fields.date("appointed_from"),
    };
    fields.finish();
    title
}

fn education(fields: Fields<'_, '_>) -> Education {
    let text = |key| fields.text(key).unwrap_or_default();
    let education = Education {
        level: text("level"),
        degree: text("degree"),
        school: text("school"),
        major: text("major"),
        start: fields.date("start"),
        end: fields.date("end"),
        length: text("length"),
        in_service: fields.optional_choice("mode", &[("full-time", false), ("in-service", true)]).unwrap_or_default(),
        witness: text("witness"),
    };
    fields.finish();
    education
}

fn training(fields: Fields<'_, '_>) -> Training {
    let text = |key| fields.text(key).unwrap_or_default();
    let training = Training {
        start: fields.date("start"),
        end: fields.date("end"),
        what: text("what"),
        place: text("where"),
        result: text("result"),
        witness: text("witness"),
    };
    fields.finish();
    training
}

fn work(fields: Fields<'_, '_>) -> Work {
    let text = |key| fields.text(key).unwrap_or_default();
    let work = Work {
        start: fields.date("start"),
        end: fields.date("end"),
        unit: text("unit"),
        post: text("post"),
        witness: text("witness"),
    };
    fields.finish();
    work
}

fn achievement(fields: Fields<'_, '_>) -> Achievement {
    let text = |key| fields.text(key).unwrap_or_default();
    let achievement = Achievement {
        start: fields.date("start"),
        end: fields.date("end"),
        title: text("title"),
        content: text("content"),
        result: text("result"),
    };
    fields.finish();
    achievement
}

fn paper(fields: Fields<'_, '_>) -> Paper {
    let text = |key| fields.text(key).unwrap_or_default();
    let paper = Paper {
        title: text("title"),
        journal: text("journal"),
        issue: text("issue"),
        published: fields.date("published"),
        language: text("language"),
        author_order: text("author_order"),
    };
    fields.finish();
    paper
}

fn award(fields: Fields<'_, '_>) -> Award {
    let text = |key| fields.text(key).unwrap_or_default();
    let award = Award {
        name: text("name"),
        level: text("level"),
        rank: text("rank"),
        date: fields.date("date"),
        issuer: text("issuer"),
    };
    fields.finish();
    award
}

fn assessment(fields: Fields<'_, '_>) -> Assessment {
    let assessment =
        Assessment { year: year(&fields).unwrap_or_default(), grade: fields.text("grade").unwrap_or_default() };
    fields.finish();
    assessment
}

fn exemption(fields: Fields<'_, '_>) -> Option<Exemption> {
    let kinds = [
        ("village-post", ExemptionKind::VillagePost),
        ("temple-post", ExemptionKind::TemplePost),
        ("preschool-support", ExemptionKind::PreschoolSupport),
        ("inland-service", ExemptionKind::InlandService),
        ("first-secretary", ExemptionKind::FirstSecretary),
    ];
    fields.require("kind");
    let (year, kind) = (year(&fields), fields.choice("kind", &kinds));
    fields.finish();
    Some(Exemption { year: year?, kind: kind? })
}

fn transfer(fields: Fields<'_, '_>) -> Transfer {
    let transfer = Transfer { date: fields.date("date"), from_unit: fields.text("from_unit").unwrap_or_default() };
    fields.finish();
    transfer
}

fn waiver(fields: Fields<'_, '_>) -> Option<Waiver> {
    let (code, span) = fields.required_spanned_text("code").unwrap_or_default();
    if !Waiver::may_waive(&code) {
        let message = Text {
            zh: format!("“{code}”不能豁免：文件本身的问题（D2xx）和材料包的问题（K0xx）不能接受"),
            en: format!("`{code}` cannot be waived: faults of the file (D2xx) and of the package (K0xx) never can"),
        };
        let hint = Text {
            zh: "删掉这一段 [[waive]]，重新扫描，或运行 dossier fix".to_owned(),
            en: "delete this [[waive]], and scan again or run `dossier fix`".to_owned(),
        };
        fields.faults().add(span, message, Some(hint));
    }
    let reason = fields.required_text("reason");
    fields.require("part");
    let part = fields.spanned_text("part").and_then(|(text, span)| part_ref(&fields, &text, span));
    fields.finish();
    Some(Waiver { code, part: part?, reason })
}

fn files(table: &Fields<'_, '_>) -> Vec<FileClaim> {
    let claim = |(path, path_span, text, span): (String, Range<usize>, String, Range<usize>)| {
        Some(FileClaim { path, part: part_ref(table, &text, span)?, path_span })
    };
    table.own_keys().into_iter().filter_map(claim).collect()
}

fn part_ref(fields: &Fields<'_, '_>, text: &str, span: Range<usize>) -> Option<PartRef> {
    let part = PartRef::parse(text, span.clone());
    if part.is_none() {
        let message =
            Text { zh: format!("“{text}”不是材料的名称"), en: format!("\"{text}\" names no part") };
        let hint = Text {
            zh: "写成“大项/小项”，按年（篇、项）的再加“@年份（序号）”；代号见 dossier profile show".to_owned(),
            en: "write \"item/part\", or \"item/part@key\" where there is one for each year or number; `dossier profile show` \
                 lists them"
                .to_owned(),
        };
        fields.faults().add(span, message, Some(hint));
    }
    part
}

/// A calendar year of four digits.
fn year(fields: &Fields<'_, '_>) -> Option<i16> {
    fields.require("year");
    let year = fields.integer("year")?;
    let good = i16::try_from(year).ok().filter(|year| (1900..=2200).contains(year));
    if good.is_none() {
        let message = Text { zh: format!("“year”不能是 {year}"), en: format!("`year` cannot be {year}") };
        fields.faults().add(fields.place("year"), message, None);
    }
    good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_comes_out_at_once() {
        let source = "nmae = \"x\"\nlevel = \"high\"\nbirth_date = \"1988-02-30\"\n[[exemptions]]\nyear = 99999\n";
        let faults = from_source(source).expect_err("faults");
        let said: Vec<_> = faults.iter().map(|fault| (fault.line, fault.message.en.as_str())).collect();
        let want = [
            (1, "unknown key `nmae`"),
            (2, "`level` cannot be \"high\""),
            (3, "`birth_date` must be a date as \"YYYY-MM-DD\""),
            (4, "`kind` is missing"),
            (5, "`year` cannot be 99999"),
        ];
        assert_eq!(said, want);
        assert_eq!(faults[0].hint.as_ref().map(|hint| hint.en.as_str()), Some("did you mean `name`?"));
    }

    #[test]
    fn a_waiver_needs_a_reason_and_a_fault_that_can_be_waived() {
        for code in ["D203", "K044", "d205"] {
            let source = format!("[[waive]]\ncode = \"{code}\"\npart = \"id/front\"\nreason = \"x\"\n");
            let faults = from_source(&source).expect_err("a fault");
            let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
            assert_eq!(places, [(2, 8)], "{faults:?}");
            assert!(faults[0].message.en.contains("cannot be waived"), "{faults:?}");
        }
        for reason in ["", "reason = \"\"\n", "reason = \"  \"\n"] {
            let source = format!("[[waive]]\ncode = \"D305\"\npart = \"id/front\"\n{reason}");
            assert_eq!(from_source(&source).expect_err("a fault").len(), 1, "{reason}");
        }
    }

    #[test]
    fn each_fault_is_reported_once() {
        for source in [
            "sex = 1\n",
            "level = 1\n",
            "[[education]]\nmode = 1\n",
            "[[waive]]\ncode = 1\npart = \"id/front\"\nreason = \"x\"\n",
            "[[waive]]\npart = \"id/front\"\nreason = \"x\"\n",
            "[[assessments]]\nyear = 1\n",
        ] {
            assert_eq!(from_source(source).expect_err("a fault").len(), 1, "{source}");
        }
    }

    #[test]
    fn an_empty_choice_is_not_given() {
        let empty = from_source("sex = \"\"\nlevel = \"\"\npath = \"\"\n[[education]]\nmode = \"\"\n").expect("good");
        assert_eq!((empty.sex, empty.level, empty.path), (None, None, None));
    }

    #[test]
    fn none_and_not_said_differ() {
        let said = from_source("papers = []\n").expect("good");
        assert_eq!((said.papers.as_deref(), said.awards), (Some(&[][..]), None));
    }
}
