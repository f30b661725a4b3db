//! D112: no `applicant.toml`, so half of the checklist cannot be decided.

use super::{Check, InPackage, Remedy, Rule, place, words};
use crate::dossier::{Dossier, Need, Slot, form_sheet, load};
use crate::finding::{Fault, Severity};
use crate::text::Text;

pub(super) const RULE: Rule = Rule {
    code: "D112",
    name: "no-applicant-data",
    severity: Severity::Error,
    about: include_str!("no_applicant_data.md"),
    check: Check::Dossier(check),
    remedy: Remedy::FillIn,
    in_package: InPackage::All,
    ..Rule::DEFAULTS
};

fn check(dossier: &Dossier) -> Vec<Fault> {
    if dossier.applicant.is_some() {
        return Vec::new();
    }
    let open = undecided(dossier);
    let (open_zh, open_en) = if open.zh.is_empty() {
        (String::new(), String::new())
    } else {
        (
            format!("；也无法判断是否需要：{}", open.zh),
            format!("; nor is it known whether these are required: {}", open.en),
        )
    };
    let message = Text {
        zh: format!("文件夹里没有 applicant.toml，身份证号、各种日期、论文和获奖都没有核对{open_zh}。"),
        en: format!(
            "There is no applicant.toml in the folder: the ID number, all dates, papers and awards were not \
             checked{open_en}."
        ),
    };
    let fix = meant_for_it(dossier).map_or_else(make_one, rename);
    vec![Fault::error(message, fix).at(place::of_applicant_file())]
}

fn make_one() -> Text {
    Text {
        zh: "运行 dossier init 加上这个文件夹，会放进一份带说明的 applicant.toml（已有的文件不会被覆盖）；填好后再检查。"
            .to_owned(),
        en: "Run dossier init on this folder: it puts in an applicant.toml with explanations and overwrites nothing. Fill \
             it in and check again."
            .to_owned(),
    }
}

/// A file that was meant to be it: Windows hides the `.txt` that an editor adds, browsers number what they save twice.
fn meant_for_it(dossier: &Dossier) -> Option<&str> {
    let paths = dossier.scans.iter().map(|scan| scan.path.shown());
    paths.into_iter().find(|path| {
        let name = path.to_lowercase();
        name.starts_with("applicant") && !name.contains('/') && (name.contains("toml") || is_table(&name))
    })
}

/// Whether a name is that of a spreadsheet of any program.
fn is_table(name: &str) -> bool {
    ["xlsx", "xls", "xlsm", "ods", "et", "csv", "numbers"].contains(&end(name))
}

fn end(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, end)| end)
}

fn rename(found: &str) -> Text {
    let name = found.to_lowercase();
    if is_table(&name) && end(&name) != "xlsx" {
        return Text {
            zh: format!(
                "文件夹里的“{found}”大概就是它：在 Excel 或 WPS 里另存为“Excel 工作簿”，文件名 applicant.xlsx。"
            ),
            en: format!("“{found}” is probably meant to be it: save it as an Excel workbook named applicant.xlsx."),
        };
    }
    let wanted = if is_table(&name) { form_sheet::FILE_NAME } else { load::FILE_NAME };
    Text {
        zh: format!("文件夹里的“{found}”大概就是它：改名为 {wanted}（Windows 里要先打开“显示文件扩展名”）。"),
        en: format!(
            "“{found}” is probably meant to be it: rename it to {wanted} (on Windows, let file name extensions be \
             shown first)."
        ),
    }
}

/// What depends on data and is not there anyway: whole items where that goes for all of their parts, else the parts.
fn undecided(dossier: &Dossier) -> Text {
    let is_open = |slot: &Slot| slot.need == Need::CannotTell && slot.files.is_empty();
    let is_whole = |item: usize| dossier.slots.iter().filter(|slot| slot.item == item).all(is_open);
    let mut open: Vec<&Text> = Vec::new();
    for slot in dossier.slots.iter().filter(|slot| is_open(slot)) {
        open.push(if is_whole(slot.item) { &dossier.part(slot).0.label } else { &slot.label });
    }
    open.dedup();
    words::labels(open)
}

#[cfg(test)]
mod tests {
    use crate::dossier::{Need, RelPath, Scan};
    use crate::rules::run;
    use crate::rules::testing::{codes, complete, empty, slot};

    #[test]
    fn a_spreadsheet_that_was_meant_for_it_is_named() {
        for (name, want) in [
            ("applicant.xls", "另存为“Excel 工作簿”"),
            ("applicant (1).xlsx", "改名为 applicant.xlsx"),
            ("applicant.toml.txt", "改名为 applicant.toml"),
        ] {
            let mut dossier = complete();
            dossier.applicant = None;
            dossier.scans.push(Scan::new(RelPath::new(name), dossier.scans[0].inspected.clone()));
            let finding = run(&dossier).into_iter().find(|finding| finding.rule.code == "D112").expect("a finding");
            assert!(finding.fix.zh.contains(want), "{:?}", finding.fix);
        }
    }

    #[test]
    fn says_what_could_not_be_decided() {
        let mut dossier = complete();
        dossier.applicant = None;
        empty(&mut dossier, "posts/title");
        slot(&mut dossier, "posts/title").need = Need::CannotTell;
        assert_eq!(codes(&dossier), ["D112"]);
        assert!(run(&dossier)[0].message.en.contains("title"));
    }
}
