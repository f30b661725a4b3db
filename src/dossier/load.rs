//! Reads `applicant.toml`, with everything that is wrong with it.
//!
//! What cannot be understood (an unknown key, a wrong type, a date that is none) is kept beside the data as a fault with
//! its line, and becomes a finding: one bad date must not hide what the pictures say. Only a file that is no TOML at all
//! is refused. What is understood but not good enough (an empty name, a wrong check digit) is a rule's business.

use super::applicant::{Applicant, Sex};
use super::{entries, references};
use crate::config::diagnostic::Diagnostic;
use crate::config::fields::{Faults, Fields};
use crate::limits::{APPLICANT_BYTES, CLAIMS, ENTRIES};
use crate::profile::{Level, Route};
use crate::text::hex;
use sha2::{Digest, Sha256};

/// The file's name in a dossier.
pub const FILE_NAME: &str = "applicant.toml";

/// The longest applicant file that is read, bytes.
pub const MAX_BYTES: u64 = APPLICANT_BYTES;

/// Other words for what `applicant.toml` asks in a fixed word.
const LEVELS: &[(&str, Level)] = &[
    ("初级", Level::Junior),
    ("初级职称", Level::Junior),
    ("中级", Level::Intermediate),
    ("中级职称", Level::Intermediate),
];
const ROUTES: &[(&str, Route)] = &[
    ("评审", Route::Review),
    ("初次确定", Route::FirstDetermination),
    ("初定", Route::FirstDetermination),
    ("授予", Route::Conferment),
];
const SEXES: &[(&str, Sex)] = &[("男", Sex::Male), ("女", Sex::Female)];
const OTHER_SEXES: &[(&str, Sex)] =
    &[("男性", Sex::Male), ("male", Sex::Male), ("女性", Sex::Female), ("female", Sex::Female)];

/// Reads the whole file. What is wrong with it, but for its syntax, stands in the result's `faults`.
///
/// # Errors
/// The syntax errors of a file that is no TOML, in its order.
pub fn from_source(source: &str) -> Result<Applicant, Vec<Diagnostic>> {
    let faults = Faults::new(FILE_NAME, without_mark(source));
    let mut applicant = applicant(faults.parse());
    if faults.has_syntax_errors() {
        return Err(faults.into_list());
    }
    applicant.digest = hex(&Sha256::digest(source));
    source.clone_into(&mut applicant.source);
    applicant.lines = faults.lines();
    applicant.faults = faults.into_list();
    Ok(applicant)
}

/// The text without a byte order mark: places in the file count from behind it.
pub fn without_mark(source: &str) -> &str {
    source.strip_prefix('\u{feff}').unwrap_or(source)
}

fn applicant(top: Fields<'_, '_>) -> Applicant {
    let entries = |key| top.entries(key, ENTRIES);
    let applicant = Applicant {
        profile: Some(top.line("profile")).filter(|id| !id.is_empty()),
        name: top.line("name"),
        former_name: top.line("former_name"),
        sex: top.answer("sex", SEXES, OTHER_SEXES),
        ethnicity: top.line("ethnicity"),
        birth_date: top.day("birth_date"),
        birthplace: top.line("birthplace"),
        id_number: top.digits("id_number"),
        health: top.line("health"),
        political_status: top.essay("political_status"),
        unit: top.line("unit"),
        unit_superior: top.line("unit_superior"),
        employed_from: top.date("employed_from"),
        speciality: top.line("speciality"),
        admin_post: top.line("admin_post"),
        societies: top.essay("societies"),
        languages: top.line("languages"),
        in_post: top.yes("in_post"),
        under_sanction: top.yes("under_sanction"),
        level: top.answer("level", Level::ALL, LEVELS),
        path: top.answer("path", Route::ALL, ROUTES),
        path_reason: top.essay("path_reason"),
        first_time_direct_intermediate: top.yes("first_time_direct_intermediate").unwrap_or_default(),
        practical_experience: top.essay("practical_experience"),
        work_ability: top.essay("work_ability"),
        current_title: top.table("current_title").and_then(entries::title),
        education: read(entries("education"), entries::education),
        training: read(entries("training"), entries::training).unwrap_or_default(),
        work: read(entries("work"), entries::work).unwrap_or_default(),
        achievements: read(entries("achievements"), entries::achievement).unwrap_or_default(),
        papers: read(entries("papers"), entries::paper),
        awards: read(entries("awards"), entries::award),
        assessments: read_some(entries("assessments"), entries::assessment),
        exemptions: read_some(entries("exemptions"), entries::exemption),
        transfer: top.table("transfer").map(entries::transfer),
        waivers: read_some(top.entries("waive", CLAIMS), references::waiver),
        files: top.table("files").map(|table| references::files(&table)).unwrap_or_default(),
        ..Applicant::default()
    };
    top.finish();
    applicant
}

