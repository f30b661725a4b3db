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

/// Adds the outline to `pdf`; its object. `pages` are the pages' objects, in order.
pub fn add(pdf: &mut Document, entries: &[Entry], pages: &[ObjectId]) -> ObjectId {
    let root = pdf.new_object_id();
    let mut outline = siblings(pdf, root, entries, pages);
    outline.set("Type", "Outlines");
    outline.set("Count", count(entries));
    pdf.set_object(root, outline);
    root
}

/// Adds the lines below `parent`; the parent's keys that lead to them.
fn siblings(pdf: &mut Document, parent: ObjectId, entries: &[Entry], pages: &[ObjectId]) -> Dictionary {
    let ids: Vec<ObjectId> = entries.iter().map(|_| pdf.new_object_id()).collect();
    for (at, (entry, id)) in entries.iter().zip(&ids).enumerate() {
        let mut item = siblings(pdf, *id, &entry.below, pages);
        if !entry.below.is_empty() {
            item.set("Count", -count(&entry.below));
        }
        item.set("Title", text_string(&entry.title));
        item.set("Parent", parent);
        if let Some(page) = pages.get(entry.page) {
            // The whole page, as wide as the window.
            let target: [Object; 3] = [(*page).into(), "FitH".into(), Object::Null];
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
