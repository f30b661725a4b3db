//! A rule's page (`rules/*.md`, Chinese first, English after `---`) for a terminal.

use super::layout::wrapped;
use crate::profile::resolve::DEFAULT;
use crate::rules::Rule;
use crate::text::Lang;
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();
const HEAD: Style = AnsiColor::Cyan.on_default().bold();

/// Cells of a line, as in the report.
const LINE: usize = 96;

/// The page of a rule in one language, Markdown.
pub fn section(rule: &Rule, lang: Lang) -> &'static str {
    let mut sections = rule.about.splitn(2, "\n---\n");
    let (zh, en) = (sections.next().unwrap_or_default(), sections.next().unwrap_or_default());
    match lang {
        Lang::Zh => zh.trim(),
        Lang::En => en.trim(),
    }
}

/// The heading of a rule's page: what the fault is called.
pub fn title(rule: &Rule, lang: Lang) -> &'static str {
    section(rule, lang).lines().next().unwrap_or_default().trim_start_matches('#').trim()
}

/// Writes the page with its code on top.
///
/// # Errors
/// Whatever the writer gives.
pub fn render(rule: &Rule, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{HEAD}{} {}{HEAD:#}  {}", rule.code, rule.name, title(rule, lang))?;
    for line in section(rule, lang).lines().skip(1) {
        for piece in wrapped(line, LINE) {
            writeln!(out, "{}", bold(&piece))?;
        }
    }
    if cites_rows(section(rule, lang)) {
        let said = match lang {
            Lang::Zh => {
                format!("R、U、P 加数字是第一份通知（{DEFAULT}）的行号；别的清单依据什么，写在它自己的 rows 里。")
            }
            Lang::En => format!(
                "R, U and P with a number are rows of the first notice ({DEFAULT}); what another checklist rests on stands \
                 in its own `rows`."
            ),
        };
        writeln!(out)?;
        for piece in wrapped(&said, LINE) {
            writeln!(out, "{piece}")?;
        }
    }
    Ok(())
}

/// Whether a page names rows of a notice: `R14`, `U05`.
fn cites_rows(page: &str) -> bool {
    let is_row = |word: &str| {
        let mut letters = word.chars();
        word.len() == 3
            && letters.next().is_some_and(|first| "RUP".contains(first))
            && letters.all(|one| one.is_ascii_digit())
    };
    page.split(|character: char| !character.is_ascii_alphanumeric()).any(is_row)
}

/// `**…**` as bold; a mark without its pair stays as it is.
fn bold(line: &str) -> String {
    let mut out = String::new();
    let mut pieces = line.split("**").peekable();
    let mut inside = false;
    while let Some(piece) = pieces.next() {
        let closes = inside && pieces.peek().is_some();
        if closes {
            let _ = write!(out, "{BOLD}{piece}{BOLD:#}");
        } else if inside {
            out.push_str("**");
            out.push_str(piece);
        } else {
            out.push_str(piece);
        }
        inside = !inside;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn every_page_has_both_languages() {
        for rule in RULES {
            let (zh, en) = (title(rule, Lang::Zh), title(rule, Lang::En));
            assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{}", rule.code);
            assert!(section(rule, Lang::En).is_ascii() || section(rule, Lang::En) != section(rule, Lang::Zh));
        }
    }

    #[test]
    fn stars_become_bold_only_in_pairs() {
        assert_eq!(anstream::adapter::strip_str(&bold("**a**b")).to_string(), "ab");
        assert_eq!(anstream::adapter::strip_str(&bold("2**3")).to_string(), "2**3");
    }
}
