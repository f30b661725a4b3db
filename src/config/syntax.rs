//! What the TOML parser says, in both languages: it speaks English only, and to people who write programs.

use super::source::Source;
use crate::text::Text;
use std::ops::Range;

/// What a Chinese input method types where TOML wants its own marks.
const FULL_WIDTH: &[char] = &['“', '”', '‘', '’', '＂', '＝', '［', '］', '【', '】', '｛', '｝', '＃'];

/// How the parser's messages begin, and what they mean.
const MEANINGS: &[(&str, &str)] = &[
    ("duplicate key", "同一个键写了两次"),
    ("string values must be quoted", "文字要加引号"),
    ("missing opening quote", "缺少开头的引号"),
    ("invalid basic string", "引号里的文字写法不对，或者缺少结尾的引号"),
    ("invalid literal string", "引号里的文字写法不对，或者缺少结尾的引号"),
    ("invalid multi-line", "多行文字写法不对，或者缺少结尾的引号"),
    ("missing escaped value", "反斜杠后面缺少字符"),
    ("missing value", "等号后面没有内容"),
    ("key with no value", "只有键，没有等号和内容"),
    ("missing assignment", "键和内容之间缺少等号"),
    ("missing comma", "两项之间缺少逗号"),
    ("extra assignment", "两项之间缺少逗号"),
    ("extra comma", "多了一个逗号"),
    ("unexpected `=` in array", "方括号的列表里不能有等号"),
    ("unclosed array table", "小节名缺少结尾的“]]”"),
    ("unclosed array", "列表缺少结尾的“]”"),
    ("unclosed inline table", "花括号缺少结尾的“}”"),
    ("unclosed table", "小节名缺少结尾的“]”"),
    ("missing table open", "小节名缺少开头的“[”"),
    ("invalid unquoted key", "键里有不能用的字符；文件名做键要加引号"),
    ("unquoted keys cannot be empty", "等号前面没有键"),
    ("missing key", "等号前面没有键"),
    ("keys cannot be multi-line", "键不能写成多行"),
    ("invalid key-value pair", "这一行不是“键 = 内容”"),
    ("unexpected key or value", "这一行多出了别的内容"),
    ("unexpected content", "这一行多出了别的内容"),
    ("invalid comment character", "说明里有不能用的字符"),
    ("invalid date-time", "日期或时间写法不对"),
    ("invalid datetime", "日期或时间写法不对"),
    ("invalid date", "没有这样的日期"),
    ("invalid time", "没有这样的时间"),
    ("invalid offset", "没有这样的时区"),
    ("too few unicode value digits", "反斜杠后面的编码位数不够；路径里的“\\”要写成“\\\\”，或用单引号"),
    ("invalid integer", "数字写法不对"),
    ("invalid float", "数字写法不对"),
    ("invalid fraction", "数字写法不对：小数点后面缺少数字"),
    ("invalid mantissa", "数字写法不对：小数点前面缺少数字"),
    ("invalid exponent", "数字写法不对"),
    ("invalid binary number", "数字写法不对"),
    ("invalid octal number", "数字写法不对"),
    ("invalid hexadecimal number", "数字写法不对"),
    ("integers with a radix", "数字写法不对"),
    ("radix must be lowercase", "数字写法不对"),
    ("redundant", "数字写法不对：多了符号"),
    ("unexpected sign", "数字写法不对：多了符号"),
    ("`_` may only go between digits", "下划线只能写在数字之间；文字要加引号"),
    ("invalid boolean", "只能写 true 或 false；文字要加引号"),
    ("extra `=`", "多了一个等号"),
    ("cannot extend value", "同一个名称既当内容又当小节"),
    ("unquoted string", "文字要加引号"),
    ("invalid value", "内容写法不对"),
    ("invalid inline table element", "花括号里写法不对"),
    ("unexpected leading zero", "数字不能用 0 开头；日期和编号要加引号"),
    ("carriage return", "换行符不完整"),
    ("cannot recurse further", "括号套得太深"),
    ("recursion limit", "括号套得太深"),
];

/// A fault of the file as a whole: where, what, and what to do.
pub(super) type SyntaxFault = (Range<usize>, Text, Option<Text>);

/// What a parser says inside a list. Behind one that is not closed it says it of every line to the end of the file.
const IN_LIST: [&str; 2] = ["missing comma between array elements", "unexpected `=` in array"];

