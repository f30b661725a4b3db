//! Verifies a package, and draws its review form again from the data inside: the fingerprint covers every file but the form.

use super::laid_again::{fault, laid_again};
use super::told_again;
use crate::dossier::Dossier;
use crate::package::Listener;
use crate::package::bag::{CheckResult, FORM, REPORT};
use crate::package::refusal::{FORM_DIFFERS, REPORT as REPORT_CODE, Refusal};
use crate::package::verify::{Verdict, Verified, read_again, verify};
use crate::paper::form::{self, FormInput};
use crate::profile::Role;
use crate::report::TOOL;
use crate::text::Text;
use anyhow::Result;
use std::path::Path;

/// What is known of the review form in a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormCheck {
    /// It was drawn again from the data inside, and is the same to the last byte.
    Same,
    /// The package has none, and should have none.
    None,
    /// Another version made it, which may draw otherwise: it was not compared.
    OtherVersion,
}

/// [`verify`], the places of the report held against the checklist, and the review form compared.
///
/// # Errors
/// Where the package cannot be read.
pub fn verify_package(package: &Path, expect: Option<&str>, listener: Listener<'_>) -> Result<(Verdict, FormCheck)> {
    let verdict = verify(package, expect, listener)?;
    let Verdict::Valid(verified) = &verdict else { return Ok((verdict, FormCheck::None)) };
    let is_ours = verified.facts.agent == TOOL;
    let refused = |code, at: &str, message| {
        let offset = verified.contents.get(at).map_or(0, |there| there.offset);
        Ok((Verdict::Refused(vec![Refusal::new(code, at, offset, message)]), FormCheck::None))
    };
    let dossier = match laid_again(verified) {
        Ok(dossier) => dossier,
        // Another version may have read what this one cannot.
        Err(_) if !is_ours => return Ok((verdict, FormCheck::OtherVersion)),
        Err(_) => return refused(REPORT_CODE, REPORT, unreadable()),
    };
    if let Some(fault) = fault(&dossier, verified) {
        return refused(REPORT_CODE, REPORT, fault);
    }
    if !is_ours {
        return match told_again::fault_of_other_version(verified) {
            Some(fault) => refused(REPORT_CODE, REPORT, fault),
            None => Ok((verdict, FormCheck::OtherVersion)),
        };
    }
    if let Some(fault) = told_again::fault(&dossier, verified)? {
        return refused(REPORT_CODE, REPORT, fault);
    }
    let there = verified.contents.get(FORM);
    // This version made the package, if it is honest: then nothing stands in the way of drawing the form again.
    let drawn = redrawn(package, verified, &dossier);
    let check = match (&drawn, there) {
        (Ok(None), None) => FormCheck::None,
        (Ok(Some(sha256)), Some(there)) if *sha256 == there.sha256 => FormCheck::Same,
        _ => return refused(FORM_DIFFERS, FORM, FORM_DIFFERS.about()),
    };
    Ok((verdict, check))
}

fn unreadable() -> Text {
    Text {
        zh: "包里的清单方案或申报人数据无法读取，报告不可能是按它们作出的".to_owned(),
        en: "the packed profile or the applicant's file cannot be read, so the report was not made from them"
            .to_owned(),
    }
}

/// SHA-256 of the form that the data of a package gives; `None` where they give none.
fn redrawn(package: &Path, verified: &Verified, dossier: &Dossier) -> Result<Option<String>> {
    let Some(applicant) = &dossier.applicant else { return Ok(None) };
    if !verified.profile_files().iter().any(|(name, _)| name == "form.toml") {
        return Ok(None);
    }
    let profile = &dossier.profile;
    let layout = form::of_profile(profile)?;
    let item = profile.items.iter().find(|item| item.role == Some(Role::Photo)).map(|item| &item.id);
    let photo = verified.scans.iter().find(|scan| Some(&scan.item) == item);
    let photo = photo.filter(|scan| !scan.faulty).map(|scan| read_again(package, verified, &scan.path)).transpose()?;
    let complete = verified.facts.result != CheckResult::Incomplete;
    let fingerprint = complete.then_some(&*verified.fingerprint);
    let input = FormInput { layout: &layout, applicant, photo, fingerprint, copies: None };
    Ok(Some(crate::package::bag::hex_digest(&form::render(input)?.pdf)))
}
