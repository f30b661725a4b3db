//! Many invented dossiers out of one: other names and ID numbers, other bytes or hard links, faults by turns.
#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How a dossier gets its scans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bytes {
    /// Hard links to the originals: no room on the disk, and everybody has the same scans.
    Links,
    /// Copies that differ in a comment: everybody's own, and as heavy as the originals.
    Noise,
}

/// What is wrong with a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoilt {
    MissingScan,
    CutShort,
    EmptyFile,
    NoJpeg,
    NoApplicant,
    BadApplicant,
    SameIdNumber,
}

/// Which dossiers are spoilt: 7 of 32.
pub fn spoilt(number: usize) -> Option<Spoilt> {
    match number % 32 {
        3 => Some(Spoilt::MissingScan),
        7 => Some(Spoilt::CutShort),
        11 => Some(Spoilt::EmptyFile),
        15 => Some(Spoilt::NoJpeg),
        19 => Some(Spoilt::NoApplicant),
        23 => Some(Spoilt::BadApplicant),
        27 => Some(Spoilt::SameIdNumber),
        _ => None,
    }
}

/// Writes dossier `number` into `staff`, after the one in `original`; returns its folder.
pub fn write(original: &Path, staff: &Path, number: usize, bytes: Bytes, with_faults: bool) -> io::Result<PathBuf> {
    let folder = staff.join(format!("{number:06}"));
    let fault = spoilt(number).filter(|_| with_faults);
    for (at, path) in scans(original)?.into_iter().enumerate() {
        let relative = path.strip_prefix(original).unwrap_or(&path);
        let target = folder.join(relative);
        fs::create_dir_all(target.parent().unwrap_or(&folder))?;
        match (fault, at) {
            (Some(Spoilt::MissingScan), 3) => {}
            (Some(Spoilt::CutShort), 5) => {
                let whole = commented(&fs::read(&path)?, number);
                fs::write(target, &whole[..whole.len() / 2])?;
            }
            (Some(Spoilt::EmptyFile), 4) => fs::write(target, [])?,
            (Some(Spoilt::NoJpeg), 2) => fs::write(target, format!("%PDF-1.4 {number}"))?,
            _ if bytes == Bytes::Links => fs::hard_link(&path, target)?,
            _ => fs::write(target, commented(&fs::read(&path)?, number))?,
        }
    }
    let applicant = fs::read_to_string(original.join("applicant.toml"))?;
    match fault {
        Some(Spoilt::NoApplicant) => {}
        Some(Spoilt::BadApplicant) => fs::write(folder.join("applicant.toml"), "name = [王")?,
        Some(Spoilt::SameIdNumber) => fs::write(folder.join("applicant.toml"), personal(&applicant, number - 1))?,
        _ => fs::write(folder.join("applicant.toml"), personal(&applicant, number))?,
    }
    Ok(folder)
}

/// A path of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every scan below, sorted.
fn scans(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut scans = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            scans.extend(self::scans(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "jpg") {
            scans.push(path);
        }
    }
    scans.sort();
    Ok(scans)
}

/// The JPEG with a comment of its own behind its first marker (ITU-T T.81, B.2.4.5).
fn commented(jpeg: &[u8], number: usize) -> Vec<u8> {
    let text = format!("dossier {number:012}");
    let length = u16::try_from(text.len() + 2).expect("a short comment");
    let (start, rest) = jpeg.split_at(2.min(jpeg.len()));
    [start, &[0xFF, 0xFE], &length.to_be_bytes(), text.as_bytes(), rest].concat()
}

/// The applicant's data with another name, birth date and ID number; still valid, still of nobody.
fn personal(applicant: &str, number: usize) -> String {
    let (year, month, day) =
        (1980 + number / 14_000 % 15, 1 + number / 1000 % 12, 1 + number / 500 % 2 + number % 14 * 2);
    let sequence = 2 * (number / 14 % 500) + 1;
    let body = format!("990000{year:04}{month:02}{day:02}{sequence:03}");
    let lines = applicant.lines().map(|line| match line.split_once(" = ").map(|(key, _)| key) {
        Some("name") if line.starts_with("name = \"王小明\"") => format!("name = \"甲{number:06}\""),
        Some("id_number") => format!("id_number = \"{body}{}\"", check_digit(&body)),
        Some("birth_date") => format!("birth_date = \"{year:04}-{month:02}-{day:02}\""),
        Some("sex") => "sex = \"男\"".to_owned(),
        _ => line.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

/// GB 11643-1999: weights 2^(17−i) mod 11.
fn check_digit(body: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        body.chars().filter_map(|digit| digit.to_digit(10)).zip(weights).map(|(digit, weight)| digit * weight).sum();
    ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum as usize % 11]
}
