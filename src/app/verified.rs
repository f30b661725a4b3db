//! Verifies a package, and draws its review form again from the data inside: the fingerprint covers every file but the form.

use crate::dossier::as_asked;
use crate::dossier::load::from_source;
use crate::failure::Rejected;
use crate::package::Listener;
use crate::package::bag::{CheckResult, FORM};
use crate::package::refusal::{FORM_DIFFERS, Refusal};
use crate::package::verify::{Verdict, Verified, read_again, verify};
use crate::paper::form::{self, FormInput};
use crate::profile::Role;
use crate::profile::load::from_files;
use crate::report::TOOL;
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

/// [`verify`], and the review form compared.
///
/// # Errors
/// Where the package cannot be read.
pub fn verify_package(package: &Path, expect: Option<&str>, listener: Listener<'_>) -> Result<(Verdict, FormCheck)> {
    let verdict = verify(package, expect, listener)?;
    let Verdict::Valid(verified) = &verdict else { return Ok((verdict, FormCheck::None)) };
    if verified.facts.agent != TOOL {
        return Ok((verdict, FormCheck::OtherVersion));
    }
    let there = verified.contents.get(FORM);
    // This version made the package, if it is honest: then nothing stands in the way of drawing the form again.
    let drawn = redrawn(package, verified);
    let check = match (&drawn, there) {
        (Ok(None), None) => FormCheck::None,
        (Ok(Some(sha256)), Some(there)) if *sha256 == there.sha256 => FormCheck::Same,
        _ => {
            let offset = there.map_or(0, |there| there.offset);
            return Ok((Verdict::Refused(vec![Refusal::plain(FORM_DIFFERS, FORM, offset)]), FormCheck::None));
        }
    };
    Ok((verdict, check))
}

/// SHA-256 of the form that the data of a package gives; `None` where they give none.
fn redrawn(package: &Path, verified: &Verified) -> Result<Option<String>> {
    let Some(source) = &verified.applicant else { return Ok(None) };
    let files = verified.profile_files();
    if !files.iter().any(|(name, _)| name == "form.toml") {
        return Ok(None);
    }
    let profile = from_files(&verified.facts.profile, files).map_err(Rejected)?;
    let applicant = as_asked(from_source(source).map_err(Rejected)?, &profile.asked);
    let layout = form::of_profile(&profile)?;
    let item = profile.items.iter().find(|item| item.role == Some(Role::Photo)).map(|item| &item.id);
    let photo = verified.scans.iter().find(|scan| Some(&scan.item) == item);
    let photo = photo.filter(|scan| !scan.faulty).map(|scan| read_again(package, verified, &scan.path)).transpose()?;
    let complete = verified.facts.result != CheckResult::Incomplete;
    let fingerprint = complete.then_some(&*verified.fingerprint);
    let input = FormInput { layout: &layout, applicant: &applicant, photo, fingerprint, copies: None };
    Ok(Some(crate::package::bag::hex_digest(&form::render(input)?.pdf)))
}