fn read<'f, 's, T>(tables: Option<Vec<Fields<'f, 's>>>, one: fn(Fields<'f, 's>) -> T) -> Option<Vec<T>> {
    tables.map(|tables| tables.into_iter().map(one).collect())
}

/// Those of the tables that say enough.
fn read_some<'f, 's, T>(tables: Option<Vec<Fields<'f, 's>>>, one: fn(Fields<'f, 's>) -> Option<T>) -> Vec<T> {
    tables.unwrap_or_default().into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::date::PartialDate;

    /// Place and message of each fault.
    fn faults(source: &str) -> Vec<(usize, usize, String)> {
        let read = from_source(source).expect("TOML");
        read.faults.into_iter().map(|fault| (fault.line, fault.column, fault.message.en)).collect()
    }

    #[test]
    fn every_fault_is_kept_with_its_place() {
        let source = "nmae = \"x\"\nlevel = \"high\"\nbirth_date = \"1988-02-30\"\n[[exemptions]]\nyear = 99999\n";
        let found = faults(source);
        let found: Vec<_> = found.iter().map(|(line, column, message)| (*line, *column, message.as_str())).collect();
        let want = [
            (1, 1, "unknown key `nmae`"),
            (2, 9, "`level` cannot be \"high\""),
            (3, 14, "`birth_date` must be a date as \"YYYY-MM-DD\""),
            (4, 1, "`kind` is missing"),
            (5, 8, "`year` cannot be 99999"),
        ];
        assert_eq!(found, want);
        let hint = from_source(source).expect("TOML").faults[0].hint.clone().expect("a hint");
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
        let read = from_source(source).expect("TOML");
        assert_eq!(read.faults, []);
        assert_eq!((read.sex, read.level, read.path, read.birth_date, read.in_post), (None, None, None, None, None));
    }

    #[test]
    fn what_is_plainly_meant_is_read() {
        let read = from_source(
            "sex = \"女性\"\nlevel = \"中级\"\npath = \"评审\"\nbirth_date = \"1980/3/7\"\nemployed_from = \"2002年9月\"\n\
             id_number = \"９９００００ 19880307 ００１７\"\nin_post = \"是\"\npapers = \"无\"\n\
             [current_title]\nobtained = 2014.10\nappointed_from = 2015-01-01\n\
             [[work]]\nstart = \"2015-1-1\"\nend = \"至今\"\n\
             [[assessments]]\nyear = \"２０１９年\"\ngrade = \"合格\"\n[[education]]\nlevel = \"本科\"\nmode = \"在职\"\n",
        );
        let read = read.expect("TOML");
        assert_eq!(read.faults, []);
        let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(
            (read.sex, read.level, read.path),
            (Some(Sex::Female), Some(Level::Intermediate), Some(Route::Review))
        );
        assert_eq!(read.birth_date.map(|day| day.to_string()).as_deref(), Some("1980-03-07"));
        assert_eq!((date(read.employed_from), &*read.id_number), ("2002-09".to_owned(), "990000198803070017"));
        assert_eq!((read.in_post, read.papers), (Some(true), Some(Vec::new())));
        let title = read.current_title.expect("a title");
        assert_eq!((date(title.obtained), date(title.appointed_from)), ("2014-10".to_owned(), "2015-01-01".to_owned()));
        assert_eq!((date(read.work[0].start), read.work[0].end), ("2015-01-01".to_owned(), None));
        assert_eq!(read.assessments[0].year, 2019);
        assert!(read.education.expect("education")[0].in_service);
    }

    #[test]
    fn more_than_the_most_is_a_fault() {
        let papers = "[[papers]]\ntitle = \"x\"\n".repeat(4000);
        let read = from_source(&papers).expect("TOML");
        assert_eq!(read.papers.map(|papers| papers.len()), Some(ENTRIES));
        assert_eq!(read.faults.len(), 1);
        assert!(read.faults[0].message.en.contains("4000"), "{:?}", read.faults);
        let read = from_source(&format!("name = \"{}\"\n", "王".repeat(300_000))).expect("TOML");
        assert_eq!((read.name.chars().count(), read.faults.len()), (500, 1));
        let read = from_source(&"x = 1\n".replace('x', &"y".repeat(500_000))).expect("TOML");
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
            let faults = from_source(source).map_or_else(|faults| faults, |read| read.faults);
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
        let read = from_source("papers = []\nwork = []\n").expect("TOML");
        assert_eq!((read.papers.as_deref(), &read.awards), (Some(&[][..]), &None));
        assert!(read.says_none("work") && !read.says_none("training"));
    }
}
