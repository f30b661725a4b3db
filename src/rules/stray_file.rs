//! D103: a file that fits nothing on the checklist.

use super::{Check, Remedy, Rule, names, place};
use crate::dossier::understood::Guess;
use crate::dossier::{Dossier, Stray};
use crate::finding::{Fault, Severity};
use crate::text::Text;
use std::cell::LazyCell;

pub(super) const RULE: Rule = Rule {
    code: "D103",
    name: "stray-file",
    severity: Severity::Error,
    about: include_str!("stray_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Rename,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let words = LazyCell::new(|| names::Words::of(dossier));
    dossier.strays.iter().filter_map(|stray| fault(dossier, stray, &words)).collect()
}

fn fault(dossier: &Dossier, stray: &Stray, words: &names::Words) -> Option<Fault> {
    let scan = dossier.scans.get(stray.scan).filter(|scan| !place::is_closed(scan))?;
    let path = scan.path.shown();
    let machine_made = names::is_machine_made(path);
    let message = match &stray.reason {
        Some(reason) => Text {
            zh: format!("“{path}”没有归到清单的任何一项：{}", full_stop(&reason.zh, '。')),
            en: format!("“{path}” fits nothing on the checklist: {}", full_stop(&reason.en, '.')),
        },
        None if machine_made => Text {
            zh: format!("“{path}”没有归到清单的任何一项：这是手机、扫描软件或聊天软件起的名字，看不出是什么材料。"),
            en: format!("“{path}” fits nothing on the checklist: a phone, a scanner or a messenger gave it its name."),
        },
        None => Text {
            zh: format!("“{path}”没有归到清单的任何一项，看不出它是什么材料。"),
            en: format!("“{path}” fits nothing on the checklist: its name does not say what it is."),
        },
    };
    let read =
        scan.understood.as_ref().and_then(|understood| understood.guesses.first()).zip(stray.suggestion.as_ref());
    let fix = match read {
        Some((guess, label)) => by_words(label, guess),
        None if machine_made && stray.reason.is_none() => rename(dossier),
        None => fix(stray.suggestion.as_ref()),
    };
    // A complete dossier leaves no picture out, and no file that was meant for it.
    let meant = scan.inspected.content.is_picture() || words.are_in(path);
    let fault = if meant { Fault::error } else { Fault::warning };
    Some(fault(message, fix).at(place::of_path(&scan.path)))
}

/// What to do with a name that nobody chose.
pub(super) fn rename(dossier: &Dossier) -> Text {
    let (zh, en) = dossier.example.as_ref().map_or_else(Default::default, |example| {
        (format!("，例如“{}”", example.zh), format!(", as in “{}”", example.en))
    });
    Text {
        zh: format!(
            "打开看一眼是什么，把文件名改成材料的名称{zh}；dossier sort 能列出每张像什么，确认后替您改名。不方便改名的，在 applicant.toml 的 [files] 里指定；不用上传的移出文件夹。"
        ),
        en: format!(
            "Open it and give it the name of the document{en}; `dossier sort` shows what each seems to be, and renames \
             what you confirm. Or name it under [files] in applicant.toml; move what is not to be uploaded out of the \
             folder."
        ),
    }
}

/// What to do with a file whose picture says what it is.
fn by_words(label: &Text, guess: &Guess) -> Text {
    let Text { zh: why_zh, en: why_en } = &guess.why;
    Text {
        zh: format!(
            "图上看像是“{}”（{why_zh}）：是的话，文件名里写明，或用 dossier sort 来改；不用上传的移出文件夹。",
            label.zh
        ),
        en: format!(
            "It looks like “{}” ({why_en}): if it is, let its name say so, or use dossier sort; move what is not to be \
             uploaded out of the folder.",
            label.en
        ),
    }
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
    use crate::dossier::Stray;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{add, codes, complete};
    use crate::seen::Content;
    use crate::text::Text;

    #[test]
    fn a_stray_is_named_with_the_nearest_part() {
        let mut dossier = complete();
        let scan = add(&mut dossier, "学士.jpg");
        let suggestion = Some(Text { zh: "学位证书".to_owned(), en: "degree certificate".to_owned() });
        dossier.strays.push(Stray { scan, suggestion, reason: None });
        let findings = run(&dossier);
        assert_eq!(codes(&dossier), ["D103"]);
        assert!(findings[0].message.en.contains("学士.jpg"));
        assert!(findings[0].fix.zh.contains("学位证书"));
    }

    #[test]
    fn what_was_meant_for_the_checklist_is_an_error_and_a_note_is_not() {
        let level = |path: &str, content: Content| {
            let mut dossier = complete();
            let scan = add(&mut dossier, path);
            let inspected = &mut dossier.scans[scan].inspected;
            (inspected.content, inspected.picture) = (content, None);
            dossier.strays.push(Stray { scan, suggestion: None, reason: None });
            let findings = run(&dossier);
            findings.iter().find(|finding| finding.rule.code == "D103").map(|finding| finding.severity)
        };
        assert_eq!(level("合影.jpg", Content::Jpeg), Some(Severity::Error));
        assert_eq!(level("IMG_2031.HEIC", Content::Heic), Some(Severity::Error));
        assert_eq!(level("a.jp2", Content::OtherPicture), Some(Severity::Error));
        assert_eq!(level("summary 备份.docx", Content::Office), Some(Severity::Error), "a part's word");
        assert_eq!(level("记事.txt", Content::Text), Some(Severity::Warning));
    }

    #[test]
    fn a_name_that_a_phone_gave_is_to_be_changed_and_nothing_scanned_again() {
        let mut dossier = complete();
        let scan = add(&mut dossier, "IMG_2031.jpg");
        dossier.example = Some(Text { zh: "身份证国徽面.jpg".to_owned(), en: "id card back.jpg".to_owned() });
        dossier.strays.push(Stray { scan, suggestion: None, reason: None });
        let fix = &run(&dossier)[0].fix;
        assert!(fix.zh.contains("身份证国徽面.jpg") && !fix.zh.contains("扫描"), "{}", fix.zh);
        assert!(fix.en.contains("id card back.jpg") && !fix.en.contains("can again"), "{}", fix.en);
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
