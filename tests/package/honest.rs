//! Every package that was made honestly is accepted, whatever was found in the folder, and its report is what `verify` makes
//! of the data once more: all fixtures, with the errors that they have, and what people do to whole ones.

use crate::package::cli::{DATE, copy_of, dossier, fixture, replace};
use dossier::app::{
    CacheChoice, Day, FormCheck, PackOrder, Packing, Reads, RegisterChoice, Settings, pack_dossier, verify_package,
};
use dossier::package::bag::CheckResult;
use dossier::package::verify::Verdict;
use dossier::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};

/// Packs a folder as it is and verifies the package: what it says of itself, or why it is refused.
fn packed_and_verified(folder: &Path, profile: Option<&Path>, date: &str) -> Result<CheckResult, String> {
    let out = tempfile::tempdir().expect("a folder");
    let settings = Settings {
        profile: profile.map(|path| path.to_str().expect("Unicode").to_owned()),
        date: Day::Asked(date.parse().expect("a day")),
        lang: Lang::Zh,
        labels: None,
        threads: 1,
        allowed_profiles: None,
        show_private: false,
        reads: Reads::Never,
        cache: CacheChoice::Nowhere,
    };
    let register = RegisterChoice { file: Some(out.path().join("register.sqlite")) };
    let to = out.path().join("out");
    let order = PackOrder { folder, output: &to, incomplete: true, replace: false, register: &register, known: None };
    let packing = pack_dossier(order, &settings, &|_| {}).map_err(|error| format!("not packed: {error}"))?;
    let Packing::Done(packed) = packing else { return Err("refused although it may be incomplete".to_owned()) };
    let (verdict, form) = verify_package(&packed.written.zip, Some(&packed.fingerprint), &|_| {}).expect("readable");
    match (verdict, form) {
        (_, FormCheck::OtherVersion) => Err("another version?".to_owned()),
        (Verdict::Valid(verified), _) if verified.facts.result == packed.result => Ok(packed.result),
        (Verdict::Valid(_), _) => Err("another result".to_owned()),
        (Verdict::Refused(refusals), _) => {
            let said: Vec<String> =
                refusals.iter().map(|refusal| format!("{} {}", refusal.code.code, refusal.message.en)).collect();
            Err(said.concat())
        }
    }
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(of).expect("a folder").flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// The checklist of the rules' fixtures that an applicant names.
fn rule_profile(folder: &Path) -> PathBuf {
    let source = fs::read_to_string(folder.join("applicant.toml")).unwrap_or_default();
    let of_facts = source.contains("rule-fixtures-of-facts");
    fixture("rules").join(if of_facts { "profile-of-facts" } else { "profile" })
}

#[test]
fn packages_of_the_rules_fixtures_are_accepted() {
    let mut refused = Vec::new();
    let (mut accepted, mut incomplete) = (0, 0);
    for rule in folders(&fixture("rules")) {
        for side in ["bad", "good"] {
            let folder = rule.join(side);
            if !folder.is_dir() {
                continue;
            }
            let name = folder.strip_prefix(fixture("rules")).expect("below").display().to_string();
            let date = if name.starts_with("D403") { "2021-09-01" } else { "2021-09-21" };
            let date = if name.contains("bad") && name.starts_with("D40") { date } else { DATE };
            match packed_and_verified(&folder, Some(&rule_profile(&folder)), date) {
                Ok(result) => {
                    accepted += 1;
                    incomplete += usize::from(result == CheckResult::Incomplete);
                }
                Err(why) => refused.push(format!("{name}: {why}")),
            }
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(accepted > 100 && incomplete > 30, "{accepted} accepted, {incomplete} of them incomplete");
}

#[test]
fn packages_of_every_built_in_checklist_are_accepted() {
    let mut refused = Vec::new();
    let mut accept = |folder: &Path, date: &str, whole: bool| match packed_and_verified(folder, None, date) {
        Ok(CheckResult::Incomplete) if whole => refused.push(format!("{}: incomplete", folder.display())),
        Ok(_) => {}
        Err(why) => refused.push(format!("{}, {date}: {why}", folder.display())),
    };
    for name in ["complete", "exempt", "first-time", "in-service", "engineering-general", "shaanxi-online"] {
        accept(&fixture(name), DATE, true);
    }
    // Long after the window.
    accept(&fixture("exempt"), "2026-02-28", false);
    for notice in folders(&fixture("notices")) {
        for folder in folders(&notice) {
            accept(&folder, "2025-04-20", false);
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

/// A whole dossier with something done to it.
struct Changed {
    folder: tempfile::TempDir,
}

impl Changed {
    fn of(name: &str) -> Self {
        Self { folder: copy_of(&fixture(name)) }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn data(self, change: impl FnOnce(String) -> String) -> Self {
        let path = self.path("applicant.toml");
        let data = fs::read_to_string(&path).expect("text");
        replace(&path, change(data).as_bytes());
        self
    }

    fn without(self, path: &str) -> Self {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.expect("removed");
        self
    }

    fn with(self, path: &str, content: &[u8]) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        if path.exists() {
            replace(&path, content);
        } else {
            fs::write(path, content).expect("written");
        }
        self
    }

    fn renamed(self, from: &str, to: &str) -> Self {
        fs::rename(self.path(from), self.path(to)).expect("renamed");
        self
    }

    fn result(&self) -> Result<CheckResult, String> {
        packed_and_verified(self.folder.path(), None, DATE)
    }
}

const SUMMARY: &str = "07-业务工作总结.jpg";
const PHOTO: &str = "01-照片/照片.jpg";

fn waived(code: &str, of: &str) -> impl FnOnce(String) -> String {
    let waiver = format!("\n[[waive]]\ncode = \"{code}\"\n{of}\nreason = \"已说明\"\n");
    move |data| data + &waiver
}

#[test]
fn what_people_do_to_a_dossier_makes_no_package_false() {
    let jpeg = fs::read(fixture("complete").join(SUMMARY)).expect("readable");
    let longer = |by: usize| [jpeg.clone(), vec![0; by]].concat();
    let plain = |from: &'static str, to: &'static str| move |data: String| data.replace(from, to);
    let whole = || Changed::of("complete");
    let (complete, waivers, incomplete) =
        (CheckResult::Complete, CheckResult::CompleteWithWaivers, CheckResult::Incomplete);
    let cases: Vec<(&str, Changed, CheckResult)> = vec![
        ("nothing", whole(), complete),
        ("missing", whole().without(SUMMARY), incomplete),
        ("no data", whole().without("applicant.toml"), incomplete),
        (
            "missing, and that is accepted",
            whole().without(SUMMARY).data(waived("D101", "part = \"summary/summary\"")),
            waivers,
        ),
        ("accepted for nothing", whole().data(waived("D101", "part = \"summary/summary\"")), complete),
        (
            "empty, and that is accepted",
            whole().with(SUMMARY, b"").data(waived("D106", "part = \"summary/summary\"")),
            waivers,
        ),
        ("a stray", whole().with("随便写的.txt", "无关".as_bytes()), complete),
        ("a stray picture", whole().with("IMG_2031.jpg", &longer(3)), incomplete),
        ("an unclear name", whole().with("身份证.jpg", &longer(4)), incomplete),
        ("two sides in one", whole().with("身份证正反面.jpg", &longer(5)), incomplete),
        ("an empty unclear file", whole().with("身份证.jpg", b""), incomplete),
        ("a copy", whole().with("07-业务工作总结 (2).jpg", &jpeg), incomplete),
        ("a text under a scan's name", whole().with(SUMMARY, "不是图片".as_bytes()), incomplete),
        ("zeros", whole().with(SUMMARY, &[0; 9000]), incomplete),
        ("an archive", whole().with(SUMMARY, b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), incomplete),
        ("behind other bytes", whole().with(SUMMARY, &[b"\r\n".to_vec(), jpeg.clone()].concat()), incomplete),
        ("behind many other bytes", whole().with(SUMMARY, &[vec![b'x'; 3000], jpeg.clone()].concat()), incomplete),
        ("cut short", whole().with(SUMMARY, &jpeg[..jpeg.len() / 2]), incomplete),
        ("one byte", whole().with(SUMMARY, b"x"), incomplete),
        ("a PDF", whole().without(SUMMARY).with("07-业务工作总结.pdf", b"%PDF-1.4\n"), incomplete),
        ("an ending of its own", whole().renamed(SUMMARY, "07-业务工作总结.png"), incomplete),
        ("an unfinished download", whole().renamed(SUMMARY, "07-业务工作总结.jpg.crdownload"), incomplete),
        (
            "placed by hand",
            whole().renamed(SUMMARY, "IMG_0001.jpg").data(|data| {
                data + "\n[files]\n\"IMG_0001.jpg\" = \"summary/summary\"\n\"nowhere.jpg\" = \"id/front\"\n"
            }),
            complete,
        ),
        ("an odd name", whole().renamed(SUMMARY, "07-业务工作总结 %\\\u{7f}\u{202e}.jpg"), complete),
        ("a name with letters apart", whole().renamed(SUMMARY, "07-业务工作总结 e\u{301}.jpg"), complete),
        ("no name", whole().data(plain("name = \"王小明\"", "name = \"\"")), incomplete),
        ("a wrong digit", whole().data(plain("990000198803070017", "990000198803070018")), incomplete),
        ("an unknown key", whole().data(|data| format!("nickname = \"小王\"\n{data}")), incomplete),
        ("CRLF and a mark", whole().data(|data| format!("\u{feff}{}", data.replace('\n', "\r\n"))), complete),
    ];
    let told: Vec<String> = cases
        .iter()
        .filter_map(|(what, folder, result)| match folder.result() {
            Ok(is) if is == *result => None,
            is => Some(format!("{what}: {is:?}, not {result:?}")),
        })
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}

/// Not on every system can a name be no Unicode.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_is_packed_and_accepted() {
    use std::os::unix::ffi::OsStringExt;
    let changed = Changed::of("complete");
    let raw = std::ffi::OsString::from_vec([b"07-".as_slice(), "业务工作总结".as_bytes(), b"\xFF.jpg"].concat());
    fs::rename(changed.path(SUMMARY), changed.folder.path().join(raw)).expect("renamed");
    let raw = std::ffi::OsString::from_vec(b"\xFE\xFF.txt".to_vec());
    fs::write(changed.folder.path().join(raw), "无关").expect("written");
    assert_eq!(changed.result(), Ok(CheckResult::Complete));
}

#[test]
fn packages_of_workbooks_are_accepted() {
    for (name, photo, spoil) in
        [("complete", PHOTO, None), ("complete", PHOTO, Some("王小明")), ("in-service", "photo.jpg", None)]
    {
        let changed = Changed::of(name);
        let changed = match spoil {
            Some(word) => changed.data(|data| data.replace(word, "").replace("990000198803070017", "123")),
            None => changed,
        };
        let shown = changed.folder.path().to_str().expect("Unicode");
        let made = dossier(["form-sheet", shown, "--lang", "zh"]);
        assert_eq!(made.code, 0, "{made:?}");
        let changed = changed.without("applicant.toml");
        let result = if spoil.is_some() { CheckResult::Incomplete } else { CheckResult::Complete };
        assert_eq!(changed.result(), Ok(result), "{name}");
        // Something is found that is told in the words of a workbook.
        let changed = changed.without(photo);
        assert_eq!(changed.result(), Ok(CheckResult::Incomplete), "{name}");
    }
}
