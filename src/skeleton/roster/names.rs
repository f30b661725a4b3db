//! What stands in the column of names: a person, or what lists have below and between them.

use super::headings::{Headings, heading};
use crate::text::Text;
use unicode_normalization::UnicodeNormalization;

/// How the name of a row that adds up begins.
const TOTALS: &[&str] = &["合计", "总计", "小计", "共计", "总数", "total"];

/// What stands before a colon below a list.
const FOOTERS: &[&str] = &[
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "审核人",
    "审核",
    "负责人",
    "联系人",
    "填表日期",
    "日期",
    "注",
    "备注",
    "说明",
    "填表说明",
];

/// Words for a name that is still to come, or that there is none.
const NONE: &[&str] = &["无", "没有", "空", "空缺", "待定", "待填", "待补", "未填", "none", "n/a", "tbd"];

/// The fewest digits of an ID number: an old one has 15.
const ID_DIGITS: usize = 15;

/// The longest name without Latin letters or a dot between its parts, characters.
const LONGEST: usize = 20;

/// What a text in the column of names is.
pub(super) enum Named {
    /// Somebody's name.
    Person,
    /// Certainly nobody.
    Nobody,
    /// Not a name, and perhaps somebody all the same; the end of a sentence about it.
    Unclear(Text),
}

/// What `name`, without the spaces that stretch it, is.
pub(super) fn read(name: &str, headings: &Headings) -> Named {
    let plain: String = name.nfkc().collect::<String>().to_lowercase();
    let unclear = |zh: &str, en: &str| Named::Unclear(Text { zh: zh.to_owned(), en: en.to_owned() });
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let is_latin = plain.chars().any(|letter| letter.is_ascii_alphabetic());
    if is_nobody(&plain) {
        Named::Nobody
    } else if digits >= ID_DIGITS {
        unclear("是证件号，不是姓名", "is an ID number")
    } else if headings.holds(name) {
        unclear("是表头，不是姓名", "is a heading")
    } else if !plain.chars().any(char::is_alphabetic) || plain.starts_with(|first: char| first.is_ascii_digit()) {
        unclear("不是姓名", "is no name")
    } else if NONE.contains(&plain.as_str()) {
        unclear("等于没有写", "says nothing")
    } else if plain.contains(':') {
        unclear("冒号前后看不出哪个是姓名", "holds a colon, so that nobody knows what the name is")
    } else if plain.contains('、') || (plain.contains(',') && !is_latin) {
        unclear("像是几个人", "seems to name several people")
    } else if !is_latin && plain.chars().count() > LONGEST && !plain.contains(['·', '•', '・']) {
        unclear("太长，不像姓名", "is too long for a name")
    } else {
        Named::Person
    }
}

/// A sum (`合计：1人`, `共 1 人`), what stands below a list (`填表人：张某`), or nothing but brackets (`（以下空白）`).
fn is_nobody(plain: &str) -> bool {
    let before = heading(plain.split(':').next().unwrap_or_default());
    let counted = plain.strip_prefix('共').and_then(|rest| rest.strip_suffix('人'));
    let is_sum = |word: &&str| {
        before.strip_prefix(*word).is_some_and(|rest| !rest.chars().any(char::is_alphabetic) || rest.ends_with('人'))
    };
    TOTALS.iter().any(is_sum)
        || counted.is_some_and(|count| !count.is_empty() && count.chars().all(|digit| digit.is_ascii_digit()))
        || (plain.contains(':') && FOOTERS.contains(&before.as_str()))
        || before.is_empty()
}

/// A name as it is written: `王　明` is stretched to the width of three characters.
pub(super) fn unstretched(name: &str) -> String {
    let is_latin = |word: &str| word.chars().any(|character| character.is_ascii_alphabetic());
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(if words.iter().any(|word| is_latin(word)) { " " } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::builtin;

    #[test]
    fn people_are_told_from_what_stands_between_them() {
        let profile = builtin::find("bazhou-vocational-2021").expect("built in").expect("no faults");
        let headings = Headings::of(&profile.asked);
        let kind = |name: &str| match read(&unstretched(name), &headings) {
            Named::Person => 'p',
            Named::Nobody => '-',
            Named::Unclear(_) => '?',
        };
        for name in [
            "王一",
            "王　明",
            "阿依古丽·买买提",
            "Dr. Strange",
            "Smith, John",
            "王小明2",
            "王明（小）",
            "无言",
            "共工人",
            "合计成",
            "注定",
        ] {
            assert_eq!(kind(name), 'p', "{name}");
        }
        for name in [
            "合计",
            "合计：1人",
            "总计 3 人",
            "共1人",
            "填表人：张某",
            "审核人：",
            "注：以上人员均为在职",
            "（以下空白）",
            "小计(人)",
        ] {
            assert_eq!(kind(name), '-', "{name}");
        }
        for name in [
            "2021年9月10日",
            "李二、王三",
            "李二，王三",
            "待定",
            "无",
            "12",
            "—",
            "示例：张三",
            "Name",
            "９９００００198803070017",
        ] {
            assert_eq!(kind(name), '?', "{name}");
        }
    }
}
