//! Packages: changed anywhere, or changed inside and sealed again. What is not the package that was made is refused, unless
//! it was sealed again by somebody who knows how.

use super::scratch;
use crate::chance::{Chance, change};
use crate::runner::Target;
use crate::seeds;
use dossier::app::{CacheChoice, Day, PackOrder, Reads, RegisterChoice, Settings, pack_dossier, verify_package};
use dossier::config::date::parse_day;
use dossier::package::bag::hex_digest;
use dossier::package::verify::Verdict;
use dossier::text::Lang;
use std::io;
use std::path::Path;

pub fn target() -> io::Result<Target> {
    let folder = scratch()?;
    let seeds = packages(folder.path())?;
    let known = seeds.clone();
    let draw = move |chance: &mut Chance| {
        let mut bytes = chance.pick(&seeds).clone();
        if chance.one_in(3) {
            return resealed(&bytes, chance);
        }
        change(&mut bytes, 0, &seeds, chance);
        bytes
    };
    let file = folder.path().join("package.zip");
    let look = move |bytes: &[u8]| {
        // Kept as long as the target is.
        let _ = &folder;
        std::fs::write(&file, bytes).map_err(|error| error.to_string())?;
        match verify_package(&file, None, &|_| {}) {
            Ok((Verdict::Refused(refusals), _)) if refusals.is_empty() => Err("refused without a reason".to_owned()),
            Ok((Verdict::Refused(_), _)) => Ok("refused"),
            Ok((Verdict::Valid(_), _)) if known.iter().any(|seed| seed == bytes) => Ok("as it was made"),
            // Its manifests were made anew: a forgery that only the fingerprint on paper can tell.
            Ok((Verdict::Valid(_), _)) if is_sealed(bytes) => Ok("sealed again"),
            Ok((Verdict::Valid(_), _)) => Err("a changed package is called whole".to_owned()),
            Err(error) => Err(format!("{error:#}")),
        }
    };
    Ok(Target { draw: Box::new(draw), look: Box::new(look) })
}

/// Packages of small dossiers.
fn packages(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let date = parse_day("2021-09-10").ok_or_else(|| io::Error::other("a day"))?;
    let rules = seeds::root().join("fixtures/rules");
    let settings = Settings {
        profile: rules.join("profile").to_str().map(str::to_owned),
        allowed_profiles: None,
        date: Day::Asked(date),
        lang: Lang::En,
        labels: None,
        threads: 1,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    };
    let register = RegisterChoice { file: Some(folder.join("register")) };
    let mut packages = Vec::new();
    for name in ["D101-missing-part", "D401-id-number-wrong", "D405-paper-too-old"] {
        let (source, output) = (rules.join(name).join("good"), folder.join(name));
        let order = PackOrder {
            folder: &source,
            output: &output,
            incomplete: true,
            replace: false,
            register: &register,
            known: None,
        };
        pack_dossier(order, &settings, &|_| {}).map_err(|error| io::Error::other(format!("{error:#}")))?;
        for entry in std::fs::read_dir(&output)?.flatten() {
            if entry.path().extension().is_some_and(|end| end == "zip") {
                packages.push(std::fs::read(entry.path())?);
            }
        }
    }
    Ok(packages)
}

/// A file in a package: its whole name, and what is in it.
type Member = (String, Vec<u8>);

/// The members of a package as the program writes them: stored, one after the other.
fn members(zip: &[u8]) -> Option<Vec<Member>> {
    let mut members = Vec::new();
    let mut at = 0;
    while zip.get(at..at + 4)? == b"PK\x03\x04" {
        let number = |from: usize| Some(u32::from_le_bytes(zip.get(at + from..at + from + 4)?.try_into().ok()?));
        let (length, name) = (number(22)? as usize, usize::from(zip.get(at + 26).copied()?));
        let from = at + 30 + name;
        members
            .push((String::from_utf8(zip.get(at + 30..from)?.to_vec()).ok()?, zip.get(from..from + length)?.to_vec()));
        at = from + length;
    }
    Some(members)
}

/// A package changed inside one file, or in its names, with new manifests: a forgery as good as chance makes it.
fn resealed(zip: &[u8], chance: &mut Chance) -> Vec<u8> {
    let Some(mut members) = members(zip) else { return zip.to_vec() };
    let others: Vec<Vec<u8>> =
        members.iter().map(|(_, content)| content.clone()).filter(|other| !other.is_empty()).collect();
    let at = chance.below(members.len());
    match chance.below(5) {
        0 => drop(members.remove(at)),
        1 => {
            let (name, content) = members[at].clone();
            members
                .insert(at, (format!("{name}{}", chance.pick(&["", "x", "/x", " ", "\u{202e}", "\u{200d}"])), content));
        }
        2 => {
            let other = chance.below(members.len());
            let content = members[at].1.clone();
            members[other].1 = content;
        }
        _ => change(&mut members[at].1, 0, &others, chance),
    }
    if !chance.one_in(4) {
        seal(&mut members);
    }
    written(&members)
}

/// Whether the manifests of a package list what is in it.
fn is_sealed(zip: &[u8]) -> bool {
    let Some(members) = members(zip) else { return false };
    let mut sealed = members.clone();
    seal(&mut sealed);
    sealed == members
}

fn seal(members: &mut [Member]) {
    for (manifest, payload) in [("manifest-sha256.txt", true), ("tagmanifest-sha256.txt", false)] {
        let inside = |name: &str| name.split_once('/').map_or(String::new(), |(_, inside)| inside.to_owned());
        let listed =
            |name: &str| inside(name).starts_with("data/") == payload && inside(name) != "tagmanifest-sha256.txt";
        let mut lines: Vec<String> = members
            .iter()
            .filter(|(name, _)| listed(name))
            .map(|(name, content)| format!("{}  {}\n", hex_digest(content), inside(name)))
            .collect();
        lines.sort_by(|one, other| one.get(66..).cmp(&other.get(66..)));
        if let Some((_, content)) = members.iter_mut().find(|(name, _)| inside(name) == manifest) {
            *content = lines.concat().into_bytes();
        }
    }
}

/// The package as the program writes one (APPNOTE.TXT 4.3).
fn written(members: &[Member]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in members {
        let flags: u16 = if name.is_ascii() { 0 } else { 1 << 11 };
        let mut common = Vec::new();
        common.extend(10_u16.to_le_bytes());
        common.extend(flags.to_le_bytes());
        common.extend([0, 0, 0, 0, 0x21, 0]);
        common.extend(crc32fast::hash(content).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(&common);
        directory.extend([0; 6]);
        directory.extend((0o100_644_u32 << 16).to_le_bytes());
        directory.extend((file.len() as u32).to_le_bytes());
        directory.extend(name.bytes());
        file.extend(b"PK\x03\x04");
        file.extend(common);
        file.extend(name.bytes());
        file.extend(content);
    }
    let at = file.len() as u32;
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend((members.len() as u16).to_le_bytes());
    file.extend((members.len() as u16).to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(at.to_le_bytes());
    file.extend([0, 0]);
    file
}
