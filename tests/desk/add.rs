//! Files that are dropped on the page: all of each in the folder, or nothing of it.

use crate::desk::client::{Answer, Desk};
use crate::desk::command::{copy_of, dossier, fixture};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

fn small() -> tempfile::TempDir {
    copy_of(&fixture("rules/D101-missing-part/good"))
}

/// A picture that no fixture holds.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_pixel(120, 90, image::Luma([shade]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("encoded");
    bytes.into_inner()
}

/// Every file but our own, with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).into_iter().filter_entry(|entry| entry.file_name() != ".dossier");
    let files = walk.flatten().filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
    files.map(|file| (name(file.path()), fs::read(file.path()).expect("a file"))).collect()
}

fn heap(state: &Value) -> Vec<&str> {
    let ids = state["heap"].as_array().expect("a heap").iter().map(|one| &one["id"]);
    let scans = state["scans"].as_array().expect("scans");
    ids.filter_map(|id| scans.iter().find(|scan| scan["id"] == *id)?["path"].as_str()).collect()
}

fn words(answer: &Answer) -> String {
    answer.json()["trouble"]["en"].as_str().expect("words").to_owned()
}

const ALONE: (bool, bool) = (false, true);

#[test]
fn added_files_lie_in_the_heap_and_undo_keeps_them_all() {
    let folder = small();
    let before = files(folder.path());
    let desk = Desk::ready(folder.path());
    for (at, name) in ["IMG_1.png", "微信图片_2.png", "a b&c=d+.png"].into_iter().enumerate() {
        let shade = 10 * u8::try_from(at).expect("few");
        let answer = desk.add(name, &picture(shade), (at > 0, at == 2));
        assert_eq!((answer.status, &answer.json()["added"]), (200, &json!(true)), "{answer:?}");
        assert_eq!(answer.json()["note"], Value::Null);
        assert!(fs::read(folder.path().join(name)).expect("added") == picture(shade));
    }
    let state = desk.state(|_| true);
    assert_eq!(heap(&state), ["IMG_1.png", "a b&c=d+.png", "微信图片_2.png"], "shown at once");
    let again = desk.add("别的名字.png", &picture(0), ALONE);
    assert_eq!(again.json()["added"], false);
    assert!(again.json()["note"]["en"].as_str().expect("words").contains("already: IMG_1.png"), "{again:?}");
    drop(desk);
    let shown = folder.path().to_str().expect("Unicode");
    let run = dossier(["desk", shown, "--undo", "--lang", "en", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(files(folder.path()) == before, "what came together goes together");
    let undone: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let away = undone["put_away"].as_array().expect("files");
    assert_eq!(away.len(), 3);
    for file in away {
        assert!(folder.path().join(file["kept"].as_str().expect("a path")).is_file(), "{file}");
    }
}

#[test]
fn nothing_is_overwritten_and_no_name_leads_astray() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("王小明");
    fs::rename(small().keep(), &folder).expect("moved");
    fs::write(folder.join("IMG_1.png"), picture(1)).expect("a file");
    let before = files(&folder);
    let desk = Desk::ready(&folder);
    let long = format!("{}.png", "长".repeat(200));
    for (at, (name, there)) in [
        ("IMG_1.png", "IMG_1 (2).png"),
        ("img_1.PNG", "img_1 (3).PNG"),
        ("../x.png", "_.._x.png"),
        ("/etc/x.png", "_etc_x.png"),
        ("C:\\x.png", "C__x.png"),
        ("applicant.toml", "_applicant.toml"),
        (".dossier", "_.dossier"),
        ("CON.png", "_CON.png"),
        (&long, &format!("{}.png", "长".repeat(32))),
    ]
    .into_iter()
    .enumerate()
    {
        let bytes = picture(100 + u8::try_from(at).expect("few"));
        let answer = desk.add(name, &bytes, ALONE);
        assert_eq!(answer.status, 200, "{name}: {answer:?}");
        assert!(answer.json()["note"]["en"].as_str().expect("words").contains(there), "{answer:?}");
        assert!(fs::read(folder.join(there)).expect("added") == bytes, "{name}");
    }
    let after = files(&folder);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "everything is as it was");
    assert_eq!(fs::read_dir(home.path()).expect("a folder").count(), 1, "nothing beside the folder");
}

