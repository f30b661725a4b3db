//! Why a package is refused: one table of codes, so that every refusal can be looked up and none is worded twice.
//!
//! K0xx codes are never reused. K001–K029 are about the zip file, K030–K059 about the bag inside it.

use crate::text::Text;

/// One way in which a package can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// `K0xx`.
    pub code: &'static str,
    /// The fault in kebab case, never the remedy.
    pub name: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}

impl Code {
    /// What it means, in both languages.
    pub fn about(&self) -> Text {
        Text { zh: self.zh.to_owned(), en: self.en.to_owned() }
    }
}

/// One fault found in one package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind.
    pub code: Code,
    /// The entry of the zip file, or the path inside the folder; empty for the package as a whole. Not escaped.
    pub entry: String,
    /// Where, in bytes from the start of the zip file; for a line of a tag file, from the start of that file.
    pub offset: u64,
    /// What was found there.
    pub message: Text,
}

impl Refusal {
    /// A fault with its own sentence.
    pub fn new(code: Code, entry: impl Into<String>, offset: u64, message: Text) -> Self {
        Self { code, entry: entry.into(), offset, message }
    }

    /// A fault that the code's own sentence says in full.
    pub fn plain(code: Code, entry: impl Into<String>, offset: u64) -> Self {
        Self::new(code, entry, offset, code.about())
    }
}

/// The first faults of a package. A stranger's package can have millions, and a hundred say enough.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    kept: Vec<Refusal>,
    more: usize,
}

impl Refusals {
    /// The most that are kept.
    const MOST: usize = 100;

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Adds a fault, which is not even worded where there are enough.
    pub(super) fn add(&mut self, make: impl FnOnce() -> Refusal) {
        if self.kept.len() < Self::MOST {
            self.kept.push(make());
        } else {
            self.more += 1;
        }
    }

    pub(super) fn extend(&mut self, refusals: impl IntoIterator<Item = Refusal>) {
        refusals.into_iter().for_each(|refusal| self.add(|| refusal));
    }

    /// Adds those of another list, with the number of those that it did not keep.
    pub(super) fn absorb(&mut self, other: Self) {
        self.more += other.more;
        self.extend(other.kept);
    }

    /// All that were kept; the last one says how many more there are.
    pub(super) fn into_vec(mut self) -> Vec<Refusal> {
        if let (1.., Some(last)) = (self.more, self.kept.last_mut()) {
            let message = Text {
                zh: format!("{}；另有 {} 处没有列出", last.message.zh, self.more),
                en: format!("{}; and {} more, which are not listed", last.message.en, self.more),
            };
            last.message = message;
        }
        self.kept
    }
}

macro_rules! codes {
    ($($constant:ident = $code:literal $name:literal: $zh:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub const $constant: Code = Code { code: $code, name: $name, zh: $zh, en: $en };
        )*
        /// Every code, ascending.
        pub const CODES: &[Code] = &[$($constant),*];
    };
}

