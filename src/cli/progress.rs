//! The progress bar: alone names `indicatif`. Silent off a terminal and with `-q`.

use super::args::Global;
use crate::package;
use crate::pipeline::Event;
use crate::render::escape::escaped;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicU64, Ordering};

/// A bar that listens to the pipeline's events.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Whether it counts dossiers; else files.
    many: bool,
    files: AtomicU64,
    bytes: AtomicU64,
}

impl Progress {
    /// A bar on stderr where that is a terminal, for the files of one dossier.
    pub(super) fn new(global: &Global) -> Self {
        Self::with_template(global, "{bar:30} {pos}/{len} {wide_msg}", None, false)
    }

    /// A bar for many dossiers; `total` of them, where that is known.
    pub(super) fn many(global: &Global, total: Option<usize>) -> Self {
        let template = match total {
            Some(_) => "{bar:30} {pos}/{len} {wide_msg} {eta}",
            None => "{spinner} {pos} {wide_msg} {elapsed}",
        };
        Self::with_template(global, template, total.map(|total| total as u64), true)
    }

    fn with_template(global: &Global, template: &str, total: Option<u64>, many: bool) -> Self {
        let target = if global.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total, target);
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, many, files: AtomicU64::new(0), bytes: AtomicU64::new(0) }
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
            Event::Inspected(file) if !self.many => {
                self.bar.set_message(escaped(file.path.shown()));
                self.bar.inc(1);
            }
            Event::Inspected(file) => self.count(file.path.shown(), file.bytes),
            Event::Finished => self.bar.inc(u64::from(self.many)),
        }
    }

    /// Files and megabytes a second beside the dossiers, and the file that was read last.
    fn count(&self, path: &str, bytes: u64) {
        let files = self.files.fetch_add(1, Ordering::Relaxed) + 1;
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if !self.bar.is_hidden() {
            let rate = bytes as f64 / 1e6 / self.bar.elapsed().as_secs_f64().max(0.001);
            self.bar.set_message(format!("· {files} · {rate:.0} MB/s · {}", escaped(path)));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