#[test]
fn what_no_dossier_holds_is_refused_in_words() {
    let folder = small();
    let before = files(folder.path());
    let desk = Desk::ready(folder.path());
    for (name, bytes, why) in [
        ("a.jpg", &b"words, and no picture"[..], "neither a picture nor a PDF"),
        ("a.jpg", b"", "is empty"),
        ("a.docx", b"PK\x03\x04[Content_Types].xml", "save it as a PDF"),
        ("a.zip", b"PK\x03\x04a", "unpack it"),
        ("IMG_1.aae", &picture(3), "rename it"),
    ] {
        let answer = desk.add(name, bytes, ALONE);
        assert_eq!(answer.status, 409, "{answer:?}");
        assert!(words(&answer).contains(why), "{answer:?}");
    }
    assert!(files(folder.path()) == before);
    assert_eq!(desk.post("/api/add?name=a.jpg", &json!({})).status, 400);
}

/// As for every other change: no page of somebody else's, nothing too large, nothing in half.
#[test]
fn what_comes_too_large_or_in_half_or_from_elsewhere_leaves_nothing() {
    let folder = small();
    let before = files(folder.path());
    let mut desk = Desk::ready(folder.path());
    let (own, cookie) = (desk.own(), desk.cookie());
    let head = |origin: &str, length: &str| {
        format!(
            "POST /api/add?name=a.png&goes_on=false&last=true HTTP/1.1\r\nHost: {own}\r\n{origin}Cookie: {cookie}\r\nConnection: close\r\n{length}\r\n\r\n"
        )
    };
    let from_here = format!("Origin: http://{own}\r\n");
    let whole = picture(5);
    let length = format!("Content-Length: {}", whole.len());
    for origin in ["", "Origin: http://evil.example\r\n", "Origin: null\r\n"] {
        let sent = [head(origin, &length).as_bytes(), &whole].concat();
        assert_eq!(desk.raw(&sent).status, 403);
    }
    let huge = desk.raw(head(&from_here, "Content-Length: 1073741824").as_bytes());
    assert_eq!(huge.status, 413);
    assert!(words(&huge).contains("64 MB"), "{huge:?}");
    // Without a length, in pieces of a megabyte, until the desk has had enough.
    let mut endless = desk.connect();
    let mut taken = 0;
    endless.write_all(head(&from_here, "Transfer-Encoding: chunked").as_bytes()).expect("taken");
    let piece = [&b"100000\r\n"[..], &vec![b'x'; 1 << 20], b"\r\n"].concat();
    while taken < 100 && endless.write_all(&piece).is_ok() {
        taken += 1;
    }
    assert!(taken < 100, "more than the largest file was taken");
    // One goes away in the middle, one says nothing more: others are not kept out.
    for half in 0..2 {
        let mut stream = desk.connect();
        stream.write_all(head(&from_here, &length).as_bytes()).expect("taken");
        stream.write_all(&whole[..whole.len() / 2]).expect("taken");
        if half == 1 {
            std::thread::sleep(Duration::from_millis(200));
        }
        drop(stream);
    }
    assert!(desk.is_running());
    assert!(files(folder.path()) == before);
    let own_folder = folder.path().join(".dossier");
    let left = walkdir::WalkDir::new(own_folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    assert!(left.into_iter().all(|file| file.file_name() == "journal.jsonl"), "nothing half written");
    assert_eq!(desk.add("a.png", &whole, ALONE).status, 200);
    assert!(fs::read(folder.path().join("a.png")).expect("added") == whole);
}

#[cfg(unix)]
#[test]
fn nothing_is_added_to_a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = small();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("permissions");
    let desk = Desk::ready(folder.path());
    // An administrator, as whom tests may run, can write anywhere.
    if desk.state(|_| true)["writable"] == false {
        let answer = desk.add("a.png", &picture(7), ALONE);
        assert_eq!(answer.status, 409);
        assert!(words(&answer).contains("cannot be changed"), "{answer:?}");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("permissions");
}
