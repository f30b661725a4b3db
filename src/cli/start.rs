//! A program that is started with the mouse: a folder dragged onto its icon, a double click, and the window that stays.

use super::args::LangChoice;
use super::output::write_stdout;
use super::{help, setup};
use crate::text::Lang;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;

/// How the program was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// From a command line, or by another program.
    Typed,
    /// With the mouse: the window was opened for it, and closes with it.
    Mouse,
}

impl Start {
    /// Must be asked before anything is written: a window that somebody works in has a prompt in it already.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let dropped = arguments.iter().skip(1).all(|word| Path::new(word).is_absolute() && Path::new(word).exists());
        let person = dropped && io::stdin().is_terminal() && io::stdout().is_terminal();
        if person && is_own_window() { Self::Mouse } else { Self::Typed }
    }

    /// Keeps the window until Enter where it would close with the program.
    pub(super) fn keep_window(self) {
        if self == Self::Mouse {
            let said = match language() {
                Lang::Zh => "按回车键关闭窗口……",
                Lang::En => "Press Enter to close the window …",
            };
            let _ = write_stdout(format!("\n{said}\n").as_bytes());
            let _ = io::stdin().read_line(&mut String::new());
        }
    }
}

/// The arguments as they are meant: a folder alone, as a drag gives it, is one to check.
pub(super) fn meant(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let [_, only] = arguments.as_slice()
        && Path::new(only).is_dir()
        && help::command(Lang::En).find_subcommand(only).is_none()
    {
        arguments.insert(1, "check".into());
    }
    arguments
}

/// What a double click shows.
pub(super) fn introduce() {
    let lines = match language() {
        Lang::Zh => {
            "dossier 按清单检查扫描好的申报材料，并准备上传包和纸质材料。\n\
             把放扫描件的文件夹拖到 dossier.exe 的图标上，就会检查它。\n\
             其他用法请在命令提示符窗口里运行：dossier --help"
        }
        Lang::En => {
            "dossier checks a folder of scanned materials, and prepares package and paper.\n\
             Drag the folder with the scans onto the icon of dossier.exe to check it.\n\
             For all else, run in a command prompt: dossier --help"
        }
    };
    let _ = write_stdout(format!("{lines}\n").as_bytes());
}

fn language() -> Lang {
    setup::language(LangChoice::Auto)
}

/// Whether the window was opened for this program: only then is the cursor still at its origin. Microsoft names this
/// sign in "Preventing the Console Window from Disappearing" (KB99115).
#[cfg(windows)]
fn is_own_window() -> bool {
    use winapi_util::{HandleRef, console};
    console::screen_buffer_info(HandleRef::stdout()).is_ok_and(|screen| screen.cursor_position() == (0, 0))
}

/// Elsewhere a terminal stays open by itself, or not, as its owner set it.
#[cfg(not(windows))]
fn is_own_window() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant_by(words: &[&str]) -> Vec<String> {
        let arguments = words.iter().map(OsString::from).collect();
        meant(arguments).into_iter().filter_map(|word| word.into_string().ok()).collect()
    }

    #[test]
    fn a_folder_alone_is_checked() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().to_str().expect("a Unicode path");
        assert_eq!(meant_by(&["dossier", folder]), ["dossier", "check", folder]);
    }

    #[test]
    fn anything_else_is_as_typed() {
        let cases: [&[&str]; 5] = [
            &["dossier"],
            &["dossier", "rules"],
            &["dossier", "--help"],
            &["dossier", "no-such-folder"],
            &["dossier", "check", "."],
        ];
        for words in cases {
            assert_eq!(meant_by(words), words);
        }
    }

    #[test]
    fn nobody_at_a_window_is_not_waited_for() {
        let typed = ["dossier", "check", "."].map(OsString::from);
        assert_eq!(Start::of(&typed), Start::Typed);
    }
}