/// The parser's errors as faults, without those that follow from one before. Each is a place and the parser's words.
pub(super) fn faults(source: &Source<'_>, errors: &[(Range<usize>, String)]) -> Vec<SyntaxFault> {
    let mut faults: Vec<SyntaxFault> = Vec::new();
    let mut misplaced: Vec<&str> = Vec::new();
    for (at, (span, said)) in errors.iter().enumerate() {
        let rest = errors.get(at..).unwrap_or_default();
        if is_behind_an_open_list(source, span, said, rest) {
            faults.push((span.clone(), message(said), Some(open_list())));
            break;
        }
        let table = list_of_tables(source, span).filter(|_| said.starts_with("duplicate key"));
        if let Some(name) = table.filter(|name| source.text().contains(&format!("[[{name}."))) {
            if !misplaced.contains(&name) {
                misplaced.push(name);
                faults.push((span.clone(), message(said), Some(below_its_own(name))));
            }
            continue;
        }
        faults.push((span.clone(), message(said), hint(source.place(span.clone()).text)));
    }
    faults
}

/// Whether an error is the first of those that a list on a line above, not closed, has brought about.
fn is_behind_an_open_list(
    source: &Source<'_>,
    span: &Range<usize>,
    said: &str,
    rest: &[(Range<usize>, String)],
) -> bool {
    let of_list = |said: &str| IN_LIST.iter().any(|words| said.starts_with(words));
    let place = source.place(span.clone());
    let opened_here = place.text.chars().take(place.column - 1).any(|character| character == '[');
    of_list(said) && !opened_here && rest.iter().any(|(_, said)| said.starts_with(IN_LIST[1]))
}

/// The name of the `[[table]]` that an error points at.
fn list_of_tables<'s>(source: &Source<'s>, span: &Range<usize>) -> Option<&'s str> {
    let line = source.place(span.clone()).text.trim();
    line.strip_prefix("[[").and_then(|rest| rest.split("]]").next()).map(str::trim)
}

fn open_list() -> Text {
    Text {
        zh: "上面有一个列表缺少结尾的“]”".to_owned(), en: "a list above this line lacks its `]`".to_owned()
    }
}

fn below_its_own(name: &str) -> Text {
    Text {
        zh: format!("[[{name}.…]] 写在了第一个 [[{name}]] 前面：先写 [[{name}]]"),
        en: format!("[[{name}.…]] stands before the first [[{name}]]: write [[{name}]] above it"),
    }
}

/// A syntax error's message; `said` are the parser's words.
fn message(said: &str) -> Text {
    let known = MEANINGS.iter().find(|(begins, _)| said.starts_with(begins)).map(|(_, meaning)| *meaning);
    Text {
        zh: format!("TOML 语法错误：{}", known.unwrap_or("内容写法不对")), en: format!("not valid TOML: {said}")
    }
}

/// What to do about a line with full-width marks.
fn hint(line: &str) -> Option<Text> {
    line.contains(FULL_WIDTH).then(|| Text {
        zh: "引号、等号和括号要用英文半角：\" = [ ] { } #".to_owned(),
        en: "quotes, the equals sign and brackets must be half-width: \" = [ ] { } #".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parser's words may change with its version: what people run into most is held to a meaning.
    #[test]
    fn common_mistakes_are_said_in_chinese() {
        let mistakes = [
            "a = 1\na = 2\n",
            "a = x\n",
            "a = \"x\n",
            "a =\n",
            "a\n",
            "a = [1 2]\n",
            "a = [1\n",
            "a = { b = 1\n",
            "[a\n",
            "[[a]\n",
            "王 = 1\n",
            " = 1\n",
            "a = 1 b = 2\n",
            "a = 007\n",
            "a = “x”\n",
            "a = 'x\n",
            "a = { b = 1 c = 2 }\n",
            "a = 2021-02-30\n",
            "a = 2021-13-01\n",
            "a = 2021-02-03T25:00:00\n",
            "a = 5.\n",
            "a = .5\n",
            "a = 0o9\n",
            "a = 1__0\n",
            "a = \"C:\\users\"\n",
            "a == 1\n",
            "a = truee\n",
            "a = 1e\n",
            "a = \"x\"\na.b = 1\n",
        ];
        for mistake in mistakes {
            let (_, errors) = toml::de::DeTable::parse_recoverable(mistake);
            assert!(!errors.is_empty(), "{mistake}");
            for error in errors {
                let known = MEANINGS.iter().any(|(begins, _)| error.message().starts_with(begins));
                assert!(known, "{mistake}: {}", error.message());
                assert!(!message(error.message()).zh.ends_with(error.message()), "{mistake}");
            }
        }
    }
}
