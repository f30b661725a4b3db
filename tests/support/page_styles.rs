//! Fifty ways to name the twelve pages of a paper's text, of which one is declared.

/// Twelve numerals of each kind.
const HAN: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
const MONEY: [&str; 12] = ["壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", "拾", "拾壹", "拾贰"];
const CIRCLED: [&str; 12] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩", "⑪", "⑫"];
const BLACK: [&str; 12] = ["❶", "❷", "❸", "❹", "❺", "❻", "❼", "❽", "❾", "❿", "⓫", "⓬"];
const BRACKETED: [&str; 12] = ["⑴", "⑵", "⑶", "⑷", "⑸", "⑹", "⑺", "⑻", "⑼", "⑽", "⑾", "⑿"];
const ROMAN: [&str; 12] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ"];
const LATIN_ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
const WIDE: [&str; 12] = ["１", "２", "３", "４", "５", "６", "７", "８", "９", "１０", "１１", "１２"];

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// The name of page `n`, from 1, in style number `style`; `None` past the last style.
pub(crate) fn name(style: usize, n: usize) -> Option<String> {
    let at = n - 1;
    let letter = char::from(b'a' + u8::try_from(at).expect("a letter"));
    let first = |first: &str, others: String| if n == 1 { first.to_owned() } else { others };
    let stem = match style {
        0 => format!("论文正文{n}"),
        1 => first("论文正文", format!("论文正文{n}")),
        2 => format!("论文正文{n:02}"),
        3 => first("论文正文", format!("论文正文-{n}")),
        4 => format!("论文正文_{n:02}"),
        5 => first("论文正文", format!("论文正文({n})")),
        6 => first("论文正文", format!("论文正文 ({n})")),
        7 => format!("论文正文（{n}）"),
        8 => format!("论文正文{}", HAN[at]),
        9 => first("论文正文", format!("论文正文{}", HAN[at])),
        10 => format!("论文正文第{}页", HAN[at]),
        11 => first("论文正文首页", format!("论文正文第{}页", HAN[at])),
        12 => format!("论文正文第{n}页"),
        13 => format!("论文正文{}", CIRCLED[at]),
        14 => format!("论文正文{}", BLACK[at]),
        15 => format!("论文正文{}", BRACKETED[at]),
        16 => format!("论文正文{}", ROMAN[at]),
        17 => format!("论文正文 {}", LATIN_ROMAN[at]),
        18 => format!("论文正文{}", WIDE[at]),
        19 => format!("论文正文{}", MONEY[at]),
        20 => format!("论文正文p{n}"),
        21 => format!("论文正文 Page {n}"),
        22 => format!("论文正文{n}of12"),
        23 => format!("论文正文第{n}页共12页"),
        24 => format!("论文正文之{}", HAN[at]),
        25 => format!("论文正文{letter}"),
        26 => first("论文1-正文", format!("论文1-正文{n}")),
        27 => first("论文1-正文", format!("论文1-正文-{n}")),
        28 => format!("论文内容{n}"),
        29 => format!("论文/正文/{n}"),
        30 => first("论文/正文/首页", format!("论文/正文/第{}页", HAN[at])),
        31 => format!("论文1/正文{n}"),
        32 => format!("论文1/正文/{n:02}"),
        33 => format!("论文1/正文/IMG_{}", 2020 + n * 7),
        34 => format!("论文1/正文/扫描_{n:04}"),
        35 => format!("{n}-论文正文"),
        36 => format!("{}、论文正文", HAN[at]),
        37 => format!("第{n}页 论文正文"),
        38 => format!("paper1 body {n}"),
        39 => format!("06-论文/论文1-正文第{n}张"),
        40 => format!("论文正文/论文{n}"),
        41 => first("论文正文", if n == 12 { "论文正文末页".to_owned() } else { format!("论文正文（{}）", HAN[at]) }),
        42 => ["正文", "论文正文", "论文内容"][n % 3].to_owned() + &n.to_string(),
        43 => format!("论文正文{}（扫描件）", HAN[at]),
        44 => first("论文正文（清晰版）", format!("论文正文{}（清晰版）", MONEY[at])),
        45 => format!("论文1/正文/{}/扫描", HAN[at]),
        46 => format!("论文正文/{}-盖章", HAN[at]),
        47 => format!("论文正文{n}new"),
        48 => {
            if n.is_multiple_of(2) {
                format!("论文正文{n}")
            } else {
                format!("{n}论文正文")
            }
        }
        49 if n <= 10 => format!("论文正文 {}", ORDINALS[at]),
        49 => format!("论文正文 {n}"),
        _ => return None,
    };
    Some(format!("{stem}.jpg"))
}

/// The names of the pages, style by style.
pub(crate) fn styles() -> impl Iterator<Item = Vec<String>> {
    (0..).map_while(|style| (1..=12).map(|n| name(style, n)).collect::<Option<Vec<String>>>())
}
