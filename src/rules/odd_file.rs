//! D322: a whole picture in a file with something odd about it.

use super::{Check, Drawn, Remedy, Repair, Rule, place};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::picture::{Oddity, Picture};
use crate::text::Text;
use crate::text::amount::count as counted;

pub(super) const RULE: Rule = Rule {
    code: "D322",
    name: "odd-file",
    severity: Severity::Error,
    about: include_str!("odd_file.md"),
    check: Check::Scan(check),
    remedy: Remedy::Fix,
    cured_by_fix: &[Repair::Cut, Repair::Rewritten],
    drawn_on_picture: Drawn::Badge,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let picture = place::picture(scan)?;
    let what = first(picture)?;
    let path = scan.path.shown();
    let message = Text {
        zh: format!("“{path}”的画面完整，但文件不规范：{}。有的系统会拒收。", what.zh),
        en: format!(
            "The picture of “{path}” is whole, but its file is odd: {}. Some systems refuse such files.",
            what.en
        ),
    };
    let fix = Text {
        zh: "用看图软件打开，另存为 JPG（或用 dossier fix）。".to_owned(),
        en: "Open it in a viewer and save it as JPEG (or use dossier fix).".to_owned(),
    };
    let opens = !picture.oddities.contains(&Oddity::HeightBehind);
    Some(if opens { Fault::warning(message, fix) } else { Fault::error(message, fix) })
}

/// The first thing that is odd. A picture behind the picture says more than the number of bytes behind it.
fn first(picture: &Picture) -> Option<Text> {
    let trailing = picture.trailing_bytes;
    let (zh, en) = match picture.oddities.first() {
        Some(Oddity::StrayBytes { at, count }) => (
            format!("第 {at} 字节处有 {count} 个多余的字节"),
            format!(
                "{} at byte {at}",
                counted(usize::try_from(*count).unwrap_or(usize::MAX), "stray byte", "stray bytes")
            ),
        ),
        Some(Oddity::StandardTables) => {
            ("缺少解码用的霍夫曼表".to_owned(), "it lacks the Huffman tables for decoding it".to_owned())
        }
        Some(Oddity::HeightBehind) => (
            "高度写在图像数据后面（DNL），多数程序打不开".to_owned(),
            "its height stands behind its data (DNL), and most programs do not open it".to_owned(),
        ),
        Some(Oddity::CoarseOnly) => {
            ("逐层显示的图片只有最粗的一层".to_owned(), "it is progressive and has its coarsest pass only".to_owned())
        }
        Some(Oddity::FurtherPicture { at }) => {
            (format!("第 {at} 字节处还藏着另一幅图"), format!("another picture is behind it, at byte {at}"))
        }
        None if trailing > 0 && !picture.trailer_known => {
            let en = if trailing == 1 { "1 byte stands".to_owned() } else { format!("{trailing} bytes stand") };
            (format!("结束标记后面还有 {trailing} 个字节"), format!("{en} behind its end marker"))
        }
        None => return None,
    };
    Some(Text { en, zh })
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, scan};
    use crate::seen::picture::Oddity;

    #[test]
    fn names_what_is_odd_and_where() {
        let mut dossier = complete();
        let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        picture.trailing_bytes = 96;
        assert_eq!(codes(&dossier), ["D322"]);
        assert!(run(&dossier)[0].message.en.contains("96 bytes"));
        let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        picture.trailer_known = true;
        assert_eq!(codes(&dossier), [""; 0]);
        let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        picture.oddities = vec![Oddity::FurtherPicture { at: 4711 }];
        assert!(run(&dossier)[0].message.zh.contains("4711"));
        assert_eq!(run(&dossier)[0].severity, Severity::Warning);
        let picture = scan(&mut dossier, "id/front").inspected.picture.as_mut().expect("a picture");
        picture.oddities = vec![Oddity::HeightBehind];
        assert_eq!(run(&dossier)[0].severity, Severity::Error, "most programs do not open it");
    }
}
