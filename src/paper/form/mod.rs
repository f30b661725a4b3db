//! The review form (专业技术职务任职资格评审表): `form.toml` laid out, filled from `applicant.toml`, on both sides of
//! the sheet.
//!
//! The official form comes from the review system; this one is a rehearsal draft and says so on every page. The same
//! input gives the same bytes.

pub mod compose;
pub mod fields;
pub mod layout;
pub mod load;
mod room;

use compose::Composed;

pub use layout::FormLayout;
pub use load::load;

use crate::dossier::applicant::Applicant;
use crate::failure::{Rejected, failure};
use crate::inspect::content;
use crate::limits::COPIES;
use crate::paper::budget::Budget;
use crate::paper::pages::jpegs;
use crate::paper::pdf::{self, Part};
use crate::paper::sheet::Sheet;
use crate::pdf::Jpeg;
use crate::profile::Profile;
use crate::text::{Lang, Text};
use anyhow::Result;

/// All that a form is made from.
#[derive(Debug, Clone)]
pub struct FormInput<'a> {
    /// What it looks like.
    pub layout: &'a FormLayout,
    /// Who applies.
    pub applicant: &'a Applicant,
    /// The photo's file, where there is one that passed the check.
    pub photo: Option<Vec<u8>>,
    /// The fingerprint of the package, 64 lower-case hex digits; `None` prints 未打包.
    pub fingerprint: Option<&'a str>,
    /// How many copies the file holds; `None` for as many as the layout says.
    pub copies: Option<usize>,
}

/// A PDF, and what its reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub pdf: Vec<u8>,
    /// Pages of all copies.
    pub pages: usize,
    /// Copies in the file.
    pub copies: usize,
    /// What is not as it should be, and could be printed all the same.
    pub warnings: Vec<Text>,
}

/// One copy of the form: an even number of sheets, and the photo that they show as picture 0.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OneCopy {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The photo.
    pub photo: Option<Jpeg>,
    /// What could not be printed as asked.
    pub warnings: Vec<Text>,
}

/// The form as a PDF, all copies one after the other.
///
/// # Errors
/// A PDF that cannot be made at all, or that would be longer than any that is printed.
pub fn render(input: FormInput<'_>) -> Result<Rendered> {
    let lang = input.layout.lang;
    let title = input.layout.title.get(lang).to_owned();
    let copies = input.copies.unwrap_or(input.layout.copies).clamp(1, usize::from(COPIES));
    let OneCopy { sheets, photo, warnings } = one_copy(input)?;
    let part = Part { title: None, sheets: &sheets };
    let titles: Vec<String> = (1..=copies).map(|at| copy(at, lang)).collect();
    let parts: Vec<Part<'_>> = match copies {
        1 => vec![part],
        _ => titles.iter().map(|title| Part { title: Some(title), ..part }).collect(),
    };
    let mut pdf = Vec::new();
    pdf::write(&title, &parts, photo.into_iter().collect(), &mut pdf)?;
    Ok(Rendered { pdf, pages: copies * sheets.len(), copies, warnings })
}

/// The form of a profile.
///
/// # Errors
/// [`Rejected`] with all faults of its `form.toml`; a failure where it has none.
pub fn of_profile(profile: &Profile) -> Result<FormLayout> {
    let (file, source) = file_of(profile, "form.toml")?;
    load(&file, source, &profile.asked).map_err(|faults| Rejected(faults).into())
}

/// A file of the profile: how messages call it, and its text.
pub(in crate::paper) fn file_of<'p>(profile: &'p Profile, name: &str) -> Result<(String, &'p str)> {
    let id = &profile.id;
    let (_, source) = profile.files.iter().find(|(file, _)| file == name).ok_or_else(|| {
        failure(
            format!("规则“{id}”里没有 {name}，无法打印"),
            format!("the profile {id} has no {name}: nothing to print"),
        )
    })?;
    Ok((format!("{id}/{name}"), source.strip_prefix('\u{feff}').unwrap_or(source)))
}

