//! A program that is started with the mouse: a folder dragged onto its icon, a double click, and the window that stays.

use super::args::LangChoice;
use super::output::write_stdout;
use super::{help, setup};
use crate::text::{Lang, Text};
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;

/// In a shortcut, before the folder that is dragged onto it: check it, as people knew it before there was a desk.
const CHECK: &str = "--check";

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
        let dropped = |word: &OsString| Path::new(word).is_absolute() && Path::new(word).exists();
        let dropped = arguments.iter().skip(1).all(|word| word == CHECK || dropped(word));
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

/// The arguments as they are meant. A folder alone is one to check; dragged onto the icon, one to work on at the desk, or
/// to check where the icon is a shortcut with `--check`.
pub(super) fn meant(mut arguments: Vec<OsString>, start: Start) -> Vec<OsString> {
    let is_folder =
        |word: &OsString| Path::new(word).is_dir() && help::command(Lang::En).find_subcommand(word).is_none();
    let is_package = |word: &OsString| Path::new(word).extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let command = match arguments.as_slice() {
        [_, only] if is_folder(only) && start == Start::Mouse => "desk",
        [_, only] if is_folder(only) => "check",
        [_, only] if start == Start::Mouse && is_package(only) => "verify",
        [_, check, folder] if check == CHECK && is_folder(folder) => {
            arguments.remove(1);
            "check"
        }
        _ => return arguments,
    };
    arguments.insert(1, command.into());
    arguments
}

/// What to do where something else was dragged onto the icon than one folder, or one package to verify.
pub(super) fn other_thing(arguments: &[OsString], start: Start) -> Option<Text> {
    let dropped = arguments.get(1..).filter(|dropped| start == Start::Mouse && !dropped.is_empty())?;
    dropped.iter().all(|word| Path::new(word).is_absolute()).then(|| Text {
        zh: "请把放扫描件的文件夹（一个，不要多个，也不是里面的文件）拖到 dossier.exe 的图标上；全单位的材料，拖放着各人文件夹的那个文件夹。\n"
            .to_owned(),
        en: "Drag the folder with the scans onto the icon of dossier.exe: one folder, not several, and not the files in it. \
             For everybody's materials, drag the folder that holds their folders.\n"
            .to_owned(),
    })
}

/// What a double click shows and asks: the folder, which becomes that of the desk. `None` where nobody names one.
pub(super) fn ask_for_folder() -> Option<OsString> {
    let (lines, no_folder) = match language() {
        Lang::Zh => (
            "dossier 按清单检查扫描好的申报材料，并准备上传包和纸质材料。\n\
             把放扫描件的文件夹拖进这个窗口，再按回车键，就会在浏览器里打开它；也可以把文件夹直接拖到 dossier.exe 的图标上。\n\
             其他用法请在命令提示符窗口里运行：dossier --help",
            "这不是文件夹，请再拖一次：",
        ),
        Lang::En => (
            "dossier checks a folder of scanned materials, and prepares package and paper.\n\
             Drag the folder with the scans into this window and press Enter: it opens in the browser. Or drag it onto the \
             icon of dossier.exe.\n\
             For all else, run in a command prompt: dossier --help",
            "This is no folder; drag it here once more:",
        ),
    };
    let mut said = lines;
    for _ in 0..TRIES {
        let _ = write_stdout(format!("{said}\n").as_bytes());
        let mut line = String::new();
        io::stdin().read_line(&mut line).ok()?;
        let folder = dragged(&line)?;
        if Path::new(folder).is_dir() {
            return Some(folder.into());
        }
        said = no_folder;
    }
    None
}

/// How often a folder is asked for.
const TRIES: usize = 5;

/// The path of a line as a window writes it where something is dragged there: in quotes where it has spaces.
fn dragged(line: &str) -> Option<&str> {
    let path = line.trim().trim_matches(['"', '\'']);
    (!path.is_empty()).then_some(path)
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
        meant_from(words, Start::Typed)
    }

    fn meant_from(words: &[&str], start: Start) -> Vec<String> {
        let arguments = words.iter().map(OsString::from).collect();
        meant(arguments, start).into_iter().filter_map(|word| word.into_string().ok()).collect()
    }

    #[test]
    fn a_folder_alone_is_checked() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path().to_str().expect("a Unicode path");
        assert_eq!(meant_by(&["dossier", folder]), ["dossier", "check", folder]);
        assert_eq!(meant_from(&["dossier", folder], Start::Mouse), ["dossier", "desk", folder]);
        assert_eq!(meant_from(&["dossier", "--check", folder], Start::Mouse), ["dossier", "check", folder]);
    }

    #[test]
    fn a_package_is_verified_and_other_files_are_explained() {
        let zip = std::env::temp_dir().join("a.ZIP");
        let zip = zip.to_str().expect("a Unicode path");
        assert_eq!(meant_from(&["dossier", zip], Start::Mouse), ["dossier", "verify", zip]);
        assert_eq!(meant_from(&["dossier", zip], Start::Typed), ["dossier", zip]);
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert!(other_thing(&words(&["dossier", zip, zip]), Start::Mouse).is_some());
        assert!(other_thing(&words(&["dossier", zip, zip]), Start::Typed).is_none());
        assert!(other_thing(&words(&["dossier", "desk", zip]), Start::Mouse).is_none());
    }

    #[test]
    fn a_dragged_path_may_stand_in_quotes() {
        assert_eq!(dragged("\"C:\\评审 材料\"\r\n"), Some("C:\\评审 材料"));
        assert_eq!(dragged("C:\\a\r\n"), Some("C:\\a"));
        assert_eq!(dragged("\r\n"), None);
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
