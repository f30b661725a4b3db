//! D204: a JPEG of a kind that upload systems and ordinary viewers do not open.

use super::{Check, Remedy, Rule};
use crate::dossier::Scan;
use crate::finding::{Fault, Severity};
use crate::profile::Part;
use crate::seen::picture::{Process, Wholeness};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D204",
    name: "not-an-ordinary-jpeg",
    severity: Severity::Error,
    about: include_str!("not_an_ordinary_jpeg.md"),
    check: Check::Scan(check),
    remedy: Remedy::ScanAgain,
    ..Rule::DEFAULTS
};

fn check(_: &Part, scan: &Scan) -> Option<Fault> {
    let Wholeness::NotOrdinary(process) = scan.inspected.picture.as_ref()?.wholeness else { return None };
    let path = scan.path.shown();
    let (zh, en) = match process {
        Process::Arithmetic => ("算术编码", "arithmetic coding"),
        Process::Lossless => ("无损", "lossless"),
        Process::Hierarchical => ("分级", "hierarchical"),
        Process::DeepSamples => ("每个样点超过 8 位", "more than 8 bits a sample"),
        Process::Components => ("颜色分量数不是 1、3 或 4", "neither 1, 3 nor 4 colour components"),
    };
    let message = Text {
        zh: format!("“{path}”是少见的 JPG（{zh}），上传系统和一般的看图软件打不开。"),
        en: format!("“{path}” is an unusual JPEG ({en}) that upload systems and ordinary viewers do not open."),
    };
    let fix = Text {
        zh: "用制作它的软件打开，另存为普通 JPG（8 位、基线）；或重新扫描成 JPG。".to_owned(),
        en: "Open it in the program that made it and save it as an ordinary (8-bit, baseline) JPEG, or scan it again."
            .to_owned(),
    };
    Some(Fault::error(message, fix))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{codes, complete, picture, scan};
    use crate::seen::Picture;
    use crate::seen::picture::{Process, Wholeness};

    #[test]
    fn told_by_itself() {
        let mut dossier = complete();
        let odd = Picture { wholeness: Wholeness::NotOrdinary(Process::Arithmetic), ..picture(100, 100) };
        scan(&mut dossier, "id/front").inspected.picture = Some(odd);
        assert_eq!(codes(&dossier), ["D204"]);
    }
}
