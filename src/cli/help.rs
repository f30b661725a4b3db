//! Help in the chosen language: clap's texts are the doc comments of `args`, in English; the Chinese ones are here.

use super::args::{Arguments, LangChoice};
use super::setup::language;
use crate::config::fields::one_of;
use crate::text::Lang;
use crate::text::escape::escaped;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::process::ExitCode;

/// Reads the arguments, or says help, version or what is wrong with them; then the code to exit with.
#[allow(clippy::print_stderr, reason = "the command line is where arguments are refused")]
pub(super) fn parse(arguments: &[OsString]) -> Result<Arguments, ExitCode> {
    let lang = asked_language(arguments);
    let matches = command(lang).try_get_matches_from(arguments);
    let read = matches.and_then(|matches| Arguments::from_arg_matches(&matches));
    read.map_err(|error| {
        let help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
        if help || lang == Lang::En {
            return match error.print() {
                Ok(()) => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
                Err(_) => ExitCode::from(2),
            };
        }
        if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
            let _ = error.print();
        } else {
            anstream::eprintln!("{}", in_chinese(&error));
        }
        ExitCode::from(2)
    })
}

/// The command with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let command = Arguments::command();
    match lang {
        Lang::En => command,
        Lang::Zh => translated(command, ""),
    }
}

/// What `--lang` says, before the arguments are known to be good: their faults are said in it too.
fn asked_language(arguments: &[OsString]) -> Lang {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = || words.windows(2).find(|pair| pair.first() == Some(&"--lang")).and_then(|pair| pair.last()).copied();
    language(match joined.or_else(apart) {
        Some("zh") => LangChoice::Zh,
        Some("en") => LangChoice::En,
        _ => LangChoice::Auto,
    })
}

/// Headings, commands and options in Chinese. `path` is the commands' names so far, each with a space behind it.
fn translated(command: Command, path: &str) -> Command {
    let template = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";
    let own = format!("{path}{}", command.get_name());
    let mut command = command
        .help_template(template)
        .subcommand_help_heading("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .help("显示帮助")
                .help_heading("选项")
                .action(clap::ArgAction::Help),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .help("显示版本")
                .help_heading("选项")
                .action(clap::ArgAction::Version),
        );
    if let Some(about) = chinese(&own) {
        command = command.about(about);
    }
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids.into_iter().filter(|id| id != "help" && id != "version") {
        let help = chinese(&format!("{own} {id}")).or_else(|| chinese(&format!("* {id}")));
        command = command.mut_arg(&id, |arg| {
            let heading = if arg.is_positional() { "参数" } else { "选项" };
            let arg = arg.help_heading(heading);
            match help {
                Some(help) => arg.help(help),
                None => arg,
            }
        });
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |sub| translated(sub, &format!("{own} ")));
    }
    command
}

