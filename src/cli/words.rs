//! What the command lines of Windows leave to the program: `*` in the names of files, and a quote behind a `\`.

use crate::failure::failure;
use anyhow::Result;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

/// The words as they were meant.
///
/// # Errors
/// Where a quote behind a `\` hides what was meant; what to do.
pub(super) fn completed(words: Vec<OsString>) -> Result<Vec<OsString>> {
    if !cfg!(windows) {
        return Ok(words);
    }
    let words = without_quote(words)?;
    Ok(words.into_iter().flat_map(|word| matching(&word).unwrap_or_else(|| vec![word])).collect())
}

/// In `"C:\评审 材料\" --lang zh` the quote belongs to the path and the rest to its word, for `\"` stands for a quote. No
/// path of Windows has a quote in it. `PowerShell` writes such words where a path has spaces and a `\` at its end.
fn without_quote(mut words: Vec<OsString>) -> Result<Vec<OsString>> {
    let broken = |word: &OsString| {
        let (path, rest) = word.to_str()?.split_once('"')?;
        (path.contains('\\') || path.ends_with(':')).then(|| (format!("{path}\\"), rest.to_owned()))
    };
    let Some((at, (path, rest))) = words.iter().enumerate().skip(1).find_map(|(at, word)| Some((at, broken(word)?)))
    else {
        return Ok(words);
    };
    if at + 1 < words.len() || rest.contains('"') {
        return Err(failure(
            format!("“{path}”末尾的“\\”让 Windows 把后面的引号当成了路径的一部分；请去掉这个“\\”再运行"),
            format!(
                "the \\ at the end of {path} makes Windows take the quote behind it for a part of the path; leave that \\ out and run again"
            ),
        ));
    }
    words.truncate(at);
    words.push(path.into());
    words.extend(rest.split_whitespace().map(OsString::from));
    Ok(words)
}

/// The files that a word with `*` or `?` in its last part stands for, by name; `None` where it has neither, or no file fits.
fn matching(word: &OsStr) -> Option<Vec<OsString>> {
    let path = Path::new(word);
    let pattern = path.file_name()?.to_str()?;
    if !pattern.contains(['*', '?']) {
        return None;
    }
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let mut names: Vec<OsString> = fs::read_dir(above.unwrap_or(Path::new(".")))
        .ok()?
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| fits(&pattern, &name.to_string_lossy().to_lowercase().chars().collect::<Vec<_>>()))
        .collect();
    names.sort();
    let paths = names.into_iter().map(|name| above.map_or(name.clone(), |above| above.join(&name).into_os_string()));
    Some(paths.collect()).filter(|paths: &Vec<OsString>| !paths.is_empty())
}

/// `*` stands for any letters, `?` for one. From every `*` on the shortest stretch is tried first.
fn fits(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n, mut again) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                again = Some((p, n));
                p += 1;
            }
            Some(letter) if *letter == '?' || Some(letter) == name.get(n) => (p, n) = (p + 1, n + 1),
            _ => {
                let Some((star, from)) = again else { return false };
                again = Some((star, from + 1));
                (p, n) = (star + 1, from + 1);
            }
        }
    }
    pattern.iter().skip(p).all(|letter| *letter == '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::explained;

    fn words(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn a_quote_behind_a_backslash_is_no_part_of_the_path() {
        let meant = |typed: &[&str]| without_quote(words(typed)).map_err(|error| explained(&error).zh);
        assert_eq!(
            meant(&["dossier", "check", "C:\\评审 材料\""]),
            Ok(words(&["dossier", "check", "C:\\评审 材料\\"]))
        );
        assert_eq!(meant(&["dossier", "check", "D:\""]), Ok(words(&["dossier", "check", "D:\\"])));
        let rest = meant(&["dossier", "check", "C:\\评审 材料\" --lang zh -q"]);
        assert_eq!(rest, Ok(words(&["dossier", "check", "C:\\评审 材料\\", "--lang", "zh", "-q"])));
        for unclear in
            [&["dossier", "pack", "C:\\a b\" -o D:\\c", "d"][..], &["dossier", "pack", "C:\\a b\" -o \"D:\\c"]]
        {
            assert!(meant(unclear).is_err_and(|why| why.contains("“C:\\a b\\”末尾的“\\”")), "{unclear:?}");
        }
        for plain in [&["dossier", "record", "a.zip", "returned", "--reason", "缺\"公章\""][..], &["a\\\"b"]] {
            assert_eq!(meant(plain), Ok(words(plain)));
        }
    }

    #[test]
    fn patterns_stand_for_files_in_whatever_case() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.JPG", "A.jpg", "扫描 1.jpg", "c.png"] {
            fs::write(folder.path().join(name), name).expect("a file");
        }
        let names = |pattern: &str| {
            let found = matching(folder.path().join(pattern).as_os_str());
            let name = |path: &OsString| Path::new(path).file_name().expect("a name").to_string_lossy().into_owned();
            found.map(|paths| paths.iter().map(name).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(names("*.jpg").as_deref(), Some("A.jpg b.JPG 扫描 1.jpg"));
        assert_eq!(names("?.jpg").as_deref(), Some("A.jpg b.JPG"));
        assert_eq!(names("扫*1*").as_deref(), Some("扫描 1.jpg"));
        assert_eq!(names("*.*g*").as_deref(), Some("A.jpg b.JPG c.png 扫描 1.jpg"));
        assert_eq!((names("*.pdf"), names("c.png")), (None, None));
    }
}
