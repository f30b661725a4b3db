//! The progress bar: alone names `indicatif`. Silent off a terminal and with `-q`.

use super::args::Global;
use super::setup::language;
use crate::app::Event;
use crate::package;
use crate::text::Lang;
use crate::text::escape::escaped;
use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// A bar that listens to the events of a use case.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Whether it counts dossiers; else files.
    many: AtomicBool,
    files: AtomicU64,
    bytes: AtomicU64,
    lang: Lang,
}

impl Progress {
    /// A bar on stderr where that is a terminal.
    pub(super) fn new(global: &Global) -> Self {
        let target = if global.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let progress = Self {
            bar: ProgressBar::with_draw_target(None, target),
            many: AtomicBool::new(false),
            files: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            lang: language(global.lang),
        };
        progress.set_template("{bar:30} {pos}/{len} {wide_msg}");
        progress
    }

    fn set_template(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.with_key("left", left));
        }
    }

    /// Shows one event.
    pub(super) fn show(&self, event: Event<'_>) {
        let many = self.many.load(Ordering::Relaxed);
        match event {
            Event::Staff(total) => self.begin_many(total),
            Event::Surveyed { files, .. } if !many => self.begin(files),
            Event::Reading { file, .. } if !many => self.bar.set_message(escaped(file.path.shown())),
            Event::Reading { folder, file } => self.tell(folder, file.path.shown()),
            Event::Inspected(_) if !many => self.bar.inc(1),
            Event::Inspected(file) => {
                self.files.fetch_add(1, Ordering::Relaxed);
                self.bytes.fetch_add(file.bytes, Ordering::Relaxed);
            }
            Event::ToRead(pictures) if !many => self.begin(pictures),
            Event::Read(name) if !many => {
                self.bar.set_message(escaped(name));
                self.bar.inc(1);
            }
            Event::Surveyed { .. } | Event::WillRead { .. } | Event::ToRead(_) | Event::Read(_) => {}
            Event::Finished => self.bar.inc(u64::from(many)),
            Event::Making(files) => self.begin(files),
            Event::Made(name) => {
                self.bar.set_message(escaped(name));
                self.bar.inc(1);
            }
            Event::Package(event) => self.show_package(event),
        }
    }

    /// Shows that a package is read or written.
    pub(super) fn show_package(&self, event: package::Event) {
        match event {
            package::Event::Began { bytes, .. } => {
                self.set_template("{bar:30} {bytes}/{total_bytes} {binary_bytes_per_sec}");
                self.bar.reset();
                self.bar.set_length(bytes);
            }
            package::Event::Bytes(bytes) => self.bar.inc(bytes),
        }
    }

    fn begin(&self, files: usize) {
        self.bar.reset();
        self.bar.set_length(files as u64);
    }

    fn begin_many(&self, total: Option<usize>) {
        self.many.store(true, Ordering::Relaxed);
        // Lines that come out on the same screen would run into an open-ended bar.
        if total.is_none() && io::stdout().is_terminal() {
            self.bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        self.set_template(match (total, self.lang) {
            (Some(_), Lang::Zh) => "{bar:20} {pos}/{len} 人 {wide_msg} 还要 {left}",
            (Some(_), Lang::En) => "{bar:20} {pos}/{len} dossiers {wide_msg} {left} left",
            (None, Lang::Zh) => "{spinner} {pos} 人 {wide_msg} 已用 {elapsed}",
            (None, Lang::En) => "{spinner} {pos} dossiers {wide_msg} {elapsed}",
        });
        self.bar.reset();
        if let Some(total) = total {
            self.bar.set_length(total as u64);
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
