//! D202: a JPEG, or a file of another format that is accepted, under a name that does not say so.

use super::not_a_jpeg::extension;
use super::{Check, InPackage, Remedy, Repair, Rule, place, words};
use crate::dossier::Scan;
use crate::dossier::accepted_as;
use crate::finding::{Fault, Severity};
use crate::profile::{Accepted, Part};
use crate::seen::Content;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D202",
    name: "wrong-extension",
    severity: Severity::Error,
    about: include_str!("wrong_extension.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Converted, Repair::Renamed],
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let (path, content) = (scan.path.shown(), scan.inspected.content);
    let format = accepted_as(content).filter(|_| content == Content::Jpeg || words::is_accepted(part, content))?;
    let extension = extension(path);
    let known = extension.as_ref().is_some_and(|extension| format.endings().contains(&extension.as_str()));
    if known || place::is_closed(scan) {
        return None;
    }
    let (name, ending) = (format.name(), format.endings().first().copied().unwrap_or_default());
    let called = if format == Accepted::Jpg { "JPEG" } else { name };
    let message = Text {
        zh: format!("“{path}”的内容是 {name}，扩展名却不是，上传系统会不认。"),
        en: format!("“{path}” is a {called} inside, but its extension does not say so and the upload will refuse it."),
    };
    let fix = Text {
        zh: format!("把扩展名改成 .{ending} 即可，内容不用动。"),
        en: format!("Rename it to .{ending}; the content is right as it is."),
    };
    let got = extension.map_or_else(|| "–".to_owned(), |extension| format!(".{extension}"));
    // `dossier fix` gives names to JPEGs; the others it leaves where they are accepted.
    let remedy = if format == Accepted::Jpg { Remedy::Fix } else { Remedy::Rename };
    Some(Fault::error(message, fix).measured(format!(".{ending}"), got).cured_by(remedy))
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::profile::Accepted;
    use crate::rules::testing::{codes, complete, part, scan};
    use crate::seen::{Content, SeenPage};

    #[test]
    fn only_names_that_say_jpeg_will_do() {
        for (name, good) in [
            ("a.jpg", true),
            ("a.JPG", true),
            ("a.Jpeg", true),
            ("x.y/a.jpe", true),
            ("a.png", false),
            ("x.jpg/a", false),
            ("a.jfif", false),
        ] {
            let mut dossier = complete();
            scan(&mut dossier, "id/front").path = RelPath::new(name);
            let expected: &[&str] = if good { &[] } else { &["D202"] };
            assert_eq!(codes(&dossier), expected, "{name}");
        }
    }
    #[test]
    fn every_format_that_is_accepted_has_endings_of_its_own() {
        for (content, name, good) in [
            (Content::Png, "a.PNG", true),
            (Content::Png, "a.jpg", false),
            (Content::Png, "a.pdf", false),
            (Content::Tiff, "a.tif", true),
            (Content::Tiff, "a.tiff", true),
            (Content::Tiff, "a.png", false),
            (Content::Pdf, "a.pdf", true),
            (Content::Pdf, "a.png", false),
            (Content::Pdf, "a", false),
        ] {
            let mut dossier = complete();
            part(&mut dossier, "id", "front").formats.extend([Accepted::Png, Accepted::Tiff, Accepted::Pdf]);
            let front = scan(&mut dossier, "id/front");
            let page = SeenPage::Picture(Box::new(front.inspected.picture.take().expect("a picture")));
            (front.path, front.inspected.content, front.inspected.pages) = (RelPath::new(name), content, vec![page]);
            let expected: &[&str] = if good { &[] } else { &["D202"] };
            assert_eq!(codes(&dossier), expected, "{name}");
        }
    }
}