/// The sheets of one copy.
///
/// # Errors
/// Where it would be longer than any form that is printed.
pub fn one_copy(input: FormInput<'_>) -> Result<OneCopy> {
    let mut warnings = Vec::new();
    let photo = input.photo.and_then(as_jpeg);
    if photo.is_none() && input.layout.has_photo() {
        warnings.push(Text {
            zh: "没有可用的照片：表上留出照片框，请补照片后重新生成，或手工粘贴".to_owned(),
            en: "no usable photo: the form has an empty frame; add the photo and run again, or paste one".to_owned(),
        });
    }
    let Composed { mut sheets, not_filled_in } =
        compose::compose(input.layout, input.applicant, photo.is_some(), &Budget::default())?;
    warnings.extend(blanks(&not_filled_in));
    compose::decorate(&mut sheets, input.layout, &digests(input.applicant, input.fingerprint, input.layout.lang));
    Ok(OneCopy { sheets, photo, warnings })
}

/// A photo as it is printed: its file, or the first page of one in another format that the checklist takes.
fn as_jpeg(photo: Vec<u8>) -> Option<Jpeg> {
    let first = jpegs(content(&photo), photo).into_iter().next()?;
    Jpeg::read(first.ok()?).ok()
}

/// What is blank on the form because it was not filled in.
fn blanks(not_filled_in: &[Text]) -> Option<Text> {
    let names = |name: fn(&Text) -> &str, joint| not_filled_in.iter().map(name).collect::<Vec<_>>().join(joint);
    let (zh, en) = (names(|one| &one.zh, "、"), names(|one| &one.en, ", "));
    (!not_filled_in.is_empty()).then(|| Text {
        zh: format!("没有填写，表上留空：{zh}。确实没有的，在 applicant.toml 里写“无”"),
        en: format!("not filled in, and blank on the form: {en}; where there is none, write none in applicant.toml"),
    })
}

/// The two lines at the foot of every page that tie the paper to the data and to the package (P02).
fn digests(applicant: &Applicant, fingerprint: Option<&str>, lang: Lang) -> Vec<String> {
    let data = if applicant.digest.is_empty() { lang.say("无", "none") } else { &applicant.digest };
    let package = fingerprint.unwrap_or(lang.say("未打包", "not packed"));
    vec![
        format!("{} {data}", lang.say("数据摘要", "Digest of the data")),
        format!("{} {package}", lang.say("材料包指纹", "Fingerprint of the package")),
    ]
}

/// What the outline calls one of several copies.
fn copy(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 份"),
        Lang::En => format!("Copy {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_form_with_a_cell_for_it_wants_a_photo() {
        let wants = |cell: &str| {
            let source = format!(
                "title = {{ zh = \"表\", en = \"Form\" }}\n[[section]]\ntitle = \"表\"\n[[section.block]]\n\
                 [[section.block.row]]\ncells = [{{ {cell} }}]\n"
            );
            let layout = load("form.toml", &source, &crate::profile::facts::Facts::default()).expect("a form");
            let applicant = crate::dossier::Applicant::default();
            let input =
                FormInput { layout: &layout, applicant: &applicant, photo: None, fingerprint: None, copies: None };
            one_copy(input).expect("a form").warnings.iter().any(|warning| warning.en.contains("no usable photo"))
        };
        assert!(wants("photo = true") && !wants("label = \"姓名\""));
    }

    #[test]
    fn a_photo_of_any_accepted_format_is_printed() {
        let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let photo = |path: &str| as_jpeg(std::fs::read(fixtures.join(path)).expect("a fixture"));
        assert!(photo("complete/01-照片/照片.jpg").is_some());
        assert!(photo("notices/tenant-fr/complete/bulletin de salaire 1.png").is_some());
        assert!(as_jpeg(b"no picture".to_vec()).is_none());
    }
}
