//! D202: a JPEG under a name that does not say so.

use super::not_a_jpeg::extension;
use super::{Check, Remedy, Repair, Rule, place};
use crate::dossier::{Content, Scan};
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D202",
    name: "wrong-extension",
    severity: Severity::Error,
    about: include_str!("wrong_extension.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Converted, Repair::Renamed],
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let path = scan.path.shown();
    let extension = extension(path);
    let known = matches!(extension.as_deref(), Some("jpg" | "jpeg" | "jpe"));
    if scan.inspected.content != Content::Jpeg || known || place::is_closed(scan) {
        return None;
    }
    let message = Text {
        zh: format!("“{path}”的内容是 JPG，扩展名却不是，上传系统会不认。"),
        en: format!("“{path}” is a JPEG inside, but its extension does not say so and the upload will refuse it."),
    };
    let fix = Text {
        zh: "把扩展名改成 .jpg 即可，内容不用动。".to_owned(),
        en: "Rename it to .jpg; the content is right as it is.".to_owned(),
    };
    let got = extension.map_or_else(|| "–".to_owned(), |extension| format!(".{extension}"));
    Some(Fault::error(message, fix).measured(".jpg", got))
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::rules::testing::{codes, complete, scan};

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
}
