//! Everybody's folder, made from the list of a personnel office.

use super::applicant::read_applicant;
use crate::config::diagnostic::Diagnostic;
use crate::dossier::load::from_source;
use crate::dossier::{Applicant, as_asked};
use crate::failure::{cannot_read, cannot_write, explained, failure};
use crate::file;
use crate::package::name::make_safe;
use crate::profile::Profile;
use crate::profile::facts::FactRole;
use crate::skeleton::roster::{Person, Roster, RosterNote, filled, roster};
use crate::skeleton::{plan, write};
use crate::text::{Lang, Text};
use crate::workbook::{ROSTER, read, read_csv};
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// People of one name in one department whose folders are told apart by a number.
const NAMESAKES: usize = 100;

/// What became of a list.
#[derive(Debug, Default)]
pub struct StaffFolders {
    /// Folders that were made, or that had no applicant's data yet.
    pub made: Vec<PathBuf>,
    /// Folders that had an applicant's data, and were left as they are.
    pub kept: Vec<PathBuf>,
    /// What is to be told, in the order of the list.
    pub notes: Vec<RosterNote>,
}

/// A list, and where its people go.
pub struct StaffList<'s> {
    /// The staff folder; made where it is not there.
    pub dir: &'s Path,
    /// The list.
    pub file: &'s Path,
    /// What everybody is asked.
    pub profile: &'s Arc<Profile>,
    /// The language of the folders.
    pub lang: Lang,
    /// The text of a new `applicant.toml` in a folder, before the list's answers are put in.
    pub template: &'s dyn Fn(&Path, &Person) -> String,
}

/// Makes a folder for everybody on a list, with the data that the list gives. What is there already is left as it is.
///
/// # Errors
/// The list cannot be read, or the system refuses; what was made before stays, and a further run completes it.
pub fn make_staff_folders(list: &StaffList<'_>) -> Result<StaffFolders> {
    let Roster { people, notes } = read_list(list.file, list.profile)?;
    std::fs::create_dir_all(list.dir).map_err(|error| cannot_write(list.dir, &error))?;
    let mut made = StaffFolders { notes, ..StaffFolders::default() };
    let mut taken: BTreeMap<String, &Person> = BTreeMap::new();
    for person in &people {
        match place(list, person, &taken) {
            Placed::New(path) => {
                taken.insert(folded(&path), person);
                make(list, person, &path, &mut made);
            }
            Placed::Kept(path) => {
                taken.insert(folded(&path), person);
                made.kept.push(path);
            }
            Placed::Nowhere(said, left_out) => made.tell(person, said, left_out),
        }
    }
    made.notes.sort_by_key(|note| note.at.as_ref().map(|at| (at.sheet.clone(), at.row)));
    Ok(made)
}

fn read_list(path: &Path, profile: &Profile) -> Result<Roster> {
    let bytes = file::read_linked(path, ROSTER.bytes).map_err(|error| cannot_read(path, &error))?;
    let is_text = path.extension().is_some_and(|end| {
        ["csv", "tsv", "txt"].iter().any(|text| end.eq_ignore_ascii_case(text)) && !bytes.starts_with(b"PK")
    });
    let book = if is_text { read_csv(bytes, ROSTER) } else { read(&bytes, ROSTER) };
    book.and_then(|book| roster(&book, &profile.asked)).map_err(|why| {
        let shown = path.display();
        failure(format!("“{shown}”{}", why.zh), format!("{shown} {}", why.en))
    })
}

impl StaffFolders {
    fn tell(&mut self, person: &Person, said: Text, left_out: usize) {
        self.notes.push(RosterNote { at: Some(person.at.clone()), said, left_out });
    }
}

/// Where a person's folder is, or will be.
enum Placed {
    New(PathBuf),
    Kept(PathBuf),
    /// Why no folder is made, and how many have none because of it.
    Nowhere(Text, usize),
}

