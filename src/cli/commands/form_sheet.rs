//! `dossier form-sheet DIR`: the applicant's data as a workbook to fill in.

use crate::app::{FormSheetOrder, WrittenSheet, write_form_sheet};
use crate::cli::args::{FormSheet, Global};
use crate::cli::exit::Exit;
use crate::cli::formats::refuse_formats;
use crate::cli::output::write_stdout;
use crate::cli::setup::{folder_language, language, settings};
use crate::text::Lang;
use crate::text::escape::escaped;
use anyhow::Result;
use std::fmt::Write as _;
use std::path::Path;

/// Writes the workbook and says what to do with it.
pub(crate) fn run(arguments: &FormSheet, global: &Global) -> Result<Exit> {
    refuse_formats(global)?;
    let order = FormSheetOrder {
        folder: &arguments.dir,
        output: arguments.output.as_deref(),
        profile: global.profile.as_deref(),
        lang: folder_language(global),
    };
    let written = write_form_sheet(order, &settings(global))?;
    write_stdout(answer(&written, &arguments.dir, global.quiet, language(global.lang)).as_bytes())?;
    Ok(Exit::Good)
}

fn answer(written: &WrittenSheet, dir: &Path, quiet: bool, lang: Lang) -> String {
    let (path, dir) = (escaped(&written.path.to_string_lossy()), escaped(&dir.to_string_lossy()));
    let mut text = match lang {
        Lang::Zh => format!("新建  {path}\n"),
        Lang::En => format!("made  {path}\n"),
    };
    if !written.not_asked.is_empty() {
        let keys = written.not_asked.iter().map(|key| escaped(key)).collect::<Vec<_>>();
        let _ = match lang {
            Lang::Zh => writeln!(text, "清单没有问、表里没有位置的：{}", keys.join("、")),
            Lang::En => writeln!(text, "Not asked by the checklist, so not in the workbook: {}", keys.join(", ")),
        };
    }
    if written.beside_toml {
        text.push_str(match lang {
            Lang::Zh => "文件夹里有 applicant.toml，现在读的还是它。要用表的，填好以后把 applicant.toml 移出文件夹。\n",
            Lang::En => {
                "The folder's applicant.toml is still the one that is read. To use the workbook, move applicant.toml out of \
                 the folder once it is filled in.\n"
            }
        });
    }
    if !quiet {
        let _ = match lang {
            Lang::Zh => {
                writeln!(text, "\n下一步：在 Excel 或 WPS 里填好黄色的格子，保存，再运行\n  dossier check {dir}")
            }
            Lang::En => writeln!(text, "\nNext: fill in the yellow cells, save, then run\n  dossier check {dir}"),
        };
    }
    text
}
