//! The report in at most five lines of plain words, to paste into a chat.

use super::remedies::{Error, groups, heading};
use crate::finding::Remedy;
use crate::report::{Report, Verdict};
use crate::text::amount::count;
use crate::text::escape::escaped;
use crate::text::{Lang, Text};

/// The lines that one person gets at most.
pub const LINES: usize = 5;

/// How many errors of a group are named.
const NAMED: usize = 6;

/// What is said of one person's dossier: the verdict, then a line for each thing to do.
pub fn render(report: &Report, name: &str, lang: Lang) -> String {
    let mut lines = vec![head(report, name, lang)];
    if let (Some(head), Some(foreign)) = (lines.first_mut(), report.profile.foreign()) {
        let foreign = escaped(foreign.get(lang));
        let foreign = if lang == Lang::Zh { format!("（{foreign}）\n") } else { format!(" ({foreign})\n") };
        *head = head.trim_end().to_owned() + &foreign;
    }
    let mut groups = groups(report, lang);
    // What does not fit shares the last line: its remedies differ.
    let rest = if groups.len() > LINES - 1 { groups.split_off(LINES - 2) } else { Vec::new() };
    lines.extend(groups.iter().map(|group| line(&heading(group), group.remedy == Remedy::FillIn, &group.errors, lang)));
    let rest: Vec<Error<'_>> = rest.into_iter().flat_map(|group| group.errors).collect();
    if !rest.is_empty() {
        let others = Text { zh: "另外".to_owned(), en: "Besides".to_owned() };
        lines.push(line(&others, false, &rest, lang));
    }
    lines.concat()
}

fn head(report: &Report, name: &str, lang: Lang) -> String {
    let name = escaped(name);
    let (errors, warnings) = (report.counts.error, report.counts.warning);
    match (report.verdict, lang) {
        (Verdict::Complete, Lang::Zh) => {
            let look = if warnings > 0 { format!("；另有 {warnings} 处请看一下") } else { String::new() };
            format!("{name}：材料齐全，可以打包上传{look}{}。\n", unread(report, lang))
        }
        (Verdict::Complete, Lang::En) => {
            let warnings = count(warnings, "warning", "warnings");
            let look = if report.counts.warning > 0 { format!("; please look at {warnings}") } else { String::new() };
            format!("{name}: complete, ready to pack{look}{}.\n", unread(report, lang))
        }
        (Verdict::Incomplete, Lang::Zh) => {
            format!("{name}：材料还不齐全，有 {errors} 处要改{}。\n", deadline(report, lang))
        }
        (Verdict::Incomplete, Lang::En) => {
            format!("{name}: incomplete, {}{}.\n", count(errors, "thing to do", "things to do"), deadline(report, lang))
        }
    }
}

/// That the words on the scans were not compared, where they were not read.
fn unread(report: &Report, lang: Lang) -> String {
    match (report.unread, lang) {
        (0, _) => String::new(),
        (pictures, Lang::Zh) => format!("（{pictures} 张图上的字没有识读，没有核对）"),
        (pictures, Lang::En) => format!(" ({} not read, nor compared)", count(pictures, "picture", "pictures")),
    }
}

fn deadline(report: &Report, lang: Lang) -> String {
    let Some(window) = report.window.as_ref().filter(|window| !window.is_over()) else { return String::new() };
    let (closes, left) = (window.end(lang), window.days_left);
    match lang {
        Lang::Zh => format!("，网报 {closes} 截止，还有 {left} 天"),
        Lang::En => format!("; filing closes {closes}, {} left", count(left.unsigned_abs() as usize, "day", "days")),
    }
}

/// `names_file`: the heading names the file of the answers.
fn line(heading: &Text, names_file: bool, errors: &[Error<'_>], lang: Lang) -> String {
    // The same words twice say nothing more.
    let mut named: Vec<(String, usize)> = Vec::new();
    for words in errors.iter().map(|error| words(error, names_file, lang)) {
        if let Some((_, count)) = named.iter_mut().find(|(known, _)| *known == words) {
            *count += 1;
        } else if named.len() < NAMED {
            named.push((words, 1));
        }
    }
    let rest = errors.len() - named.iter().map(|(_, count)| count).sum::<usize>();
    let shown = |(words, count): (String, usize)| if count > 1 { format!("{words} × {count}") } else { words };
    let named: Vec<String> = named.into_iter().map(shown).collect();
    match lang {
        Lang::Zh if rest > 0 => format!("{}：{}……等 {} 处。\n", heading.zh, named.join("；"), errors.len()),
        Lang::Zh => format!("{}：{}。\n", heading.zh, named.join("；")),
        Lang::En if rest > 0 => format!("{}: {} … and {rest} more.\n", heading.en, named.join("; ")),
        Lang::En => format!("{}: {}.\n", heading.en, named.join("; ")),
    }
}

fn words(error: &Error<'_>, names_file: bool, lang: Lang) -> String {
    if let Some(said) = error.said {
        let short = said
            .strip_prefix(error.place)
            .filter(|_| names_file)
            .map(|rest| rest.trim_start_matches([' ', ',', '里', '的']));
        return escaped(short.unwrap_or(said).trim_end_matches(['。', '.']));
    }
    let place = escaped(error.place);
    match lang {
        Lang::Zh => format!("{place}（{}）", error.title),
        Lang::En => format!("{place} ({})", error.title),
    }
}
