//! Arguments that are refused: what is wrong with them, an example of the command, and quotes where a path needs them.

use super::{examples, help};
use crate::config::hint::one_of;
use crate::text::Lang;
use crate::text::escape::escaped;
use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::path::Path;

/// An argument that is refused, in clap's own words; without its colours, which could not be told from what was typed.
pub(super) fn in_english(error: &clap::Error, arguments: &[OsString]) -> String {
    let said: String = error.render().to_string().lines().map(|line| escaped(line) + "\n").collect();
    format!("{said}{}", advice(error, arguments, Lang::En))
}

/// An argument that is refused, in Chinese.
pub(super) fn in_chinese(error: &clap::Error, arguments: &[OsString]) -> String {
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
        ErrorKind::UnknownArgument => match text(ContextKind::SuggestedArg) {
            near if near.is_empty() => format!("没有“{argument}”这个参数"),
            near => format!("没有“{argument}”这个参数；您是不是想写“{near}”？"),
        },
        ErrorKind::InvalidSubcommand => {
            let names = help::command(Lang::Zh);
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
            let why = std::error::Error::source(error).map(ToString::to_string);
            let why = why.map(|why| format!("（{}）", number_in_chinese(&why).unwrap_or_else(|| escaped(&why))));
            format!("“{argument}”不能是“{value}”{}{possible}", why.unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => "参数里有不是 UTF-8 的文字".to_owned(),
        _ => escaped(&error.to_string()),
    };
    let advice = advice(error, arguments, Lang::Zh);
    let usage = format!("dossier {}", command_of(arguments));
    format!("错误：{said}\n\n{advice}用法：{} --help\n", usage.trim_end())
}

/// Why a number is refused: clap and the standard library say it in English only.
fn number_in_chinese(why: &str) -> Option<String> {
    if let Some((least, most)) = why.split_once(" is not in ").and_then(|(_, range)| range.split_once("..=")) {
        return Some(format!("只能是 {} 到 {}", escaped(least), escaped(most)));
    }
    let wrong = ["invalid digit", "cannot parse integer", "number too large", "number too small"];
    wrong.iter().any(|words| why.starts_with(words)).then(|| "要写一个整数".to_owned())
}

/// What helps beside the error itself: the command's own example, or the quotes that a path needs.
fn advice(error: &clap::Error, arguments: &[OsString], lang: Lang) -> String {
    if let Some(path) = unquoted(arguments) {
        return format!("{}\n\n", in_quotes(&path, lang));
    }
    let lacks = [ErrorKind::MissingRequiredArgument, ErrorKind::MissingSubcommand, ErrorKind::TooFewValues];
    if !lacks.contains(&error.kind()) {
        return String::new();
    }
    let shown = examples::shown(&command_of(arguments), lang);
    match lang {
        Lang::Zh => format!("{shown}\n"),
        Lang::En => format!("\n{shown}"),
    }
}

/// The quotes that a path needs, for a command that takes several paths: there each word is one, and fails only where it is
/// not found. Empty where quotes do not help.
pub(super) fn quotes(arguments: &[OsString], lang: Lang) -> String {
    let is_torn = |path: &String| path.split(' ').any(|word| !Path::new(word).exists());
    let path = unquoted(arguments).filter(is_torn);
    path.map_or_else(String::new, |path| format!("\n{}\n", in_quotes(&path, lang)))
}

fn in_quotes(path: &str, lang: Lang) -> String {
    let path = escaped(path);
    match lang {
        Lang::Zh => format!("路径里有空格，请加上引号：\"{path}\""),
        Lang::En => format!("The path has spaces: put it in quotes, \"{path}\""),
    }
}

/// The names of the command that was typed, without `dossier`; empty where it cannot be told.
fn command_of(arguments: &[OsString]) -> String {
    let mut names: Vec<&str> = Vec::new();
    let whole = help::command(Lang::En);
    let mut command = &whole;
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(sub) = command.find_subcommand(word) {
            names.push(sub.get_name());
            command = sub;
        }
    }
    names.join(" ")
}

/// Two or more words that are a path together: one that has spaces and was typed without quotes.
fn unquoted(arguments: &[OsString]) -> Option<String> {
    /// More words than these are a list of files, not one path.
    const MOST_WORDS: usize = 20;
    let words: Vec<&str> = arguments.iter().skip(1).take(MOST_WORDS).filter_map(|word| word.to_str()).collect();
    let spans = (0..words.len()).flat_map(|from| (from + 2..=words.len()).map(move |to| (from, to)));
    let mut paths = spans.filter_map(|(from, to)| Some(words.get(from..to)?.join(" ")));
    paths.find(|path| Path::new(path).exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn command_is_told_from_its_words() {
        assert_eq!(command_of(&typed(&["dossier", "--lang", "zh", "profile", "new"])), "profile new");
        assert_eq!(command_of(&typed(&["dossier", "form", "x"])), "form");
        assert_eq!(command_of(&typed(&["dossier", "nonsense"])), "");
    }

    /// What is wrong with these words, in Chinese.
    fn refused(words: &[&str]) -> String {
        let words = typed(words);
        let error = help::command(Lang::Zh).try_get_matches_from(&words).expect_err("refused");
        in_chinese(&error, &words)
    }

    #[test]
    fn no_english_stays_and_what_was_meant_is_named() {
        let near = refused(&["dossier", "check", ".", "--formt", "json"]);
        assert!(near.contains("您是不是想写“--format”"), "{near}");
        for (jobs, why) in
            [("abc", "要写一个整数"), ("", "要写一个整数"), ("0", "只能是 1 到 1024"), ("70000", "只能是 1 到 1024")]
        {
            let said = refused(&["dossier", "check", ".", &format!("--jobs={jobs}")]);
            assert!(said.contains(why), "{jobs}: {said}");
        }
    }

    #[test]
    fn path_without_quotes_is_recognised() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("张 三 的材料");
        std::fs::create_dir(&path).expect("a folder");
        let path = path.to_str().expect("a path");
        let mut words = vec!["dossier", "check"];
        words.extend(path.split(' '));
        assert_eq!(unquoted(&typed(&words)).as_deref(), Some(path));
        assert!(quotes(&typed(&words), Lang::Zh).contains(path), "each word of it was taken for a path");
        assert_eq!(unquoted(&typed(&["dossier", "check", "no", "such"])), None);
    }
}
