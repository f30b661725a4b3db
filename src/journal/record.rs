//! What the journal's lines say.

use super::place::Place;
use serde::{Deserialize, Serialize};

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Line {
    /// A run of steps begins.
    Begin {
        /// The command that makes them.
        by: String,
    },
    /// A step of the run is about to be done.
    Step(Step),
    /// The last run that was not undone yet has been undone, as far as that could be.
    Undone,
}

/// One change. Every `sha256` is the content that lies there once it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Step {
    MakeFolder {
        path: Place,
    },
    Move {
        from: Place,
        to: Place,
        sha256: String,
    },
    Create {
        path: Place,
        sha256: String,
    },
    /// A file that came from outside: unlike what was made here, nobody can make it again.
    Add {
        path: Place,
        sha256: String,
    },
    Replace {
        path: Place,
        was: String,
        sha256: String,
    },
    PutAway {
        path: Place,
        sha256: String,
    },
}

/// Steps that are undone together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) by: String,
    pub(super) steps: Vec<Step>,
}

/// The runs that are not undone, the oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Record(Vec<Run>);

impl Record {
    /// Reads whole lines.
    ///
    /// # Errors
    /// The number of the first line that is none of ours.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, usize> {
        let mut record = Self::default();
        for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            let line = serde_json::from_slice(line).map_err(|_| number)?;
            if !record.take(line) {
                return Err(number);
            }
        }
        Ok(record)
    }

    /// Adds a line; whether it may stand there.
    pub(super) fn take(&mut self, line: Line) -> bool {
        match line {
            Line::Begin { by } => {
                self.0.push(Run { by, steps: Vec::new() });
                true
            }
            Line::Step(step) if step.has_hashes() => self.0.last_mut().is_some_and(|run| {
                run.steps.push(step);
                true
            }),
            Line::Step(_) => false,
            Line::Undone => {
                self.0.retain(|run| !run.steps.is_empty());
                self.0.pop().is_some()
            }
        }
    }

    /// Whether the last run is of this command, and did nothing but add files.
    pub(super) fn is_adding(&self, by: &str) -> bool {
        let adds = |run: &Run| !run.steps.is_empty() && run.steps.iter().all(|step| matches!(step, Step::Add { .. }));
        self.0.last().is_some_and(|run| run.by == by && adds(run))
    }

    /// The run that was begun last, if it did anything.
    pub(super) fn current(&self) -> Option<&Run> {
        self.0.last().filter(|run| !run.steps.is_empty())
    }

    /// The last run that did anything.
    pub(super) fn last(&self) -> Option<&Run> {
        self.0.iter().rfind(|run| !run.steps.is_empty())
    }
}

impl Step {
    /// Hashes become names of files among the originals: nothing else may stand there.
    fn has_hashes(&self) -> bool {
        let is_hash =
            |text: &String| text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match self {
            Self::MakeFolder { .. } => true,
            Self::Move { sha256, .. }
            | Self::Create { sha256, .. }
            | Self::Add { sha256, .. }
            | Self::PutAway { sha256, .. } => is_hash(sha256),
            Self::Replace { was, sha256, .. } => is_hash(was) && is_hash(sha256),
        }
    }
}
