//! D103: a file that fits nothing on the checklist.

use super::{Check, Remedy, Rule, place};
use crate::dossier::{Dossier, Stray};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D103",
    name: "stray-file",
    severity: Severity::Warning,
    about: include_str!("stray_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Rename,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    dossier.strays.iter().filter_map(|stray| fault(dossier, stray)).collect()
}

fn fault(dossier: &Dossier, stray: &Stray) -> Option<Fault> {
    let scan = dossier.scans.get(stray.scan).filter(|scan| !place::is_closed(scan))?;
    let path = scan.path.shown();
    let message = match &stray.reason {
        Some(reason) => Text {
            zh: format!("“{path}”没有归到清单的任何一项：{}", full_stop(&reason.zh, '。')),
            en: format!("“{path}” fits nothing on the checklist: {}", full_stop(&reason.en, '.')),
        },
        None => Text {
            zh: format!("“{path}”没有归到清单的任何一项，看不出它是什么材料。"),
            en: format!("“{path}” fits nothing on the checklist: its name does not say what it is."),
        },
    };
    Some(Fault::warning(message, fix(stray.suggestion.as_ref())).at(place::of_path(&scan.path)))
}

fn fix(suggestion: Option<&Text>) -> Text {
    let (zh, en) = suggestion.map_or_else(Default::default, |near| {
        (format!("如果它是“{}”，请在文件名里写明。", near.zh), format!("If it is “{}”, let its name say so. ", near.en))
    });
    Text {
        zh: format!("{zh}不用上传的文件请移出文件夹；文件名不好改的，在 applicant.toml 的 [files] 里指定。"),
        en: format!(
            "{en}Move what is not to be uploaded out of the folder; where a name cannot be changed, name the file under \
             [files] in applicant.toml."
        ),
    }
}

fn full_stop(sentence: &str, stop: char) -> String {
    let end = sentence.trim_end_matches(['。', '.']);
    format!("{end}{stop}")
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Content, Stray};
    use crate::rules::run;
    use crate::rules::testing::{add, codes, complete};
    use crate::text::Text;

    #[test]
    fn a_stray_is_named_with_the_nearest_part() {
        let mut dossier = complete();
        let scan = add(&mut dossier, "扫描0007.jpg");
        let suggestion = Some(Text { zh: "学位证书".to_owned(), en: "degree certificate".to_owned() });
        dossier.strays.push(Stray { scan, suggestion, reason: None });
        let findings = run(&dossier);
        assert_eq!(codes(&dossier), ["D103"]);
        assert!(findings[0].message.en.contains("扫描0007.jpg"));
        assert!(findings[0].fix.zh.contains("学位证书"));
    }

    #[test]
    fn an_empty_stray_is_only_an_empty_file() {
        let mut dossier = complete();
        let scan = add(&mut dossier, "扫描0007.jpg");
        dossier.scans[scan].inspected.content = Content::Empty;
        dossier.strays.push(Stray { scan, suggestion: None, reason: None });
        assert_eq!(codes(&dossier), ["D106"]);
    }
}
