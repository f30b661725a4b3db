//! Reads `applicant.toml`, with everything that is wrong with it.
//!
//! What cannot be understood (an unknown key, a wrong type, a date that is none) is kept beside the data as a fault with
//! its line, and becomes a finding: one bad date must not hide what the pictures say. Only a file that is no TOML at all
//! is refused. What is understood but not good enough (an empty name, a wrong check digit) is a rule's business.

use super::applicant::Applicant;
use super::references;
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields};
use crate::limits::{APPLICANT_BYTES, CLAIMS};
use crate::profile::resolve::DEFAULT;
use crate::text::{Text, hex};
use sha2::{Digest, Sha256};

/// The file's name in a dossier.
pub const FILE_NAME: &str = "applicant.toml";

/// The longest applicant file that is read, bytes.
pub const MAX_BYTES: u64 = APPLICANT_BYTES;

/// Reads what stands in the file whatever the profile. The answers, and all that is wrong with the file but for its syntax,
/// [`super::as_asked`] reads by what the profile asks.
///
/// # Errors
/// The syntax errors of a file that is no TOML, in its order.
pub fn from_source(source: &str) -> Result<Applicant, Vec<Diagnostic>> {
    let faults = Faults::new(FILE_NAME, without_mark(source));
    let applicant = of_any_profile(&faults.parse());
    if faults.has_syntax_errors() {
        return Err(faults.into_list());
    }
    Ok(Applicant {
        digest: hex(&Sha256::digest(source)),
        source: source.to_owned(),
        lines: faults.lines(),
        faults: faults.into_list(),
        ..applicant
    })
}

/// What every `applicant.toml` may hold.
pub(super) fn of_any_profile(top: &Fields<'_, '_>) -> Applicant {
    if top.text("profile").is_some_and(|id| id.trim().is_empty()) {
        let message = Text {
            zh: format!("profile 是空的，所以没有 --profile 时按默认的“{DEFAULT}”检查，别的清单要填的都不认得"),
            en: format!(
                "`profile` is empty, so that without --profile the default {DEFAULT} counts, which knows no other checklist's facts"
            ),
        };
        let hint = Text {
            zh: "写上清单的代号或文件夹，或者删掉这一行".to_owned(),
            en: "give the checklist's id or its folder, or delete the line".to_owned(),
        };
        top.faults().add(top.place("profile"), message, Some(hint));
    }
    Applicant {
        profile: Some(top.line("profile").trim().to_owned()).filter(|id| !id.is_empty()),
        name: top.line("name"),
        id_number: top.digits("id_number"),
        unit: top.line("unit"),
        waivers: top.entries("waive", CLAIMS).unwrap_or_default().into_iter().filter_map(references::waiver).collect(),
        files: top.table("files").map(|table| references::files(&table)).unwrap_or_default(),
        ..Applicant::default()
    }
}

