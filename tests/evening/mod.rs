//! One evening: 35 pictures from a phone, a copier and messengers become a dossier that is ready.
//!
//! From the first check to a right green it takes three commands beside the renaming, and one folder beside the first.

mod pictures;
mod sort;
mod sorted;

use crate::support::command;
use drawings as draw;

use command::{DATE, check, dossier, fixture};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn thirty_five_pictures_become_a_dossier_in_three_commands() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("评审材料");
    fs::create_dir(&folder).expect("a folder");
    let shots = pictures::draw(&folder, &fixture("complete"));
    let names: BTreeSet<&str> = shots.iter().map(|shot| shot.name.as_str()).collect();
    assert_eq!(names.len(), 35);

    // 1. The first check: not ready, every picture named, with what to do; nobody is told to scan it again for its name.
    let first = check(&folder, &["--format", "json"]);
    assert_eq!(first.code, 1);
    let json = first.json();
    let findings = json["findings"].as_array().expect("findings");
    for name in &names {
        let finding = findings.iter().find(|one| one["code"] == "D103" && one["path"] == *name);
        let finding = finding.unwrap_or_else(|| panic!("{name} is not named"));
        assert_eq!(finding["severity"], "error", "{name}");
        let fix = finding["fix"]["zh"].as_str().expect("a remedy");
        assert!(
            fix.contains("文件名")
                && (fix.contains(".jpg") || fix.contains("dossier sort"))
                && !fix.contains("重新扫描"),
            "{name}: {fix}"
        );
    }
    let left_out: BTreeSet<&str> =
        json["left_out"].as_array().expect("a list").iter().filter_map(|one| one["path"].as_str()).collect();
    assert_eq!(left_out, names);

    // The renaming: what a teacher calls them.
    for shot in &shots {
        let (_, end) = shot.name.rsplit_once('.').expect("an extension");
        fs::rename(folder.join(&shot.name), folder.join(format!("{}.{end}", shot.right))).expect("renamed");
    }

    // 2. The repaired copy: three pictures had come as PNG.
    let ready = home.path().join("修好");
    let arguments = ["fix", folder.to_str().expect("Unicode"), "-o", ready.to_str().expect("Unicode"), "--date", DATE];
    let fixed = dossier(arguments);
    assert_eq!(fixed.code, 0, "{fixed:#?}");

    // 3. Ready, and rightly so: no picture is left out, every part has its pages in their order.
    let last = check(&ready, &["--format", "json"]);
    assert_eq!(last.code, 0, "{:#}", last.json()["findings"]);
    let json = last.json();
    assert_eq!(json["verdict"], "complete");
    assert!(json.get("left_out").is_none(), "{}", json["left_out"]);
    let files = |item: &str, part: &str| -> Vec<String> {
        let items = json["items"].as_array().expect("items");
        let parts =
            items.iter().filter(|one| one["id"] == item).flat_map(|one| one["parts"].as_array().expect("parts"));
        let files = parts.filter(|one| one["id"] == part).flat_map(|one| one["files"].as_array().expect("files"));
        files.map(|one| one["sha256"].as_str().expect("a hash").to_owned()).collect()
    };
    let all: usize = json["items"].as_array().expect("items").iter().map(files_of).sum();
    assert_eq!(all, 35);
    assert_eq!((files("paper", "body").len(), files("summary", "summary").len()), (5, 3));
    let pages = json["items"].as_array().expect("items").iter().find(|one| one["id"] == "paper").expect("the paper");
    let body = pages["parts"].as_array().expect("parts").iter().find(|one| one["id"] == "body").expect("its text");
    let order: Vec<_> = body["files"].as_array().expect("files").iter().map(|one| one["page"].as_u64()).collect();
    assert_eq!(order, [Some(1), Some(2), Some(3), Some(4), Some(5)]);
    let before: Vec<Vec<u8>> = (1..=5).map(|n| pixels(&find(&folder, &format!("论文正文{n}")))).collect();
    let after: Vec<Vec<u8>> = body["files"]
        .as_array()
        .expect("files")
        .iter()
        .map(|one| pixels(&ready.join(one["path"].as_str().expect("a path"))))
        .collect();
    assert!(before == after || close(&before, &after), "the pages are in another order");
}

fn files_of(item: &serde_json::Value) -> usize {
    item["parts"].as_array().expect("parts").iter().map(|part| part["files"].as_array().expect("files").len()).sum()
}

fn find(folder: &std::path::Path, stem: &str) -> std::path::PathBuf {
    ["jpg", "png"]
        .map(|end| folder.join(format!("{stem}.{end}")))
        .into_iter()
        .find(|path| path.exists())
        .expect("a page")
}

/// The picture in thumbnail size: the same page saved again is nearly the same.
fn pixels(path: &std::path::Path) -> Vec<u8> {
    image::open(path).expect("a picture").thumbnail_exact(40, 60).to_luma8().into_raw()
}

fn close(before: &[Vec<u8>], after: &[Vec<u8>]) -> bool {
    let distance = |a: &[u8], b: &[u8]| a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>();
    before.len() == after.len()
        && before.iter().enumerate().all(|(at, page)| {
            after.iter().enumerate().min_by_key(|(_, other)| distance(page, other)).map(|(nearest, _)| nearest)
                == Some(at)
        })
}
