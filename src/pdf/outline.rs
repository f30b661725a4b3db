//! The outline that a viewer shows beside the pages (ISO 32000-1, 12.3.3).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub title: String,
    /// The page it leads to, counted from 0.
    pub page: usize,
    /// What stands below it, folded away at first.
    pub below: Vec<Entry>,
}

/// Adds the outline to `pdf`; its object. `pages` are the pages' objects with their heights in points, in order.
pub fn add(pdf: &mut Document, entries: &[Entry], pages: &[(ObjectId, f32)]) -> ObjectId {
    let root = pdf.new_object_id();
    let mut outline = siblings(pdf, root, entries, pages);
    outline.set("Type", "Outlines");
    outline.set("Count", count(entries));
    pdf.set_object(root, outline);
    root
}

/// Adds the lines below `parent`; the parent's keys that lead to them.
fn siblings(pdf: &mut Document, parent: ObjectId, entries: &[Entry], pages: &[(ObjectId, f32)]) -> Dictionary {
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    for (at, (entry, id)) in entries.iter().zip(&ids).enumerate() {
        let mut item = siblings(pdf, *id, &entry.below, pages);
        if !entry.below.is_empty() {
            item.set("Count", -count(&entry.below));
        }
        item.set("Title", text_string(&entry.title));
        item.set("Parent", parent);
        if let Some((page, top)) = pages.get(entry.page) {
            // Its upper left corner, as large as it is shown already (ISO 32000-1, table 151).
            let target: [Object; 5] = [(*page).into(), "XYZ".into(), 0.into(), (*top).into(), Object::Null];
            item.set("Dest", target.to_vec());
        }
        if let Some(before) = at.checked_sub(1).and_then(|before| ids.get(before)) {
            item.set("Prev", *before);
        }
        if let Some(next) = ids.get(at + 1) {
            item.set("Next", *next);
        }
        pdf.set_object(*id, item);
    }
    match (ids.first(), ids.last()) {
        (Some(first), Some(last)) => dictionary! { "First" => *first, "Last" => *last },
        _ => Dictionary::new(),
    }
}

fn count(entries: &[Entry]) -> i64 {
    i64::from(entries.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leads_to_the_top_of_its_page_and_hides_what_is_below() {
        let entry = |title: &str, page, below| Entry { title: title.to_owned(), page, below };
        let mut pdf = Document::new();
        let pages = [(pdf.new_object_id(), 800.0), (pdf.new_object_id(), 600.0)];
        let root =
            add(&mut pdf, &[entry("甲", 0, vec![entry("乙", 1, Vec::new())]), entry("丙", 1, Vec::new())], &pages);
        let at = |id, key: &[u8]| pdf.get_dictionary(id).and_then(|one| one.get(key)).and_then(Object::as_reference);
        let first = at(root, b"First").expect("the first line");
        let (below, last) = (at(first, b"First").expect("what is below"), at(root, b"Last").expect("the last line"));
        assert_eq!((at(first, b"Next").ok(), at(last, b"Prev").ok()), (Some(last), Some(first)));
        let said = |id, key: &[u8]| pdf.get_dictionary(id).and_then(|one| one.get(key)).expect("a value").clone();
        assert_eq!((said(root, b"Count"), said(first, b"Count")), (Object::Integer(2), Object::Integer(-1)));
        let target = [pages[1].0.into(), "XYZ".into(), 0.into(), 600.0.into(), Object::Null];
        assert_eq!(said(below, b"Dest"), Object::Array(target.to_vec()));
    }
}
