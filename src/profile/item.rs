//! The items of a checklist and the parts that each is made of.

use super::limits::Limits;
use super::says::Says;
use super::total::Total;
use super::when::When;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// One row group of the notice: the ID card, the yearly assessments, …
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Stable id, as in DESIGN.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What it is to the program, where it is more than a document.
    pub role: Option<Role>,
    /// Words in a path that name the item.
    pub names: Vec<String>,
    /// The pictures it is made of.
    pub parts: Vec<Part>,
    /// Groups of parts, any one of which is enough: `[["letter"], ["landlord", "landlord-id"]]`. A part that is in no
    /// group is asked for by itself.
    pub any_of: Vec<Vec<String>>,
    /// The most that all its files may come to together.
    pub total: Total,
}

impl Item {
    /// Whether a part is in one of several groups, any one of which is enough.
    pub fn is_grouped(&self, part: &str) -> bool {
        self.any_of.iter().flatten().any(|grouped| grouped == part)
    }

    /// The ways of which one is enough, in words: "A + B; or C".
    pub fn ways(&self) -> Text {
        let ways = |label: fn(&Part) -> &str, or: &str| {
            let label = |id: &String| self.parts.iter().find(|part| part.id == *id).map_or("", label);
            let way = |group: &Vec<String>| group.iter().map(label).collect::<Vec<_>>().join(" + ");
            self.any_of.iter().map(way).collect::<Vec<_>>().join(or)
        };
        Text { zh: ways(|part| &part.label.zh, "；或 "), en: ways(|part| &part.label.en, "; or ") }
    }
}

/// What an item is to the program: the profile declares it, so that no code has to know its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The applicant's portrait, which the review form prints.
    Photo,
    /// The ID card: private, so reports do not show it in the clear.
    Identity,
    /// The yearly assessments, whose grades the review form prints.
    Assessment,
}

/// One picture (or a run of pages) that is asked for.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that the profile says of the part")]
pub struct Part {
    /// The item's id.
    pub item: String,
    /// Stable id inside the item.
    pub id: String,
    /// What it is called, without its item.
    pub label: Text,
    /// Rows of the requirements.
    pub rows: Vec<String>,
    /// One document that is issued for many people: several of them may hand in the same scan.
    pub issued_for_many: bool,
    /// The kinds of document that may fill it; one, or any of several (U05, U11, U17).
    pub kinds: Vec<Kind>,
    /// Words that name the part once its item is known (正面, 封面).
    pub marks: Vec<String>,
    /// Where it wants all sides of a sheet: the words that name each of them.
    pub sides: Vec<Vec<String>>,
    /// How firmly it is asked for.
    pub presence: Presence,
    /// What must hold, else it is not asked for.
    pub when: When,
    /// Once, or once a year, or for each entry of a list.
    pub keyed: Keyed,
    /// For parts with years: one document may be for several of them, which its name gives.
    pub one_for_years: bool,
    /// For parts with years: where the condition holds, only the years from this one on are asked for, counted from the
    /// filing year.
    pub years_from: Vec<(i16, When)>,
    /// Whether more than one picture may fill it.
    pub pages: Pages,
    /// How many pages its files must have together, where it may have several.
    pub least_pages: usize,
    /// How many pages at most, where it may have several.
    pub most_pages: Option<usize>,
    /// How many files it wants: the fewest, and the most.
    pub count: (usize, Option<usize>),
    /// The most that its files may come to together, of each year or entry by itself.
    pub total: Total,
    /// The formats that are accepted.
    pub formats: Vec<Accepted>,
    /// What a portrait's background may be; empty where any plain one will do.
    pub walls: Vec<Wall>,
    /// Physical size of the original, for effective resolution; `None` where it has none (a photo file).
    pub size: Option<Size>,
    /// Whether its originals are of any size (`size = "any"`), so that nobody expects their resolution to be known.
    pub of_any_size: bool,
    /// What its pages say; `None` where the profile does not tell.
    pub says: Option<Says>,
    /// Whether it is a photo file, which has no original on paper and is judged by its pixels.
    pub is_photo: bool,
    /// The profile's limits with the part's own laid over them, and the usual ones where both are silent.
    pub limits: Limits,
}

