//! Packages that are good zip files and bad bags: each tampering with the codes it is refused with, in the zip file and
//! in the unzipped folder alike.

use crate::package::support::sample::{Sample, codes, refusals, valid, verdict};
use dossier::package::bag::{self, APPLICANT, DECLARATION, INFO, MANIFEST, REPORT, TAG_MANIFEST};
use dossier::package::refusal::CODES;
use dossier::package::verify::verify;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What was done, the codes that say so (ascending, each once), and the package.
type Case = (&'static str, &'static [&'static str], Sample);

const FRONT: &str = "data/id/front.jpg";

#[test]
fn each_tampering_is_refused_with_its_codes() {
    let mut differ = Vec::new();
    for (what, wanted, sample) in cases() {
        let found = each_once(codes(&sample.bytes()));
        if found != wanted {
            differ.push((what, wanted, found));
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn an_unzipped_folder_is_judged_like_its_zip() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, (what, wanted, sample)) in cases().into_iter().enumerate() {
        let root = unpack(&sample, &folder.path().join(number.to_string()));
        assert_eq!(each_once(codes_of(&root)), wanted, "{what}");
    }
    let good = unpack(&Sample::new(), &folder.path().join("renamed by its owner"));
    assert_eq!(codes_of(&good), [""; 0]);
}

#[test]
fn every_code_of_bags_has_a_case() {
    let mut raised: BTreeSet<&str> = cases().iter().flat_map(|(_, codes, _)| codes.iter().copied()).collect();
    // Each has a test of its own below.
    raised.extend(["K035", "K046", "K048", "K049"]);
    let missing: Vec<_> = CODES.iter().filter(|code| code.code >= "K030" && !raised.contains(code.code)).collect();
    assert_eq!(missing, [] as [&dossier::package::refusal::Code; 0]);
}

#[test]
fn a_consistent_forgery_has_another_fingerprint() {
    let good = valid(verdict(&Sample::new().bytes()));
    let forged = consistent_forgery().bytes();
    let claimed = valid(verdict(&forged));
    assert_ne!(claimed.fingerprint, good.fingerprint);
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), &forged).expect("written");
    let found = refusals(verify(file.path(), Some(&good.fingerprint), &|_| {}).expect("readable"));
    assert_eq!(found.iter().map(|refusal| refusal.code.code).collect::<Vec<_>>(), ["K048"]);
    let found = verify(file.path(), Some(&claimed.fingerprint), &|_| {}).expect("readable");
    assert_eq!(refusals(found), []);
}

#[test]
fn another_root_or_identifier_does_not_match_the_fingerprint() {
    let mut sample = Sample::new();
    let root = sample.root.clone();
    sample.root = "dossier-00000000".to_owned();
    assert_eq!(codes(&sample.bytes()), ["K046"]);
    sample.replace(INFO, &root, "dossier-00000000");
    sample.forge_manifests(false);
    assert_eq!(codes(&sample.bytes()), ["K046", "K046"]);
}

#[test]
fn a_tag_file_too_large_to_read_is_refused() {
    let mut sample = Sample::new();
    let longest = usize::try_from(dossier::limits::PACKAGE_TEXT_BYTES).expect("fits");
    sample.content(INFO).resize(longest + 1, b' ');
    sample.forge_manifests(false);
    assert_eq!(codes(&sample.bytes()), ["K035"]);
}

#[cfg(unix)]
#[test]
fn a_folder_with_what_no_package_holds_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let spoil = |name: &str, change: fn(&Path)| {
        let root = unpack(&Sample::new(), &folder.path().join(name));
        change(&root);
        codes_of(&root)
    };
    let link = |root: &Path| std::os::unix::fs::symlink("front.jpg", root.join("data/id/link.jpg")).expect("a link");
    assert_eq!(spoil("link", link), ["K015"]);
    let replaced = |root: &Path| {
        std::fs::rename(root.join(FRONT), root.with_extension("elsewhere")).expect("moved");
        std::os::unix::fs::symlink(root.with_extension("elsewhere"), root.join(FRONT)).expect("a link");
    };
    assert_eq!(spoil("replaced", replaced), ["K015"]);
    assert_eq!(spoil("empty", |root| std::fs::create_dir(root.join("data/empty")).expect("a folder")), ["K031"]);
    assert_eq!(spoil("name", |root| std::fs::write(root.join("data/id/a:b"), "").expect("a file")), ["K024"]);
    let not_utf8 = |root: &Path| {
        let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"data/id/\xc9\xed.jpg");
        std::fs::write(root.join(name), "").expect("a file");
    };
    assert_eq!(spoil("encoding", not_utf8), ["K024"]);
    assert_eq!(spoil("case", |root| std::fs::write(root.join("data/id/FRONT.jpg"), "").expect("a file")), ["K023"]);
}

