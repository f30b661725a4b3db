//! Pages in names, as people write them.

use super::*;
use crate::text::typed::normalise;

fn number(text: &str) -> Option<u32> {
    read(&normalise(text)).0.number
}

#[test]
fn numerals_of_every_kind() {
    for three in [
        "3",
        "03",
        "003",
        "_03",
        "-3",
        "(3)",
        "（3）",
        " 3",
        "３",
        "③",
        "⑶",
        "⒊",
        "❸",
        "三",
        "（三）",
        "㈢",
        "叁",
        "之三",
        "Ⅲ",
        "ⅲ",
        "III",
        "iii",
        "p3",
        "P3",
        "p 3",
        "page3",
        "Page 3",
        "pg03",
        "第3页",
        "第三页",
        "第 3 页",
        "第３页",
        "3页",
        "三页",
        "第3张",
        "第3面",
        "No.3",
        "no3",
        "3of12",
        "3 of 12",
        "第3页共12页",
        "共12页第3页",
        "0003",
        "٣",
        "#3",
        "3（签字）",
    ] {
        assert_eq!(number(three), Some(3), "{three}");
    }
    for (text, value) in [
        ("十二", 12),
        ("第十页", 10),
        ("ⅻ", 12),
        ("⑫", 12),
        ("XII", 12),
        ("拾贰", 12),
        ("第二十一页", 21),
        ("一〇", 10),
        ("第一一页", 11),
        ("廿一", 21),
        ("一百零二", 102),
        ("两页", 2),
        ("丙", 3),
        ("part three", 3),
        ("第甲页", 1),
        ("乙页", 2),
        ("第丙部分", 3),
        ("第two页", 2),
        ("之three", 3),
        ("pii", 2),
        ("pgiv", 4),
        ("2正", 2),
        ("2a", 2),
        ("2-b", 2),
        ("其二", 2),
        ("续三", 4),
        ("续", 2),
        ("第二部分", 2),
        ("१०", 10),
        ("༢", 2),
    ] {
        assert_eq!(number(text), Some(value), "{text}");
    }
}

#[test]
fn how_many_pages_there_are() {
    let totals = [
        ("第1页共3页", Some(3)),
        ("共三页第一页", Some(3)),
        ("1of3", Some(3)),
        ("1 of 3", Some(3)),
        ("(1／3)", Some(3)),
        ("共12页", Some(12)),
        ("1-3", None),
        ("2018", None),
    ];
    for (text, total) in totals {
        assert_eq!(read(&normalise(text)).0.total, total, "{text}");
    }
    assert_eq!((number("(1／3)"), read(&normalise("1-3")).0.pair), (Some(1), Some((1, 3))));
}

#[test]
fn numbers_of_something_else() {
    assert_eq!(number("pix 12"), Some(12));
    for text in [
        "2018",
        "2018年",
        "2018年6月",
        "2018-06",
        "2018.06.15",
        "20180615",
        "18-02-2026",
        "18.02.2026",
        "18_2_2026",
        "02-18-2026",
        "A4",
        "v2",
        "二等奖",
        "3年",
        "第二稿",
        "一览",
        "1080p",
        "2015年第3期",
        "300dpi",
        "共12页",
        "三好学生",
        "mix",
        "甲状腺",
        "乙等",
        "phone",
        "300px",
        "3d打印",
        "4k",
    ] {
        assert_eq!(number(text), None, "{text}");
    }
    assert_eq!((number("18-02-2026 2"), number("1 2 2018")), (Some(2), Some(2)));
    assert!(!read("2018 3").0.clear, "a page, or March");
}

#[test]
fn pieces_of_a_document() {
    let range = |text: &str| read(&normalise(text)).0.range;
    for text in ["1-4页", "第1-4页", "1至4页", "第1页-第4页", "（1—4页）"] {
        assert_eq!(range(text), Some((1, 4)), "{text}");
    }
    for text in ["1-4", "4-1页", "4页", "2018-4页", "p1-4", "1份4页"] {
        assert_eq!(range(text), None, "{text}");
    }
    let of_parts = |text: &str| read(&normalise(text)).0.of_parts;
    assert_eq!(
        ["第一部分", "第2册", "part 1", "第一页", "1", "部分"].map(of_parts),
        [true, true, true, false, false, false]
    );
    assert_eq!(
        ["（上）", "下册", "2", "上海"].map(|text| read(&normalise(text)).0.volume_said),
        [Some(0), Some(2), None, None]
    );
}

#[test]
fn first_and_last_pages() {
    let place = |text: &str| read(text).0.place;
    for first in ["首页", "封一", "封面"] {
        assert_eq!(place(first), Place::First, "{first}");
    }
    for last in ["末页", "最后一页", "封底", "封四"] {
        assert_eq!((place(last), number(last)), (Place::Last, None), "{last}");
    }
    assert_eq!((read("正面").0.side, read("背面").0.side, read("下").0.volume), (0, 1, 2));
    assert_eq!((read("下册2").0.volume, number("下册2")), (2, Some(2)));
    assert_eq!(read("b").0.letter, Some('b'));
    for (text, number, piece) in [
        ("1正", 1, 0),
        ("2 反", 2, 1),
        ("反2", 2, 1),
        ("3背", 3, 1),
        ("1a", 1, 1),
        ("1 b", 1, 2),
        ("2b面", 2, 2),
        ("2下", 2, 2),
    ] {
        let (page, rest) = read(text);
        assert_eq!((page.number, page.side, &*rest), (Some(number), piece, ""), "{text}");
    }
}

#[test]
fn what_is_left_names_the_document() {
    for text in [
        "论文正文2",
        "论文正文 02",
        "论文正文第2页",
        "论文正文第二页",
        "第2页论文正文",
        "论文正文p2",
        "论文正文(2)",
        "论文正文 ②",
        "论文正文首页",
    ] {
        assert_eq!(read(&normalise(text)).1, "论文正文", "{text}");
    }
}
