//! D201: a file that is something else than a JPEG, whatever its name says, or one with other bytes before its beginning.

use super::{Check, InPackage, Remedy, Repair, Rule, place, words};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::{Accepted, Part};
use crate::seen::Content;
use crate::text::{Text, amount};

pub(super) const RULE: Rule = Rule {
    code: "D201",
    name: "not-a-jpeg",
    severity: Severity::Error,
    about: include_str!("not_a_jpeg.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Converted, Repair::Cut],
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(part: &Part, scan: &Scan) -> Option<Fault> {
    let content = scan.inspected.content;
    if let (Content::Jpeg, Some(picture)) = (content, &scan.inspected.picture)
        && picture.leading_bytes > 0
    {
        return Some(behind_other_bytes(scan.path.shown(), picture.leading_bytes));
    }
    let before = scan.inspected.leading_bytes;
    if words::is_accepted(part, content) {
        return (before > 0).then(|| pdf_behind_other_bytes(scan.path.shown(), before));
    }
    if place::is_closed(scan) {
        return None;
    }
    if part.formats != [Accepted::Jpg] {
        return Some(not_accepted(part, scan).cured_by(remedy(content)));
    }
    let (path, what) = (scan.path.shown(), called(scan));
    let (hides_zh, hides_en) = if is_named_jpeg(path) {
        ("只把扩展名改成 .jpg，格式并不会变。", " Renaming a file to .jpg does not convert it.")
    } else {
        ("", "")
    };
    let (before_zh, before_en) = match before {
        0 => (String::new(), String::new()),
        count => (format!("它前面还多出 {count} 个字节。"), format!(" Besides, {} before it.", bytes_stand(count))),
    };
    let message = Text {
        zh: format!("“{path}”不是 JPG，实际是{}。{hides_zh}{before_zh}", words::after_han(&what.zh)),
        en: format!("“{path}” is not a JPEG but {}.{hides_en}{before_en}", what.en),
    };
    Some(Fault::error(message, fix(part, scan)).measured("JPEG", words::content_id(content)).cured_by(remedy(content)))
}

/// What `dossier fix` opens it converts; the rest only its owner can.
fn remedy(content: Content) -> Remedy {
    if content == Content::Pdf || content.format().is_some() { Remedy::Fix } else { Remedy::ScanAgain }
}

/// A format that a profile which accepts several does not.
fn not_accepted(part: &Part, scan: &Scan) -> Fault {
    let (path, content) = (scan.path.shown(), scan.inspected.content);
    let what = called(scan);
    let names: Vec<&str> = part.formats.iter().map(|format| format.name()).collect();
    let message = Text {
        zh: format!("“{path}”是{}，这一项只收 {}。", words::after_han(&what.zh), names.join("、")),
        en: match names.as_slice() {
            [only] => format!("“{path}” is {}; only {only} is accepted here.", what.en),
            _ => format!("“{path}” is {}; only {} are accepted here.", what.en, names.join(", ")),
        },
    };
    let fix = if part.saved_as() == Accepted::Jpg { fix(part, scan) } else { save_as(part.saved_as()) };
    Fault::error(message, fix).measured(names.join(", "), words::content_id(content))
}

/// Most programs look at the first bytes only, and do not open such a file.
fn behind_other_bytes(path: &str, count: u64) -> Fault {
    let message = Text {
        zh: format!("“{path}”里是 JPG，但图片前面多出 {count} 个字节，多数系统打不开。"),
        en: format!("“{path}” holds a JPEG, but {} before it; most systems cannot open it.", bytes_stand(count)),
    };
    let fix = Text {
        zh: "用 dossier fix 去掉多余的字节，或从来源重新下载、重新传一次。".to_owned(),
        en: "Let dossier fix cut these bytes, or download or send the file again.".to_owned(),
    };
    Fault::error(message, fix).measured("JPEG", format!("{count} + JPEG"))
}

fn save_as(format: Accepted) -> Text {
    let name = format.name();
    Text {
        zh: format!("扫描时直接选 {name}；已经扫描的，用打开它的软件另存、导出或打印成 {name}。"),
        en: format!("Choose {name} when scanning; where it is scanned, save, export or print it as {name}."),
    }
}

/// Viewers look for a PDF's header further in (ISO 32000-1, Annex H); many an upload does not.
fn pdf_behind_other_bytes(path: &str, count: u64) -> Fault {
    let message = Text {
        zh: format!("“{path}”是 PDF，但开头前面多出 {count} 个字节，有的系统会拒收。"),
        en: format!("“{path}” is a PDF, but {} before it; some systems refuse such files.", bytes_stand(count)),
    };
    let fix = Text {
        zh: "用 dossier fix 去掉多余的字节，或从来源重新下载。".to_owned(),
        en: "Let dossier fix cut these bytes, or download the file again.".to_owned(),
    };
    Fault::warning(message, fix).measured("PDF", format!("{count} + PDF"))
}

fn bytes_stand(count: u64) -> String {
    amount::count(usize::try_from(count).unwrap_or(usize::MAX), "byte stands", "bytes stand")
}

fn is_named_jpeg(path: &str) -> bool {
    extension(path).is_some_and(|extension| matches!(&*extension, "jpg" | "jpeg" | "jpe"))
}

/// What stands behind the last dot of the name, in lower case.
pub(super) fn extension(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase())
}

/// What the file is; where its content says nothing, by its name.
fn called(scan: &Scan) -> Text {
    if is_caj(scan) {
        return Text {
            zh: "中国知网的 CAJ 文档".to_owned(), en: "a CAJ document (CNKI's own format)".to_owned()
        };
    }
    words::content(scan.inspected.content)
}

/// CNKI's formats of papers, which only its reader opens; what is a PDF inside is one.
fn is_caj(scan: &Scan) -> bool {
    let content = matches!(scan.inspected.content, Content::Unknown | Content::Text);
    content && extension(scan.path.shown()).is_some_and(|end| matches!(&*end, "caj" | "nh" | "kdh" | "caa" | "teb"))
}

fn fix(part: &Part, scan: &Scan) -> Text {
    let (zh, en) = match scan.inspected.content {
        Content::Ofd => return exported_from_ofd(part.limits.advised_dpi()),
        Content::Office => return exported_from_office(part.limits.advised_dpi()),
        _ if is_caj(scan) => (
            "用 CAJViewer 打开，打印或另存为 PDF，再用 dossier fix 取出每一页；交期刊原件的，扫描原件。",
            "Open it in CAJViewer and print or save it as PDF, then let dossier fix take each page out; where the printed \
             journal is asked for, scan that.",
        ),
        Content::Heic | Content::Avif => (
            "在手机的相机设置里把格式改成“兼容性最佳”（JPG）后重拍，或在电脑上打开后“另存为 JPEG”；最好改用扫描仪。",
            "Set the phone's camera to “most compatible” (JPEG) and take it again, or open it on a computer and export \
             it as JPEG. A scanner is better still.",
        ),
        Content::OtherPicture => (
            "用图片软件打开，“另存为 JPEG”；以后扫描时直接选 JPG。",
            "Open it in a picture program and save it as JPEG; choose JPEG when scanning.",
        ),
        Content::Pdf => (
            "把原件重新扫描成 JPG；已经扫描在里面的，用 dossier fix 取出每一页。",
            "Scan the original as JPEG; where it holds the scans, let dossier fix take each page out.",
        ),
        Content::Text | Content::Unknown => (
            "看看是不是放错了文件，换成原件扫描的 JPG。",
            "See whether the wrong file was put here, and replace it by a JPEG scan of the original.",
        ),
        _ => (
            "用 dossier fix 转换，或用图片软件打开后“另存为 JPEG”；以后扫描时直接选 JPG。",
            "Let dossier fix convert it, or save it as JPEG in a picture program; choose JPEG when scanning.",
        ),
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn exported_from_ofd(dpi: f64) -> Text {
    Text {
        zh: format!("用 OFD 阅读器（如数科、福昕）打开，导出或打印成图片，存成 {dpi} dpi 的 JPG。"),
        en: format!("Open it in an OFD reader and export or print each page as a picture, a JPEG at {dpi} dpi."),
    }
}

fn exported_from_office(dpi: f64) -> Text {
    Text {
        zh: format!("把原件重新扫描成 JPG；或打开这个文档，每页导出为一张 {dpi} dpi 的 JPG。"),
        en: format!("Scan the original as JPEG, or open the document and export each page as a JPEG at {dpi} dpi."),
    }
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::finding::{Remedy, Severity};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::seen::{Content, Inspected};

    #[test]
    fn says_what_it_is_and_that_renaming_converts_nothing() {
        for (name, renamed) in [("身份证.JPG", true), ("身份证.png", false)] {
            let mut dossier = complete();
            let front = scan(&mut dossier, "id/front");
            front.path = RelPath::new(name);
            front.inspected.content = Content::Png;
            front.inspected.picture = None;
            assert_eq!(codes(&dossier), ["D201"]);
            let finding = &run(&dossier)[0];
            assert_eq!(finding.got.as_deref(), Some("PNG"));
            assert_eq!(finding.message.zh.contains("扩展名"), renamed);
        }
    }

    #[test]
    fn a_paper_of_cnki_is_called_that() {
        let mut dossier = complete();
        let paper = scan(&mut dossier, "summary/summary");
        paper.path = RelPath::new("论文.caj");
        paper.inspected.content = Content::Unknown;
        paper.inspected.picture = None;
        let finding = &run(&dossier)[0];
        assert!(finding.message.zh.contains("CAJ") && finding.fix.zh.contains("CAJViewer"), "{finding:?}");
    }

    #[test]
    fn only_what_fix_converts_is_left_to_it() {
        for (content, remedy) in [
            (Content::Png, Remedy::Fix),
            (Content::Pdf, Remedy::Fix),
            (Content::Ofd, Remedy::ScanAgain),
            (Content::Heic, Remedy::ScanAgain),
            (Content::OtherPicture, Remedy::ScanAgain),
            (Content::Text, Remedy::ScanAgain),
        ] {
            let mut dossier = complete();
            let front = scan(&mut dossier, "id/front");
            front.inspected.content = content;
            front.inspected.picture = None;
            assert_eq!(run(&dossier)[0].remedy, remedy, "{content:?}");
        }
    }

    #[test]
    fn bytes_before_a_pdf_are_counted_where_it_is_accepted_and_where_not() {
        let mut dossier = complete();
        let front = scan(&mut dossier, "id/front");
        front.inspected =
            Inspected { content: Content::Pdf, picture: None, leading_bytes: 3, ..front.inspected.clone() };
        let front = front.clone();
        assert!(run(&dossier)[0].message.zh.contains("3 个字节"), "{}", run(&dossier)[0].message.zh);
        let profile =
            crate::profile::builtin::find("csc-postgraduate-2023").expect("built in").expect("a good profile");
        let fault = super::check(&profile.items[0].parts[0], &front).expect("a fault");
        assert_eq!((fault.level, fault.got.as_deref()), (Severity::Warning, Some("3 + PDF")));
    }

    #[test]
    fn a_file_for_several_years_is_told_once() {
        let mut dossier = complete();
        let first = crate::rules::testing::slot(&mut dossier, "ce/public@2019").files.clone();
        crate::rules::testing::slot(&mut dossier, "ce/public@2020").files = first;
        let range = scan(&mut dossier, "ce/public@2020");
        range.inspected.content = Content::Pdf;
        range.inspected.picture = None;
        assert_eq!(codes(&dossier), ["D201"]);
        assert_eq!(run(&dossier)[0].place.key.as_deref(), Some("2019"));
    }
}
