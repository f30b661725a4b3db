//! For elvish.

use super::places::Place;
use std::fmt::Write as _;

pub(super) fn script(places: &[Place]) -> String {
    let mut table = String::new();
    for place in places {
        let _ = writeln!(table, "        &{}=[", quoted(&place.behind));
        for candidate in &place.candidates {
            let _ = writeln!(table, "            [{} {}]", quoted(&candidate.text), quoted(&candidate.help));
        }
        table.push_str("        ]\n");
    }
    SCRIPT.replace("{places}", &table)
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Options are offered to a word that begins as one, files wherever nothing else is expected.
const SCRIPT: &str = r"
use str

set edit:completion:arg-completer[dossier] = {|@words|
    var places = [
{places}    ]

    var command = dossier
    var before = ''
    for word $words[1..-1] {
        set before = $word
        if (and (not (str:has-prefix $word -)) (has-key $places $command' '$word)) {
            set command = $command' '$word
        }
    }

    var word = $words[-1]
    var joined = ''
    if (and (str:has-prefix $word --) (str:contains $word =)) {
        set before = (str:split &max=2 = $word | take 1)
        set joined = $before'='
    }
    var place = $command
    if (has-key $places $command' '$before) {
        set place = $command' '$before
    }

    var offered = $false
    for candidate $places[$place] {
        var text help = $@candidate
        if (or (str:has-prefix $word -) (not (str:has-prefix $text -))) {
            set offered = $true
            var shown = $text
            if (not-eq $text $help) {
                set shown = $text'  '$help
            }
            edit:complex-candidate $joined$text &display=$shown
        }
    }
    if (not $offered) {
        edit:complete-filename $@words
    }
}
";
