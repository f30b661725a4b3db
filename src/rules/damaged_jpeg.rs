//! D203: a JPEG of which a part is missing or damaged.

use super::{Check, Remedy, Repair, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::Content;
use crate::seen::picture::{Damage, Reason, Wholeness};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D203",
    name: "damaged-jpeg",
    severity: Severity::Error,
    about: include_str!("damaged_jpeg.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    cured_by_fix: &[Repair::Ended],
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let inspected = &scan.inspected;
    let damage = match &inspected.picture {
        Some(picture) => match picture.wholeness {
            Wholeness::Damaged(damage) => Some(damage),
            _ => return None,
        },
        // Begins as a JPEG does, and nothing more is known.
        None if inspected.content == Content::Jpeg && inspected.trouble.is_none() && !super::place::is_closed(scan) => {
            None
        }
        None => return None,
    };
    Some(fault(scan.path.shown(), damage))
}

fn fault(path: &str, damage: Option<Damage>) -> Fault {
    let what = damage.map_or_else(|| Text { zh: "图片打不开".to_owned(), en: "it cannot be opened".to_owned() }, told);
    let message = Text {
        zh: format!("“{path}”已经损坏：{}。", what.zh),
        en: format!("“{path}” is damaged: {}.", what.en),
    };
    let fault = Fault::error(message, fix(damage));
    match damage.and_then(|damage| damage.lost_permille).filter(|lost| *lost > 0) {
        Some(lost) => fault.measured("100 %", format!("{} %", f64::from(1000 - lost.min(1000)) / 10.0)),
        None => fault,
    }
}

/// What is wrong, from where on, and what it costs.
pub(crate) fn told(damage: Damage) -> Text {
    let (what, place) = (said(damage), place(damage));
    Text { zh: what.zh + &place.zh, en: what.en + &place.en }
}

/// Where the damage starts, and how much of the picture it costs, as far as that is known.
fn place(damage: Damage) -> Text {
    let at = damage.at;
    let percent = |permille: u16| format!("{:.0} %", (f64::from(permille.min(1000)) / 10.0).max(1.0));
    // What was cut off an ordinary JPEG is its lower part; a progressive one loses detail before it loses height.
    let lower = matches!(damage.reason, Reason::CutShort | Reason::DataMissing);
    let (zh, en) = match (damage.lost_permille, damage.coarse_permille) {
        (Some(1000..), _) => ("，整个画面都没有了".to_owned(), ", and nothing of the picture is left".to_owned()),
        (Some(lost @ 1..), _) if lower => (
            format!("，下面约 {} 的画面没有了", percent(lost)),
            format!(", and the lower {} is missing", percent(lost)),
        ),
        (Some(lost @ 1..), _) => {
            (format!("，约 {} 的画面没有了", percent(lost)), format!(", and about {} of it is missing", percent(lost)))
        }
        (_, coarse @ 1..) => (
            format!("，约 {} 的画面不够细", percent(coarse)),
            format!(", and about {} of it stays coarse", percent(coarse)),
        ),
        _ => Default::default(),
    };
    Text { zh: format!("（从第 {at} 字节处起）{zh}"), en: format!(" (from byte {at} on){en}") }
}

fn said(damage: Damage) -> Text {
    let (zh, en) = match damage.reason {
        Reason::CutShort => ("文件不完整，后面一截没有了", "the file ends before the picture does"),
        Reason::DataMissing => ("中间缺了一部分图像数据", "some of the picture's data is missing"),
        Reason::DataLeftOver => {
            ("图像数据比画面多，数据被插入或改动过", "there is more data than picture: bytes were inserted or changed")
        }
        Reason::DataInvalid => ("有一段图像数据写坏了", "some of the picture's data is invalid"),
        Reason::RestartOutOfOrder => {
            ("图像数据缺段或错了次序", "stretches of the picture's data are lost or out of order")
        }
        Reason::NoEndMarker => (
            "画面都在，但缺少结束标记，不能证明文件完整",
            "all of the picture is there, but its end marker is not, so nothing proves it whole",
        ),
        Reason::PassesMissing => (
            "逐层显示的图片缺了后面几层，停在模糊的样子",
            "a progressive picture lacks its last passes and stays coarse",
        ),
        Reason::TooManyPasses => ("逐层显示的层数多得不正常", "it has more passes than any program writes"),
        Reason::ComponentMissing => ("缺少颜色分量", "a colour component is missing"),
        Reason::NoFrame => ("没有画面尺寸", "it never says how large the picture is"),
        Reason::NoScan => ("只有文件头，没有图像", "there are headers and no picture"),
        Reason::HeaderInvalid => ("文件头写坏了", "a header is damaged"),
        Reason::TableMissing | Reason::TableInvalid => {
            ("解码用的表缺失或写坏了", "a table needed for decoding is missing or damaged")
        }
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

fn fix(damage: Option<Damage>) -> Text {
    let (zh, en) = if damage.is_some_and(|damage| damage.reason == Reason::NoEndMarker) {
        (
            "打开看一眼，完好的就另存为 JPG（或用 dossier fix）；不完好的重新扫描。",
            "Open it; if it looks whole, save it as JPEG again (or use dossier fix), else scan it again.",
        )
    } else {
        (
            "重新扫描，或从原来的设备上重新复制一次；复制到 U 盘后要安全弹出。",
            "Scan it again, or copy it again from where it came; eject a USB stick before pulling it out.",
        )
    };
    Text { zh: zh.to_owned(), en: en.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, picture, scan};
    use crate::seen::Picture;
    use crate::seen::picture::{Damage, Reason, Wholeness};

    #[test]
    fn a_damaged_picture_is_not_judged_by_its_size_as_well() {
        let mut dossier = complete();
        scan(&mut dossier, "id/front").inspected.picture = None;
        assert_eq!(codes(&dossier), ["D203"]);
        let damage = Damage { reason: Reason::CutShort, at: 900, lost_permille: Some(425), coarse_permille: 0 };
        let cut = Picture { wholeness: Wholeness::Damaged(damage), ..picture(100, 100) };
        scan(&mut dossier, "id/front").inspected.picture = Some(cut);
        assert_eq!(codes(&dossier), ["D203"]);
        assert_eq!(run(&dossier)[0].got.as_deref(), Some("57.5 %"));
    }
}
