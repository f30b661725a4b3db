//! D117: a file that only stands for the document: an unfinished download, a placeholder, a shortcut, zeros.

use super::stand_in::{StandIn, stand_in};
use super::{Check, InPackage, Remedy, Rule, names, place};
use crate::dossier::{Dossier, Scan};
use crate::finding::{Fault, Severity};
use crate::text::Text;
use std::cell::LazyCell;

pub(super) const RULE: Rule = Rule {
    code: "D117",
    name: "not-the-file",
    severity: Severity::Error,
    about: include_str!("not_the_file.md"),
    check: Check::Dossier(check),
    remedy: Remedy::Add,
    in_package: InPackage::Part,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    let checklist = LazyCell::new(|| names::Words::of(dossier));
    let stand_ins = dossier.scans.iter().enumerate().filter_map(|(at, scan)| Some((at, scan, stand_in(scan)?)));
    stand_ins.map(|(at, scan, what)| fault(dossier, &checklist, (at, scan), what)).collect()
}

fn fault(dossier: &Dossier, checklist: &names::Words, (at, scan): (usize, &Scan), what: StandIn) -> Fault {
    let path = scan.path.shown();
    let (is, fix) = words(what);
    let message = if what == StandIn::OneDrive {
        Text { zh: format!("“{path}”{}。", is.zh), en: format!("“{path}” {}.", is.en) }
    } else {
        Text {
            zh: format!("“{path}”{}，不是材料本身。", is.zh),
            en: format!("“{path}” {}, not the document itself.", is.en),
        }
    };
    let here = place::of_scan(dossier, at);
    // A shortcut to the portal's page, a program's temporary file: nobody means them to be material.
    let meant = here.item.is_some() || checklist.are_in(path) || matches!(what, StandIn::Zeros | StandIn::OneDrive);
    let meant = meant || scan.inspected.content.is_picture() || names::has_inner_extension(path);
    let fault = if meant { Fault::error } else { Fault::info };
    fault(message, fix).at(here)
}

fn words(what: StandIn) -> (Text, Text) {
    let ((is_zh, is_en), (fix_zh, fix_en)) = match what {
        StandIn::Download => (
            ("是没有下载完的文件", "is a download that did not finish"),
            (
                "等下载完成或重新下载，再放进文件夹；删掉这个文件。已经下载完的，去掉多出来的扩展名。",
                "Wait for the download or start it again, then put the finished file here and delete this one. If it is \
                 finished, take the extra extension off.",
            ),
        ),
        StandIn::Cloud => (
            (
                "只是云端文件（iCloud 等）的占位，文件还没有下载到本机",
                "only stands for a file that is in the cloud (iCloud or another) and not on this computer",
            ),
            (
                "在云盘程序里下载（苹果电脑上点一下文件旁边的云朵图标），再检查。",
                "Download it in the cloud drive's program (on the Mac, click the cloud beside it), then check again.",
            ),
        ),
        StandIn::OneDrive => (
            (
                "只在云端（OneDrive 等），没有下载到这台电脑，所以没有检查",
                "is in the cloud only (OneDrive or another) and not on this computer, so it was not checked",
            ),
            (
                "在资源管理器里右键点这个文件（或整个文件夹），选“始终保留在此设备上”，等它下载完，再检查。",
                "Right-click the file, or the whole folder, in the Explorer and choose \"Always keep on this device\"; once it \
                 is there, check again.",
            ),
        ),
        StandIn::Shortcut => (
            ("是快捷方式", "is a shortcut"),
            (
                "找到它指向的文件，把文件本身复制进来，再删掉快捷方式。",
                "Find the file that it points to, copy that one here and delete the shortcut.",
            ),
        ),
        StandIn::Zeros => (
            (
                "里面全是零字节（复制没有成功，或文件还在云盘里没有下载）",
                "holds nothing but zeros (a copy that failed, or a file that is still in the cloud only)",
            ),
            (
                "从原来的地方重新复制；在 OneDrive、百度网盘等云盘里的，先下载到本机再复制。",
                "Copy it again from where it came; from OneDrive or another cloud drive, download it to this computer first.",
            ),
        ),
    };
    let text = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() };
    (text(is_zh, is_en), text(fix_zh, fix_en))
}

#[cfg(test)]
mod tests {
    use crate::dossier::RelPath;
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{add, codes, complete, scan};
    use crate::seen::{Content, Trouble};

    #[test]
    fn each_is_named_once_and_for_what_it_is() {
        for (name, content, word) in [
            ("身份证正面.jpg.baiduyun.downloading", Content::Jpeg, "没有下载完"),
            ("身份证正面.jpg.crdownload", Content::Unknown, "没有下载完"),
            ("身份证正面.jpg.tmp", Content::Jpeg, "没有下载完"),
            ("身份证正面.jpg.qkdownloading", Content::Jpeg, "没有下载完"),
            ("身份证正面.jpg.td.cfg", Content::Unknown, "没有下载完"),
            ("身份证正面.jpg.!ut", Content::Jpeg, "没有下载完"),
            ("身份证正面.jpg.download/身份证正面.jpg", Content::Jpeg, "没有下载完"),
            ("身份证正面.jpg.nextcloud", Content::Text, "云端"),
            (".身份证正面.jpg.icloud", Content::Unknown, "iCloud"),
            ("身份证正面.jpg - 快捷方式.lnk", Content::Shortcut, "快捷方式"),
            ("身份证正面.jpg", Content::Zeros, "零字节"),
        ] {
            let mut dossier = complete();
            let front = scan(&mut dossier, "id/front");
            front.path = RelPath::new(name);
            front.inspected.content = content;
            front.inspected.picture = None;
            let findings = run(&dossier);
            assert_eq!(codes(&dossier), ["D117"], "{name}");
            assert!(findings[0].message.zh.contains(word), "{}", findings[0].message.zh);
            assert_eq!((findings[0].severity, findings[0].place.part.as_deref()), (Severity::Error, Some("front")));
        }
    }

    #[test]
    fn a_file_that_onedrive_has_not_downloaded() {
        let mut dossier = complete();
        let front = scan(&mut dossier, "id/front");
        front.inspected.trouble = Some(Trouble::InTheCloud);
        (front.inspected.content, front.inspected.picture) = (Content::Unknown, None);
        let findings = run(&dossier);
        assert_eq!(codes(&dossier), ["D117"]);
        assert!(findings[0].message.zh.contains("OneDrive") && findings[0].severity == Severity::Error);
        assert!(findings[0].fix.zh.contains("始终保留在此设备上"));
    }

    #[test]
    fn a_shortcut_to_a_web_page_is_no_fault() {
        let mut dossier = complete();
        let at = add(&mut dossier, "网报入口.url");
        dossier.scans[at].inspected.content = Content::Text;
        dossier.strays.push(crate::dossier::Stray { scan: at, suggestion: None, reason: None });
        assert_eq!(run(&dossier).iter().map(|one| one.severity).collect::<Vec<_>>(), [Severity::Info]);
    }
}
