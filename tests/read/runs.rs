//! Whole runs of the program that read: what is kept, what is left out and said.

use crate::read::command::{DATE, Run, copy_of, fixture, reading_command};
use crate::read::readback::{parsed, texts};
use std::path::Path;
use std::sync::OnceLock;

fn run(arguments: &[&str]) -> Run {
    reading_command(arguments).output().expect("the program starts").into()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a Unicode path")
}

/// How many readings a cache holds.
fn kept(cache: &Path) -> u32 {
    rows(cache, "readings")
}

fn rows(cache: &Path, table: &str) -> u32 {
    let connection = rusqlite::Connection::open(cache).expect("a database");
    connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("a count")
}

/// What the complete dossier's first check said, and the cache that it left at `cache`. It is read once for all tests here.
fn checked_once(cache: &Path) -> &'static Run {
    static CHECKED: OnceLock<([Vec<u8>; 2], Run)> = OnceLock::new();
    let files = |cache: &Path| [cache.to_owned(), cache.with_extension("key")];
    let (kept, run) = CHECKED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = folder.path().join("cache");
        let complete = fixture("complete");
        let words = ["check", text(&complete), "--date", DATE, "--lang", "en", "--format", "json"];
        let run = run(&[&words[..], &["--cache", text(&cache)]].concat());
        (files(&cache).map(|file| std::fs::read(file).expect("a file")), run)
    });
    for (file, bytes) in files(cache).iter().zip(kept) {
        std::fs::write(file, bytes).expect("a copy");
    }
    run
}

/// Takes one page's reading out of a cache: whoever goes on with it has something to read.
fn forget_one(cache: &Path) {
    let connection = rusqlite::Connection::open(cache).expect("a database");
    let one = "DELETE FROM readings WHERE sha256 = (SELECT min(sha256) FROM readings)";
    assert_eq!(connection.execute(one, []).expect("a change"), 1);
}

#[test]
fn a_check_reads_once_and_a_complete_dossier_stays_complete() {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = folder.path().join("cache");
    let complete = fixture("complete");
    let check = |further: &[&str]| {
        let arguments = ["check", text(&complete), "--date", DATE, "--lang", "en", "--format", "json"];
        run(&[&arguments, further].concat())
    };
    let unread = check(&["--no-read", "--cache", text(&cache)]);
    assert_eq!((kept(&cache), rows(&cache, "inspections")), (0, 29), "what was measured is kept where nothing is read");
    let before = std::fs::read(&cache).expect("the cache");
    assert_eq!(check(&["--no-read", "--cache", text(&cache)]).stdout, unread.stdout);
    assert!(std::fs::read(&cache).expect("the cache") == before, "the second run measures nothing anew");
    assert_eq!(check(&["--no-read", "--no-cache"]).stdout, unread.stdout);
    std::fs::remove_file(&cache).expect("a cache");
    let screen = run(&["check", text(&complete), "--date", DATE, "--lang", "en", "--no-read"]).stdout;
    assert_eq!(screen.matches("28 pictures were not read, what they say was not compared.").count(), 1, "{screen}");
    let first = checked_once(&cache);
    assert_eq!(first.json()["findings"], unread.json()["findings"], "reading accuses nobody here");
    assert_eq!(kept(&cache), 28, "every picture but the photo");
    assert_eq!(rows(&cache, "inspections"), 29, "what was measured is kept too");
    assert_eq!(check(&["--no-read", "--cache", text(&cache)]).stdout, unread.stdout, "what was read is not asked");
    let before = std::fs::read(&cache).expect("the cache");
    let second = check(&["--cache", text(&cache), "--jobs", "1"]);
    assert_eq!(second.stdout, first.stdout);
    assert!(std::fs::read(&cache).expect("the cache") == before, "the second run reads nothing anew");
}

#[test]
fn a_batch_says_what_was_not_read_and_reads_it_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (cache, staff) = (folder.path().join("cache"), folder.path().join("staff"));
    let person = staff.join("王小明");
    std::fs::create_dir_all(&person).expect("a folder");
    for name in ["applicant.toml", "02-身份证/人像面.jpg", "03-学历学位/学位证书.jpg"] {
        let to = person.join(Path::new(name).file_name().expect("a name"));
        std::fs::copy(fixture("complete").join(name), to).expect("a copy");
    }
    let batch = |further: &[&str]| {
        let arguments = ["batch", text(&staff), "--date", DATE, "--lang", "en", "--cache", text(&cache)];
        run(&[&arguments, further].concat())
    };
    let unread = batch(&[]);
    assert!(unread.stdout.contains("2 pictures were not read"), "{unread:?}");
    for format in ["text", "html", "json", "terminal"] {
        let file = folder.path().join(format);
        batch(&["--format", &format!("{format}={}", text(&file))]);
        let said = std::fs::read_to_string(&file).expect("a roster");
        let wanted = if format == "json" { "\"unread\":2" } else { "2 pictures were not read" };
        assert!(said.contains(wanted), "{format}: {said}");
    }
    let table = batch(&["--format", "csv"]).stdout;
    let column = |line: usize| table.lines().nth(line).map(|line| line.split(',').rev().nth(2).map(str::to_owned));
    assert_eq!(
        (column(0), column(1)),
        (Some(Some("Pictures not read".to_owned())), Some(Some("2".to_owned()))),
        "{table}"
    );
    assert_eq!(kept(&cache), 0);
    let read = batch(&["--read"]);
    assert!(read.stderr.contains("reading the scans of 1 person"), "{}", read.stderr);
    assert!(!read.stdout.contains("not read,"), "{}", read.stdout);
    assert_eq!(kept(&cache), 2);
    assert!(!batch(&[]).stdout.contains("not read"), "it is known from then on");
}