/// The first folder of the person's name that is nobody else's.
fn place(list: &StaffList<'_>, person: &Person, taken: &BTreeMap<String, &Person>) -> Placed {
    let department = match person.department.as_str() {
        "" => list.dir.to_owned(),
        name => list.dir.join(make_safe(name)),
    };
    let own = id_number(list.profile, &person.answers);
    for number in 1..=NAMESAKES {
        let name = if number == 1 { person.name.clone() } else { format!("{}（{number}）", person.name) };
        let path = department.join(make_safe(&name));
        if let Some(other) = taken.get(&folded(&path)) {
            let others = id_number(list.profile, &other.answers);
            if own.is_empty() || others.is_empty() {
                return Placed::Nowhere(not_told_apart(other), 1);
            }
            if own == others {
                return Placed::Nowhere(twice(other), 0);
            }
            continue;
        }
        match read_applicant(&path) {
            Ok(None) if path.exists() && !path.is_dir() => {}
            Ok(None) => return Placed::New(path),
            Ok(Some(there)) => {
                let theirs = as_asked(there, &list.profile.asked).id_number;
                if own.is_empty() || theirs.is_empty() || folded_number(&theirs) == own {
                    return Placed::Kept(path);
                }
            }
            // Whose it is, nobody can tell; it is not touched.
            Err(_) => return Placed::Kept(path),
        }
    }
    let said = Text {
        zh: format!("同名的文件夹已有 {NAMESAKES} 个，没有再建"),
        en: format!("{NAMESAKES} folders of that name are there already; no further one was made"),
    };
    Placed::Nowhere(said, 1)
}

fn not_told_apart(other: &Person) -> Text {
    let at = other.at.shown();
    Text {
        zh: format!("“{}”与{}同名，没有身份证号分不开，没有建文件夹；两行都写上身份证号再运行", other.name, at.zh),
        en: format!(
            "has the same name as {} (“{}”) and no ID number to tell them apart, so no folder was made; give both numbers and \
             run again",
            at.en, other.name
        ),
    }
}

fn twice(other: &Person) -> Text {
    let at = other.at.shown();
    Text {
        zh: format!("“{}”与{}是同一个人（姓名、身份证号都一样），只建了一个文件夹", other.name, at.zh),
        en: format!(
            "is the same person as {} (“{}”): same name, same ID number; one folder was made",
            at.en, other.name
        ),
    }
}

fn make(list: &StaffList<'_>, person: &Person, path: &Path, made: &mut StaffFolders) {
    let source = filled(&(list.template)(path, person), &person.answers);
    let applicant: Applicant = match from_source(&source) {
        Ok(applicant) => as_asked(applicant, &list.profile.asked),
        // Text that the file cannot hold is that person's matter only.
        Err(faults) => return made.tell(person, cannot_hold(&faults), 1),
    };
    for fault in &applicant.faults {
        let Text { zh, en } = &fault.message;
        let said = Text {
            zh: format!("{}：{zh}，照写进去了，请改", person.name),
            en: format!("{}: {en}; written as it is, to be corrected", person.name),
        };
        made.tell(person, said, 0);
    }
    if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with('）') && !person.name.ends_with('）')) {
        let shown = path.strip_prefix(list.dir).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let said = Text {
            zh: format!("有同名的人，文件夹是“{shown}”，请核对"),
            en: format!("somebody else has the same name: the folder is {shown}; check that it is the right one"),
        };
        made.tell(person, said, 0);
    }
    let skeleton = plan(list.profile, &applicant, Some(source), list.lang);
    match write(path, &skeleton, list.profile, &applicant) {
        Ok(_) => made.made.push(path.to_owned()),
        // A name that this system does not take is that person's matter only.
        Err(error) => made.tell(person, explained(&error), 1),
    }
}

fn cannot_hold(faults: &[Diagnostic]) -> Text {
    let why = faults.first().map_or_else(|| Text::same(""), |fault| fault.message.clone());
    Text {
        zh: format!("这一行的内容写不进 applicant.toml（{}），没有建文件夹", why.zh),
        en: format!("what this row holds cannot be written to applicant.toml ({}), so no folder was made", why.en),
    }
}

/// The number that tells people apart; empty where none is given.
fn id_number(profile: &Profile, answers: &BTreeMap<String, String>) -> String {
    let fact = profile.asked.of_role(FactRole::IdNumber);
    fact.and_then(|fact| answers.get(&fact.id)).map(|number| folded_number(number)).unwrap_or_default()
}

fn folded_number(number: &str) -> String {
    number.nfkc().filter(|character| character.is_alphanumeric()).collect::<String>().to_uppercase()
}

/// A path as systems that do not tell cases apart know it.
fn folded(path: &Path) -> String {
    path.to_string_lossy().nfc().collect::<String>().to_lowercase()
}
