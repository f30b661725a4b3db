//! What several tables of a profile have in common: ids, rows of the requirements, counts.

use crate::config::fields::Fields;
use crate::limits::PROFILE_PARTS;
use crate::text::Text;
use std::ops::Range;

/// A list of tables, no more of it than a profile has.
pub(super) fn list<'f, 's>(fields: &Fields<'f, 's>, key: &'static str) -> Vec<Fields<'f, 's>> {
    fields.tables_up_to(key, PROFILE_PARTS).unwrap_or_default()
}

/// The id of a profile, an item, a part or a kind: `[a-z0-9-]`, so that it can stand in a path, a key and a URL.
pub(super) fn id(fields: &Fields<'_, '_>) -> String {
    let id = fields.required_text("id");
    if !id.trim().is_empty() && !is_plain_id(&id) {
        let message = Text {
            zh: format!("代号“{id}”只能用小写字母、数字和连字符"),
            en: format!("the id \"{id}\" may hold only a-z, 0-9 and -"),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    id
}

/// Whether an item, a part or a kind may be called so.
pub(super) fn is_plain_id(id: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !id.is_empty() && id.bytes().all(plain)
}

/// Says of each id that stood before that it stands again.
pub(super) fn twice<'i>(fields: &Fields<'_, '_>, ids: impl Iterator<Item = (&'i str, Range<usize>)>) {
    let mut seen: Vec<&str> = Vec::new();
    for (id, place) in ids.filter(|(id, _)| !id.is_empty()) {
        if seen.contains(&id) {
            fields.faults().add(place, in_use(id), None);
        }
        seen.push(id);
    }
}

/// Says that an id stands for something else already.
pub(super) fn in_use(id: &str) -> Text {
    Text { zh: format!("代号“{id}”前面已经用过"), en: format!("the id \"{id}\" is already in use above") }
}

/// The rows of the requirements that something rests on: at least one, as `U02` or `P03b`.
pub(super) fn rows(fields: &Fields<'_, '_>) -> Vec<String> {
    let texts = fields.texts("rows");
    if texts.as_ref().is_none_or(Vec::is_empty) {
        let message = Text {
            zh: "没有写依据（rows = [\"U02\"]）".to_owned(),
            en: "no requirement is cited (rows = [\"U02\"])".to_owned(),
        };
        fields.faults().add(fields.span(), message, None);
    }
    let texts = texts.unwrap_or_default();
    for (text, span) in &texts {
        check_row(fields, text, span.clone());
    }
    texts.into_iter().map(|(text, _)| text).collect()
}

/// The row of the requirements that something rests on.
pub(super) fn row(fields: &Fields<'_, '_>) -> String {
    let row = fields.required_text("row");
    if !row.trim().is_empty() {
        check_row(fields, &row, fields.place("row"));
    }
    row
}

/// The row of the requirements that something rests on, where it rests on one.
pub(super) fn row_or_none(fields: &Fields<'_, '_>) -> String {
    let row = fields.text("row").unwrap_or_default();
    if !row.trim().is_empty() {
        check_row(fields, &row, fields.place("row"));
    }
    row
}

/// The longest number of a row, characters: "附件1 第二部分第（三）条第12项" has nineteen.
const ROW_CHARS: usize = 24;

/// A number as the notice has it ("三、（二）", "附件1", "Art. 3"), or as its rows were numbered: letters, digits and what
/// stands between them; at least one digit or Chinese numeral.
fn check_row(fields: &Fields<'_, '_>, row: &str, span: Range<usize>) {
    let is_plain = |character: char| character.is_alphanumeric() || " .-–§/#:：、，（）()".contains(character);
    let is_number = |character: char| character.is_numeric() || "一二三四五六七八九十".contains(character);
    let good = row.chars().all(is_plain) && row.chars().any(is_number) && row.chars().count() <= ROW_CHARS;
    if !good {
        let message = Text {
            zh: format!("“{row}”不是依据的编号，要写成 \"U02\"、\"4.2\"、\"附件1\"、\"三、（二）\" 这样"),
            en: format!("\"{row}\" is no row of the requirements: write \"U02\", \"4.2\" or \"Art. 3\""),
        };
        fields.faults().add(span, message, None);
    }
}

/// A whole number of `range` that must be there.
pub(super) fn counted(fields: &Fields<'_, '_>, key: &'static str, range: std::ops::RangeInclusive<u32>) -> u32 {
    fields.require(key);
    let (least, most) = (i64::from(*range.start()), i64::from(*range.end()));
    let number = fields.integer_within(key, least..=most);
    number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default()
}

/// A name in `facts.toml`: `a-z`, `0-9` and `_`.
pub(super) fn id_of_fact(fields: &Fields<'_, '_>) -> String {
    let id = fields.required_text("id");
    if !id.trim().is_empty() && !is_plain(&id) {
        let message = Text {
            zh: format!("代号“{id}”只能用小写字母、数字和下划线"),
            en: format!("the id \"{id}\" may hold only a-z, 0-9 and _"),
        };
        fields.faults().add(fields.place("id"), message, None);
    }
    id
}

/// Whether a key of `applicant.toml` may be called so.
pub(super) fn is_plain(name: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !name.is_empty() && name.bytes().all(letters)
}

/// A number of bytes, `614400` or `"50MB"`.
pub(super) fn bytes(fields: &Fields<'_, '_>, key: &'static str) -> Option<u64> {
    let value = fields.bytes(key)?;
    if value < 1.0 || value.fract() != 0.0 || value > 1e15 {
        let message = Text {
            zh: format!("“{key}”不能是 {value}：要写字节数，如 614400 或 \"50MB\""),
            en: format!("`{key}` cannot be {value}: write a number of bytes, as 614400 or \"50MB\""),
        };
        fields.faults().add(fields.place(key), message, None);
    }
    Some(value as u64)
}
