//! The command line as clap knows it, with its help in the chosen language.

use super::args::{Arguments, Listed};
use super::{chinese, examples, known_formats};
use crate::text::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::fmt::Write as _;

/// The command with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    with_examples(without_examples(lang), "", lang)
}

/// The command with the rest of its help: manual pages have a section of their own for examples.
pub(super) fn without_examples(lang: Lang) -> Command {
    let command = with_formats(Arguments::command(), "");
    match lang {
        Lang::En => command,
        Lang::Zh => translated(command, ""),
    }
}

/// The command below `path`, and all below it, each with the formats that it takes; no word of them where there is no choice.
fn with_formats(command: Command, path: &str) -> Command {
    let Some(format) = command.get_arguments().find(|arg| arg.get_id() == "format").cloned() else { return command };
    let words = known_formats::known_to(path);
    let own = format.clone().hide(words.len() == 1).value_parser(Listed(words));
    let mut command = command.mut_arg("format", |_| own);
    for name in names(&command) {
        let below = format!("{path} {name}");
        // An option of all commands goes to those that have none of this name.
        command = command.mut_subcommand(&name, |sub| with_formats(sub.arg(format.clone()), below.trim_start()));
    }
    command
}

/// The command below `path`, and all below it, with examples under its help.
fn with_examples(command: Command, path: &str, lang: Lang) -> Command {
    let shown = examples::shown(path, lang);
    let mut command = if shown.is_empty() { command } else { command.after_help(shown.trim_end().to_owned()) };
    for name in names(&command) {
        let below = format!("{path} {name}");
        command = command.mut_subcommand(&name, |sub| with_examples(sub, below.trim_start(), lang));
    }
    command
}

fn names(command: &Command) -> Vec<String> {
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

/// Headings, commands and options in Chinese. `path` is the commands' names so far, each with a space behind it.
fn translated(command: Command, path: &str) -> Command {
    let own = format!("{path}{}", command.get_name());
    let option = |name: &'static str, short, help: &'static str, action| {
        Arg::new(name).short(short).long(name).help(help).help_heading("选项").action(action)
    };
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true);
    let ids: Vec<String> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for id in ids {
        // At the top, an option of all commands may be called as a command is.
        let special = if path.is_empty() { None } else { text(&format!("{own} {id}")) };
        let help = special.or_else(|| text(&format!("* {id}")));
        command = command.mut_arg(&id, |arg| argument(arg, help.unwrap_or_default()));
    }
    if let Some(about) = text(&own) {
        command = command.about(about);
    }
    let usage = usage(&command, &own);
    command = command.override_usage(usage).arg(option("help", 'h', "显示帮助", ArgAction::Help)).arg(option(
        "version",
        'V',
        "显示版本",
        ArgAction::Version,
    ));
    for name in names(&command) {
        command = command.mut_subcommand(&name, |sub| translated(sub, &format!("{own} ")));
    }
    command
}

/// An argument in Chinese: clap itself would list its values and its default in English.
fn argument(arg: Arg, help: &str) -> Arg {
    let words = |values: Vec<String>| values.join("、");
    let possible = words(arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect());
    let default = words(arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect());
    let takes_value = arg.get_action().takes_values();
    let mut help = help.to_owned();
    if takes_value && !possible.is_empty() {
        let _ = write!(help, "（可选：{possible}）");
    }
    if takes_value && !default.is_empty() && default != "." {
        let _ = write!(help, "（默认：{default}）");
    }
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let value = value_name(&arg);
    let arg = arg.help(help).help_heading(heading);
    if !takes_value {
        return arg;
    }
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    match value {
        Some(value) => arg.value_name(value),
        None => arg,
    }
}

/// What stands for the value: in Chinese, or as clap has it where the table lacks it, which a test finds.
fn value_name(arg: &Arg) -> Option<&'static str> {
    let named = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let name = named.unwrap_or_else(|| arg.get_id().as_str().to_uppercase());
    let (_, chinese) = chinese::VALUES.iter().find(|(english, _)| *english == name)?;
    Some(chinese)
}

/// `dossier form [选项] --output <文件.pdf> <文件夹>`; the values are in Chinese already.
fn usage(command: &Command, path: &str) -> String {
    let value =
        |arg: &Arg| arg.get_value_names().and_then(|names| names.first()).map_or_else(String::new, ToString::to_string);
    let mut usage = format!("{path} [选项]");
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) = command.get_arguments().partition(|arg| arg.is_positional());
    for arg in options.into_iter().filter(|arg| arg.is_required_set()) {
        let _ = write!(usage, " --{} <{}>", arg.get_long().unwrap_or_default(), value(arg));
    }
    for arg in positional {
        let many = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        let name = value(arg);
        let (open, close) = if arg.is_required_set() { ('<', '>') } else { ('[', ']') };
        let _ = write!(usage, " {open}{name}{close}{many}");
    }
    if command.has_subcommands() {
        usage.push_str(" <命令>");
    }
    usage
}

fn text(path: &str) -> Option<&'static str> {
    let path = path.strip_prefix("dossier ").unwrap_or(path);
    chinese::TEXTS.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

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
        let paths: BTreeSet<_> = chinese::TEXTS.iter().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), chinese::TEXTS.len());
    }

    #[test]
    fn nothing_in_chinese_help_is_english() {
        fn check(command: &mut Command, path: &str) {
            let help = command.render_long_help().to_string();
            // Usage and examples hold what is typed; values are typed, too.
            let typed = |line: &str| line.trim_start().starts_with("dossier ") || line.starts_with("用法：");
            for line in help.lines().filter(|line| !typed(line)) {
                let line = line.replace(['<', '>', '[', ']'], " ");
                let english = ["Usage", "Options", "Arguments", "Commands", "default", "possible", "values", "Print"];
                let found = line.split_whitespace().find(|word| english.contains(word));
                assert!(found.is_none(), "{path}: {found:?}: {line}");
            }
            let values = chinese::VALUES.iter().map(|(english, _)| *english);
            for value in values.filter(|value| value.len() > 1) {
                assert!(!help.contains(&format!("<{value}>")), "{path}: <{value}>");
            }
            for name in names(command) {
                check(command.find_subcommand_mut(&name).expect("a command"), &format!("{path} {name}"));
            }
        }
        let mut whole = command(Lang::Zh);
        whole.build();
        check(&mut whole, "dossier");
    }

    #[test]
    fn every_command_has_an_example() {
        fn check(command: &Command, path: &str) {
            assert!(!examples::shown(path, Lang::En).is_empty(), "{path}");
            for sub in command.get_subcommands() {
                check(sub, format!("{path} {}", sub.get_name()).trim_start());
            }
        }
        check(&command(Lang::En), "");
    }
}