codes! {
    NOT_A_ZIP = "K001" "not-a-zip":
        "文件是空的，或者不是 zip 文件", "The file is empty, or is not a zip file";
    CUT_SHORT = "K002" "cut-short":
        "zip 文件不完整，缺少结尾", "The zip file is cut short: its end is missing";
    TRAILING_BYTES = "K003" "trailing-bytes":
        "zip 文件结尾之后还有多余的字节", "Bytes follow the end of the zip file";
    LEADING_BYTES = "K004" "leading-bytes":
        "zip 文件的第一个条目之前有多余的字节", "Bytes stand before the first entry of the zip file";
    COMMENT = "K005" "comment":
        "zip 文件里有注释；材料包不带注释", "The zip file holds a comment; a package holds none";
    END_RECORD = "K006" "end-record":
        "zip 结尾记录的数目或位置与文件不符", "The end record of the zip file does not agree with the file";
    ZIP64 = "K007" "zip64":
        "zip64 记录多余、缺少或与文件不符", "A zip64 record is needless, missing, or does not agree with the file";
    TOO_MANY = "K008" "too-many-entries":
        "条目数目或目录大小超出上限", "More entries, or a larger directory, than a package can have";
    DIRECTORY = "K009" "broken-directory":
        "zip 中央目录已损坏", "The central directory of the zip file is broken";
    ENCRYPTED = "K010" "encrypted":
        "条目已加密；材料包不加密", "The entry is encrypted; a package is not";
    COMPRESSED = "K011" "compressed":
        "条目经过压缩；材料包只存储，不压缩", "The entry is compressed; a package stores and does not compress";
    DESCRIPTOR = "K012" "data-descriptor":
        "条目使用数据描述符；材料包不使用", "The entry uses a data descriptor; a package uses none";
    NAME_ENCODING = "K013" "name-encoding":
        "条目名称的编码不对：非 ASCII 名称必须是 UTF-8 并带标志，ASCII 名称不带",
        "The name's encoding is wrong: a name beyond ASCII must be UTF-8 with its flag, an ASCII name has no flag";
    EXTRA_FIELD = "K014" "extra-field":
        "条目带有附加字段；材料包不带", "The entry has an extra field; a package has none";
    NOT_A_FILE = "K015" "not-a-regular-file":
        "条目不是权限 0644 的普通文件（可能是链接、文件夹或特殊文件）",
        "The entry is not a regular file with mode 0644: a link, a folder or a special file";
    TIMESTAMP = "K016" "timestamp":
        "条目的时间不是 1980-01-01 00:00", "The entry's time is not 1980-01-01 00:00";
    HEADERS_DIFFER = "K017" "headers-differ":
        "条目自身的头与中央目录不一致", "The entry's own header and the central directory differ";
    OVERLAP = "K018" "overlap":
        "条目与前一个条目重叠", "The entry overlaps the one before it";
    HIDDEN_ENTRY = "K019" "hidden-entry":
        "文件里有中央目录没有列出的条目", "The file holds an entry that the central directory does not list";
    GAP = "K020" "gap":
        "条目之间有不属于任何条目的字节", "Bytes that belong to no entry stand between entries";
    ORDER = "K021" "order":
        "条目没有按名称的字节顺序排列", "The entries are not in the byte order of their names";
    DUPLICATE = "K022" "duplicate":
        "同一个名称出现两次", "The same name occurs twice";
    COLLISION = "K023" "colliding-names":
        "两个名称在有些系统上会成为同一个文件", "Two names would be one file on some systems";
    UNSAFE_NAME = "K024" "unsafe-name":
        "名称不安全，或不能在所有系统上使用", "The name is unsafe, or cannot be used on every system";
    ROOT = "K025" "root":
        "所有条目必须在同一个文件夹 dossier-<8 位十六进制> 之内",
        "Every entry must lie in one folder, dossier-<8 hex digits>";
    CRC = "K026" "crc":
        "内容与 CRC-32 不符，已损坏", "The content does not match its CRC-32: it is damaged";
    HEADER_VALUE = "K027" "header-value":
        "条目头里有材料包不使用的值", "The header holds a value that a package does not use";

    MISSING_FILE = "K030" "missing-tag-file":
        "缺少材料包必有的文件", "A file that every package has is missing";
    UNEXPECTED_FILE = "K031" "unexpected-file":
        "材料包里不应有这个文件", "A package has no such file";
    FETCH = "K032" "fetch-file":
        "材料包不得有 fetch.txt：内容必须全部在包内", "A package has no fetch.txt: all of it is inside";
    OTHER_MANIFEST = "K033" "other-manifest":
        "材料包只用 sha256 清单，不得另有清单", "A package has sha256 manifests only, and no other beside them";
    TEXT = "K034" "text-encoding":
        "文本必须是 UTF-8，无 BOM，行尾为 LF，最后一行也有行尾",
        "The text must be UTF-8 without BOM, with LF at the end of every line";
    TOO_LARGE = "K035" "tag-file-too-large":
        "这个文件超出材料包允许的大小", "The file is larger than a package allows";
    DECLARATION = "K036" "declaration":
        "bagit.txt 的内容不是 BagIt 1.0、UTF-8 的声明", "bagit.txt is not the declaration of BagIt 1.0 in UTF-8";
    MANIFEST_LINE = "K037" "manifest-line":
        "清单的一行不是“64 位小写十六进制、两个空格、路径”",
        "A line of the manifest is not 64 lower-case hex digits, two spaces and a path";
    MANIFEST_ORDER = "K038" "manifest-order":
        "清单的行重复，或没有按路径排序", "A line of the manifest is doubled, or the lines are not in the order of their paths";
    LISTED_NOT_THERE = "K039" "listed-but-missing":
        "清单列出的文件不在包里", "A file that the manifest lists is not in the package";
    NOT_LISTED = "K040" "not-listed":
        "包里的文件没有列在清单里", "A file in the package is not listed in the manifest";
    HASH = "K041" "hash":
        "文件内容与清单上的 SHA-256 不符", "The content does not match the SHA-256 in the manifest";
    OXUM = "K042" "oxum":
        "Payload-Oxum 与材料的字节数、文件数不符", "Payload-Oxum does not match the bytes and the number of the files";
    INFO_FIELD = "K043" "bag-info-field":
        "bag-info.txt 缺少一项，或者有重复、多余、次序不对或写法不对的项",
        "bag-info.txt lacks a field, or has one that is doubled, unknown, out of order or badly written";
    INFO_CONTRADICTS = "K044" "bag-info-contradicts":
        "bag-info.txt 与包里的其他文件说法不一", "bag-info.txt says otherwise than the other files of the package";
    PROFILE_DIGEST = "K045" "profile-digest":
        "清单方案的摘要与 meta/profile 里的文件不符", "The profile's digest does not match the files in meta/profile";
    IDENTIFIER = "K046" "identifier":
        "文件夹名或 External-Identifier 与指纹不符", "The folder's name or External-Identifier does not match the fingerprint";
    REPORT = "K047" "report":
        "meta/report.json 无法读取，或与包里的文件不符", "meta/report.json cannot be read, or does not match the files of the package";
    EXPECTED = "K048" "unexpected-fingerprint":
        "材料包的指纹不是所要的指纹", "The fingerprint is not the one that was expected";
    FORM_DIFFERS = "K049" "form-differs":
        "评审表不是按包里的数据生成的", "The review form is not the one that the data of the package gives";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_ascend_and_names_differ() {
        assert!(CODES.is_sorted_by(|a, b| a.code < b.code));
        let mut names: Vec<_> = CODES.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
        assert!(CODES.iter().all(|code| code.code.len() == 4 && code.code.starts_with("K0")));
    }
}
