//! The tables of `applicant.toml`: the present title, schools, posts, papers, awards and the like.

use super::applicant::{
    Achievement, Assessment, Award, Education, Exemption, ExemptionKind, Paper, Title, Training, Transfer, Work,
};
use crate::config::fields::Fields;
use std::ops::RangeInclusive;

/// Years that a document of somebody alive can be of.
const YEARS: RangeInclusive<i16> = 1900..=2200;

const MODES: &[(&str, bool)] = &[("full-time", false), ("in-service", true)];
const OTHER_MODES: &[(&str, bool)] = &[("全日制", false), ("全日制教育", false), ("在职", true), ("在职教育", true)];

const EXEMPTIONS: &[(&str, ExemptionKind)] = &[
    ("village-post", ExemptionKind::VillagePost),
    ("temple-post", ExemptionKind::TemplePost),
    ("preschool-support", ExemptionKind::PreschoolSupport),
    ("inland-service", ExemptionKind::InlandService),
    ("first-secretary", ExemptionKind::FirstSecretary),
];
const OTHER_EXEMPTIONS: &[(&str, ExemptionKind)] = &[
    ("访惠聚驻村", ExemptionKind::VillagePost),
    ("驻村管寺", ExemptionKind::TemplePost),
    ("南疆学前教育支教", ExemptionKind::PreschoolSupport),
    ("内地服务管理", ExemptionKind::InlandService),
    ("深度贫困村第一书记", ExemptionKind::FirstSecretary),
];

/// The present title; `None` where its name says that there is none.
pub(super) fn title(fields: Fields<'_, '_>) -> Option<Title> {
    let title = Title {
        name: fields.line("name"),
        obtained: fields.date("obtained"),
        approved_by: fields.line("approved_by"),
        appointed_from: fields.date("appointed_from"),
    };
    fields.finish();
    Some(title).filter(|title| !means_none(&title.name))
}

fn means_none(text: &str) -> bool {
    matches!(text.trim(), "无" | "没有")
}

pub(super) fn education(fields: Fields<'_, '_>) -> Education {
    let education = Education {
        level: fields.line("level"),
        degree: Some(fields.line("degree")).filter(|degree| !means_none(degree)).unwrap_or_default(),
        school: fields.line("school"),
        major: fields.line("major"),
        start: fields.date("start"),
        end: fields.end("end"),
        length: fields.line("length"),
        in_service: fields.answer("mode", MODES, OTHER_MODES).unwrap_or_default(),
        witness: fields.line("witness"),
    };
    fields.finish();
    education
}

pub(super) fn training(fields: Fields<'_, '_>) -> Training {
    let training = Training {
        start: fields.date("start"),
        end: fields.end("end"),
        what: fields.line("what"),
        place: fields.line("where"),
        result: fields.line("result"),
        witness: fields.line("witness"),
    };
    fields.finish();
    training
}

pub(super) fn work(fields: Fields<'_, '_>) -> Work {
    let work = Work {
        start: fields.date("start"),
        end: fields.end("end"),
        unit: fields.line("unit"),
        post: fields.line("post"),
        witness: fields.line("witness"),
    };
    fields.finish();
    work
}

pub(super) fn achievement(fields: Fields<'_, '_>) -> Achievement {
    let achievement = Achievement {
        start: fields.date("start"),
        end: fields.end("end"),
        title: fields.line("title"),
        content: fields.essay("content"),
        result: fields.essay("result"),
    };
    fields.finish();
    achievement
}

pub(super) fn paper(fields: Fields<'_, '_>) -> Paper {
    let paper = Paper {
        title: fields.line("title"),
        journal: fields.line("journal"),
        issue: fields.line("issue"),
        published: fields.date("published"),
        language: fields.line("language"),
        author_order: fields.line("author_order"),
    };
    fields.finish();
    paper
}

pub(super) fn award(fields: Fields<'_, '_>) -> Award {
    let award = Award {
        name: fields.line("name"),
        level: fields.line("level"),
        rank: fields.line("rank"),
        date: fields.date("date"),
        issuer: fields.line("issuer"),
    };
    fields.finish();
    award
}

pub(super) fn assessment(fields: Fields<'_, '_>) -> Option<Assessment> {
    let (year, grade) = (fields.year("year", YEARS), fields.line("grade"));
    fields.finish();
    Some(Assessment { year: year?, grade })
}

pub(super) fn exemption(fields: Fields<'_, '_>) -> Option<Exemption> {
    fields.require("kind");
    let (year, kind) = (fields.year("year", YEARS), fields.answer("kind", EXEMPTIONS, OTHER_EXEMPTIONS));
    fields.finish();
    Some(Exemption { year: year?, kind: kind? })
}

pub(super) fn transfer(fields: Fields<'_, '_>) -> Transfer {
    let transfer = Transfer { date: fields.date("date"), from_unit: fields.line("from_unit") };
    fields.finish();
    transfer
}
