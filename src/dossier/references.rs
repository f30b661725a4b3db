//! The lines of `applicant.toml` that name a part of the checklist: `[files]` and `[[waive]]`.

use super::applicant::{Applicant, FileClaim, PartRef, Waived, Waiver};
use super::load::{FILE_NAME, without_mark};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields, one_of};
use crate::profile::Profile;
use crate::text::Text;
use crate::text::blank::is_blank;
use std::ops::Range;

/// The parts that `[files]` and `[[waive]]` name and the profile does not have.
pub fn unknown_parts(applicant: &Applicant, profile: &Profile) -> Vec<Diagnostic> {
    let faults = Faults::new(FILE_NAME, without_mark(&applicant.source));
    let known: Vec<String> = profile
        .items
        .iter()
        .flat_map(|item| item.parts.iter().map(move |part| format!("{}/{}", item.id, part.id)))
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let waived = applicant.waivers.iter().filter_map(|waiver| match &waiver.of {
        Waived::Part(part) => Some(part),
        Waived::File(_) => None,
    });
    let named = applicant.files.iter().map(|claim| &claim.part).chain(waived);
    for part in named {
        let name = format!("{}/{}", part.item, part.part);
        if !known.contains(&name.as_str()) {
            faults.add_with(part.span.clone(), || {
                let message = Text {
                    zh: format!("规则“{}”里没有“{name}”这一项", profile.id),
                    en: format!("profile {} has no part `{name}`", profile.id),
                };
                (message, Some(one_of(&name, &known)))
            });
        }
    }
    faults.into_list()
}

/// A `[[waive]]`, where it is one that counts.
pub(super) fn waiver(fields: Fields<'_, '_>) -> Option<Waiver> {
    let code = fields.required_text("code");
    let may_waive = Waiver::may_waive(&code);
    if !may_waive {
        let message = Text {
            zh: format!("“{code}”不能豁免：文件本身的问题（D2xx）和材料包的问题（K0xx）不能接受"),
            en: format!("`{code}` cannot be waived: faults of the file (D2xx) and of the package (K0xx) never can"),
        };
        let hint = Text {
            zh: "删掉这一段 [[waive]]，重新扫描，或运行 dossier fix".to_owned(),
            en: "delete this [[waive]], and scan again or run `dossier fix`".to_owned(),
        };
        fields.faults().add(fields.place("code"), message, Some(hint));
    }
    let reason = fields.required_text("reason");
    let file = fields.text("file");
    if file.is_none() {
        fields.require("part");
    }
    let part = fields.spanned_text("part").and_then(|(text, span)| part_ref(&fields, &text, span));
    fields.finish();
    let is_good = may_waive && !is_blank(&code) && !is_blank(&reason);
    let of = file.map(Waived::File).or(part.map(Waived::Part))?;
    Some(Waiver { code, of, reason }).filter(|_| is_good)
}

pub(super) fn files(table: &Fields<'_, '_>) -> Vec<FileClaim> {
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