/// Packing is the last look at a dossier: whoever never ran `check` must not hand in the wrong document of the right name.
#[test]
fn a_package_is_made_of_what_was_read() {
    let dossier = copy_of(&fixture("complete"));
    let work = tempfile::tempdir().expect("a folder");
    let (cache, out) = (work.path().join("cache"), work.path().join("out"));
    checked_once(&cache);
    forget_one(&cache);
    let pack = |further: &[&str]| {
        let register = work.path().join("register");
        let stores = ["--cache", text(&cache), "--register", text(&register), "-o", text(&out), "--date", DATE];
        run(&[&["pack", text(dossier.path())], &stores[..], further].concat())
    };
    let [one, other] = ["人像面.jpg", "国徽面.jpg"].map(|name| dossier.path().join("02-身份证").join(name));
    let exchange = || {
        let (first, second) = (std::fs::read(&one).expect("a scan"), std::fs::read(&other).expect("a scan"));
        std::fs::write(&one, second).and_then(|()| std::fs::write(&other, first)).expect("both");
    };
    exchange();
    let refused = pack(&["--format", "json"]);
    let codes = refused.json()["findings"].to_string();
    assert!(refused.code == 1 && codes.contains("D702"), "{refused:?}");
    assert_eq!(std::fs::read_dir(&out).map_or(0, Iterator::count), 0, "nothing is written");
    exchange();
    let packed = pack(&["--format", "json"]);
    assert_eq!(kept(&cache), 28, "what was not known was read");
    assert_eq!((packed.code, packed.json().get("unread")), (0, None), "{packed:?}");
    std::fs::remove_file(&cache).expect("a cache");
    let unread = pack(&["--no-read", "--format", "json"]);
    assert_eq!((unread.code, unread.json()["unread"].as_u64()), (0, Some(28)), "{unread:?}");
    assert!(pack(&["--no-read", "--lang", "zh"]).stdout.contains("有 28 张图没有识读"));
}

/// The form and the paper set bear the fingerprint of the package. Of one that `pack` refuses there is none.
#[test]
fn what_is_printed_is_of_what_was_read() {
    let dossier = copy_of(&fixture("complete"));
    let work = tempfile::tempdir().expect("a folder");
    let cache = work.path().join("cache");
    checked_once(&cache);
    forget_one(&cache);
    let print = |command: &str, further: &[&str]| {
        let out = work.path().join("out.pdf");
        let words = [command, text(dossier.path()), "-o", text(&out), "--date", DATE, "--lang", "zh"];
        let run = run(&[&words, further].concat());
        assert_eq!(run.code, 0, "{run:?}");
        let pages = texts(&parsed(&std::fs::read(&out).expect("a file")));
        (!pages.iter().any(|page| page.contains("材料包指纹未打包")), run.stderr)
    };
    let kept_in = ["--cache", text(&cache)];
    let (good, said) = print("form", &kept_in);
    assert!(good && !said.contains("没有识读"), "{said}");
    let before = std::fs::read(&cache).expect("the cache");
    assert_eq!(kept(&cache), 28, "every picture but the photo");
    assert!(print("paper", &kept_in).0, "the same is known");
    assert!(std::fs::read(&cache).expect("the cache") == before, "the second run reads nothing anew");
    let [one, other] = ["人像面.jpg", "国徽面.jpg"].map(|name| dossier.path().join("02-身份证").join(name));
    let (first, second) = (std::fs::read(&one).expect("a scan"), std::fs::read(&other).expect("a scan"));
    std::fs::write(&one, second).and_then(|()| std::fs::write(&other, first)).expect("both");
    for command in ["form", "paper"] {
        assert!(!print(command, &kept_in).0, "{command}: pack refuses the other side of the card");
    }
    let (good, said) = print("form", &["--no-read", "--no-cache"]);
    assert!(good && said.contains("有 28 张图没有识读"), "{said}");
    assert!(!print("form", &["--no-read", "--cache", text(&cache)]).0, "what was read before counts");
}

#[test]
fn inspect_shows_what_was_read_but_no_numbers_of_people() {
    let card = fixture("complete/02-身份证/人像面.jpg");
    let shown = run(&["inspect", text(&card), "--deep", "--lang", "en"]);
    assert!(shown.stdout.contains("reads: 100 % 公民身份号码"), "{}", shown.stdout);
    assert!(shown.stdout.contains("way up: upright"), "{}", shown.stdout);
    let json = run(&["inspect", text(&card), "--deep", "--format", "json"]);
    let number = std::fs::read_to_string(fixture("complete/applicant.toml")).expect("a file");
    let number = number.lines().find_map(|line| line.strip_prefix("id_number = ")).expect("a number").trim_matches('"');
    assert!(number.len() == 18 && !json.stdout.contains(number) && !shown.stdout.contains(number));
    assert!(json.json()["files"][0]["reading"]["lines"].as_array().is_some_and(|lines| lines.len() > 5));
    let plain = run(&["inspect", text(&card), "--format", "json"]).json();
    assert!(plain["files"][0].get("reading").is_none());
}
