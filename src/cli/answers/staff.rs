//! The answer of `init --roster`: whose folders were made, what of the list was not used, and what to do next.

use crate::app::StaffFolders;
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::escape::escaped;
use std::fmt::Write as _;
use std::path::Path;

/// Notes that are listed for people; further ones are counted.
const NOTES: usize = 200;

/// For people who want one line.
pub(crate) fn one_line(made: &StaffFolders, dir: &Path, lang: Lang) -> String {
    let dir = escaped(&dir.to_string_lossy());
    let (new, kept, left_out) = counts(made);
    match lang {
        Lang::Zh => format!("{dir}：新建 {new} 人，已有 {kept} 人，没有建 {left_out} 行\n"),
        Lang::En => format!("{dir}: {new} made, {kept} kept, {left_out} left out\n"),
    }
}

/// For people.
pub(crate) fn text(made: &StaffFolders, dir: &Path, profile: Option<&str>, lang: Lang) -> String {
    let shown = escaped(&dir.to_string_lossy());
    // A folder that only applicant.toml names is not trusted for everybody.
    let profile = profile.map(|profile| format!(" --profile {}", escaped(profile))).unwrap_or_default();
    let (new, kept, left_out) = counts(made);
    let mut text = match lang {
        Lang::Zh => format!("新建了 {new} 人的文件夹\n"),
        Lang::En => format!("{} made\n", count(new, "folder", "folders")),
    };
    if kept > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(text, "{kept} 人已有申报信息，没有改动：{}", names(made, dir, "、")),
            Lang::En => writeln!(text, "{kept} had data already and were left as they are: {}", names(made, dir, ", ")),
        };
    }
    if left_out > 0 {
        let _ = match lang {
            Lang::Zh => writeln!(text, "{left_out} 行没有建文件夹，见下"),
            Lang::En => writeln!(text, "{} left out, see below", count(left_out, "row", "rows")),
        };
    }
    for note in made.notes.iter().take(NOTES) {
        let said = escaped(note.said.get(lang));
        let _ = match (&note.at, lang) {
            (Some(at), Lang::Zh) => writeln!(text, "{}：{said}", escaped(&at.shown().zh)),
            (Some(at), Lang::En) => writeln!(text, "{}: {said}", escaped(&at.shown().en)),
            (None, _) => writeln!(text, "{said}"),
        };
    }
    if let more @ 1.. = made.notes.len().saturating_sub(NOTES) {
        let _ = match lang {
            Lang::Zh => writeln!(text, "……还有 {more} 条；改好上面的再运行一次"),
            Lang::En => writeln!(text, "… and {more} more; correct these and run again"),
        };
    }
    if new + kept == 0 {
        return text;
    }
    let _ = match lang {
        Lang::Zh => {
            writeln!(
                text,
                "\n下一步：每人填好自己的 applicant.toml，放好扫描件，再运行\n  dossier batch {shown}{profile}"
            )
        }
        Lang::En => writeln!(
            text,
            "\nNext: everybody fills in their applicant.toml and puts the scans in, then run\n  dossier batch {shown}{profile}"
        ),
    };
    text
}

/// People whose folders were made, and kept; rows without one.
fn counts(made: &StaffFolders) -> (usize, usize, usize) {
    (made.made.len(), made.kept.len(), made.notes.iter().map(|note| note.left_out).sum())
}

/// The folders that were kept, as they are called in the staff folder; the first of them.
fn names(made: &StaffFolders, dir: &Path, joint: &str) -> String {
    const SHOWN: usize = 20;
    let name = |path: &std::path::PathBuf| {
        escaped(&path.strip_prefix(dir).unwrap_or(path).to_string_lossy().replace('\\', "/"))
    };
    let mut names: Vec<String> = made.kept.iter().take(SHOWN).map(name).collect();
    if made.kept.len() > SHOWN {
        names.push("…".to_owned());
    }
    names.join(joint)
}