#[test]
fn a_folder_that_is_no_package_is_refused_and_one_that_is_not_there_is_a_failure() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(codes_of(folder.path()).first(), Some(&"K030"));
    assert!(verify(&folder.path().join("nothing"), None, &|_| {}).is_err());
}

fn cases() -> Vec<Case> {
    let mut cases = payload();
    cases.extend(manifests());
    cases.extend(tag_files());
    cases.extend(bag_info());
    cases
}

/// A good package that was changed.
fn changed(what: &'static str, codes: &'static [&'static str], change: impl FnOnce(&mut Sample)) -> Case {
    let mut sample = Sample::new();
    change(&mut sample);
    (what, codes, sample)
}

/// A good package that was changed, and its tag manifest made to agree.
fn forged(what: &'static str, codes: &'static [&'static str], change: impl FnOnce(&mut Sample)) -> Case {
    changed(what, codes, |sample| {
        change(sample);
        sample.forge();
    })
}

fn payload() -> Vec<Case> {
    let flip = |sample: &mut Sample| sample.content(FRONT)[0] ^= 1;
    vec![
        changed("a bit of a scan", &["K041", "K047"], flip),
        changed("a bit of a scan, payload manifest forged", &["K041", "K046", "K047"], |sample| {
            flip(sample);
            let hash = bag::hex_digest(sample.content(FRONT));
            let manifest = sample.text(MANIFEST);
            let line = manifest.lines().find(|line| line.ends_with(FRONT)).expect("a line").to_owned();
            sample.replace(MANIFEST, &line, &format!("{hash}  {FRONT}"));
        }),
        changed("a scan gone", &["K039", "K042", "K047"], |sample| sample.remove(FRONT)),
        changed("a scan more", &["K040", "K042", "K047"], |sample| sample.add("data/id/third.jpg", b"x")),
        changed("a scan renamed", &["K039", "K040", "K047"], |sample| {
            let content = sample.content(FRONT).clone();
            sample.remove(FRONT);
            sample.add("data/id/renamed.jpg", &content);
        }),
        changed("two scans exchanged", &["K041", "K047"], |sample| {
            let (front, back) = (sample.content(FRONT).clone(), sample.content("data/id/back.jpg").clone());
            *sample.content(FRONT) = back;
            *sample.content("data/id/back.jpg") = front;
        }),
        changed("no scans at all", &["K030"], |sample| sample.files.retain(|(path, _)| !path.starts_with("data/"))),
    ]
}

fn manifests() -> Vec<Case> {
    let line = |sample: &mut Sample, name: &str, path: &str| {
        let text = sample.text(name);
        format!("{}\n", text.lines().find(|line| line.ends_with(path)).expect("a line"))
    };
    vec![
        changed("a line of the manifest gone", &["K040", "K041", "K046"], |sample| {
            let line = line(sample, MANIFEST, FRONT);
            sample.replace(MANIFEST, &line, "");
        }),
        forged("a line of the manifest doubled", &["K038"], |sample| {
            let line = line(sample, MANIFEST, FRONT);
            sample.replace(MANIFEST, &line, &line.repeat(2));
        }),
        changed("a line of the tag manifest gone", &["K040"], |sample| {
            let line = line(sample, TAG_MANIFEST, REPORT);
            sample.replace(TAG_MANIFEST, &line, "");
        }),
        changed("one space in a line", &["K037", "K040"], |sample| {
            let line = line(sample, TAG_MANIFEST, REPORT);
            sample.replace(TAG_MANIFEST, &line, &line.replace("  ", " "));
        }),
        changed("binary mode in a line", &["K037", "K040"], |sample| {
            let line = line(sample, TAG_MANIFEST, REPORT);
            sample.replace(TAG_MANIFEST, &line, &line.replace("  ", " *"));
        }),
        changed("capital digits", &["K037", "K040"], |sample| {
            let line = line(sample, TAG_MANIFEST, REPORT);
            let (hash, rest) = line.split_at(64);
            sample.replace(TAG_MANIFEST, &line, &format!("{}{rest}", hash.to_uppercase()));
        }),
        changed("the tag manifest lists a scan", &["K039"], |sample| {
            let line = line(sample, MANIFEST, FRONT);
            let text = sample.text(TAG_MANIFEST);
            let at = text.lines().take_while(|line| &line[66..] < FRONT).map(|line| line.len() + 1).sum::<usize>();
            *sample.content(TAG_MANIFEST) = format!("{}{line}{}", &text[..at], &text[at..]).into_bytes();
        }),
        changed("no tag manifest", &["K030"], |sample| sample.remove(TAG_MANIFEST)),
        changed("no manifest", &["K030"], |sample| sample.remove(MANIFEST)),
        forged("a second manifest that disagrees", &["K033"], |sample| {
            sample.add("manifest-md5.txt", b"d41d8cd98f00b204e9800998ecf8427e  data/id/front.jpg\n");
        }),
        forged("a second tag manifest", &["K033"], |sample| sample.add("tagmanifest-sha512.txt", b"")),
    ]
}

fn tag_files() -> Vec<Case> {
    vec![
        forged("a fetch.txt", &["K032"], |sample| sample.add("fetch.txt", b"http://example.org/ 1 data/x\n")),
        forged("a stranger's file", &["K031"], |sample| sample.add("readme.txt", b"hello\n")),
        forged("a stranger's file in meta", &["K031"], |sample| sample.add("meta/note.txt", b"hello\n")),
        forged("no bagit.txt", &["K030"], |sample| sample.remove(DECLARATION)),
        forged("no profile", &["K030"], |sample| sample.remove("meta/profile/checklist.toml")),
        forged("another BagIt version", &["K036"], |sample| sample.replace(DECLARATION, "1.0", "0.97")),
        forged("another encoding", &["K036"], |sample| sample.replace(DECLARATION, "UTF-8", "GB18030")),
        forged("a BOM in bagit.txt", &["K034"], |sample| sample.replace(DECLARATION, "BagIt", "\u{feff}BagIt")),
        forged("a BOM in bag-info.txt", &["K034"], |sample| sample.replace(INFO, "Source", "\u{feff}Source")),
        forged("CRLF in bagit.txt", &["K034"], |sample| sample.replace(DECLARATION, "\n", "\r\n")),
        forged("CRLF in the manifest", &["K034"], |sample| sample.replace(MANIFEST, "\n", "\r\n")),
        forged("no line end at the end", &["K034"], |sample| {
            sample.content(INFO).pop();
        }),
        forged("bytes that are not UTF-8", &["K034"], |sample| sample.content(INFO).insert(0, 0xFF)),
        changed("the profile changed", &["K041", "K045", "K046", "K047"], |sample| {
            sample.replace("meta/profile/checklist.toml", "sample", "simple");
        }),
        forged("the profile changed, consistently", &["K045", "K047"], |sample| {
            sample.replace("meta/profile/checklist.toml", "sample", "simple");
        }),
        forged("a file added to the profile", &["K045"], |sample| sample.add("meta/profile/more.toml", b"")),
        forged("the applicant's data changed", &["K047"], |sample| sample.replace(APPLICANT, "王小明", "王大明")),
        forged("the applicant's data gone", &["K044", "K047"], |sample| sample.remove(APPLICANT)),
        forged("a report of other scans", &["K047"], |sample| {
            let front = bag::hex_digest(sample.content(FRONT));
            sample.replace(REPORT, &front, &bag::hex_digest(b"another"));
        }),
        forged("a report that is no JSON", &["K047"], |sample| sample.replace(REPORT, "{", "[")),
        forged("a report that tells of waivers", &["K044"], |sample| {
            sample.replace(REPORT, "\"items\"", "\"waived\":[{\"finding\":{\"code\":\"D301\"}}],\"items\"");
        }),
        forged("a report that says incomplete", &["K044", "K047"], |sample| {
            sample.replace(REPORT, "\"complete\"", "\"incomplete\"");
        }),
    ]
}

fn bag_info() -> Vec<Case> {
    let mut cases = vec![
        changed("a field changed", &["K041", "K044"], |sample| sample.replace(INFO, "2021-09-10", "2021-09-11")),
        forged("the number of scans", &["K042"], |sample| sample.replace(INFO, "19.3", "19.4")),
        forged("the bytes of the scans", &["K042"], |sample| sample.replace(INFO, "19.3", "20.3")),
        forged("no number of scans", &["K043"], |sample| sample.replace(INFO, "Payload-Oxum: 19.3\n", "")),
        forged("a field doubled", &["K043"], |sample| {
            sample.replace(INFO, "Payload-Oxum: 19.3\n", "Payload-Oxum: 19.3\nPayload-Oxum: 19.3\n");
        }),
        forged("a field more", &["K043"], |sample| {
            let text = sample.text(INFO);
            *sample.content(INFO) = format!("{text}Contact-Name: somebody\n").into_bytes();
        }),
        forged("another BagIt profile", &["K043"], |sample| sample.replace(INFO, "bagit-profile:1", "bagit-profile:2")),
        forged("the profile's digest", &["K045"], |sample| sample.replace(INFO, "sha256:", "sha256:0")),
    ];
    for (what, from, to) in [
        ("the unit, consistently", "某某职业", "另一职业"),
        ("the date, consistently", "2021-09-10", "2021-09-11"),
        ("the result, consistently", "Check-Result: complete", "Check-Result: incomplete"),
        ("waivers that the report has not", "Check-Result: complete", "Check-Result: complete-with-waivers"),
        ("the tool, consistently", "dossier 0.1.0", "dossier 9.9.9"),
    ] {
        cases.push(forged(what, &["K044"], |sample| sample.replace(INFO, from, to)));
    }
    cases
}

/// A package whose scan was changed, and everything that follows from it made to agree.
fn consistent_forgery() -> Sample {
    let folder = tempfile::tempdir().expect("a folder");
    let mut scans = crate::package::support::sample::SCANS;
    scans[1].1 = b"another";
    Sample::of(&bag::lay_out(&crate::package::support::sample::plan(folder.path(), &scans)))
}

/// Writes a sample as the folder that it unzips to.
fn unpack(sample: &Sample, root: &Path) -> PathBuf {
    for (path, content) in &sample.files {
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        std::fs::write(file, content).expect("written");
    }
    root.to_owned()
}

fn each_once(mut codes: Vec<&'static str>) -> Vec<&'static str> {
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn codes_of(path: &Path) -> Vec<&'static str> {
    refusals(verify(path, None, &|_| {}).expect("readable")).iter().map(|refusal| refusal.code.code).collect()
}
