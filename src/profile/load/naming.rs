//! `[naming]` of `checklist.toml`, and other names of files in it: `{name}_{part}_{number}`.

use super::terms::row;
use crate::config::fields::Fields;
use crate::config::hint::one_of;
use crate::profile::facts::{Facts, Named};
use crate::profile::{NamePiece, Naming};
use crate::text::Text;

/// What stands in braces for the document.
const PART: &str = "part";
/// What stands in braces for a running number.
const NUMBER: &str = "number";

/// Reads `[naming]`, where it is there.
pub(super) fn naming(top: &Fields<'_, '_>, facts: &Facts) -> Option<Naming> {
    let fields = top.table("naming")?;
    fields.require("file_name");
    let file_name = file_name(&fields, "file_name", facts, &[PART, NUMBER]).unwrap_or_default();
    let naming = Naming { file_name, row: row(&fields) };
    let count = |piece: &NamePiece| naming.file_name.iter().filter(|one| *one == piece).count();
    if !naming.file_name.is_empty() && (count(&NamePiece::Part) != 1 || count(&NamePiece::Number) > 1) {
        let message = Text {
            zh: "名称里要有一个 {part}（材料），最多一个 {number}（序号）".to_owned(),
            en: "a file's name has {part}, the document, once, and {number} once at most".to_owned(),
        };
        fields.faults().add(fields.place("file_name"), message, None);
    }
    fields.finish();
    Some(naming)
}

/// A name of a file, with ids of facts, and these words, in braces.
pub(super) fn file_name(fields: &Fields<'_, '_>, key: &str, facts: &Facts, words: &[&str]) -> Option<Vec<NamePiece>> {
    let text = fields.text(key)?;
    let fault = |message, hint| fields.faults().add(fields.place(key), message, hint);
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(NamePiece::Literal(before.to_owned()));
        }
        let Some((word, behind)) = behind.split_once('}') else {
            let message = Text {
                zh: "大括号不成对，要写成 {name} 这样".to_owned(),
                en: "a brace has no partner: write {name} or the like".to_owned(),
            };
            fault(message, None);
            return None;
        };
        match word {
            PART if words.contains(&PART) => pieces.push(NamePiece::Part),
            NUMBER if words.contains(&NUMBER) => pieces.push(NamePiece::Number),
            word if matches!(facts.named(word), Some(Named::Fact(_))) => pieces.push(NamePiece::Fact(word.to_owned())),
            word => {
                let names = facts.names();
                let single = names.iter().filter(|name| matches!(facts.named(name), Some(Named::Fact(_))));
                let known: Vec<&str> = words.iter().copied().chain(single.map(String::as_str)).collect();
                let message = Text {
                    zh: format!("大括号里不能写“{word}”，这里能写的是事项的代号"),
                    en: format!("braces cannot hold \"{word}\" here, only the id of a fact"),
                };
                fault(message, Some(one_of(word, &known)));
            }
        }
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(NamePiece::Literal(rest.to_owned()));
    }
    let is_odd = |character: char| character.is_control() || "/\\:*?\"<>|%}".contains(character);
    let literals =
        || pieces.iter().filter_map(|piece| if let NamePiece::Literal(text) = piece { Some(text) } else { None });
    if let Some(odd) = literals().find_map(|text| text.chars().find(|character| is_odd(*character))) {
        let odd = odd.escape_debug();
        let message =
            Text { zh: format!("文件名里不能有“{odd}”"), en: format!("no file name can hold “{odd}”") };
        fault(message, None);
    }
    Some(pieces)
}
