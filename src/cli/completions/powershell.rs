//! For `PowerShell` 5 and later.

use super::places::Place;
use std::fmt::Write as _;

/// The script, in ASCII: what a pipe of Windows hands on, or a file without a mark, is read in the machine's code page.
pub(super) fn script(places: &[Place]) -> String {
    let mut table = String::new();
    for place in places {
        let _ = writeln!(table, "        '{}' = @(", place.behind);
        let lines: Vec<String> = place
            .candidates
            .iter()
            .map(|candidate| format!("            '{} {}'", candidate.text, quoted(&candidate.help)))
            .collect();
        let _ = writeln!(table, "{}\n        )", lines.join(",\n"));
    }
    SCRIPT.replace("{places}", &table)
}

/// Inside single quotes, as `[regex]::Unescape` takes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit).map(char::from) {
            Ok('\'') => quoted.push_str("''"),
            Ok('\\') => quoted.push_str(r"\\"),
            Ok(plain) if plain == ' ' || plain.is_ascii_graphic() => quoted.push(plain),
            _ => {
                let _ = write!(quoted, "\\u{unit:04x}");
            }
        }
    }
    quoted
}

/// What answers nothing lets the shell complete files. Options are offered to a word that begins as one, so that a folder
/// is completed where one is expected.
const SCRIPT: &str = r#"
Register-ArgumentCompleter -Native -CommandName 'dossier' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $places = @{
{places}    }

    $command = 'dossier'
    $before = ''
    foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $before = $element.Extent.Text
        if ((-not $before.StartsWith('-')) -and $places.ContainsKey("$command $before")) {
            $command = "$command $before"
        }
    }

    $joined = ''
    if ("$wordToComplete" -match '^(--[a-z-]+)=') {
        $before = $Matches[1]
        $joined = "$before="
    }
    $place = $command
    if ($places.ContainsKey("$command $before")) { $place = "$command $before" }

    $places[$place] | ForEach-Object {
        $text, $help = $_ -split ' ', 2
        $isOption = $text.StartsWith('-')
        if ("$joined$text".StartsWith("$wordToComplete") -and ((-not $isOption) -or "$wordToComplete".StartsWith('-'))) {
            [System.Management.Automation.CompletionResult]::new("$joined$text", $text, 'ParameterValue', [regex]::Unescape($help))
        }
    }
}
"#;

#[cfg(test)]
mod tests {
    use super::super::places::Candidate;
    use super::*;

    #[test]
    fn a_script_is_ascii_and_quotes_what_it_quotes_with() {
        let candidate =
            Candidate { text: "--crop".to_owned(), help: r"裁切（‘白边’）, it's C:\x 𠮷".to_owned() };
        let places = [Place { behind: "dossier fix".to_owned(), candidates: vec![candidate] }];
        let script = script(&places);
        assert!(script.is_ascii());
        let line = r"'--crop \u88c1\u5207\uff08\u2018\u767d\u8fb9\u2019\uff09, it''s C:\\x \ud842\udfb7'";
        assert!(script.contains(line), "{script}");
    }
}
