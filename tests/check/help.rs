//! Help and manual pages of every command, in both languages.

use crate::check::command::dossier;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["desk"],
    &["check"],
    &["inspect"],
    &["init"],
    &["fix"],
    &["sort"],
    &["explain"],
    &["rules"],
    &["profile"],
    &["profile", "list"],
    &["profile", "show"],
    &["profile", "check"],
    &["profile", "new"],
    &["completions"],
    &["man"],
    &["form"],
    &["form-sheet"],
    &["paper"],
    &["pack"],
    &["verify"],
    &["record"],
    &["history"],
    &["batch"],
    &["merge"],
];

fn help(lang: &str) -> String {
    let of = |command: &&[&str]| {
        let run = dossier(command.iter().chain(&["--help", "--lang", lang]));
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command:?}");
        format!("$ dossier {}\n{}", command.join(" "), run.stdout)
    };
    COMMANDS.iter().map(of).collect::<Vec<_>>().join("\n")
}

#[test]
fn help_in_english() {
    insta::assert_snapshot!("help-en", help("en"));
}

#[test]
fn help_in_chinese() {
    insta::assert_snapshot!("help-zh", help("zh"));
}

#[test]
fn help_is_a_command_too() {
    for (asked, meant) in [
        (&["help"][..], &["--help"][..]),
        (&["help", "check"], &["check", "--help"]),
        (&["profile", "help"], &["profile", "--help"]),
        (&["help", "profile", "new"], &["profile", "new", "--help"]),
    ] {
        for lang in ["en", "zh"] {
            let said = |words: &[&str]| dossier(["--lang", lang].iter().chain(words));
            let (help, option) = (said(asked), said(meant));
            assert_eq!((help.code, help.stdout, help.stderr), (0, option.stdout, String::new()), "{asked:?} {lang}");
        }
    }
    let unknown = dossier(["help", "chekc", "--lang", "zh"]);
    assert!(unknown.code == 2 && unknown.stderr.contains("没有“chekc”这个命令"), "{unknown:#?}");
}

#[test]
fn a_new_command_is_in_the_list() {
    let run = dossier(["--help", "--lang", "en"]);
    let listed = run.stdout.split("Commands:").nth(1).expect("commands").split("Options:").next().expect("options");
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    for name in names.filter(|name| *name != "help") {
        assert!(COMMANDS.iter().any(|command| command.first() == Some(&name)), "{name}");
    }
}

#[test]
fn manual_pages_say_exit_status_examples_and_files() {
    for command in COMMANDS {
        for (lang, sections) in [("en", ["EXIT STATUS", "EXAMPLES", "FILES"]), ("zh", ["退出码", "示例", "文件"])]
        {
            let run = dossier(["man"].iter().chain(command.iter()).chain(&["--lang", lang]));
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command:?}");
            for section in sections {
                assert!(run.stdout.contains(&format!(".SH \"{section}\"")), "{command:?} {section}: {}", run.stdout);
            }
        }
    }
}

#[test]
fn missing_arguments_show_an_example_of_the_command() {
    for command in COMMANDS.iter().filter(|command| {
        ["inspect", "init", "fix", "explain", "form", "paper", "pack", "verify", "record", "batch", "merge"]
            .contains(&command.first().copied().unwrap_or_default())
    }) {
        for lang in ["en", "zh"] {
            let run = dossier(command.iter().chain(&["--lang", lang]));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?}");
            let example = format!("  dossier {} ", command.join(" "));
            assert!(run.stderr.contains(&example), "{command:?}: {}", run.stderr);
        }
    }
}

#[test]
fn a_path_with_spaces_and_no_quotes_is_recognised() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("张 三 的材料");
    std::fs::create_dir(&path).expect("a folder");
    let words: Vec<&str> = path.to_str().expect("a path").split(' ').collect();
    // Some take one path, and refuse the second word; others take several, and do not find the first.
    for command in ["check", "batch", "inspect"] {
        for lang in ["en", "zh"] {
            let run = dossier([command].iter().chain(&words).chain(&["--lang", lang]));
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:#?}");
            assert_eq!(run.stderr.matches(&format!("\"{}\"", path.display())).count(), 1, "{}", run.stderr);
        }
    }
}

#[test]
fn formats_and_profiles_are_completed() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = dossier(["completions", shell]);
        assert_eq!(run.code, 0, "{run:#?}");
        for word in ["junit", "xlsx", "bazhou-vocational-2021"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
}

/// Windows `PowerShell` 5 takes what is not ASCII for the code page of the machine, and its tables know no case.
#[test]
fn powershell_can_read_its_script() {
    let run = dossier(["completions", "powershell", "--lang", "zh"]);
    assert!(run.stdout.is_ascii());
    let mut keys: Vec<String> =
        run.stdout.lines().filter(|line| line.ends_with("' = @(")).map(str::to_lowercase).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((keys.len(), all > 100), (all, true));
}

#[test]
fn check_alone_means_here() {
    let mut command = crate::check::command::command(["check", "--date", crate::check::command::DATE, "--lang", "en"]);
    let output = command.current_dir(crate::check::command::fixture("exempt")).output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).contains("Complete"));
}
