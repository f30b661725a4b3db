//! What a person does at the desk, and takes back.

use crate::desk::client::Desk;
#[cfg(feature = "read")]
use crate::desk::command::{DATE, reading_command, shared_cache};
use crate::desk::command::{check, copy_of, dossier, fixture};
#[cfg(feature = "read")]
use crate::desk::readback::{parsed, texts};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn mixed_up(names: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = copy_of(&fixture("complete"));
    for (from, to) in names {
        fs::rename(folder.path().join(from), folder.path().join(to)).expect("renamed");
    }
    folder
}

fn scan<'j>(state: &'j Value, path: &str) -> &'j Value {
    state["scans"]
        .as_array()
        .expect("scans")
        .iter()
        .find(|one| one["path"] == path)
        .unwrap_or_else(|| panic!("{path}: {state:#}"))
}

fn place<'j>(state: &'j Value, item: &str, part: &str) -> &'j Value {
    state["places"]
        .as_array()
        .expect("places")
        .iter()
        .find(|one| one["item"] == item && one["part"] == part)
        .expect("a place")
}

#[test]
fn a_picture_is_put_in_its_place_and_taken_back_after_a_restart() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg"), ("02-身份证/国徽面.jpg", "IMG_2.jpg")]);
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    assert_eq!(desk.get("/api/report").body, check(folder.path(), &["--format", "json"]).stdout.as_bytes());
    let photo = scan(&state, "IMG_1.jpg");
    let chosen = json!({"id": photo["id"], "place": place(&state, "photo", "photo")["place"]});
    let stale = desk.post("/api/place", &json!({"version": 0, "choices": [chosen]}));
    assert_eq!(stale.status, 409, "what was seen of another version counts for nothing");
    let done = desk.post("/api/place", &json!({"version": state["version"], "choices": [chosen]}));
    assert_eq!(done.status, 200, "{done:?}");
    let after = desk.state(|_| true);
    assert_eq!(after["version"], done.json()["version"]);
    assert_eq!(place(&after, "photo", "photo")["files"].as_array().expect("files").len(), 1);
    assert!(!folder.path().join("IMG_1.jpg").exists());
    assert_eq!(desk.get("/api/report").body, check(folder.path(), &["--format", "json"]).stdout.as_bytes());
    drop(desk);
    let desk = Desk::ready(folder.path());
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(folder.path().join("IMG_1.jpg").exists() && folder.path().join("IMG_2.jpg").exists());
}

#[test]
fn a_picture_is_turned_without_loss_and_turned_back() {
    let folder = mixed_up(&[]);
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let path = "07-业务工作总结.jpg";
    let before = fs::read(folder.path().join(path)).expect("a file");
    let size = image::image_dimensions(folder.path().join(path)).expect("a picture");
    let id = &scan(&state, path)["id"];
    let done = desk.post("/api/turn", &json!({"id": id, "quarters": 1}));
    assert_eq!(done.status, 200, "{done:?}");
    assert_eq!(image::image_dimensions(folder.path().join(path)).expect("a picture"), (size.1, size.0));
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(fs::read(folder.path().join(path)).expect("a file") == before);
}

#[test]
fn pictures_are_shown_upright_and_private_ones_blurred_unless_asked() {
    let folder = mixed_up(&[]);
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    assert_eq!(state["unread"]["zh"], "有 28 张图没有识读，写的是什么没有核对", "{state:#}");
    let card = scan(&state, "02-身份证/人像面.jpg");
    assert_eq!(card["private"], true);
    let picture = |id: &Value, shape: &str| {
        let answer = desk.get(&format!("/api/picture/{}/{shape}", id.as_str().expect("an id")));
        assert_eq!(answer.status, 200, "{shape}");
        assert!(answer.head.contains("content-type: image/jpeg"), "{}", answer.head);
        image::load_from_memory(&answer.body).expect("a picture").to_luma8()
    };
    let (blurred, clear) = (picture(&card["id"], "large"), picture(&card["id"], "large-clear"));
    let detail = |picture: &image::GrayImage| {
        let pairs = picture.as_raw().windows(2).map(|pair| f64::from(pair[0].abs_diff(pair[1])));
        pairs.sum::<f64>() / picture.as_raw().len() as f64
    };
    assert!(detail(&blurred) * 2.0 < detail(&clear), "{} {}", detail(&blurred), detail(&clear));
    let summary = scan(&state, "07-业务工作总结.jpg");
    let small = picture(&summary["id"], "small");
    assert!(small.width().max(small.height()) <= 500);
    // A page may ask for it by the id that it had until just now: what it shows is the same, by its content.
    let gone = |content: &str| desk.get(&format!("/api/picture/{}/small?{content}", "z".repeat(16))).status;
    assert_eq!(gone(&summary["sha256"].as_str().expect("hex")[..12]), 200);
    assert_eq!((gone(""), gone("0"), gone(&"0".repeat(64))), (404, 404, 404));
}

