//! The tool's own failures, in both languages.
//!
//! `anyhow` carries them up with their context; only the command line, which knows the language, turns them into words.

use crate::config::diagnostic::Diagnostic;
use crate::file::Unfit;
use crate::text::Text;
use crate::text::amount::size_limit;
use std::path::Path;
use std::{fmt, io};

/// A failure with its message in both languages.
#[derive(Debug)]
pub struct Failure(pub Text);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.en)
    }
}

impl std::error::Error for Failure {}

/// A profile or an applicant file that is refused, with all its faults.
#[derive(Debug)]
pub struct Rejected(pub Vec<Diagnostic>);

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults", self.0.len())
    }
}

impl std::error::Error for Rejected {}

/// A failure as an error.
pub fn failure(zh: impl Into<String>, en: impl Into<String>) -> anyhow::Error {
    Failure(Text { zh: zh.into(), en: en.into() }).into()
}

/// An error of the system as an error of ours, in both languages.
pub fn refused(kind: io::ErrorKind, zh: impl Into<String>, en: impl Into<String>) -> io::Error {
    io::Error::new(kind, Failure(Text { zh: zh.into(), en: en.into() }))
}

/// What could not be done, and why the system refused.
pub fn because(error: &io::Error, zh: impl fmt::Display, en: impl fmt::Display) -> anyhow::Error {
    let why = said(error);
    failure(format!("{zh}：{}", why.zh), format!("{en}: {}", why.en))
}

/// A file or folder that the system does not let us read, or that is not fit to be read.
pub fn cannot_read(path: &Path, error: &io::Error) -> anyhow::Error {
    let shown = path.display();
    let why = if is_held(error) { why_not(error) } else { said(error) };
    failure(format!("无法读取“{shown}”：{}", why.zh), format!("cannot read {shown}: {}", why.en))
}

/// Why the system refused, and what to do where another program keeps the file: to replace such a file is "access denied".
pub fn why_not(error: &io::Error) -> Text {
    let said = said(error);
    if !cfg!(windows) || !(is_held(error) || error.kind() == io::ErrorKind::PermissionDenied) {
        return said;
    }
    Text {
        zh: format!("{}。它可能正被另一个程序（如看图软件、Excel）打开；请在那里关闭后再运行", said.zh),
        en: format!(
            "{}; another program, such as a viewer or Excel, may have it open: close it there and run again",
            said.en
        ),
    }
}

