//! What the roster's page shows: each row as `batch --format json` writes it, cut down to what is on the page.

use super::everybody::{Changes, Everybody, Gravest, Left, Person, Progress};
use super::session::name_of;
use super::state::id_of_path;
use crate::app::{Look, Seen};
use crate::batch::{Naming, Roster, Row};
use crate::finding::Severity;
use crate::render::{page, text};
use crate::report::Verdict;
use crate::text::{Lang, Text};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everybody, as of one version.
#[derive(Clone)]
pub(super) struct People {
    version: u64,
    look: Option<Arc<Look>>,
    /// In the order of the rows, each with the version that it is as of; 0 of what has none yet.
    lines: Vec<(u64, Arc<Line>)>,
    /// How many of those who changed are checked, and how many there are.
    checking: Option<(usize, usize)>,
    /// Why it is no longer true.
    trouble: Option<Text>,
    folder: String,
    /// As the run names it.
    named: String,
}

/// One person.
struct Line {
    path: PathBuf,
    shown: Person,
    /// What the errors and warnings are called, by code.
    titles: BTreeMap<&'static str, Text>,
}

impl People {
    /// Before the first look.
    pub(super) fn nobody(folder: &Path) -> Self {
        Self {
            version: 0,
            look: None,
            lines: Vec::new(),
            checking: None,
            trouble: None,
            folder: name_of(folder),
            named: Naming::default().of(folder),
        }
    }

    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    pub(super) fn look(&self) -> Option<&Look> {
        self.look.as_deref()
    }

    fn all(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().map(|(_, line)| &**line)
    }

    /// The folder of a person.
    pub(super) fn folder(&self, id: &str) -> Option<&Path> {
        self.all().find(|line| line.shown.id == id).map(|line| line.path.as_path())
    }

    /// The same, while somebody is checked.
    pub(super) fn checking(&self, done: usize, of: usize) -> Self {
        Self { checking: Some((done, of)), ..self.clone() }
    }

    /// The same, no longer true.
    pub(super) fn troubled(&self, trouble: Text) -> Self {
        Self { trouble: Some(trouble), checking: None, ..self.clone() }
    }

    /// The same as the version of a number.
    pub(super) fn at(self, version: u64) -> Self {
        let as_of = |(known, line)| (if known == 0 { version } else { known }, line);
        Self { version, lines: self.lines.into_iter().map(as_of).collect(), ..self }
    }

    /// What a look after this one shows. Who said the same before keeps the line.
    pub(super) fn next(&self, look: Look, staff: &Path) -> Result<Self> {
        let line = |(at, seen): (usize, &Seen)| match seen.same_as {
            Some(same) => self.lines.get(same).cloned().context("no such line"),
            None => Ok((0, Arc::new(Line::new(&look.roster.row(at)?, &seen.folder, staff)))),
        };
        let lines = look.seen.iter().enumerate().map(line).collect::<Result<Vec<_>>>()?;
        Ok(Self { look: Some(Arc::new(look)), lines, checking: None, trouble: None, ..self.clone() })
    }

    /// Whether a page would show the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let beside = |people: &Self| {
            let roster = people.look().map(|look| (look.roster.skipped().to_vec(), look.roster.since().cloned()));
            (people.checking, people.trouble.clone(), roster)
        };
        let lines = |people: &Self| people.lines.iter().map(|(_, line)| Arc::as_ptr(line)).collect::<Vec<_>>();
        beside(self) == beside(other) && lines(self) == lines(other)
    }

    /// What a page needs that has seen `version` already.
    pub(super) fn after(&self, version: u64) -> Everybody<'_> {
        let roster = self.look().map(|look| &look.roster);
        let ids: BTreeMap<&str, &str> = self.all().map(|line| (&*line.shown.named, &*line.shown.id)).collect();
        let new = self.lines.iter().filter(|(as_of, _)| *as_of > version);
        Everybody {
            version: self.version,
            folder: &self.folder,
            ready: self.look.is_some(),
            checking: self.checking.map(|(done, of)| Progress { done, of }),
            trouble: self.trouble.as_ref(),
            order: self.all().map(|line| &*line.shown.id).collect(),
            people: new.map(|(_, line)| &line.shown).collect(),
            titles: self.all().flat_map(|line| &line.titles).map(|(code, title)| (*code, title)).collect(),
            skipped: roster.map_or(&[][..], Roster::skipped).iter().map(|one| Left::of(one, &self.named)).collect(),
            since: roster.and_then(Roster::since).map(|since| Changes::of(since, &ids)),
        }
    }
}

impl Line {
    fn new(row: &Row, path: &Path, staff: &Path) -> Self {
        let report = &row.report;
        let title = |lang, rule| page::title(rule, lang).to_owned();
        let faults = report.findings.iter().filter(|finding| finding.severity != Severity::Info);
        let titles =
            faults.map(|one| (one.rule.code, Text { zh: title(Lang::Zh, one.rule), en: title(Lang::En, one.rule) }));
        let titles: BTreeMap<&'static str, Text> = titles.collect();
        let below = path.strip_prefix(staff).unwrap_or(path);
        let lines = |lang| text::render(report, row.name(), lang);
        let shown = Person {
            id: id_of_path(below),
            name: row.name().to_owned(),
            folder: below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"),
            named: row.folder.clone(),
            department: row.department.clone(),
            unit: report.applicant.as_ref().map(|applicant| applicant.unit.clone()).unwrap_or_default(),
            id_masked: row.shown_id().to_owned(),
            complete: report.verdict == Verdict::Complete,
            unchecked: report.items.is_empty(),
            unread: report.unread,
            errors: report.counts.error,
            warnings: report.counts.warning,
            worst: row.worst.as_ref().map(|worst| Gravest {
                code: worst.code,
                message: worst.message.clone(),
                more: worst.more,
            }),
            codes: titles.keys().copied().collect(),
            text: Text { zh: lines(Lang::Zh), en: lines(Lang::En) },
        };
        Self { path: path.to_owned(), shown, titles }
    }
}
