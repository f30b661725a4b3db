//! A profile of one's own: a copy of another for a new year.

use super::old_years::{OldYear, old_years};
use crate::failure::{Rejected, cannot_write, failure};
use crate::profile::{Profile, load};
use crate::temporary::PartialFolder;
use anyhow::Result;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The id of the copy for another year: the old year in the id becomes the new one, or the new one is added.
pub fn next_id(from: &Profile, year: i16) -> String {
    let old = from.filing_year.to_string();
    if from.id.contains(&old) { from.id.replace(&old, &year.to_string()) } else { format!("{}-{year}", from.id) }
}

/// The id of a copy in the folder `dir`: the folder's name where it can be an id; else, as for a name in Chinese, that of
/// [`next_id`].
pub fn id_of(dir: &Path, from: &Profile, year: i16) -> String {
    let name = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if is_id(&name) { name } else { next_id(from, year) }
}

/// Whether a profile may be called so.
pub(super) fn is_id(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Writes a copy of a profile under a new id and year into a new folder, as a whole or not at all. What of it still names a year of
/// the old one is for a person to look at.
///
/// # Errors
/// The folder is there already, or cannot be written, or the copy would not load.
pub fn write_copy(from: &Profile, dir: &Path, id: &str, year: i16) -> Result<Vec<OldYear>> {
    let shown = dir.display();
    if std::fs::symlink_metadata(dir).is_ok() {
        let zh = format!("“{shown}”已经存在，不会覆盖；请换一个名字");
        return Err(failure(zh, format!("{shown} is there already and is not overwritten: choose another name")));
    }
    let files: Vec<_> = from.files.iter().map(|(name, text)| (name.clone(), renewed(text, from, id, year))).collect();
    load::from_files(id, files.clone()).map_err(Rejected)?;
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !parent.is_dir() {
        let above = parent.display();
        let zh = format!("没有“{above}”这个文件夹，“{shown}”要放在它里面；请先建好它");
        return Err(failure(zh, format!("there is no folder {above} to put {shown} into: make it first")));
    }
    let written = PartialFolder::create_in(parent).and_then(|folder| {
        for (name, text) in &files {
            let mut file = std::fs::File::create_new(folder.path().join(name))?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
        }
        open_to_all(folder.path())?;
        folder.publish(dir)
    });
    written.map_err(|error| cannot_write(dir, &error))?;
    Ok(old_years(from, &files))
}

/// A temporary folder is its owner's alone; a profile is for the colleagues too.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The text with the new id and year in the lines that give them; in `name`, the old year as well. A whole date of a window
/// moves along: one that stayed behind would make a window of two years.
fn renewed(text: &str, from: &Profile, id: &str, year: i16) -> String {
    let old = from.filing_year.to_string();
    let mut in_head = true;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        in_head &= !line.starts_with('[');
        let key = line.split('=').next().unwrap_or_default().trim();
        match key {
            "id" if in_head => out.push_str(&line.replacen(&format!("\"{}\"", from.id), &format!("\"{id}\""), 1)),
            "filing_year" if in_head => out.push_str(&line.replacen(&old, &year.to_string(), 1)),
            "name" if in_head => out.push_str(&years_moved(line, from.filing_year, year)),
            // The same name in a file of labels, with what it is called there.
            _ if key.trim_matches('"') == from.name.en => out.push_str(&years_moved(line, from.filing_year, year)),
            "opens" | "closes" => out.push_str(&moved(line, year.saturating_sub(from.filing_year))),
            _ => out.push_str(line),
        }
    }
    out
}

/// A text with the year `old` as `new`. A range that begins or ends with it moves as a whole: 2026/27 becomes 2027/28, and
/// 2025–2026 becomes 2026–2027.
fn years_moved(text: &str, old: i16, new: i16) -> String {
    let by = i32::from(new) - i32::from(old);
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let length = digits(found);
        let (first, behind) = found.split_at(length);
        rest = behind;
        let Some(year) = first.parse::<i32>().ok().filter(|_| length == 4) else {
            out.push_str(first);
            continue;
        };
        let mark = behind.chars().next().filter(|mark| "/-–—~至".contains(*mark)).map_or(0, char::len_utf8);
        let (mark, after) = behind.split_at(mark);
        let (second, beyond) = after.split_at(digits(after));
        let last = match second.len() {
            4 => second.parse().ok(),
            2 => second.parse::<i32>().ok().map(|short| year + (short - year).rem_euclid(100)),
            _ => None,
        };
        // Of one year and the next, no day of a month and no other span.
        let last = last.filter(|last| !mark.is_empty() && *last == year + 1);
        let is_ours = |year: i32| year == i32::from(old);
        match last {
            Some(last) if is_ours(year) || is_ours(last) => {
                let last = if second.len() == 2 {
                    format!("{:02}", (last + by).rem_euclid(100))
                } else {
                    (last + by).to_string()
                };
                let _ = write!(out, "{}{mark}{last}", year + by);
                rest = beyond;
            }
            _ if is_ours(year) => out.push_str(&new.to_string()),
            _ => out.push_str(first),
        }
    }
    out + rest
}

/// A line with a whole date, `closes = "2022-01-31"`, so many years later; every other as it is.
fn moved(line: &str, years: i16) -> String {
    let Some(date) = line.split('"').nth(1).and_then(|text| text.parse::<Date>().ok()) else { return line.to_owned() };
    let later = date.checked_add(jiff::Span::new().years(years));
    later.map_or_else(|_| line.to_owned(), |later| line.replacen(&date.to_string(), &later.to_string(), 1))
}

#[cfg(test)]
mod tests {
    use super::years_moved;

    #[test]
    fn a_range_of_years_moves_as_a_whole() {
        for (text, expected) in [
            ("申报（2026 年）", "申报（2027 年）"),
            ("Master 2026/27", "Master 2027/28"),
            ("2026-2027 学年", "2027-2028 学年"),
            ("2025–2026", "2026–2027"),
            ("2025/26", "2026/27"),
            ("2026—27，2026 年", "2027—28，2027 年"),
            ("by the rules of 2017, 2026-12", "by the rules of 2017, 2027-12"),
            ("12026, 2017-2019", "12026, 2017-2019"),
        ] {
            assert_eq!(years_moved(text, 2026, 2027), expected);
        }
        assert_eq!(years_moved("2099/00", 2099, 2100), "2100/01");
    }
}