#[test]
fn pages_are_put_in_order() {
    let folder = mixed_up(&[]);
    for (page, seed) in [(2, "07-业务工作总结.jpg"), (3, "06-论文/论文1-正文.jpg")] {
        let bytes = fs::read(folder.path().join(seed)).expect("a picture");
        fs::write(folder.path().join(format!("07-业务工作总结{page}.jpg")), bytes).expect("a page");
    }
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let summary = place(&state, "summary", "summary");
    let mut ids = summary["files"].as_array().expect("files").clone();
    assert_eq!(ids.len(), 3, "{summary:#}");
    let last = fs::read(folder.path().join("07-业务工作总结3.jpg")).expect("a page");
    ids.rotate_right(1);
    let done = desk.post("/api/order", &json!({"version": state["version"], "place": summary["place"], "ids": ids}));
    assert_eq!(done.status, 200, "{done:?}");
    let report = desk.get("/api/report").json();
    let items = report["items"].as_array().expect("items");
    let files = &items.iter().find(|one| one["id"] == "summary").expect("the summary")["parts"][0]["files"];
    assert_eq!(files.as_array().expect("files").len(), 3);
    let first = fs::read(folder.path().join(files[0]["path"].as_str().expect("a path"))).expect("a page");
    assert!(first == last, "{files:#}");
}

#[test]
fn two_pictures_exchange_their_places_and_their_names() {
    let folder = mixed_up(&[]);
    let bytes = |name: &str| fs::read(folder.path().join(name)).expect("a picture");
    let (front, back) = (bytes("02-身份证/人像面.jpg"), bytes("02-身份证/国徽面.jpg"));
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let of = |part: &str, other: &str| json!({"id": place(&state, "id", part)["files"][0], "place": place(&state, "id", other)["place"]});
    let choices = json!([of("front", "back"), of("back", "front")]);
    let done = desk.post("/api/place", &json!({"version": state["version"], "choices": choices}));
    assert_eq!(done.status, 200, "{done:?}");
    let state = desk.state(|_| true);
    let lies = |part: &str| {
        let id = &place(&state, "id", part)["files"][0];
        let scans = state["scans"].as_array().expect("scans");
        bytes(scans.iter().find(|scan| scan["id"] == *id).expect("a scan")["path"].as_str().expect("a path"))
    };
    assert!(lies("front") == back && lies("back") == front);
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(bytes("02-身份证/人像面.jpg") == front && bytes("02-身份证/国徽面.jpg") == back);
}

#[test]
fn a_change_in_the_folder_is_shown_and_reading_is_none() {
    let folder = mixed_up(&[]);
    let desk = Desk::ready(folder.path());
    let version = desk.state(|_| true)["version"].as_u64().expect("a number");
    fs::copy(folder.path().join("01-照片/照片.jpg"), folder.path().join("IMG_7.jpg")).expect("a copy");
    let state = desk.state(|state| state["version"].as_u64() > Some(version));
    assert!(state["scans"].to_string().contains("IMG_7.jpg"));
}

#[test]
fn the_end_is_a_package_beside_the_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("王小明");
    fs::rename(copy_of(&fixture("complete")).keep(), &folder).expect("moved");
    let desk = Desk::ready(&folder);
    let packed = desk.post("/api/pack", &json!({}));
    assert_eq!(packed.status, 200, "{packed:?}");
    let zip = packed.json()["files"][0].as_str().expect("a name").to_owned();
    assert!(home.path().join("王小明-to hand in").join(&zip).is_file());
    let printed = desk.post("/api/print", &json!({"what": "form"}));
    assert_eq!(printed.status, 200, "{printed:?}");
    let form = desk.get("/api/printed/form");
    assert!(form.status == 200 && form.body.starts_with(b"%PDF"));
    fs::remove_file(folder.join("01-照片/照片.jpg")).expect("removed");
    desk.state(|state| place(state, "photo", "photo")["files"].as_array().is_some_and(Vec::is_empty));
    fs::remove_dir_all(home.path().join("王小明-to hand in")).expect("removed");
    let refused = desk.post("/api/pack", &json!({}));
    assert_eq!(refused.status, 409);
    fs::remove_file(folder.join("applicant.toml")).expect("removed");
    let unprinted = desk.post("/api/print", &json!({"what": "form"}));
    assert_eq!(unprinted.status, 409, "there is nothing to fill in");
    let left: Vec<_> = fs::read_dir(home.path()).expect("a folder").flatten().map(|one| one.file_name()).collect();
    assert_eq!(left, ["王小明"], "no folder for what was not written");
}

