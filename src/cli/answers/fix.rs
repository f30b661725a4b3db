//! The answer of `fix`: a table of before → after, what it left alone, and what is to be scanned again.

use crate::app::Repair;
use crate::dossier::RelPath;
use crate::finding::Finding;
use crate::fix::{Done, Step};
use crate::render::layout::{padded, width, wrapped};
use crate::text::amount::size;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// The widest column of old names, cells.
const COLUMN: usize = 48;
/// Where lines break, cells.
const WIDTH: usize = 100;

/// Where the repair goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target<'t> {
    /// The dossier's folder.
    pub(crate) folder: &'t Path,
    /// The new folder; `None` where the dossier's own is repaired.
    pub(crate) output: Option<&'t Path>,
}

impl Target<'_> {
    /// What was written where, and what to do next. `changed`: whether any file was, or would be.
    fn next(self, made: bool, changed: bool) -> Text {
        let folder = escaped(&self.folder.to_string_lossy());
        let new = self.output.map(|output| escaped(&output.to_string_lossy()));
        match (new, made) {
            (None, _) if !changed => Text {
                zh: format!("没有要改的，文件夹和原来一样。下一步：\n  dossier check {folder}"),
                en: format!("Nothing to change: the folder stays as it is. Next:\n  dossier check {folder}"),
            },
            (Some(new), true) => Text {
                zh: format!("已写入“{new}”，原来的文件夹没有动过。下一步：\n  dossier check {new}"),
                en: format!("Written to {new}; the old folder is as it was. Next:\n  dossier check {new}"),
            },
            (Some(new), false) => Text {
                zh: format!("这是计划，没有写任何文件；去掉 --dry-run 就写入“{new}”。"),
                en: format!("This is a plan: nothing was written. Without --dry-run it goes to {new}."),
            },
            (None, true) => Text {
                zh: format!(
                    "已就地修好，原件在“{folder}/.dossier/originals”里。下一步：\n  dossier check {folder}\n放回原样：\n  \
                     dossier fix {folder} --undo"
                ),
                en: format!(
                    "Repaired in place; the originals are kept in {folder}/.dossier/originals. Next:\n  dossier check \
                     {folder}\nTo put everything back:\n  dossier fix {folder} --undo"
                ),
            },
            (None, false) => Text {
                zh: format!("这是计划，没有写任何文件；去掉 --dry-run 就在“{folder}”里改。"),
                en: format!("This is a plan: nothing was written. Without --dry-run {folder} itself is repaired."),
            },
        }
    }
}

/// For people.
pub(crate) fn text(repair: &Repair, target: Target<'_>, lang: Lang) -> String {
    let say = |zh: &str, en: &str| Text { zh: zh.to_owned(), en: en.to_owned() }.get(lang).to_owned();
    let mut text = String::new();
    let changed: Vec<&Done> = repair.rows.iter().filter(|row| !row.steps.is_empty()).collect();
    let column = changed.iter().map(|row| width(&escaped(row.from.shown()))).max().unwrap_or(0).min(COLUMN);
    for row in &changed {
        line(row, column, repair.made, lang, &mut text);
    }
    let same = repair.rows.len() - changed.len();
    let copied = target.output.is_some();
    if same > 0 {
        let _ = match lang {
            Lang::Zh if !copied => writeln!(text, "另有 {same} 个文件没有改动。"),
            Lang::En if !copied && same == 1 => writeln!(text, "1 further file stays as it is."),
            Lang::En if !copied => writeln!(text, "{same} further files stay as they are."),
            Lang::Zh => writeln!(text, "另有 {same} 个文件原样复制。"),
            Lang::En if same == 1 => writeln!(text, "1 further file is copied as it is."),
            Lang::En => writeln!(text, "{same} further files are copied as they are."),
        };
    }
    let obstacles = repair.rows.iter().filter_map(|row| Some((&row.from, row.obstacle.as_ref()?)));
    list(&say("需要自己处理", "For you to do"), obstacles, lang, &mut text);
    let left_out = repair.left_out.iter().map(|(path, why)| (path, why));
    list(&say("没有带过去", "Not taken along"), left_out, lang, &mut text);
    if !repair.left.scan_again.is_empty() {
        let _ = writeln!(text, "\n{}", say("需要重新扫描", "To be scanned again"));
    }
    // What is cured alike stands together, with the remedy once.
    for alike in repair.left.scan_again.chunk_by(|one, next| one.fix == next.fix) {
        for finding in alike {
            indented("  ", &format!("{} {}", finding.rule.code, finding.message.get(lang)), &mut text);
        }
        indented("  → ", alike[0].fix.get(lang), &mut text);
    }
    let _ = writeln!(text, "\n{}", counted(repair).get(lang));
    if repair.left.other_errors > 0 {
        let count = repair.left.other_errors;
        let _ = match lang {
            Lang::Zh => writeln!(text, "\n另有 {count} 个与图片无关的错误，见 dossier check。"),
            Lang::En if count == 1 => writeln!(text, "\nOne further error is not about pictures: see dossier check."),
            Lang::En => writeln!(text, "\n{count} further errors are not about pictures: see dossier check."),
        };
    }
    let _ = writeln!(text, "\n{}", target.next(repair.made, !changed.is_empty()).get(lang));
    text
}