fn chinese(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("dossier ").unwrap_or(path);
    CHINESE.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// An argument that is refused, said in Chinese.
fn in_chinese(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => escaped(text),
        Some(ContextValue::Strings(texts)) => escaped(&texts.join("、")),
        Some(ContextValue::StyledStr(text)) => escaped(&text.to_string()),
        Some(ContextValue::StyledStrs(texts)) => {
            escaped(&texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"))
        }
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let possible = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            format!("；{}", one_of(&value, &words).zh)
        }
        _ => String::new(),
    };
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个参数"),
        ErrorKind::InvalidSubcommand => {
            let names = command(Lang::Zh);
            let names: Vec<&str> = names.get_subcommands().map(Command::get_name).collect();
            let asked = text(ContextKind::InvalidSubcommand);
            format!("没有“{asked}”这个命令；{}", one_of(&asked, &names).zh)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("“{argument}”和“{}”不能一起用", text(ContextKind::PriorArg))
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("“{argument}”后面要跟一个值")
        }
        ErrorKind::TooManyValues => format!("“{argument}”的值太多"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面要跟一个值{possible}"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let source = std::error::Error::source(error).map(|source| format!("（{}）", escaped(&source.to_string())));
            format!("“{argument}”不能是“{value}”{}{possible}", source.unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => "参数里有不是 UTF-8 的文字".to_owned(),
        _ => escaped(&error.to_string()),
    };
    format!("错误：{said}\n\n用法：dossier --help")
}

/// By the names of commands and the id of an argument; `*` stands for every command.
const CHINESE: &[(&str, &str)] = &[
    ("dossier", "按清单检查扫描好的申报材料，并准备上传包和纸质材料"),
    ("* profile", "清单：内置规则的名字，或自己的规则文件夹"),
    ("* date", "按哪一天检查；默认是今天（东八区）"),
    ("* lang", "用什么语言：zh 中文、en 英文、auto 跟随系统"),
    ("* format", "报告的格式，可以写多次；html=文件名 写进文件"),
    ("* jobs", "同时看多少个文件；默认用全部处理器"),
    ("* color", "颜色：auto 自动、always 总是、never 从不"),
    ("* quiet", "只输出结果"),
    ("* verbose", "多说一些"),
    ("* register", "提交登记的数据库文件；默认在用户的数据文件夹里"),
    ("* cache", "检查结果的缓存文件；默认在用户的缓存文件夹里"),
    ("* no_cache", "不用缓存，每个文件都重新检查"),
    ("check", "按清单检查一个扫描件文件夹"),
    ("check dir", "放扫描件和 applicant.toml 的文件夹"),
    ("inspect", "显示单个文件的全部测量结果"),
    ("inspect files", "要测量的文件"),
    ("inspect deep", "没有疑问的图片也测量像素（check 不这样做）"),
    ("init", "新建一份材料的文件夹，或补上新增的部分"),
    ("init dir", "要新建或补充的文件夹"),
    ("init name", "申报人姓名"),
    ("init level", "申报级别：junior 初级、intermediate 中级"),
    ("init path", "方式：review 评审、first-determination 初次确定、conferment 授予"),
    ("init in_service", "有在职学历"),
    ("init title", "已有职称"),
    ("init no_title", "还没有职称"),
    ("init first_time_direct", "首次参评直接报中级"),
    ("init transferred", "任现职期间调动过"),
    ("init papers", "论文几篇"),
    ("init awards", "获奖几项"),
    ("init exempt", "免继续教育的年度，可以写多次"),
    ("fix", "做一份修好的副本；原来的文件夹不动"),
    ("fix dir", "要修的文件夹"),
    ("fix output", "新文件夹，不能已经存在"),
    ("fix dry_run", "只说要做什么，不写文件"),
    ("fix crop_photo", "把照片裁成清单要求的比例"),
    ("fix keep_names", "不改文件名"),
    ("pack", "检查文件夹，然后写出材料包：一个 zip 文件、它的 .sha256 和评审表"),
    ("pack dir", "放扫描件和 applicant.toml 的文件夹"),
    ("pack output", "材料包放到哪个文件夹；只缺最后一级时会新建"),
    ("pack incomplete", "有错误也打包，只供同事查看；包里和文件名里都会注明"),
    ("pack replace", "替换同名但内容不同的材料包"),
    ("verify", "把材料包（或解压后的文件夹）与它自己的清单逐字节核对"),
    ("verify package", "zip 文件，或解压后的文件夹"),
    ("verify expect", "应有的指纹，照纸质表上的抄写；可以有空格，不分大小写"),
    ("record", "在登记簿里登记材料包已提交或被退回"),
    ("record package", "zip 文件，或解压后的文件夹"),
    ("record outcome", "发生了什么：submitted 已提交、returned 被退回"),
    ("record reason", "为什么被退回，用自己的话写"),
    ("history", "查看提交登记簿"),
    ("history dir", "某一位申报人的文件夹；不写就是所有人"),
    ("batch", "检查一个文件夹里每个人的材料，并生成情况一览表"),
    ("batch staff_dir", "每个人一个子文件夹的总文件夹"),
    ("batch paths_from", "从文件里读文件夹名，每行一个，- 为标准输入；按原来的次序各写一行 JSON"),
    ("batch relative_to", "文件夹名写成相对这个文件夹的路径，在每台电脑上都一样"),
    ("batch reports", "把每个人自己的报告写进这个文件夹：带图的网页；json=文件夹 写 JSON；可以写多次"),
    ("batch pack", "把材料齐全的人都打包到这个文件夹"),
    ("batch replace", "同名而内容不同的材料包也替换"),
    ("merge", "把多次 batch --paths-from 的输出合成一份一览表"),
    ("merge files", "batch --paths-from 的输出文件；- 为标准输入"),
    ("merge reports", "把每个人自己的报告写进这个文件夹：网页；json=文件夹 写 JSON；可以写多次"),
    ("* unmask", "身份证号完整显示"),
    ("explain", "解释一条规则"),
    ("explain code", "规则的编号或名字：D301、low-resolution"),
    ("rules", "列出全部规则"),
    ("profile", "查看、检查、新建清单规则"),
    ("profile list", "列出内置的规则"),
    ("profile show", "把规则显示成一张清单"),
    ("profile show name", "规则：内置的名字，或文件夹"),
    ("profile check", "检查自己写的规则有没有问题"),
    ("profile check name", "规则文件夹"),
    ("profile new", "从已有的规则开始写自己的"),
    ("profile new from", "从哪一套规则开始"),
    ("profile new year", "新的申报年度"),
    ("profile new dir", "新文件夹，名字就是代号；默认是原代号换成新年度"),
    ("completions", "输出命令补全脚本"),
    ("completions shell", "为哪一种 shell"),
    ("man", "输出手册页"),
    ("man command", "要哪个命令的手册页；不写就是程序自己的"),
    ("form", "打印填好的评审表，双面"),
    ("form dir", "放扫描件和 applicant.toml 的文件夹"),
    ("form output", "写到哪个 PDF 文件"),
    ("form copies", "几份；默认按清单"),
    ("paper", "打印整套纸质材料"),
    ("paper dir", "放扫描件和 applicant.toml 的文件夹"),
    ("paper output", "写到哪个 PDF 文件"),
    ("paper watermark", "淡淡印在每份复印件上的字，例如“仅用于职称评审”"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn pairs(english: &Command, chinese: &Command, path: &str, all: &mut Vec<(String, String, String)>) {
        let words = |about: Option<&clap::builder::StyledStr>| about.map(ToString::to_string).unwrap_or_default();
        all.push((path.to_owned(), words(english.get_about()), words(chinese.get_about())));
        for arg in english.get_arguments().filter(|arg| *arg.get_id() != "help" && *arg.get_id() != "version") {
            let same =
                chinese.get_arguments().find(|other| other.get_id() == arg.get_id()).expect("the same arguments");
            all.push((format!("{path} {}", arg.get_id()), words(arg.get_help()), words(same.get_help())));
        }
        for sub in english.get_subcommands() {
            let same = chinese.find_subcommand(sub.get_name()).expect("the same commands");
            pairs(sub, same, &format!("{path} {}", sub.get_name()), all);
        }
    }

    #[test]
    fn every_help_text_is_there_in_both_languages() {
        let mut all = Vec::new();
        pairs(&command(Lang::En), &command(Lang::Zh), "dossier", &mut all);
        let faulty: Vec<_> =
            all.iter().filter(|(_, en, zh)| en.is_empty() || zh.is_empty() || en == zh || zh.is_ascii()).collect();
        assert!(faulty.is_empty(), "{faulty:#?}");
        assert!(all.len() > 40);
    }

    #[test]
    fn the_commands_are_sound() {
        command(Lang::En).debug_assert();
        command(Lang::Zh).debug_assert();
    }

    #[test]
    fn no_text_is_given_twice() {
        let paths: BTreeSet<_> = CHINESE.iter().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), CHINESE.len());
    }
}
