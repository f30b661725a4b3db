//! `applicant.toml` and the files of a profile: read, and every fault written out in both languages.

use crate::chance::Chance;
use crate::runner::Target;
use crate::seeds;
use dossier::config::diagnostic::Diagnostic;
use dossier::dossier::load::{MAX_BYTES, from_source};
use dossier::paper::{desk, form};
use dossier::profile::builtin;
use dossier::profile::facts::Facts;
use dossier::profile::load::from_files;
use dossier::render::diagnostic::render;
use dossier::text::Lang;
use std::io;
use std::sync::LazyLock;

/// What the first profile asks: its forms may name it.
static ASKED: LazyLock<Facts> = LazyLock::new(|| {
    builtin::find("bazhou-vocational-2021").and_then(Result::ok).map_or_else(Facts::default, |profile| profile.asked)
});

/// Values that stand where others are expected.
const VALUES: [&str; 16] = [
    "0",
    "-9223372036854775808",
    "9223372036854775808",
    "1e999",
    "nan",
    "\"\"",
    "\"990000198803070017\"",
    "\"\\u202e\\u0000\"",
    "\"\\uD800\"",
    "[]",
    "[[[[[[[[1]]]]]]]]",
    "{ a = { b = 1 } }",
    "2021-02-30",
    "1979-05-27T07:32:00Z",
    "true",
    "'''\n'''",
];

pub fn target() -> io::Result<Target> {
    let mut seeds = seeds::files("fixtures", "applicant.toml");
    let applicants = seeds.len();
    seeds.extend(seeds::files("profiles", ".toml"));
    let draw = move |chance: &mut Chance| {
        let at = if chance.one_in(2) { chance.below(applicants) } else { chance.below(seeds.len()) };
        let text = String::from_utf8_lossy(&seeds[at]).into_owned();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for _ in 0..=chance.below(6) {
            change(&mut lines, chance);
        }
        let mut drawn = lines.join(if chance.one_in(9) { "\r\n" } else { "\n" }).into_bytes();
        // The program reads no more of a file.
        drawn.truncate(MAX_BYTES as usize);
        drawn
    };
    Ok(Target { draw: Box::new(draw), look: Box::new(look) })
}

fn change(lines: &mut Vec<String>, chance: &mut Chance) {
    if lines.is_empty() {
        return;
    }
    let (at, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(10) {
        0 => lines.swap(at, other),
        1 => lines.insert(other, lines[at].clone()),
        2 => drop(lines.remove(at)),
        3 => lines.truncate(at),
        4 => {
            let again = lines[at].repeat(1 + chance.below(200));
            lines[at] = again;
        }
        5 => {
            let end = (at + 1 + chance.below(8)).min(lines.len());
            let part: Vec<String> = lines[at..end].to_vec();
            for _ in 0..chance.below(40) {
                lines.splice(other..other, part.iter().cloned());
            }
        }
        6 | 7 => {
            let key = lines[at].split('=').next().unwrap_or_default().to_owned();
            lines[at] = format!("{key}= {}", chance.pick(&VALUES));
        }
        8 => {
            let mut characters: Vec<char> = lines[at].chars().collect();
            if !characters.is_empty() {
                let place = chance.below(characters.len());
                match chance.below(3) {
                    0 => drop(characters.remove(place)),
                    1 => characters
                        .insert(place, *chance.pick(&['"', '[', ']', '{', '\\', '\u{202e}', '\u{0}', '“', '王'])),
                    _ => characters.truncate(place),
                }
            }
            lines[at] = characters.into_iter().collect();
        }
        _ => lines[at] = format!("{}{}", "[".repeat(chance.below(300)), lines[at]),
    }
}

fn look(bytes: &[u8]) -> Result<&'static str, String> {
    let source = String::from_utf8_lossy(bytes);
    let word = match from_source(&source) {
        Ok(_) => "read",
        Err(faults) => {
            shown(&faults)?;
            "refused"
        }
    };
    let files = vec![("checklist.toml".to_owned(), source.clone().into_owned())];
    let faults = [
        from_files("profile", files).err(),
        form::load::load("form.toml", &source, &ASKED).err(),
        desk::load::load("paper.toml", &source, &ASKED).err(),
    ];
    faults.iter().flatten().try_for_each(|faults| shown(faults))?;
    Ok(word)
}

/// Writes every fault, and holds that no whole ID number and nothing raw is in it.
fn shown(faults: &[Diagnostic]) -> Result<(), String> {
    for fault in faults {
        for lang in [Lang::Zh, Lang::En] {
            let text = render(fault, lang);
            if text.contains("990000198803070017") {
                return Err("an ID number is shown".to_owned());
            }
            if text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}') {
                return Err(format!("shown raw: {text:?}"));
            }
        }
    }
    Ok(())
}