/// The text without a byte order mark: places in the file count from behind it.
pub fn without_mark(source: &str) -> &str {
    source.strip_prefix('\u{feff}').unwrap_or(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::answers::Value;
    use crate::dossier::as_asked;
    use crate::limits::ENTRIES;
    use crate::profile::builtin;

    /// The file as the first profile asks.
    fn read(source: &str) -> Applicant {
        let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        as_asked(from_source(source).expect("TOML"), &profile.asked)
    }

    /// An answer in words.
    fn said(read: &Applicant, name: &str) -> String {
        match read.answers.named(name) {
            Some(Value::Date(date)) => date.to_string(),
            Some(Value::YesNo(yes)) => yes.to_string(),
            Some(Value::Year(year)) => year.to_string(),
            Some(value) => value.text().to_owned(),
            None => String::new(),
        }
    }

    /// Place and message of each fault.
    fn faults(source: &str) -> Vec<(usize, usize, String)> {
        read(source).faults.into_iter().map(|fault| (fault.line, fault.column, fault.message.en)).collect()
    }

    #[test]
    fn every_fault_is_kept_with_its_place() {
        let source = "nmae = \"x\"\nlevel = \"high\"\nbirth_date = \"1988-02-30\"\n[[exemptions]]\nyear = 99999\n";
        let found = faults(source);
        let found: Vec<_> = found.iter().map(|(line, column, message)| (*line, *column, message.as_str())).collect();
        let want = [
            (1, 1, "unknown key `nmae`"),
            (2, 9, "`level` cannot be \"high\""),
            (3, 14, "`birth_date` cannot be 1988-02-30: there is no such date"),
            (5, 8, "`year` cannot be 99999"),
        ];
        assert_eq!(found, want);
        let hint = read(source).faults[0].hint.clone().expect("a hint");
        assert_eq!(hint.en, "did you mean `name`?");
    }

    #[test]
    fn a_value_that_is_read_twice_is_one_fault() {
        assert_eq!(faults("sex = 1\n").len(), 1);
        assert_eq!(faults("[[waive]]\ncode = 1\npart = \"id/front\"\nreason = \"x\"\n").len(), 1);
    }

    #[test]
    fn an_empty_text_is_not_given() {
        let source =
            "sex = \"\"\nlevel = \"\"\npath = \"\"\nbirth_date = \" \"\nin_post = \"\"\n[[education]]\nmode = \"\"\n";
        let read = read(source);
        assert_eq!(read.faults, []);
        for name in ["sex", "level", "birth_date", "in_post", "education.mode"] {
            assert_eq!(said(&read, name), "", "{name}");
        }
        assert_eq!(said(&read, "path"), "review");
    }

    /// One character of each kind that leaves no ink: a control, spaces, joiners, direction marks, fillers, Braille, a tag.
    const UNSEEN: [char; 14] = [
        '\u{7}',
        '\u{a0}',
        '\u{ad}',
        '\u{34f}',
        '\u{115f}',
        '\u{200b}',
        '\u{202e}',
        '\u{2060}',
        '\u{2800}',
        '\u{3000}',
        '\u{3164}',
        '\u{fe0f}',
        '\u{feff}',
        '\u{e0020}',
    ];

    #[test]
    fn an_answer_in_which_nothing_can_be_seen_is_not_given() {
        for unseen in UNSEEN.map(|unseen| format!("\"\\U{:08X}\"", u32::from(unseen))) {
            let source = format!(
                "name = {unseen}\nid_number = {unseen}\nunit = {unseen}\nsex = {unseen}\nbirth_date = {unseen}\n\
                 practical_experience = {unseen}\nin_post = {unseen}\npapers = {unseen}\n\
                 [current_title]\nname = {unseen}\nobtained = {unseen}\n\
                 [[work]]\nunit = {unseen}\nend = {unseen}\n[[assessments]]\nyear = {unseen}\ngrade = {unseen}\n\
                 [[waive]]\ncode = \"D305\"\npart = \"id/front\"\nreason = {unseen}\n"
            );
            let read = read(&source);
            assert_eq!((read.name.as_str(), read.unit.as_str(), read.id_number.as_str()), ("", "", ""), "{unseen}");
            let given: Vec<_> = read.answers.facts.keys().filter(|key| *key != "path").collect();
            assert_eq!(given, [""; 0], "{unseen}");
            assert!(read.answers.lists.values().flatten().all(std::collections::BTreeMap::is_empty), "{unseen}");
            assert!(!read.answers.lists.contains_key("papers") && read.waivers.is_empty(), "{unseen}");
            // A waiver must have a reason, and its own line says so.
            assert_eq!(read.faults.len(), 1, "{unseen}");
        }
        assert_eq!(read("name = \"\\u200b王小明\"\n").name, "\u{200b}王小明");
    }

    #[test]
    fn a_year_that_no_document_has_is_told() {
        let source = "employed_from = \"0001-01\"\nbirth_date = \"1888-03-07\"\n[[work]]\nstart = \"1014-09\"\n\
                      end = \"3000-01\"\n";
        let told: Vec<String> = faults(source).into_iter().map(|(.., message)| message).collect();
        let want = [
            "`employed_from` cannot be 0001-01",
            "`birth_date` cannot be 1888-03-07",
            "`start` cannot be 1014-09",
            "`end` cannot be 3000-01",
        ];
        assert_eq!(told, want);
    }

    #[test]
    fn what_is_plainly_meant_is_read() {
        assert_eq!(read("id_number = 990000198803070017\n").id_number, "990000198803070017");
        assert_eq!(from_source("profile = \"x \"\n").expect("TOML").profile.as_deref(), Some("x"));
        let read = read(
            "sex = \"女性\"\nlevel = \"中级\"\npath = \"评审\"\nbirth_date = \"1980/3/7\"\nemployed_from = \"2002年9月\"\n\
             id_number = \"９９００００ 19880307 ００１７\"\nin_post = \"是\"\npapers = \"无\"\n\
             [current_title]\nobtained = 2014.10\nappointed_from = 2015-01-01\n\
             [[work]]\nstart = \"2015-1-1\"\nend = \"至今\"\n\
             [[assessments]]\nyear = \"２０１９年\"\ngrade = \"合格\"\n[[education]]\nlevel = \"本科\"\nmode = \"在职\"\n",
        );
        assert_eq!(read.faults, []);
        for (name, want) in [
            ("sex", "女"),
            ("level", "intermediate"),
            ("path", "review"),
            ("birth_date", "1980-03-07"),
            ("employed_from", "2002-09"),
            ("in_post", "true"),
            ("current_title.obtained", "2014-10"),
            ("current_title.appointed_from", "2015-01-01"),
            ("work.start", "2015-01-01"),
            ("work.end", ""),
            ("assessments.year", "2019"),
            ("education.mode", "in-service"),
        ] {
            assert_eq!(said(&read, name), want, "{name}");
        }
        assert_eq!(read.id_number, "990000198803070017");
        assert_eq!(read.answers.lists.get("papers").map(Vec::len), Some(0));
    }

    #[test]
    fn more_than_the_most_is_a_fault() {
        let papers = "[[papers]]\ntitle = \"x\"\n".repeat(4000);
        let many = read(&papers);
        assert_eq!((many.answers.entries("papers").len(), many.faults.len()), (ENTRIES, 1));
        assert!(many.faults[0].message.en.contains("4000"), "{:?}", many.faults);
        let long = read(&format!("name = \"{}\"\n", "王".repeat(300_000)));
        assert_eq!((long.name.chars().count(), long.faults.len()), (500, 1));
        let read = read(&"x = 1\n".replace('x', &"y".repeat(500_000)));
        assert!(read.faults[0].message.en.len() < 10_000);
    }

    #[test]
    fn no_fault_shows_an_id_number() {
        for source in [
            "id_number = “990000198803070017”\n",
            "id_number = 990000198803070017X\n",
            "id_number = \"990000198803070017\n",
            "id_nubmer = \"990000198803070017\"\n",
            "id_number = \"990000198803070017\"\nid_number = \"990000198803070017\"\n",
            "sex = \"990000198803070017\"\n",
            "990000198803070017 = 1\n",
            "birth_date = 990000198803070017\n",
            "[files]\n\"a.jpg\" = \"990000198803070017\"\n",
            "[[waive]]\ncode = \"D2 990000198803070017\"\n",
        ] {
            let faults = from_source(source).map_or_else(|faults| faults, |_| read(source).faults);
            assert!(!faults.is_empty(), "{source}");
            assert!(!format!("{faults:?}").contains("0198803070"), "{faults:?}");
        }
    }

    #[test]
    fn a_waiver_needs_a_reason_and_a_fault_that_can_be_waived() {
        for code in ["D203", "K044", "d205"] {
            let source = format!("[[waive]]\ncode = \"{code}\"\npart = \"id/front\"\nreason = \"x\"\n");
            let read = from_source(&source).expect("TOML");
            let places: Vec<_> = read.faults.iter().map(|fault| (fault.line, fault.column)).collect();
            assert_eq!((places.as_slice(), read.waivers), (&[(2, 8)][..], Vec::new()), "{:?}", read.faults);
            assert!(read.faults[0].message.en.contains("cannot be waived"), "{:?}", read.faults);
        }
        for reason in ["", "reason = \"\"\n", "reason = \"  \"\n"] {
            let source = format!("[[waive]]\ncode = \"D305\"\npart = \"id/front\"\n{reason}");
            let read = from_source(&source).expect("TOML");
            assert_eq!((read.faults.len(), read.waivers), (1, Vec::new()), "{reason}");
        }
    }

    #[test]
    fn none_and_not_given_differ() {
        let lists = read("papers = []\nwork = []\n").answers.lists;
        let count = |list: &str| lists.get(list).map(Vec::len);
        assert_eq!((count("papers"), count("work"), count("awards")), (Some(0), Some(0), None));
    }
}
