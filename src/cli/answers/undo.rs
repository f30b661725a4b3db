//! The answer of `sort --undo` and `fix --undo`.

use crate::cli::args::Global;
use crate::cli::formats::Target;
use crate::cli::output::{self, Answer};
use crate::cli::setup::language;
use crate::dossier::RelPath;
use crate::journal::Undone;
use crate::render::json::to_bytes;
use crate::text::Lang;
use crate::text::amount::count;
use crate::text::escape::escaped;
use anyhow::Result;
use serde_json::json;
use std::fmt::Write as _;

/// Writes what became of an undo; `None` where there was nothing to take back.
///
/// # Errors
/// Where it cannot be written.
pub(crate) fn deliver(undone: Option<&Undone>, targets: &[Target<Answer>], global: &Global) -> Result<()> {
    let (lang, nothing) = (language(global.lang), Undone::default());
    let words = undone.map_or_else(|| no_change(lang).to_owned(), |undone| text(undone, global.quiet, lang));
    let undone = undone.unwrap_or(&nothing);
    output::deliver(targets, global, |format| match format {
        Answer::Terminal => Ok(words.clone().into_bytes()),
        Answer::Json => {
            let back: Vec<&str> = undone.back.iter().map(RelPath::shown).collect();
            let left: Vec<_> =
                undone.left.iter().map(|(path, why)| json!({ "path": path.shown(), "why": why })).collect();
            let away = undone.put_away.iter().map(|(path, kept)| json!({ "path": path.shown(), "kept": kept }));
            let away: Vec<_> = away.collect();
            let stays = undone.stays;
            Ok(to_bytes(&json!({ "schema": 1, "back": back, "put_away": away, "left": left, "stays": stays }))?)
        }
    })
}

fn no_change(lang: Lang) -> &'static str {
    lang.say("没有可以撤销的改动。\n", "There is nothing to undo.\n")
}

fn text(undone: &Undone, quiet: bool, lang: Lang) -> String {
    let mut text = String::new();
    let (back, left) = (undone.back.len(), undone.left.len());
    for (path, why) in undone.left.iter().filter(|_| !quiet) {
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let _ = writeln!(text, "{}{colon}{}", escaped(path.shown()), escaped(why.get(lang)));
    }
    let away = undone.put_away.len();
    for (path, kept) in undone.put_away.iter().filter(|_| !quiet) {
        let path = escaped(path.shown());
        let _ = match lang {
            Lang::Zh => writeln!(text, "{path}：已取出，保存在 {kept}"),
            Lang::En => writeln!(text, "{path}: taken out, kept as {kept}"),
        };
    }
    let again = if undone.stays {
        lang.say("排除以后再撤销一次。", " Once that is out of the way, undo again.")
    } else {
        ""
    };
    let _ = match (back + left + away, lang) {
        // What the run made is gone again, or it had not come to change anything.
        (0, Lang::Zh) => writeln!(text, "已撤销最近一次改动，没有文件需要恢复。"),
        (0, Lang::En) => writeln!(text, "The last change is undone; no file had to be put back."),
        (_, Lang::Zh) if !undone.done => writeln!(text, "没有撤销，什么也没有动。{again}"),
        (_, Lang::En) if !undone.done => writeln!(text, "Not undone: nothing was changed.{again}"),
        (_, Lang::Zh) if left > 0 => writeln!(text, "已撤销：{back} 个文件恢复原样，{left} 处没有动。{again}"),
        (_, Lang::Zh) => writeln!(text, "已撤销：{back} 个文件恢复原样。"),
        (_, Lang::En) if left > 0 => {
            writeln!(text, "Undone: {} as before, {left} left alone.{again}", count(back, "file", "files"))
        }
        (_, Lang::En) => writeln!(text, "Undone: {} as before.", count(back, "file", "files")),
    };
    text
}
