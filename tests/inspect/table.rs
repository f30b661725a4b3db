//! How real files are judged, class by class: the table that the READMEs quote, and what it must not fall below.
//!
//! `DOSSIER_MORE` names a folder of further files, `<owner>/<repository>/<path>` as the corpus's `MORE.tsv` lists them.

use crate::corpus::{File, NOT_ORDINARY, files};
use crate::judged::{Original, judged};
use crate::skip::corpus;
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

/// Of one class: files, those with an error, and those with a warning and no error.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    files: usize,
    errors: usize,
    warnings: usize,
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

impl Counts {
    fn add(&mut self, found: &[(&'static str, Severity)]) {
        let worst = found.iter().map(|(_, level)| *level).min();
        self.files += 1;
        self.errors += usize::from(worst == Some(Severity::Error));
        self.warnings += usize::from(worst == Some(Severity::Warning));
    }

    fn flagged(self) -> usize {
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

/// The table in Markdown.
fn shown(table: &Table, chinese: bool) -> String {
    let head = if chinese {
        "| 人怎么说 | 文件 | 报错 | 只提醒 | 不作声 |\n"
    } else {
        "| what people say | files | errors | warnings only | nothing |\n"
    };
    let row = |(class, counts): (&Class, &Counts)| {
        let Counts { files, errors, warnings } = counts;
        format!("| {} | {files} | {errors} | {warnings} | {} |\n", class.name(chinese), files - counts.flagged())
    };
    head.to_owned() + "|---|--:|--:|--:|--:|\n" + &table.iter().map(row).collect::<String>()
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

/// With `DOSSIER_MORE`, the READMEs must quote the table; `README_UPDATE=1` writes it there.
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
    if more.is_some() {
        for (name, chinese) in [("README.md", false), ("README.zh-CN.md", true)] {
            quoted(name, &shown(&table, chinese));
        }
    }
    check(&table);
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
