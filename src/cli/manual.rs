//! What a manual page says beyond the help: exit status, examples, files.

use super::examples;
use crate::text::Lang;
use std::fmt::Write as _;

/// The exit codes of a command; those of the program where the command has none of its own.
fn exit_status(command: &str) -> &'static [(&'static str, &'static str, &'static str)] {
    const FAILED: (&str, &str, &str) = (
        "2",
        "参数、规则或申报人数据有误，或者文件读不了、写不了",
        "Wrong arguments, an unreadable profile or applicant file, or output that cannot be written.",
    );
    match command {
        "check" => &[
            ("0", "没有错误（可以有警告）", "No errors; there may be warnings."),
            ("1", "有错误", "There are errors."),
            FAILED,
        ],
        "pack" => &[
            ("0", "已写出材料包", "The package is written."),
            ("1", "有错误，没有打包", "There are errors, and nothing was packed."),
            FAILED,
        ],
        "verify" => &[
            ("0", "材料包完好", "The package is valid."),
            ("1", "材料包不能接受", "The package is refused."),
            ("2", "参数有误，或者材料包读不了", "Wrong arguments, or a package that cannot be read."),
        ],
        "record" => &[
            ("0", "已登记，或早已登记", "Recorded now or before."),
            (
                "1",
                "没有登记：材料包有误、次数已满，或没有提交过",
                "Not recorded: the package is refused, the limit is reached, or it was never submitted.",
            ),
            FAILED,
        ],
        "batch" | "merge" => &[
            ("0", "每个人都没有错误", "Nobody's dossier has errors."),
            ("1", "有人有错误，或者有人的材料没能检查", "A dossier has errors or could not be checked."),
            ("2", "参数有误，或者一览表没能写出", "Wrong arguments, or the roster could not be written."),
        ],
        "inspect" => &[
            ("0", "文件完好", "The files are whole."),
            ("1", "有文件损坏", "A file is damaged."),
            ("2", "参数有误，或者文件读不了", "Wrong arguments, or a file that cannot be read."),
        ],
        "profile check" => {
            &[("0", "没有发现问题", "Nothing is wrong."), ("1", "有要改的地方", "Something is to be changed."), FAILED]
        }
        _ => &[("0", "成功", "Success."), FAILED],
    }
}

/// The files that the program reads and writes by itself.
const FILES: &[(&str, &str, &str)] = &[
    (
        "applicant.toml",
        "申报人数据，放在材料文件夹里；由 dossier init 写出",
        "The applicant's data, in the dossier's folder; written by dossier init.",
    ),
    (
        "checklist.toml, paper.toml, form.toml",
        "一套规则的三个文件，放在规则文件夹里",
        "The three files of a profile, in the profile's folder.",
    ),
    ("$XDG_DATA_HOME/dossier/register.sqlite", "提交登记簿", "The register of submissions."),
    (
        "$XDG_CACHE_HOME/dossier/inspections.cache",
        "检查结果的缓存，可以随时删除",
        "The cache of inspections; it may be deleted at any time.",
    ),
];

/// The sections in roff.
pub(super) fn sections(command: &str, lang: Lang) -> String {
    let say = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let mut page = String::new();
    section(&mut page, say("退出码", "EXIT STATUS"));
    for (code, zh, en) in exit_status(command) {
        entry(&mut page, code, say(zh, en));
    }
    section(&mut page, say("示例", "EXAMPLES"));
    for (line, about) in examples::of(command, lang) {
        entry(&mut page, line, about);
    }
    section(&mut page, say("文件", "FILES"));
    for (file, zh, en) in FILES {
        entry(&mut page, file, say(zh, en));
    }
    page
}

fn section(page: &mut String, title: &str) {
    let _ = writeln!(page, ".SH \"{title}\"");
}

fn entry(page: &mut String, term: &str, about: &str) {
    let _ = writeln!(page, ".TP\n\\fB{}\\fR\n{}", roff(term), roff(about));
}

/// Text in which roff sees no command of its own.
fn roff(text: &str) -> String {
    let escaped = text.replace('\\', "\\e").replace('-', "\\-");
    if escaped.starts_with(['.', '\'']) { format!("\\&{escaped}") } else { escaped }
}