impl Part {
    /// How many pages it may have, in words; nothing where it is one.
    pub fn pages_in_words(&self) -> Option<Text> {
        if self.pages == Pages::One {
            return None;
        }
        let (zh, en) = match (self.least_pages, self.most_pages) {
            (0, None) => ("可多页".to_owned(), "any number of pages".to_owned()),
            (0, Some(most)) => (format!("最多 {most} 页"), format!("at most {most} pages")),
            (least, None) => (format!("至少 {least} 页"), format!("at least {least} pages")),
            (least, Some(most)) if least == most => (format!("{least} 页"), format!("{least} pages")),
            (least, Some(most)) => (format!("{least}–{most} 页"), format!("{least}–{most} pages")),
        };
        Some(Text { en, zh })
    }

    /// How many files it wants, in words, where the profile counts them.
    pub fn count_in_words(&self) -> Option<Text> {
        let said = match self.count {
            (0, None) => return None,
            (0, Some(most)) => format!("≤ {most}"),
            (least, None) => format!("≥ {least}"),
            (least, Some(most)) if least == most => least.to_string(),
            (least, Some(most)) => format!("{least}–{most}"),
        };
        let file = if self.count.1 == Some(1) { "file" } else { "files" };
        Some(Text { zh: format!("{said} 个文件"), en: format!("{said} {file}") })
    }

    /// The format to save a scan in: the first that is accepted.
    pub fn saved_as(&self) -> Accepted {
        self.formats.first().copied().unwrap_or(Accepted::Jpg)
    }
}

/// A kind of document, and the words that name it.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// Stable id; the part's own where there is one kind only.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Words in a path that name it.
    pub names: Vec<String>,
}

/// How firmly a part is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Its absence is an error.
    Required,
    /// Its absence is a warning.
    Expected,
    /// It may be there.
    Optional,
    /// It must not be there.
    Forbidden,
}

/// A format of files that a profile can accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// JPEG.
    Jpg,
    /// PNG.
    Png,
    /// GIF with one picture.
    Gif,
    /// Windows bitmap.
    Bmp,
    /// TIFF.
    Tiff,
    /// WebP.
    Webp,
    /// PDF.
    Pdf,
}

impl Accepted {
    /// Every format with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("jpg", Self::Jpg),
        ("png", Self::Png),
        ("gif", Self::Gif),
        ("bmp", Self::Bmp),
        ("tiff", Self::Tiff),
        ("webp", Self::Webp),
        ("pdf", Self::Pdf),
    ];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Webp => "WebP",
            Self::Pdf => "PDF",
        }
    }

    /// How names of its files end, in lower case.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpg => &["jpg", "jpeg", "jpe"],
            Self::Png => &["png"],
            Self::Gif => &["gif"],
            Self::Bmp => &["bmp", "dib"],
            Self::Tiff => &["tif", "tiff"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
        }
    }

    /// The word of `checklist.toml`, which is the ending of a file's name too.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// What is behind the head of a portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wall {
    /// White, or a light gray.
    White,
    /// Blue.
    Blue,
    /// Red.
    Red,
}

impl Wall {
    /// Every one with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("white", Self::White), ("blue", Self::Blue), ("red", Self::Red)];

    /// The word of `checklist.toml`.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, wall)| *wall == self).map_or("", |(word, _)| word)
    }

    /// What people call it in Chinese; the word of `checklist.toml` is English.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::White => "白色",
            Self::Blue => "蓝色",
            Self::Red => "红色",
        }
    }

    /// `white or blue`.
    pub fn names(walls: &[Self]) -> Text {
        let zh: Vec<&str> = walls.iter().map(|wall| wall.chinese()).collect();
        let en: Vec<&str> = walls.iter().map(|wall| wall.id()).collect();
        Text { zh: zh.join("或"), en: en.join(" or ") }
    }
}

/// Once, or once for each of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyed {
    /// Once.
    Once,
    /// For each year of a range, both ends counted.
    Years {
        /// First year, counted from the filing year (−3 in 2021 is 2018).
        from: i16,
        /// Last year, counted from the filing year.
        to: i16,
        /// Which years are too early to be asked for.
        since: Since,
    },
    /// For each entry of the list at this position of [`super::facts::Facts::lists`].
    List(usize),
}

impl Keyed {
    /// The list of which it is asked for each entry.
    pub const fn list(self) -> Option<usize> {
        match self {
            Self::List(list) => Some(list),
            Self::Once | Self::Years { .. } => None,
        }
    }
}

/// From when on an applicant can have a document of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Every year of the range is asked for.
    Ever,
    /// Years before the date that the fact at this position of [`super::facts::Facts::facts`] gives are not.
    Fact(usize),
}

/// How many pictures may fill a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Exactly one.
    One,
    /// One or more.
    Many,
}

/// A physical size, millimetres; which side is up does not matter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Shorter side.
    pub short_mm: f64,
    /// Longer side.
    pub long_mm: f64,
}