/// What was written where, and what became of the files, on one line.
pub(crate) fn one_line(repair: &Repair, target: Target<'_>, lang: Lang) -> String {
    let folder = escaped(&target.output.unwrap_or(target.folder).to_string_lossy());
    let counted = counted(repair);
    let changed = repair.rows.iter().any(|row| !row.steps.is_empty());
    match (repair.made, lang) {
        (_, Lang::Zh) if target.output.is_none() && !changed => {
            format!("没有要改的，文件夹和原来一样。{}\n", counted.zh)
        }
        (_, Lang::En) if target.output.is_none() && !changed => {
            format!("Nothing to change: the folder stays as it is. {}\n", counted.en)
        }
        (true, Lang::Zh) => format!("已写入“{folder}”。{}\n", counted.zh),
        (true, Lang::En) => format!("Written to {folder}. {}\n", counted.en),
        (false, Lang::Zh) => format!("这是计划，没有写任何文件。{}\n", counted.zh),
        (false, Lang::En) => format!("This is a plan: nothing was written. {}\n", counted.en),
    }
}

/// What became of the files, in one sentence. A file that was converted and turned counts twice.
fn counted(repair: &Repair) -> Text {
    let files = |of: &dyn Fn(&Done) -> bool| repair.rows.iter().filter(|row| of(row)).count();
    let with = |wanted: &dyn Fn(&Step) -> bool| files(&|row| row.steps.iter().any(wanted));
    let counts = [
        (with(&|step| matches!(step, Step::Converted(_))), "转成 JPG", "converted to JPG"),
        (with(&|step| matches!(step, Step::Bound(..))), "做成 PDF", "put into PDFs"),
        (with(&|step| matches!(step, Step::Turned | Step::TurnedAnew)), "转正", "turned upright"),
        (with(&|step| matches!(step, Step::Straightened(..))), "拉正", "straightened"),
        (with(&|step| matches!(step, Step::Cropped(..))), "裁剪", "cropped"),
        (with(&|step| matches!(step, Step::CutToSheet(..) | Step::CutOut(..))), "裁到材料边", "cut to the sheet"),
        (with(&|step| matches!(step, Step::Cut(_) | Step::Cleaned(_))), "去掉多余数据", "freed of surplus data"),
        (with(&|step| matches!(step, Step::Repacked | Step::Reduced(..))), "缩小", "made smaller"),
        (with(&|step| *step == Step::Renamed), "改名", "renamed"),
        (files(&|row| row.steps.is_empty() && row.obstacle.is_none()), "不用动", "fine as they were"),
        (files(&|row| row.obstacle.is_some()), "留给你处理（原因见上）", "left for you (the reasons are above)"),
    ];
    let counts: Vec<_> = counts.into_iter().filter(|(count, ..)| *count > 0).collect();
    let zh: Vec<String> = counts.iter().map(|(count, zh, _)| format!("{count} 个{zh}")).collect();
    let en: Vec<String> = counts.iter().map(|(count, _, en)| format!("{count} {en}")).collect();
    Text { zh: format!("合计：{}。", zh.join("，")), en: format!("In all: {}.", en.join(", ")) }
}

fn line(row: &Done, column: usize, made: bool, lang: Lang, text: &mut String) {
    let from = padded(&escaped(row.from.shown()), column);
    let after = if made { size(row.after) } else { String::new() };
    let _ = writeln!(text, "{from} {:>8}  →  {} {after}", size(row.before), escaped(row.to.shown()));
    let steps: Vec<String> = row.steps.iter().map(|step| step.text().get(lang).to_owned()).collect();
    let joint = match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    };
    indented("    ", &steps.join(joint), text);
}

fn list<'l>(title: &str, rows: impl Iterator<Item = (&'l RelPath, &'l Text)>, lang: Lang, text: &mut String) {
    for (at, (path, why)) in rows.enumerate() {
        if at == 0 {
            let _ = writeln!(text, "\n{title}");
        }
        let colon = match lang {
            Lang::Zh => "：",
            Lang::En => ": ",
        };
        indented("  ", &format!("{}{colon}{}", path.shown(), why.get(lang)), text);
    }
}

/// A paragraph behind a lead, its further lines below its first.
fn indented(lead: &str, said: &str, text: &mut String) {
    let lead_width = width(lead);
    for (at, line) in wrapped(&escaped(said), WIDTH - lead_width).into_iter().enumerate() {
        let lead = if at == 0 { lead.to_owned() } else { " ".repeat(lead_width) };
        let _ = writeln!(text, "{lead}{line}");
    }
}

/// For programs.
pub(crate) fn json(repair: &Repair) -> Value {
    let row = |row: &Done| {
        let steps: Vec<Value> =
            row.steps.iter().map(|step: &Step| json!({ "id": step.id(), "text": step.text() })).collect();
        json!({
            "from": row.from.shown(), "to": row.to.shown(), "bytes_before": row.before,
            "bytes_after": repair.made.then_some(row.after), "steps": steps, "obstacle": row.obstacle,
        })
    };
    let left_out = repair.left_out.iter().map(|(path, why)| json!({ "path": path.shown(), "why": why }));
    let scan_again: &[Finding] = &repair.left.scan_again;
    json!({
        "schema": 1, "made": repair.made, "files": repair.rows.iter().map(row).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(), "scan_again": scan_again, "other_errors": repair.left.other_errors,
    })
}
