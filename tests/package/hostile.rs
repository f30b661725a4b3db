//! Zip files that somebody built to deceive, or that other programs write: each with the code it is refused with.

use crate::package::support::sample::{Sample, codes};
use crate::package::support::zip_builder::{Entry, Header, Zip};
use std::collections::BTreeSet;

/// What is spoiled, the code that says so, and the file.
type Case = (&'static str, &'static str, Vec<u8>);

#[test]
fn each_hostile_zip_is_refused_with_its_code() {
    let mut differ = Vec::new();
    for (what, code, bytes) in cases() {
        if codes(&bytes) != [code] {
            differ.push((what, code, codes(&bytes)));
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn every_code_of_zip_files_has_a_case() {
    let raised: BTreeSet<&str> = cases().iter().map(|(_, code, _)| *code).collect();
    let all = dossier::package::refusal::CODES.iter().map(|code| code.code);
    let missing: Vec<_> = all.filter(|code| *code < "K030" && !raised.contains(code)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn a_refusal_names_the_entry_and_the_offset() {
    let mut zip = Sample::new().zip();
    zip.entries[2].central.flags = 1;
    let refusals = crate::package::support::sample::refusals(crate::package::support::sample::verdict(&zip.bytes()));
    let names = Sample::new().files;
    assert!(refusals[0].entry.ends_with(&names[2].0), "{refusals:?}");
    let header = b"PK\x01\x02";
    let bytes = zip.bytes();
    let at = bytes.windows(4).enumerate().filter(|(_, window)| window == header).nth(2).expect("a header").0;
    assert_eq!(refusals[0].offset, at as u64);
}

fn cases() -> Vec<Case> {
    let mut cases = whole_file();
    cases.extend(end_record());
    cases.extend(headers());
    cases.extend(places());
    cases.extend(names());
    cases.extend(zip64());
    cases
}

/// A good package with its zip changed.
fn changed(what: &'static str, code: &'static str, change: impl FnOnce(&mut Zip)) -> Case {
    let mut zip = Sample::new().zip();
    change(&mut zip);
    (what, code, zip.bytes())
}

/// A good package with one entry changed, one in the middle.
fn entry(what: &'static str, code: &'static str, change: impl FnOnce(&mut Entry)) -> Case {
    changed(what, code, |zip| change(&mut zip.entries[3]))
}

/// The same change in both headers.
fn both(what: &'static str, code: &'static str, change: impl Fn(&mut Header)) -> Case {
    entry(what, code, |entry| *entry = entry.clone().both(&change))
}

/// A good package with one more entry, under the given name inside the root, in its place in the order.
fn named(what: &'static str, code: &'static str, name: &str) -> Case {
    let root = Sample::new().root;
    whole_name(what, code, &format!("{root}/{name}"))
}

fn whole_name(what: &'static str, code: &'static str, name: &str) -> Case {
    changed(what, code, |zip| {
        zip.entries.push(Entry::new(name, b"more"));
        zip.entries.sort_by(|a, b| a.central.name.cmp(&b.central.name));
    })
}

fn whole_file() -> Vec<Case> {
    let good = Sample::new().bytes();
    let with = |before: &[u8], after: &[u8]| [before, &good[..], after].concat();
    vec![
        ("an empty file", "K001", Vec::new()),
        ("a text", "K001", b"hello, this is not a zip file at all".to_vec()),
        ("a JPEG", "K001", b"\xff\xd8\xff\xe0 and so on".to_vec()),
        ("a RAR", "K001", b"Rar!\x1a\x07\0 and so on and on".to_vec()),
        ("half a package", "K002", good[..good.len() / 2].to_vec()),
        ("its last byte gone", "K002", good[..good.len() - 1].to_vec()),
        ("one byte after", "K003", with(b"", b"\0")),
        ("a second zip after", "K004", with(b"", &good)),
        ("a long tail", "K003", with(b"", &[7; 60_000])),
        ("a program before", "K004", with(b"#!/bin/sh\n", b"")),
        ("one byte before", "K004", with(b"\0", b"")),
        ("an empty archive", "K025", Zip::default().bytes()),
        changed("an archive comment", "K005", |zip| zip.comment = b"hello".to_vec()),
        ("a comment that looks like an end record", "K003", {
            let zip = Zip { comment: Zip::default().bytes(), ..Sample::new().zip() };
            [zip.bytes(), vec![0]].concat()
        }),
    ]
}

fn end_record() -> Vec<Case> {
    let count = Sample::new().files.len() as u16;
    vec![
        changed("one entry too few is claimed", "K006", |zip| zip.count = Some(count - 1)),
        changed("one entry too many is claimed", "K009", |zip| zip.count = Some(count + 1)),
        changed("no entries are claimed", "K006", |zip| zip.count = Some(0)),
        changed("a directory elsewhere", "K006", |zip| zip.directory_offset = Some(40)),
        changed("a shorter directory", "K006", |zip| zip.directory_bytes = Some(90)),
        changed("bytes before the end record", "K006", |zip| zip.before_end = b"????".to_vec()),
        ("counts that differ", "K006", {
            let mut bytes = Sample::new().bytes();
            let at = bytes.len() - 14;
            bytes[at] ^= 1;
            bytes
        }),
        ("a second disk", "K006", {
            let mut bytes = Sample::new().bytes();
            let at = bytes.len() - 18;
            bytes[at] = 1;
            bytes
        }),
        ("a directory header without its signature", "K009", {
            let mut bytes = Sample::new().bytes();
            let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("a directory");
            bytes[at + 2] = 9;
            bytes
        }),
        ("a name that runs out of the directory", "K009", {
            let mut bytes = Sample::new().bytes();
            let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
            bytes[at + 28] = 0xFF;
            bytes
        }),
    ]
}

fn headers() -> Vec<Case> {
    vec![
        both("encrypted", "K010", |header| header.flags |= 1),
        both("strong encryption", "K010", |header| header.flags |= 1 << 6),
        entry("encrypted in its own header only", "K010", |entry| entry.local.flags |= 1),
        both("a deflated bomb", "K011", |header| {
            header.method = 8;
            header.bytes = 4_000_000_000;
        }),
        both("stored, but of another length", "K011", |header| header.bytes += 1),
        entry("deflated in its own header only", "K011", |entry| entry.local.method = 8),
        both("a data descriptor", "K012", |header| header.flags |= 1 << 3),
        both("an extra field", "K014", |header| header.extra = b"UT\x05\0\x03\0\0\0\0".to_vec()),
        changed("an extra field in its own header only", "K014", |zip| {
            let entry = &mut zip.entries[2];
            entry.local.extra = b"UT\x05\0\x03\0\0\0\0".to_vec();
            entry.content.drain(..9);
        }),
        both("a Unicode path field", "K014", |header| header.extra = b"up\x06\0\x01\0\0\0\0x".to_vec()),
        entry("an entry comment", "K005", |entry| entry.comment = b"x".to_vec()),
        entry("a symbolic link", "K015", |entry| entry.attributes = 0o120_777 << 16),
        entry("a device", "K015", |entry| entry.attributes = 0o020_644 << 16),
        entry("a folder", "K015", |entry| entry.attributes = 0o040_755 << 16 | 0x10),
        entry("an executable", "K015", |entry| entry.attributes = 0o100_755 << 16),
        entry("set user id", "K015", |entry| entry.attributes = 0o104_644 << 16),
        both("today's date", "K016", |header| header.date = 0x532A),
        entry("today's date in its own header only", "K016", |entry| entry.local.date = 0x532A),
        both("another version", "K027", |header| header.needs = 20),
        both("an unused flag", "K027", |header| header.flags |= 1 << 1),
        entry("another version in its own header only", "K027", |entry| entry.local.needs = 20),
        entry("names that differ", "K017", |entry| *entry.local.name.last_mut().expect("a name") ^= 1),
        entry("checksums that differ", "K017", |entry| entry.local.crc32 ^= 1),
        entry("lengths that differ", "K017", |entry| {
            entry.local.bytes += 1;
            entry.local.stored_bytes += 1;
        }),
        both("a wrong checksum", "K026", |header| header.crc32 ^= 1),
    ]
}

fn places() -> Vec<Case> {
    vec![
        changed("an entry that the directory does not list", "K019", |zip| zip.entries[2].listed = false),
        changed("the first entry not listed", "K019", |zip| zip.entries[0].listed = false),
        changed("the last entry not listed", "K019", |zip| {
            zip.entries.last_mut().expect("entries").listed = false;
        }),
        entry("bytes between entries", "K020", |entry| entry.before = b"hidden".to_vec()),
        changed("bytes before the directory", "K020", |zip| zip.before_directory = b"hidden".to_vec()),
        changed("two entries in one place", "K018", |zip| {
            zip.entries[3].offset = Some(0);
        }),
        entry("an offset beyond the file", "K019", |entry| entry.offset = Some(0xFFFF_0000)),
        entry("a header that is none", "K020", |entry| {
            // The directory is right, and what it points to is not a header.
            let name = entry.local.name.clone();
            entry.before = vec![0; 30];
            entry.before.extend_from_slice(&name);
            entry.before.extend_from_slice(&entry.content.clone());
        }),
    ]
}

fn names() -> Vec<Case> {
    let root = Sample::new().root;
    vec![
        named("a way out", "K024", "data/../../../etc/passwd"),
        whole_name("a way out at the start", "K024", "../evil"),
        whole_name("an absolute name", "K024", "/etc/passwd"),
        named("a backslash", "K024", "data\\evil.jpg"),
        whole_name("a drive letter", "K024", "C:/evil.jpg"),
        named("a stream", "K024", "data/a.jpg:hidden"),
        named("a device name", "K024", "data/id/CON.jpg"),
        named("another device name", "K024", "data/id/lpt1"),
        named("a trailing dot", "K024", "data/id/front.jpg."),
        named("a trailing space", "K024", "data/id/front.jpg "),
        named("a line end", "K024", "data/id/a\nb.jpg"),
        named("a NUL", "K024", "data/id/a\0.jpg"),
        named("a percent sign", "K024", "data/id/a%0Ab.jpg"),
        named("no NFC", "K024", "data/id/e\u{301}.jpg"),
        named("a folder", "K024", "data/empty/"),
        named("a long component", "K024", &format!("data/{}", "x".repeat(101))),
        named("a long path", "K024", &"x/".repeat(300)),
        whole_name("a second root", "K025", "dossier-00000000/x"),
        whole_name("a file beside the root", "K025", "zzz.txt"),
        changed("another kind of root", "K025", |zip| {
            for entry in &mut zip.entries {
                let name = String::from_utf8(entry.central.name.clone()).expect("a name").replace(&root, "package");
                *entry = entry.clone().named(name.as_bytes());
            }
        }),
        named("the case differs", "K023", "data/id/FRONT.jpg"),
        named("the case of a folder differs", "K023", "Data/id/other.jpg"),
        named("a file and a folder", "K023", "bagit.txt/x"),
        changed("twice the same name", "K022", |zip| {
            let doubled = zip.entries[3].clone();
            zip.entries.insert(3, doubled);
        }),
        changed("twice the same name, apart", "K022", |zip| {
            let doubled = zip.entries[3].clone();
            zip.entries.push(doubled);
        }),
        changed("another order", "K021", |zip| zip.entries.swap(2, 3)),
        entry("a GBK name without the flag", "K013", |entry| {
            *entry = entry.clone().named(b"dossier-00000000/\xc9\xed\xb7\xdd.jpg");
        }),
        entry("a GBK name with the flag", "K013", |entry| {
            *entry =
                entry.clone().named(b"dossier-00000000/\xc9\xed\xb7\xdd.jpg").both(|header| header.flags = 1 << 11);
        }),
        entry("a UTF-8 name without the flag", "K013", |entry| {
            *entry = entry.clone().named("dossier-00000000/身份证.jpg".as_bytes());
        }),
        both("an ASCII name with the flag", "K013", |header| header.flags = 1 << 11),
    ]
}

fn zip64() -> Vec<Case> {
    let lie = |real: &[u8]| [&[1, 0, 16, 0][..], real, real].concat();
    vec![
        both("zip64 where it is not needed", "K007", |header| header.extra = lie(&5_u64.to_le_bytes())),
        both("zip64 lengths missing", "K007", |header| {
            header.bytes = u32::MAX;
            header.stored_bytes = u32::MAX;
        }),
        both("zip64 lengths that fit in 32 bits", "K007", |header| {
            header.extra = lie(&u64::from(header.bytes).to_le_bytes());
            header.bytes = u32::MAX;
            header.stored_bytes = u32::MAX;
        }),
        both("zip64 lengths beyond the file", "K018", |header| {
            header.needs = 45;
            header.extra = lie(&(u64::MAX - 5).to_le_bytes());
            header.bytes = u32::MAX;
            header.stored_bytes = u32::MAX;
        }),
        changed("a number that says zip64, and no record", "K007", |zip| zip.count = Some(u16::MAX)),
        changed("a locator that is not needed", "K007", |zip| {
            zip.before_end = [b"PK\x06\x07".to_vec(), vec![0; 16]].concat();
        }),
        ("a zip64 record of a billion entries", "K008", zip64_end(1_000_000_000, 0, 0)),
        ("a zip64 record that contradicts the end record", "K006", {
            let mut bytes = zip64_end(1_000_000_000, 0, 0);
            let at = bytes.len() - 6;
            bytes[at] = 1;
            bytes
        }),
        ("a zip64 directory at the end of the world", "K006", zip64_end(70_000, u64::MAX, u64::MAX)),
    ]
}

/// A file that is nothing but zip64 end records.
fn zip64_end(entries: u64, directory_bytes: u64, directory_offset: u64) -> Vec<u8> {
    let mut out = b"PK\x06\x06".to_vec();
    out.extend_from_slice(&44_u64.to_le_bytes());
    out.extend_from_slice(&[45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [entries, entries, directory_bytes, directory_offset] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
    out.extend_from_slice(&directory_offset.saturating_add(directory_bytes).to_le_bytes());
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff");
    for number in [directory_bytes, directory_offset] {
        out.extend_from_slice(&(number.min(u64::from(u32::MAX)) as u32).to_le_bytes());
    }
    out.extend_from_slice(&[0, 0]);
    out
}
