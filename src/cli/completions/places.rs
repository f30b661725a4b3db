//! What can follow what on the command line.

use clap::{Arg, Command};

/// A place of the command line, and what may stand there. None: a file, a folder or what nobody can list.
pub(super) struct Place {
    /// `dossier check`: behind this command; `dossier check --format`: behind this option of it.
    pub(super) behind: String,
    pub(super) candidates: Vec<Candidate>,
}

/// One of them.
pub(super) struct Candidate {
    /// What is typed; it has no space.
    pub(super) text: String,
    pub(super) help: String,
}

/// Every place of a command that was built, and of those below it.
pub(super) fn places(command: &Command) -> Vec<Place> {
    let mut all = Vec::new();
    add_places(command, command.get_name(), &mut all);
    all
}

fn add_places(command: &Command, path: &str, all: &mut Vec<Place>) {
    let shown = || command.get_arguments().filter(|arg| !arg.is_hide_set());
    let mut candidates = Vec::new();
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        candidates.push(candidate(sub.get_name(), sub.get_about()));
    }
    candidates.extend(shown().filter(|arg| arg.is_positional()).flat_map(values));
    let options: Vec<&Arg> = shown().filter(|arg| !arg.is_positional()).collect();
    for option in &options {
        candidates.extend(spellings(option).iter().map(|spelling| candidate(spelling, option.get_help())));
    }
    all.push(Place { behind: path.to_owned(), candidates });
    for option in options.into_iter().filter(|option| option.get_action().takes_values()) {
        let behind = |spelling| Place { behind: format!("{path} {spelling}"), candidates: values(option) };
        all.extend(spellings(option).into_iter().map(behind));
    }
    // clap's own `help` has every command below it once more.
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help") {
        add_places(sub, &format!("{path} {}", sub.get_name()), all);
    }
}

fn spellings(option: &Arg) -> Vec<String> {
    let long = option.get_long().map(|long| format!("--{long}"));
    long.into_iter().chain(option.get_short().map(|short| format!("-{short}"))).collect()
}

fn values(arg: &Arg) -> Vec<Candidate> {
    let values = arg.get_possible_values();
    values
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| candidate(value.get_name(), value.get_help()))
        .collect()
}

/// What has no help of its own is its own help: `PowerShell` refuses an empty one.
fn candidate(text: &str, help: Option<&clap::builder::StyledStr>) -> Candidate {
    let help = help.map(|help| help.to_string().replace('\n', " ")).filter(|help| !help.is_empty());
    Candidate { text: text.to_owned(), help: help.unwrap_or_else(|| text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::builder::PossibleValuesParser;

    #[test]
    fn a_place_has_its_own_values_and_a_path_has_none() {
        let format =
            Arg::new("format").long("format").short('f').value_parser(PossibleValuesParser::new(["html", "json"]));
        let check = Command::new("check").arg(Arg::new("folder")).arg(format).arg(Arg::new("cache").long("cache"));
        let shell = Command::new("shell").arg(Arg::new("name").value_parser(PossibleValuesParser::new(["zsh"])));
        let mut command = Command::new("dossier").subcommands([check, shell]);
        command.build();
        let places = places(&command);
        let at = |behind: &str| -> Vec<&str> {
            let place = places.iter().find(|place| place.behind == behind).unwrap_or_else(|| panic!("{behind}"));
            place.candidates.iter().map(|candidate| candidate.text.as_str()).collect()
        };
        assert_eq!(at("dossier"), ["check", "shell", "help", "--help", "-h"]);
        assert_eq!(at("dossier check"), ["--format", "-f", "--cache", "--help", "-h"]);
        assert_eq!(at("dossier check --format"), ["html", "json"]);
        assert_eq!(at("dossier check -f"), ["html", "json"]);
        assert!(at("dossier check --cache").is_empty());
        assert_eq!(at("dossier shell"), ["zsh", "--help", "-h"]);
        assert!(!places.iter().any(|place| place.behind == "dossier check --help"), "it takes no value");
    }
}
