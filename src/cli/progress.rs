//! The progress bar: alone names `indicatif`. Silent off a terminal and with `-q`.

use super::args::Global;
use super::setup::language;
use crate::package;
use crate::pipeline::Event;
use crate::text::Lang;
use crate::text::escape::escaped;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// A bar that listens to the pipeline's events.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Whether it counts dossiers; else files.
    many: bool,
    files: AtomicU64,
    bytes: AtomicU64,
    lang: Lang,
}

impl Progress {
    /// A bar on stderr where that is a terminal, for the files of one dossier.
    pub(super) fn new(global: &Global) -> Self {
        Self::with_template(global, "{bar:30} {pos}/{len} {wide_msg}", None, false)
    }

    /// A bar for many dossiers; `total` of them, where that is known.
    pub(super) fn many(global: &Global, total: Option<usize>) -> Self {
        let template = match (total, language(global.lang)) {
            (Some(_), Lang::Zh) => "{bar:20} {pos}/{len} 人 {wide_msg} 还要 {left}",
            (Some(_), Lang::En) => "{bar:20} {pos}/{len} dossiers {wide_msg} {left} left",
            (None, Lang::Zh) => "{spinner} {pos} 人 {wide_msg} 已用 {elapsed}",
            (None, Lang::En) => "{spinner} {pos} dossiers {wide_msg} {elapsed}",
        };
        Self::with_template(global, template, total.map(|total| total as u64), true)
    }

    fn with_template(global: &Global, template: &str, total: Option<u64>, many: bool) -> Self {
        // Lines that come out on the same screen would run into an open-ended bar.
        let crowded = many && total.is_none() && io::stdout().is_terminal();
        let target = if global.quiet || crowded { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("left", left));
        }
        Self { bar, many, files: AtomicU64::new(0), bytes: AtomicU64::new(0), lang: language(global.lang) }
    }

    /// A bar of bytes, for packing and verifying.
    pub(super) fn of_bytes(global: &Global) -> Self {
        let progress = Self::new(global);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {binary_bytes_per_sec}") {
            progress.bar.set_style(style);
        }
        progress
    }

    /// Shows that so many files are going to be made.
    pub(super) fn begin(&self, files: usize) {
        self.bar.reset();
        self.bar.set_length(files as u64);
    }

    /// Shows that a file is being made.
    pub(super) fn make(&self, name: &str) {
        self.bar.set_message(escaped(name));
        self.bar.inc(1);
    }

    /// Shows that a package is read or written.
    pub(super) fn show_bytes(&self, event: package::Event) {
        match event {
            package::Event::Began { bytes, .. } => self.bar.set_length(bytes),
            package::Event::Bytes(bytes) => self.bar.inc(bytes),
        }
    }

    /// Shows one event.
    pub(super) fn show(&self, event: Event<'_>) {
        match event {
            Event::Surveyed { files, .. } if !self.many => self.bar.set_length(files as u64),
            Event::Surveyed { .. } => {}
            Event::Reading { file, .. } if !self.many => self.bar.set_message(escaped(file.path.shown())),
            Event::Reading { folder, file } => self.tell(folder, file.path.shown()),
            Event::Inspected(_) if !self.many => self.bar.inc(1),
            Event::Inspected(file) => {
                self.files.fetch_add(1, Ordering::Relaxed);
                self.bytes.fetch_add(file.bytes, Ordering::Relaxed);
            }
            Event::Finished => self.bar.inc(u64::from(self.many)),
        }
    }

    /// Files and megabytes a second beside the dossiers, and the file that is being read.
    fn tell(&self, folder: &Path, path: &str) {
        if self.bar.is_hidden() {
            return;
        }
        let (files, bytes) = (self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed));
        let rate = bytes as f64 / 1e6 / self.bar.elapsed().as_secs_f64().max(0.001);
        let folder = folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let reading = escaped(&format!("{folder}/{path}"));
        self.bar.set_message(match self.lang {
            Lang::Zh => format!("· {files} 个文件 · {rate:.0} MB/s · {reading}"),
            Lang::En => format!("· {files} files · {rate:.0} MB/s · {reading}"),
        });
    }
}

/// The time left, once there is something to tell it by.
fn left(state: &ProgressState, out: &mut dyn Write) {
    // A line that cannot be drawn is drawn again in a moment.
    let _ = match state.pos() {
        0 => out.write_str("…"),
        _ => write!(out, "{:#}", HumanDuration(state.eta())),
    };
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
