//! A diagnostic as text: what is wrong, where, the line itself with carets under the place, and what to do.

use crate::config::diagnostic::Diagnostic;
use crate::text::Lang;
use crate::text::escape::escaped;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How many characters of a long line are shown before the fault, and how many from its start on.
const BEFORE: usize = 40;
const FROM: usize = 60;

/// The diagnostic with its picture, several lines, the last one ended.
pub fn render(fault: &Diagnostic, lang: Lang) -> String {
    let (error, hint) = match lang {
        Lang::Zh => ("错误：", "提示："),
        Lang::En => ("error: ", "hint: "),
    };
    let number = fault.line.to_string();
    let gutter = " ".repeat(number.len());
    let mut out = format!("{error}{}\n", escaped(fault.message.get(lang)));
    let place = format!("{}:{}:{}", escaped(&fault.file), fault.line, fault.column);
    let _ = writeln!(out, "{gutter}--> {place}");
    if !fault.source_line.trim().is_empty() {
        let picture = Picture::of(fault);
        let _ = writeln!(out, "{gutter} |");
        let _ = writeln!(out, "{number} | {}{}{}", picture.before, picture.marked, picture.after);
        let _ = writeln!(out, "{gutter} | {}{}", " ".repeat(picture.before.width()), "^".repeat(picture.carets()));
    }
    if let Some(said) = &fault.hint {
        let _ = writeln!(out, "{gutter} = {hint}{}", escaped(said.get(lang)));
    }
    for line in &fault.lines {
        let _ = writeln!(out, "{}", escaped(line));
    }
    out
}

/// A line as it is shown: escaped, clipped, in three pieces.
struct Picture {
    before: String,
    marked: String,
    after: String,
}

impl Picture {
    fn of(fault: &Diagnostic) -> Self {
        let start = fault.column.saturating_sub(1 + fault.skipped);
        let left_out = start.saturating_sub(BEFORE);
        let line = || fault.source_line.chars().skip(start);
        let before: String = fault.source_line.chars().take(start).skip(left_out).collect();
        let width = fault.width.min(FROM);
        let marked: String = line().take(width).collect();
        let after: String = line().skip(width).take(FROM - width).collect();
        let cut = line().nth(FROM).is_some();
        let (head, tail) = (if left_out + fault.skipped > 0 { "…" } else { "" }, if cut { "…" } else { "" });
        Self {
            before: format!("{head}{}", plain(&before)),
            marked: plain(&marked),
            after: format!("{}{tail}", plain(&after)),
        }
    }

    fn carets(&self) -> usize {
        self.marked.width().max(1)
    }
}

/// Escaped, a tab as four spaces: its width would depend on the terminal.
fn plain(text: &str) -> String {
    escaped(&text.replace('\t', "    "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::source::Source;
    use crate::text::Text;

    fn fault(source: &str, start: usize, end: usize) -> Diagnostic {
        let message = Text { zh: "写错了".to_owned(), en: "wrong".to_owned() };
        Diagnostic::at("x.toml", &Source::new(source), start..end, message, None)
    }

    #[test]
    fn carets_stand_under_wide_characters() {
        let source = "a = \"甲\"\n名 = \"王小明\"\n";
        let at = source.find("王").expect("there");
        let said = render(&fault(source, at, at + 9), Lang::Zh);
        assert_eq!(said, "错误：写错了\n --> x.toml:2:6\n  |\n2 | 名 = \"王小明\"\n  |       ^^^^^^\n");
    }

    #[test]
    fn nothing_hostile_reaches_the_terminal() {
        let said = render(&fault("a\t\u{1b}[31m = 1", 2, 3), Lang::En);
        assert_eq!(said, "error: wrong\n --> x.toml:1:3\n  |\n1 | a    \\u{1b}[31m = 1\n  |      ^^^^^^\n");
    }

    #[test]
    fn a_long_line_is_clipped_round_the_fault() {
        let source = format!("{}!{}", "甲".repeat(5000), "乙".repeat(5000));
        let said = render(&fault(&source, 15_000, 15_001), Lang::En);
        assert!(said.chars().count() < 400, "{}", said.chars().count());
        assert!(said.contains("…甲") && said.contains("乙…"), "{said}");
    }
}
