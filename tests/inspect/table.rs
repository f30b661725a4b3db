//! How real files are judged, class by class: the table that the READMEs quote, and what it must not fall below.
//!
//! `DOSSIER_MORE` names a folder of further files, `<owner>/<repository>/<path>` as the corpus's `MORE.tsv` lists them.

use crate::inspect::corpus::{File, NOT_ORDINARY, files};
use crate::inspect::judged::{Original, judged};
use crate::inspect::skip::corpus;
use dossier::finding::Severity;
use dossier::inspect::inspect_file;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

/// What people say of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// A document that is sharp, upright, whole and light enough.
    Sharp,
    /// Plainly blurred.
    Blurred,
    /// Saved at a quality that tears it into blocks.
    Blocks,
    /// Too dark to read.
    Dark,
    /// A part is missing or spoilt.
    Damaged,
    /// Whole, in an unusual file.
    Odd,
    /// Not a JPEG, whatever its name.
    Other,
}

/// The rules about the file and how its picture looks. What else is found (resolution, position, the sheet, the photo's
/// framing) is true of a sharp document too.
const QUALITY: &[&str] = &[
    "D106", "D201", "D203", "D204", "D305", "D306", "D307", "D308", "D309", "D310", "D311", "D312", "D313", "D314",
    "D315", "D321", "D322",
];

/// What the program says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    Nothing,
    Blurred,
    Compressed,
    Dark,
    Damaged,
    Odd,
    NotJpeg,
    Other,
}

const ANSWERS: [Answer; 8] = [
    Answer::Nothing,
    Answer::Blurred,
    Answer::Compressed,
    Answer::Dark,
    Answer::Damaged,
    Answer::Odd,
    Answer::NotJpeg,
    Answer::Other,
];

/// Of one class: files, those with an error, those with a warning and no error, and by answer the same two.
#[derive(Debug, Clone, Default)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
    answers: BTreeMap<Answer, [usize; 2]>,
}

type Table = BTreeMap<Class, Counts>;

impl Class {
    /// What the corpus's label means; `None` for what is between two classes or nothing to judge.
    fn of(file: &File) -> Option<Self> {
        let says = file.says();
        let holds = |words: &[&str]| words.iter().any(|word| says.contains(word));
        match file.path.split('/').next()? {
            "jpeg_corrupt" => Some(Self::Damaged),
            "not_jpeg" => Some(Self::Other),
            "jpeg_valid_unusual" => (!NOT_ORDINARY.iter().any(|(path, _)| *path == file.path)).then_some(Self::Odd),
            _ if says.contains("too dark") => Some(Self::Dark),
            _ if holds(&["mild", "borderline", "text only", "blank", "rotated", "exif", "sideways", "upside"]) => None,
            _ if says.contains("blurr") => Some(Self::Blurred),
            "portraits" | "documents_other" => None,
            _ => (says.starts_with("sharp") || says.starts_with("readable")).then_some(Self::Sharp),
        }
    }

    /// The same for a line of `MORE.tsv`: how sharp it is, which way up, and what it is.
    fn of_more(sharpness: &str, orientation: &str, what: &str) -> Option<Self> {
        match (sharpness, orientation) {
            ("sharp", "up") => Some(Self::Sharp),
            ("broken", _) => Some(Self::Blocks),
            ("n/a", _) if what.contains("named .jpg") => Some(Self::Other),
            _ => None,
        }
    }

    fn name(self, chinese: bool) -> &'static str {
        let (zh, en) = match self {
            Self::Sharp => ("清楚、端正、完整的材料", "sharp, upright, whole documents"),
            Self::Blurred => ("明显模糊", "plainly blurred"),
            Self::Blocks => ("压缩成一块块方格", "compressed to blocks"),
            Self::Dark => ("太暗", "too dark"),
            Self::Damaged => ("损坏", "damaged"),
            Self::Odd => ("不常见但完整的 JPG", "unusual but whole JPEGs"),
            Self::Other => ("不是 JPG", "not JPEGs"),
        };
        if chinese { zh } else { en }
    }
}

impl Answer {
    /// What a rule of [`QUALITY`] says.
    fn of(code: &str) -> Self {
        match code {
            "D305" | "D306" => Self::Blurred,
            "D312" | "D313" => Self::Compressed,
            "D309" => Self::Dark,
            "D203" => Self::Damaged,
            "D204" | "D322" => Self::Odd,
            "D106" | "D201" => Self::NotJpeg,
            _ => Self::Other,
        }
    }

    fn name(self, chinese: bool) -> &'static str {
        let (zh, en) = match self {
            Self::Nothing => ("不作声", "nothing"),
            Self::Blurred => ("模糊", "blurred"),
            Self::Compressed => ("压缩、放大", "compressed, enlarged"),
            Self::Dark => ("太暗", "dark"),
            Self::Damaged => ("损坏", "damaged"),
            Self::Odd => ("文件不规范", "odd file"),
            Self::NotJpeg => ("不是 JPG", "not a JPEG"),
            Self::Other => ("其他", "other"),
        };
        if chinese { zh } else { en }
    }
}

