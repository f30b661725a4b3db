//! `dossier desk DIR`: the page, until it is closed.

use crate::app::{Reads, Settings, undo_any};
use crate::cli::answers::undo;
use crate::cli::args::{Desk, Global};
use crate::cli::browser;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::overwriting::dossier;
use crate::cli::setup::{folder_language, language, settings};
use crate::desk;
use crate::text::Lang;
use anyhow::Result;
use std::ffi::OsStr;

/// Serves the page, says where, and opens the browser; or takes the last change back.
pub(crate) fn run(arguments: &Desk, global: &Global) -> Result<Exit> {
    let lang = language(global.lang);
    if arguments.undo {
        let targets = output::answer_targets(&dossier(&arguments.dir, global), global)?;
        let undone = undo_any(&arguments.dir)?;
        undo::deliver(undone.as_ref(), &targets, global)?;
        return Ok(if undone.is_some_and(|undone| !undone.left.is_empty()) { Exit::Faults } else { Exit::Good });
    }
    let settings = Settings {
        reads: if arguments.no_read { Reads::Never } else { Reads::All },
        cache: arguments.cache.choice(),
        ..settings(global)
    };
    let order = desk::Desk {
        folder: arguments.dir.clone(),
        settings,
        register: arguments.register.choice(),
        names: folder_language(global),
        port: arguments.port,
        opener: browser::open,
    };
    desk::open(order, |address| {
        let opened = !arguments.no_open && browser::open(OsStr::new(address));
        let said = match (opened, lang) {
            (true, Lang::Zh) => {
                "已在浏览器里打开；没有打开的话，请把上面的地址复制到浏览器。关掉网页一分钟后自动结束，或按 Ctrl-C。"
            }
            (true, Lang::En) => {
                "Opened in the browser; if not, copy the address above into it. Ends a minute after the page is closed, or with Ctrl-C."
            }
            (false, Lang::Zh) => "请把上面的地址复制到浏览器。关掉网页一分钟后自动结束，或按 Ctrl-C。",
            (false, Lang::En) => {
                "Copy the address above into a browser. Ends a minute after the page is closed, or with Ctrl-C."
            }
        };
        let said = if global.quiet { String::new() } else { format!("{said}\n") };
        output::write_stdout(format!("{address}\n{said}").as_bytes())
    })?;
    Ok(Exit::Good)
}