/// What is printed bears the fingerprint of no package that packing refuses: here each side of the card is the other.
#[cfg(feature = "read")]
#[test]
fn the_desk_prints_as_it_packs() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("王小明");
    fs::rename(copy_of(&fixture("complete")).keep(), &folder).expect("moved");
    let [one, other] = ["人像面.jpg", "国徽面.jpg"].map(|name| folder.join("02-身份证").join(name));
    let (first, second) = (fs::read(&one).expect("a scan"), fs::read(&other).expect("a scan"));
    fs::write(&one, second).and_then(|()| fs::write(&other, first)).expect("both");
    let cache = shared_cache().to_str().expect("Unicode").to_owned();
    let words = ["check", folder.to_str().expect("Unicode"), "--cache", &cache, "--date", DATE];
    let checked = reading_command(words).output().expect("the program starts");
    assert_eq!(checked.status.code(), Some(1), "{checked:?}");
    let desk = Desk::reading(&folder, &cache);
    assert_eq!(desk.post("/api/pack", &json!({})).status, 409);
    assert_eq!(desk.post("/api/print", &json!({"what": "form"})).status, 200);
    let form = parsed(&desk.get("/api/printed/form").body);
    assert!(texts(&form).iter().all(|page| page.contains("材料包指纹未打包")));
}

#[test]
fn undo_at_the_command_line_takes_back_what_the_desk_did() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg")]);
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let chosen = json!({"id": scan(&state, "IMG_1.jpg")["id"], "place": place(&state, "photo", "photo")["place"]});
    assert_eq!(desk.post("/api/place", &json!({"version": state["version"], "choices": [chosen]})).status, 200);
    drop(desk);
    let path: &Path = folder.path();
    let run = crate::desk::command::dossier(["desk", path.to_str().expect("Unicode"), "--undo", "--lang", "en"]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(path.join("IMG_1.jpg").exists());
}

#[test]
fn an_undo_that_could_not_be_done_is_not_called_done_and_is_still_there() {
    let folder = mixed_up(&[("01-照片/照片.jpg", "IMG_1.jpg")]);
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let chosen = json!({"id": scan(&state, "IMG_1.jpg")["id"], "place": place(&state, "photo", "photo")["place"]});
    assert_eq!(desk.post("/api/place", &json!({"version": state["version"], "choices": [chosen]})).status, 200);
    let obstacle = folder.path().join("IMG_1.jpg");
    fs::write(&obstacle, b"something else").expect("a file");
    let refused = desk.post("/api/undo", &json!({}));
    assert_eq!(refused.status, 409, "{refused:?}");
    let why = refused.json()["trouble"]["en"].as_str().expect("words").to_owned();
    assert!(why.starts_with("not undone: ") && why.contains("has its old name") && why.contains("undo again"), "{why}");
    assert_eq!(desk.state(|_| true)["undo"], true);
    drop(desk);
    let path = folder.path().to_str().expect("Unicode");
    let undo = || crate::desk::command::dossier(["desk", path, "--undo", "--lang", "en"]);
    let refused = undo();
    assert_eq!(refused.code, 1, "{refused:#?}");
    assert!(refused.stdout.contains("Not undone: nothing was changed."), "{refused:#?}");
    fs::remove_file(&obstacle).expect("removed");
    let done = undo();
    assert_eq!((done.code, done.stdout.as_str()), (0, "Undone: 1 file as before.\n"), "{done:#?}");
    assert!(obstacle.exists());
}

/// Once there is an `applicant.toml`, the workbook is not read any more: the form must not begin empty beside it.
#[test]
fn the_form_goes_on_where_a_workbook_ends() {
    let folder = copy_of(&fixture("complete"));
    let shown = folder.path().to_str().expect("a path");
    let workbook = folder.path().join("applicant.xlsx");
    let made = dossier(["form-sheet", shown, "-o", workbook.to_str().expect("a path")]);
    assert_eq!(made.code, 0, "{made:?}");
    fs::remove_file(folder.path().join("applicant.toml")).expect("removed");
    let desk = Desk::ready(folder.path());
    let form = desk.get("/api/form").json();
    let source = form["source"].as_str().unwrap_or_else(|| panic!("{form:#}"));
    assert!(source.contains("王小明") && source.contains("990000198803070017"), "{source}");
}
