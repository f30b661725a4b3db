//! What to do, and what to type, after a check.

use super::{CYAN, Screen};
use crate::finding::{Remedy, Repair};
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::escape::escaped;
use anstyle::Style;
use std::io::{self, Write};

impl Screen<'_> {
    /// What to do with a complete dossier.
    pub(super) fn next(&self, out: &mut dyn Write) -> io::Result<()> {
        let fit_for_use = self.report.counts.warning == 0;
        let paper = match (self.report.profile.has_paper, self.lang, fit_for_use) {
            (false, ..) => "",
            (true, Lang::Zh, _) => "，用 dossier paper 打印纸质材料",
            (true, Lang::En, true) => ", `dossier paper` for the desk",
            (true, Lang::En, false) => ", `dossier paper`",
        };
        let next = match (fit_for_use, self.lang) {
            (true, Lang::Zh) => format!("下一步：用 dossier pack 打包{paper}。"),
            (true, Lang::En) => format!("Next: `dossier pack` for the package{paper}."),
            (false, Lang::Zh) => format!("警告不妨碍打包，但请亲自看过；然后用 dossier pack 打包{paper}。"),
            (false, Lang::En) => {
                format!("Warnings do not keep it from being packed, but look at each; then `dossier pack`{paper}.")
            }
        };
        self.step(&next, out)
    }

    /// What to type while there are errors: what repairs and what places files, where they would; then the next check, and the
    /// report with pictures.
    pub(super) fn commands(&self, folder: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
        let folder = folder.map_or_else(|| self.say("文件夹", "DIR").to_owned(), quoted);
        let repaired = || self.errors().filter(|finding| finding.remedy == Remedy::Fix);
        let repairs = repaired().count();
        let is_cropped = repaired().any(|finding| finding.rule.cured_by_fix == [Repair::Cropped]);
        let crop = if is_cropped { " --crop-photo" } else { "" };
        let unplaced = self.count_unplaced();
        let lines = match self.lang {
            Lang::Zh => [
                (repairs > 0, format!("其中 {repairs} 处可以自动修好：dossier fix {folder} -o 修好的副本{crop}")),
                (unplaced > 0, format!("{unplaced} 个文件没有归类，可以按内容认一认：dossier sort {folder}")),
                (true, format!("改好后再检查一次：dossier check {folder}")),
                (true, format!("带图的报告：dossier check {folder} --format html=报告.html")),
            ],
            Lang::En => [
                (repairs > 0, format!("Repair {repairs} of them: dossier fix {folder} -o REPAIRED{crop}")),
                (unplaced > 0, format!("Place {} by what they show: dossier sort {folder}", files(unplaced))),
                (true, format!("Then check again: dossier check {folder}")),
                (true, format!("Report with pictures: dossier check {folder} --format html=report.html")),
            ],
        };
        let mut said = lines.iter().filter(|(holds, _)| *holds);
        said.try_for_each(|(_, line)| self.step(line, out))
    }

    fn step(&self, line: &str, out: &mut dyn Write) -> io::Result<()> {
        self.paragraph(&format!("{CYAN}→{CYAN:#} "), Style::new(), line, out)
    }

    /// How many files have an error because they have no place.
    fn count_unplaced(&self) -> usize {
        let renamed =
            |path: &str| self.errors().any(|finding| finding.remedy == Remedy::Rename && finding.place.is_about(path));
        self.report.left_out.iter().filter(|row| renamed(&row.path)).count()
    }
}

fn files(number: usize) -> String {
    count(number, "file", "files")
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let path = escaped(path);
    if path.contains([' ', '&', '(', ')', ';', '\'']) { format!("\"{path}\"") } else { path }
}
