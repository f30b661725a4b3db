//! Answers put into the text of a new `applicant.toml`; its comments stay.

use crate::config::quoted::quoted;
use std::collections::BTreeMap;
use toml::de::DeTable;

/// The text with these answers, by key. A question that the text does not show, or shows in a comment only, gets a line.
pub fn filled(source: &str, answers: &BTreeMap<String, String>) -> String {
    let mut lines: Vec<String> = source.lines().map(str::to_owned).collect();
    for (id, answer) in answers {
        let (table, key) = id.split_once('.').unwrap_or(("", id));
        put(&mut lines, table, key, answer);
    }
    lines.join("\n") + "\n"
}

fn put(lines: &mut Vec<String>, table: &str, key: &str, answer: &str) {
    let value = toml::Value::String(answer.to_owned()).to_string();
    // A text of several lines is written on one.
    let value = if value.contains('\n') { quoted(answer) } else { value };
    let mut here = table.is_empty();
    let mut last = None;
    for (at, line) in lines.iter_mut().enumerate() {
        if line.starts_with('[') {
            here = line.split('#').next().is_some_and(|header| header.trim() == format!("[{table}]"));
        } else if here && let Some((name, span)) = single(line) {
            if name == key {
                line.replace_range(span, &value);
                return;
            }
        } else {
            continue;
        }
        if here {
            last = Some(at);
        }
    }
    let line = format!("{key} = {value}");
    match last {
        Some(at) => lines.insert(at + 1, line),
        None if table.is_empty() => lines.insert(0, line),
        None => lines.extend([String::new(), format!("[{table}]"), line]),
    }
}

/// The key of a line that gives one answer, and where its value stands.
fn single(line: &str) -> Option<(String, std::ops::Range<usize>)> {
    let table = DeTable::parse(line).ok()?;
    let (key, value) = table.get_ref().iter().next()?;
    Some((key.get_ref().to_string(), value.span()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_go_to_their_lines_and_comments_stay() {
        let source = "# 说明\nname = \"\"   # 姓名\nlevel = \"junior\" # 级别\n\n[guarantor] # 担保人\nname = \"\" # 姓名\n\n[[education]]\nname = \"\"\n";
        let answers = [
            ("name", "王 \"小\" 明#"),
            ("guarantor.name", "李四"),
            ("guarantor.phone", "1"),
            ("unit", "某某职业\n“技术”\\学校"),
            ("current_title.name", "讲师"),
        ];
        let answers = answers.map(|(key, answer)| (key.to_owned(), answer.to_owned())).into();
        let text = filled(source, &answers);
        let read: toml::Table = text.parse().expect("TOML");
        assert_eq!(read["name"].as_str(), Some("王 \"小\" 明#"));
        assert_eq!(read["unit"].as_str(), Some("某某职业\n“技术”\\学校"), "{text}");
        assert_eq!(read["guarantor"]["name"].as_str(), Some("李四"));
        assert_eq!(read["guarantor"]["phone"].as_str(), Some("1"));
        assert_eq!(read["current_title"]["name"].as_str(), Some("讲师"));
        assert_eq!(read["education"][0]["name"].as_str(), Some(""));
        assert!(
            text.contains("# 姓名") && text.contains("level = \"junior\" # 级别") && text.contains("# 担保人"),
            "{text}"
        );
    }
}