/// Whether it is the error by which Windows says that another program has the file.
fn is_held(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(error.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// The system gives no further thread: a limit of processes, or no memory.
pub fn no_thread(error: &(dyn std::error::Error + 'static)) -> anyhow::Error {
    let why = words(error);
    failure(
        format!("系统不能再开线程：{}；请关掉一些程序再运行", why.zh),
        format!("the system gives no further thread: {}; close other programs and run again", why.en),
    )
}

/// What an error of the system says: in both languages where it is ours, else in the system's own words, in Chinese where
/// they have a name there.
pub fn said(error: &io::Error) -> Text {
    let inner = error.get_ref();
    if let Some(Failure(text)) = inner.and_then(|inner| inner.downcast_ref()) {
        return text.clone();
    }
    match inner.and_then(|inner| inner.downcast_ref()) {
        Some(Unfit::LongerThan(limit)) => {
            let limit = size_limit(*limit);
            Text { zh: format!("超过 {limit}"), en: format!("larger than {limit}") }
        }
        Some(Unfit::NotRegular) => Text { zh: "不是普通文件".to_owned(), en: "not a regular file".to_owned() },
        Some(Unfit::InTheCloud) => Text {
            zh: "它只在云端（OneDrive 等），没有下载到这台电脑；请在资源管理器里右键点它，选“始终保留在此设备上”".to_owned(),
            en: "it is in the cloud only (OneDrive or another) and not on this computer; right-click it in the Explorer and \
                 choose \"Always keep on this device\""
                .to_owned(),
        },
        None => Text { zh: in_chinese(error), en: error.to_string() },
    }
}

/// What the system or a library said, where only its words were kept: in Chinese what is known of it by its number, or as one
/// of the texts of SQLite.
pub fn kept_words(words: &str) -> Text {
    let number = |(_, behind): (&str, &str)| behind.split_once(')')?.0.parse().ok();
    if let Some(number) = words.rsplit_once(NUMBERED).and_then(number) {
        return Text { zh: in_chinese(&io::Error::from_raw_os_error(number)), en: words.to_owned() };
    }
    let zh = OF_DATABASES.iter().find(|(said, _)| words.starts_with(said)).map_or(words, |(_, zh)| zh);
    Text { zh: zh.to_owned(), en: words.to_owned() }
}

/// What Rust writes before the number of an error of the system.
const NUMBERED: &str = "(os error ";

/// How the texts of SQLite begin, and what they say.
const OF_DATABASES: [(&str, &str); 10] = [
    ("unable to open database file", "打不开它，可能没有权限，或者文件夹不在"),
    ("attempt to write a readonly database", "它是只读的"),
    ("database or disk is full", "磁盘满了"),
    ("disk I/O error", "读写磁盘时出错"),
    ("file is not a database", "它不是数据库文件"),
    ("database disk image is malformed", "内容坏了"),
    ("database is locked", "正被别的程序使用"),
    ("access permission denied", "没有权限"),
    ("authorization denied", "没有权限"),
    ("out of memory", "内存不够"),
];

/// What an error of the system is called in Chinese, with its number; in the system's own words where it has no name here, and
/// on Windows, which speaks the user's language.
fn in_chinese(error: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let Some(number) = error.raw_os_error() else {
        let words = error.to_string();
        return if words.contains(NUMBERED) { kept_words(&words).zh } else { words };
    };
    if cfg!(windows) {
        return error.to_string();
    }
    let name = match error.kind() {
        Kind::NotFound => "找不到",
        Kind::PermissionDenied => "没有权限",
        Kind::AlreadyExists => "已经有了",
        Kind::StorageFull => "磁盘满了",
        Kind::QuotaExceeded => "超过了磁盘限额",
        Kind::ReadOnlyFilesystem => "磁盘是只读的",
        Kind::FileTooLarge => "文件太大，这个磁盘放不下",
        Kind::IsADirectory => "是文件夹",
        Kind::NotADirectory => "不是文件夹",
        Kind::DirectoryNotEmpty => "文件夹不是空的",
        Kind::InvalidFilename => "名字太长，或者有不能用的字符",
        Kind::ResourceBusy => "正被别的程序使用",
        Kind::StaleNetworkFileHandle | Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::TimedOut => {
            "网络磁盘连不上"
        }
        Kind::OutOfMemory => "内存不够",
        Kind::WouldBlock => "系统暂时给不出来",
        // EIO, ENFILE and EMFILE, the same on Linux and macOS, have no kind.
        _ if number == 5 => "读写磁盘时出错",
        _ if number == 23 || number == 24 => "打开的文件太多",
        _ => return error.to_string(),
    };
    format!("{name}（系统错误 {number}）")
}

/// An error with its causes, in both languages.
pub fn explained(error: &anyhow::Error) -> Text {
    let (zh, en): (Vec<_>, Vec<_>) = error.chain().map(words).map(|text| (text.zh, text.en)).unzip();
    Text { zh: zh.join("："), en: en.join(": ") }
}

/// One error of a chain: a [`Failure`] in both languages, any other in the system's own words.
pub fn words(cause: &(dyn std::error::Error + 'static)) -> Text {
    if let Some(Failure(text)) = cause.downcast_ref() {
        return text.clone();
    }
    cause.downcast_ref().map_or_else(|| kept_words(&cause.to_string()), said)
}

/// A file or folder that the system does not let us write, and what to do where the system's own words do not tell.
pub fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    let shown = path.display();
    let error = without_temporary_path(error);
    let why = said(error);
    let advice = if cfg!(windows) { windows_advice(path, error) } else { Text::same("") };
    failure(
        format!("无法写入“{shown}”：{}{}", why.zh, advice.zh),
        format!("cannot write {shown}: {}{}", why.en, advice.en),
    )
}

/// What the system said, without the random name of the temporary file, which means nothing to anybody.
fn without_temporary_path(error: &io::Error) -> &io::Error {
    let cause = error.get_ref().and_then(|error| error.source());
    cause.and_then(|cause| cause.downcast_ref()).unwrap_or(error)
}

/// Windows refuses to replace a file that a viewer has open, or that is marked read-only, and says "access denied".
fn windows_advice(path: &Path, error: &io::Error) -> Text {
    let there = path.metadata().ok().filter(std::fs::Metadata::is_file);
    let read_only = there.as_ref().is_some_and(|file| file.permissions().readonly());
    let denied = error.kind() == io::ErrorKind::PermissionDenied;
    let held = denied || is_held(error);
    if denied && read_only {
        let zh = "。它是只读的，没有改动它；请在“属性”里去掉“只读”，或换一个文件名".to_owned();
        let en = "; it is marked read-only and was left as it is: take the mark off in its properties, or choose another name";
        return Text { zh, en: en.to_owned() };
    }
    if held && there.is_some() {
        let zh = "。它可能正被另一个程序（如 PDF 阅读器、Excel）打开，没有改动它；请关闭后再运行".to_owned();
        let en = "; another program, such as a PDF viewer or Excel, may have it open, and it was left as it is: close it there and run again";
        return Text { zh, en: en.to_owned() };
    }
    Text::same("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    #[test]
    fn each_language_says_why_a_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        std::fs::write(&path, vec![b'x'; 2049]).expect("a file");
        let said = |path: &Path| explained(&cannot_read(Path::new("a"), &file::read(path, 2048).expect_err("refused")));
        let large = said(&path);
        assert_eq!((&*large.zh, &*large.en), ("无法读取“a”：超过 2 KB", "cannot read a: larger than 2 KB"));
        let other = said(folder.path());
        assert_eq!((&*other.zh, &*other.en), ("无法读取“a”：不是普通文件", "cannot read a: not a regular file"));
    }
    #[cfg(unix)]
    #[test]
    fn errors_of_the_system_have_chinese_names() {
        let error = std::fs::read("/no/such/file").expect_err("not there");
        let Text { zh, en } = said(&error);
        assert_eq!((&*zh, en.contains("os error 2")), ("找不到（系统错误 2）", true));
        assert!(said(&io::Error::other("of a library")).zh.contains("of a library"));
        assert_eq!(explained(&because(&error, "无法打开", "cannot open")).zh, "无法打开：找不到（系统错误 2）");
        let without_kind = io::Error::from_raw_os_error(24);
        assert_eq!(said(&without_kind).zh, "打开的文件太多（系统错误 24）");
        assert_eq!(explained(&no_thread(&error)).zh, "系统不能再开线程：找不到（系统错误 2）；请关掉一些程序再运行");
    }

    #[cfg(unix)]
    #[test]
    fn words_that_were_kept_of_an_error_have_chinese_names_too() {
        for (words, zh) in [
            ("Permission denied (os error 13)", "没有权限（系统错误 13）"),
            ("Permission denied (os error 13) about [\"/home/x\"]", "没有权限（系统错误 13）"),
            ("unable to open database file: /home/x.sqlite", "打不开它，可能没有权限，或者文件夹不在"),
            ("attempt to write a readonly database", "它是只读的"),
            ("of a library", "of a library"),
            ("(os error x)", "(os error x)"),
            ("(os error 99999)", "Unknown error 99999 (os error 99999)"),
        ] {
            let kept = kept_words(words);
            assert_eq!((&*kept.zh, &*kept.en), (zh, words));
            assert_eq!(said(&io::Error::other(words)).zh.contains("系统错误"), zh.contains("系统错误"), "{words}");
        }
    }
}
