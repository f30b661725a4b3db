//! The end of the screen: every error on one line, grouped by what one does about it.
//!
//! A terminal of 40 lines shows all of it together with the verdict, so that nobody has to scroll back for what to do.

use super::{BOLD, FAINT, RED, Screen};
use crate::finding::Rule;
use crate::render::layout::{clipped, width};
use crate::render::remedies::{Error, Group, groups, heading};
use crate::text::escape::escaped;
use std::io::{self, Write};

/// Lines that the errors may take, headings included; beyond it, errors of one rule share a line.
const LINES: usize = 26;

/// Cells before an error.
const INDENT: usize = 4;

impl Screen<'_> {
    /// Writes all errors; nothing where there are none.
    pub(super) fn todo(&self, out: &mut dyn Write) -> io::Result<()> {
        let groups = groups(self.report, self.lang);
        if groups.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", self.say("要做的事", "What to do"))?;
        let one_each = groups.iter().map(|group| group.errors.len() + 1).sum::<usize>() <= LINES;
        for group in &groups {
            let heading = heading(group);
            writeln!(out, "  {}{FAINT} · {}{FAINT:#}", heading.get(self.lang), group.errors.len())?;
            let lines = if one_each { each(group) } else { self.by_rule(group) };
            for (code, line) in lines {
                let cells = self.text.saturating_sub(INDENT + 2 + width(code) + 1);
                writeln!(out, "{:INDENT$}{RED}✗ {code}{RED:#} {}", "", clipped(&line, cells))?;
            }
        }
        Ok(())
    }

    /// One line for each rule: its title, how often, and as many places as fit.
    fn by_rule(&self, group: &Group<'_>) -> Vec<(&'static str, String)> {
        let mut rules = Vec::new();
        for error in &group.errors {
            if !rules.contains(&error.rule) {
                rules.push(error.rule);
            }
        }
        let line = |rule: &&'static Rule| {
            let errors: Vec<&Error<'_>> = group.errors.iter().filter(|error| error.rule == *rule).collect();
            let mut places: Vec<String> = errors.iter().map(|error| escaped(error.place)).collect();
            places.dedup();
            let title = errors.first().map_or("", |error| error.title);
            let places = places.join(self.say("、", ", "));
            (rule.code, format!("{title} × {}  {places}", errors.len()))
        };
        rules.iter().map(line).collect()
    }
}

/// One line for each error.
fn each(group: &Group<'_>) -> Vec<(&'static str, String)> {
    let line = |error: &Error<'_>| {
        let line = error.said.map_or_else(|| format!("{}  {}", escaped(error.place), error.title), escaped);
        (error.rule.code, line)
    };
    group.errors.iter().map(line).collect()
}