impl Counts {
    /// A file counts once, under its worst finding; of equal ones the first. A note accuses nobody.
    fn add(&mut self, found: &[(&'static str, Severity)]) {
        let accused = found.iter().filter(|(_, level)| *level != Severity::Info);
        let worst = accused.min_by_key(|(_, level)| *level);
        let level = worst.map(|(_, level)| *level);
        let answer = worst.map_or(Answer::Nothing, |(code, _)| Answer::of(code));
        self.files += 1;
        self.errors += usize::from(level == Some(Severity::Error));
        self.warnings += usize::from(level == Some(Severity::Warning));
        self.answers.entry(answer).or_default()[usize::from(level == Some(Severity::Warning))] += 1;
    }

    /// How many files got an answer: errors, and warnings behind a plus.
    fn shown(&self, answer: Answer) -> String {
        match self.answers.get(&answer) {
            None => String::new(),
            Some([errors, 0]) => errors.to_string(),
            Some([errors, warnings]) => format!("{errors} + {warnings}"),
        }
    }

    fn flagged(&self) -> usize {
        self.errors + self.warnings
    }
}

fn of_corpus(table: &mut Table) {
    let folders = [
        "documents_sharp",
        "documents_blurry",
        "documents_other",
        "idcards",
        "portraits",
        "real_blurred",
        "real_pairs",
        "real_photos_sharp",
        "real_scans_sharp",
        "jpeg_corrupt",
        "jpeg_valid_unusual",
        "not_jpeg",
    ];
    for file in files(&folders) {
        if let Some(class) = Class::of(&file) {
            note(table, class, &file.path, &file.found());
        }
    }
}

fn of_more(table: &mut Table, list: &str, root: &Path) {
    for line in list.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [repository, path, _, _, what, sharpness, orientation, ..] = fields.as_slice() else { continue };
        let Some(class) = Class::of_more(sharpness, orientation, what) else { continue };
        let original = if what.contains("ID photo") {
            Original::Photo
        } else if what.contains("card") {
            Original::Card
        } else {
            Original::Page
        };
        let inspected = inspect_file(&root.join(repository).join(path));
        assert_eq!(inspected.trouble, None, "{repository}/{path}");
        note(table, class, path, &judged(&inspected, original));
    }
}

/// Counts a file, and says which ones are judged otherwise than people do.
fn note(table: &mut Table, class: Class, path: &str, found: &[(&'static str, Severity)]) {
    // What is unusual about a file says nothing about its picture, which may be blank or a smear.
    let counted = |code: &str| if class == Class::Odd { code.starts_with("D2") } else { QUALITY.contains(&code) };
    let found: Vec<_> = found.iter().copied().filter(|(code, _)| counted(code)).collect();
    let counts = table.entry(class).or_default();
    let before = counts.flagged();
    counts.add(&found);
    if (counts.flagged() > before) == matches!(class, Class::Sharp | Class::Odd) {
        let _ = writeln!(std::io::stderr(), "{class:?}: {path} {found:?}");
    }
}

/// The table in Markdown: a row for what people say, a column for what the program says.
fn shown(table: &Table, chinese: bool) -> String {
    let people = if chinese { "| 人怎么说 | 文件 |" } else { "| what people say | files |" };
    let head = ANSWERS.map(|answer| format!(" {} |", answer.name(chinese))).concat();
    let rule = format!("|---|--:|{}\n", "--:|".repeat(ANSWERS.len()));
    format!("{people}{head}\n{rule}")
        + &table.iter().map(|(class, counts)| row(*class, counts, chinese)).collect::<String>()
}

fn row(class: Class, counts: &Counts, chinese: bool) -> String {
    let cells = ANSWERS.map(|answer| format!(" {} |", counts.shown(answer))).concat();
    format!("| {} | {} |{cells}\n", class.name(chinese), counts.files)
}

/// The bars: errors and warnings of sharp documents, and the share that is flagged of everything else, per cent.
fn check(table: &Table) {
    for (class, counts) in table {
        let share = |part: usize| part as f64 * 100.0 / counts.files as f64;
        match class {
            Class::Sharp => {
                assert!(share(counts.errors) <= 1.0, "errors: {counts:?}");
                assert!(share(counts.warnings) <= 4.0, "warnings: {counts:?}");
            }
            Class::Odd => assert!(counts.errors == 0, "{counts:?}"),
            Class::Dark => assert!(share(counts.flagged()) >= 80.0, "{counts:?}"),
            Class::Blurred => assert!(share(counts.flagged()) >= 95.0, "{counts:?}"),
            Class::Blocks | Class::Damaged | Class::Other => {
                assert!(share(counts.errors) >= 98.0, "{class:?}: {counts:?}");
            }
        }
    }
}

/// The READMEs must quote the table: with `DOSSIER_MORE` all of it, which `README_UPDATE=1` writes there, else the rows that
/// need no further files.
#[test]
fn real_files_are_judged_as_people_judge_them() {
    let Some(root) = corpus() else { return };
    let mut table = Table::new();
    of_corpus(&mut table);
    let more = std::env::var_os("DOSSIER_MORE");
    if let Some(folder) = &more {
        let list = std::fs::read_to_string(root.join("MORE.tsv")).expect("the list of further files");
        of_more(&mut table, &list, Path::new(folder));
    }
    let _ = writeln!(std::io::stderr(), "\n{}", shown(&table, false));
    for (name, chinese) in [("README.md", false), ("README.zh-CN.md", true)] {
        if more.is_some() {
            quoted(name, &shown(&table, chinese));
        } else {
            rows_quoted(name, &table, chinese);
        }
    }
    check(&table);
}

fn rows_quoted(name: &str, table: &Table, chinese: bool) {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the README");
    for class in [Class::Blurred, Class::Dark, Class::Damaged, Class::Odd] {
        let row = row(class, &table[&class], chinese);
        assert!(text.contains(&row), "{name} lacks {row}");
    }
}

fn quoted(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(&path).expect("the README");
    let (before, rest) = text.split_once("<!-- judged -->\n").expect("where the table begins");
    let (now, after) = rest.split_once("<!-- /judged -->").expect("where the table ends");
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}<!-- judged -->\n{table}<!-- /judged -->{after}")).expect("the README");
    } else {
        assert_eq!(now, table, "{name}");
    }
}
