//! What a run leaves on the disk, and what can be read of it by somebody else.

use crate::batch::command::{DATE, command, dossier};
use crate::batch::school::{batch, rows, staff, text};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

fn number_of(staff: &Path) -> String {
    let applicant = fs::read_to_string(staff.join("000000/applicant.toml")).expect("a file");
    applicant.split("id_number = \"").nth(1).and_then(|rest| rest.get(..18)).expect("a number").to_owned()
}

#[test]
fn a_digest_is_keyed_and_the_key_is_shared_by_choice() {
    let (folder, staff) = staff(1);
    let bare = dossier::text::hex(&Sha256::digest(number_of(&staff)));
    let digest = |further: &[&str]| {
        let run = batch(&staff, &[&["--no-cache", "--format", "json"], further].concat());
        assert!(!run.stdout.contains(&bare), "a bare hash is the number to whoever tries them all");
        rows(&run)[0]["id_digest"].as_str().map(str::to_owned)
    };
    assert_eq!(digest(&[]), None, "without a place for a key there is nothing to compare");
    let key = |name: &str| text(&folder.path().join(name)).to_owned();
    let (one, two) = (key("one.key"), key("two.key"));
    let first = digest(&["--key-file", &one]);
    assert!(first.as_ref().is_some_and(|digest| digest.len() == 64));
    assert_eq!(digest(&["--key-file", &one]), first);
    assert_ne!(digest(&["--key-file", &two]), first);
    let register = key("register.sqlite");
    drop(dossier::register::Register::open_or_create(Path::new(&register)).expect("a register"));
    let of_register = digest(&["--register", &register]);
    assert!(of_register.is_some() && of_register != first);
}

#[test]
fn merge_says_where_two_keys_cannot_be_compared() {
    let (folder, staff) = staff(2);
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let line = |number: usize, key: &str| {
        let list = at("list");
        fs::write(&list, text(&staff.join(format!("{number:06}")))).expect("a list");
        dossier(["batch", "--paths-from", &list, "--no-cache", "--date", DATE, "--key-file", &at(key)]).stdout
    };
    let merged = |lines: &str| {
        fs::write(at("lines"), lines).expect("lines");
        dossier(["merge", &at("lines"), "--lang", "en", "--format", "json"]).stderr
    };
    assert_eq!(merged(&(line(0, "a") + &line(1, "a"))), "");
    assert!(merged(&(line(0, "a") + &line(1, "b"))).contains("not all made with one key"));
}

#[cfg(unix)]
#[test]
fn no_pipe_keeps_it_waiting() {
    let (folder, staff) = staff(1);
    let pipe = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
        text(&path).to_owned()
    };
    let plain = batch(&staff, &["--no-cache", "--format", "json"]).stdout;
    let cache = batch(&staff, &["--cache", &pipe("cache"), "--format", "json"]);
    assert_eq!(cache.stdout, plain);
    pipe("beside.key");
    let beside = folder.path().join("beside");
    assert_eq!(batch(&staff, &["--cache", text(&beside), "--format", "json"]).stdout, plain);
    let data = folder.path().join("data");
    pipe("data/dossier/cache.key");
    pipe("data/dossier/register.sqlite.key");
    let cache = folder.path().join("cache2");
    let mut run = command([
        "batch",
        text(&staff),
        "--relative-to",
        text(&staff),
        "--date",
        DATE,
        "--format",
        "json",
        "--cache",
        text(&cache),
    ]);
    let run = run.env("XDG_DATA_HOME", &data).output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&run.stdout), plain);
    for further in [["--register", &pipe("register")], ["--key-file", &pipe("key")], ["--since", &pipe("since")]] {
        let run = batch(&staff, &[&["--no-cache"], &further[..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{further:?}");
    }
}

#[test]
fn a_line_without_end_ends_the_run() {
    for arguments in [["merge", "/dev/zero"].as_slice(), &["batch", "--no-cache", "--paths-from", "/dev/zero"]] {
        let run = dossier(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains("a line of more than"), "{}", run.stderr);
    }
}

#[test]
fn merge_takes_no_line_of_another_schema() {
    let (folder, staff) = staff(1);
    let list = folder.path().join("list");
    fs::write(&list, text(&staff.join("000000"))).expect("a list");
    let line = dossier(["batch", "--paths-from", text(&list), "--no-cache"]).stdout;
    let other = folder.path().join("other.jsonl");
    fs::write(&other, line.replace("\"schema\":1", "\"schema\":2")).expect("a line");
    let run = dossier(["merge", text(&other)]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("schema 2"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_made_is_readable_by_others_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for umask in ["000", "077"] {
        let (folder, staff) = staff(1);
        let home = folder.path().join("home");
        fs::create_dir(&home).expect("a folder");
        fs::set_permissions(&home, fs::Permissions::from_mode(0o777)).expect("permissions");
        let plain = command(["batch", text(&staff), "--date", DATE, "-q", "--format", "json=/dev/null"]);
        let mut shell = std::process::Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("umask {umask} && exec \"$@\""))
            .arg("sh")
            .arg(plain.get_program())
            .args(plain.get_args());
        shell.env("HOME", &home).env("XDG_DATA_HOME", home.join("data")).env("XDG_CACHE_HOME", home.join("cache"));
        let run = shell.output().expect("it ends");
        assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
        let mut seen = 0;
        for entry in walkdir::WalkDir::new(&home).min_depth(1).into_iter().flatten() {
            let mode = entry.metadata().expect("metadata").permissions().mode() & 0o777;
            let want = if entry.file_type().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, want, "{} with umask {umask}", entry.path().display());
            seen += 1;
        }
        assert!(seen >= 6, "{seen}");
    }
}
