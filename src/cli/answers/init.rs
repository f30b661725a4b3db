//! The answer of `init`: what it made, what was there, and what to do next.

use crate::skeleton::Made;
use crate::text::Lang;
use crate::text::escape::escaped;
use std::fmt::Write as _;
use std::path::Path;

/// For people who want one line.
pub(crate) fn one_line(made: &[Made], dir: &Path, lang: Lang) -> String {
    let dir = escaped(&dir.to_string_lossy());
    let new = made.iter().filter(|one| one.new).count();
    match lang {
        Lang::Zh => format!("{dir}：新建 {new} 项\n"),
        Lang::En => format!("{dir}: {new} made\n"),
    }
}

/// For people.
pub(crate) fn text(made: &[Made], dir: &Path, lang: Lang) -> String {
    let dir = escaped(&dir.to_string_lossy());
    let mut text = String::new();
    for one in made {
        let word = match (one.new, one.renewed, lang) {
            (true, _, Lang::Zh) => "新建",
            (true, _, Lang::En) => "made",
            (false, true, Lang::Zh) => "更新",
            (false, true, Lang::En) => "updated",
            (false, false, Lang::Zh) => "已有",
            (false, false, Lang::En) => "kept",
        };
        let _ = writeln!(text, "{word}  {}", escaped(&one.name));
    }
    let kept_guide = made.last().is_some_and(|guide| !guide.new && !guide.renewed) && made.iter().any(|one| one.new);
    text.push_str(match (kept_guide, lang) {
        (false, _) => "",
        (true, Lang::Zh) => "说明保持原样；想要新的清单，删掉它再运行一次。\n",
        (true, Lang::En) => "The guide is kept as it was; delete it and run again for a new one.\n",
    });
    let _ = match lang {
        Lang::Zh => writeln!(text, "\n下一步：填写 applicant.toml，按说明放好扫描件，再运行\n  dossier check {dir}"),
        Lang::En => writeln!(
            text,
            "\nNext: fill in applicant.toml, put the scans in as the guide says, then run\n  dossier check {dir}"
        ),
    };
    text
}
