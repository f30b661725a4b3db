//! Pages of a PDF that go into another as they are: their instructions, fonts and pictures, object by object.
//!
//! What belongs to the file and not to a page (scripts, attachments, form fields, links, what its maker wrote beside it) stays
//! behind. Where that could be seen on the page (layers that are switched off, notes, form fields), the page is not copied.

use super::bound::Binder;
use super::{Pdf, draw, instructions};
use crate::guard::guarded;
use crate::limits::PDF_OBJECTS;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, ObjRef, Object as Read, Stream as ReadStream};
use hayro::hayro_syntax::page::Page;
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat};
use std::collections::{HashMap, VecDeque};

/// What of a page is copied (ISO 32000-1, table 30), and whether it may stand above the page in the tree (7.7.3.4).
const OF_PAGE: [(&str, bool); 7] = [
    ("Contents", false),
    ("Resources", true),
    ("MediaBox", true),
    ("CropBox", true),
    ("Rotate", true),
    ("UserUnit", false),
    ("Group", false),
];
/// What is left behind of whatever belongs to a page: what its maker wrote beside it, and ways back to the page.
const LEFT_BEHIND: [&str; 6] = ["Metadata", "PieceInfo", "LastModified", "Parent", "StructParent", "StructParents"];
/// How deep a page may lie in the tree, and one object in another.
const DEPTH: usize = 32;
/// What a signature says of itself: which bytes of the file are signed (ISO 32000-1, 12.8.1). It must stand in the file as
/// plain text, for these bytes are counted in the file.
const SIGNED: &[u8] = b"/ByteRange";
/// How finely a copy is compared, pixels a point: print of 4 points is readable at 150 dpi.
const COMPARED: f32 = 150.0 / 72.0;

impl Pdf {
    /// Whether it bears an electronic signature, which holds for this file alone.
    pub fn is_signed(&self) -> bool {
        self.bytes.windows(SIGNED.len()).any(|window| window == SIGNED)
    }

    /// Whether a page of another file shows exactly what a page of this one shows; `None` where one of them cannot be drawn.
    pub fn is_same_page(&self, number: usize, other: &Self, at: usize) -> Option<bool> {
        let one = self.page(number)?;
        let other = other.page(at)?;
        if one.render_dimensions() != other.render_dimensions() {
            return Some(false);
        }
        let side = |points: f32| (points * COMPARED).clamp(1.0, f32::from(u16::MAX / 4)) as u16;
        let (wide, high) = one.render_dimensions();
        let drawn = |page| draw::drawn(page, (side(wide), side(high)), &self.canvas).ok();
        let (one, other) = (drawn(one)?, drawn(other)?);
        Some(one.is_gray() == other.is_gray() && one.levels() == other.levels())
    }
}

/// Copies pages of one file; what several of them use is copied once.
pub struct Copier<'p> {
    pdf: &'p Pdf,
    known: HashMap<ObjRef, ObjectId>,
}

impl<'p> Copier<'p> {
    /// For the pages of a file.
    pub fn of(pdf: &'p Pdf) -> Self {
        Self { pdf, known: HashMap::new() }
    }

    /// Adds a page, counted from 0, to another file; `false` where it cannot be told apart from its file.
    pub fn copy(&mut self, number: usize, binder: &mut Binder) -> bool {
        guarded(|| self.copied(number, binder)).is_some()
    }

    fn copied(&mut self, number: usize, binder: &mut Binder) -> Option<()> {
        let page = self.pdf.page(number)?;
        if self.pdf.document.xref().has_optional_content_groups()
            || !has_only_links(page)
            || !instructions::are_there(page)
        {
            return None;
        }
        let mut copying = Copying { known: self.known.clone(), waiting: VecDeque::new(), binder, made: Vec::new() };
        let mut copy = Dictionary::new();
        for (key, inherited) in OF_PAGE {
            if let Some(value) = value_of(page, key, inherited) {
                copy.set(key, copying.value(value, 0)?);
            }
        }
        if !copy.has(b"MediaBox") {
            return None;
        }
        copying.finish(page)?;
        let Copying { known, made, .. } = copying;
        self.known = known;
        for (id, object) in made {
            binder.pdf.set_object(id, object);
        }
        copy.set("Type", "Page");
        copy.set("Parent", binder.tree);
        let page_id = binder.pdf.add_object(copy);
        // Where the top lies in the page's own coordinates, which need not begin at 0.
        binder.pages.push((page_id, page.intersected_crop_box().y1 as f32));
        Some(())
    }
}

/// Whether nothing lies over the page but links, which show nothing.
fn has_only_links(page: &Page<'_>) -> bool {
    let Some(notes) = page.raw().get::<Array<'_>>("Annots") else { return !page.raw().contains_key("Annots") };
    let mut all = 0;
    let links = notes.iter::<Dict<'_>>().inspect(|_| all += 1).filter(|note| {
        let kind = note.get::<hayro::hayro_syntax::object::Name<'_>>("Subtype");
        kind.is_some_and(|kind| kind.as_ref() == b"Link") && !note.contains_key("AP")
    });
    let links = links.count();
    links == all && all == notes.raw_iter().count()
}

/// What a page says under a key, or what stands above it in the tree.
fn value_of<'p>(page: &Page<'p>, key: &str, inherited: bool) -> Option<MaybeRef<Read<'p>>> {
    let mut dictionary = page.raw().clone();
    for _ in 0..DEPTH {
        if dictionary.contains_key(key) {
            return dictionary.get_raw::<Read<'p>>(key);
        }
        dictionary = if inherited { dictionary.get::<Dict<'p>>("Parent")? } else { return None };
    }
    None
}

/// Objects on their way from one file to another.
struct Copying<'b> {
    known: HashMap<ObjRef, ObjectId>,
    waiting: VecDeque<(ObjRef, ObjectId)>,
    binder: &'b mut Binder,
    made: Vec<(ObjectId, Object)>,
}

impl Copying<'_> {
    /// Copies what is referred to, and what that refers to.
    fn finish(&mut self, page: &Page<'_>) -> Option<()> {
        while let Some((from, to)) = self.waiting.pop_front() {
            if self.known.len() > PDF_OBJECTS {
                return None;
            }
            // What refers to nothing is null (ISO 32000-1, 7.3.10), but it may be something that viewers read and hayro does not.
            let copy = self.object(page.xref().get::<Read<'_>>(from.into())?, 0)?;
            self.made.push((to, copy));
        }
        Some(())
    }

    fn value(&mut self, value: MaybeRef<Read<'_>>, depth: usize) -> Option<Object> {
        let from = match value {
            MaybeRef::NotRef(object) => return self.object(object, depth),
            MaybeRef::Ref(from) => from,
        };
        if let Some(to) = self.known.get(&from) {
            return Some((*to).into());
        }
        let to = self.binder.pdf.new_object_id();
        self.known.insert(from, to);
        self.waiting.push_back((from, to));
        Some(to.into())
    }

    fn object(&mut self, object: Read<'_>, depth: usize) -> Option<Object> {
        if depth > DEPTH {
            return None;
        }
        Some(match object {
            Read::Null(_) => Object::Null,
            Read::Boolean(is) => is.into(),
            Read::Number(number) => {
                let real = number.as_f64();
                if real.fract() == 0.0 { number.as_i64().into() } else { Object::Real(real as f32) }
            }
            Read::String(text) => Object::String(text.as_bytes().to_vec(), StringFormat::Hexadecimal),
            Read::Name(name) => Object::Name(name.as_ref().to_vec()),
            Read::Dict(dictionary) => self.dictionary(&dictionary, depth)?.into(),
            Read::Array(list) => {
                list.raw_iter().map(|item| self.value(item, depth + 1)).collect::<Option<Vec<_>>>()?.into()
            }
            Read::Stream(stream) => self.stream(&stream, depth)?.into(),
        })
    }

    fn dictionary(&mut self, dictionary: &Dict<'_>, depth: usize) -> Option<Dictionary> {
        // A page would bring all others along.
        let kind = dictionary.get::<hayro::hayro_syntax::object::Name<'_>>("Type");
        if kind.is_some_and(|kind| matches!(kind.as_ref(), b"Page" | b"Pages" | b"Catalog")) {
            return None;
        }
        let mut copy = Dictionary::new();
        for (key, value) in dictionary.entries() {
            if !LEFT_BEHIND.iter().any(|left| left.as_bytes() == key.as_ref()) {
                copy.set(key.as_ref().to_vec(), self.value(value, depth + 1)?);
            }
        }
        Some(copy)
    }

    fn stream(&mut self, stream: &ReadStream<'_>, depth: usize) -> Option<Stream> {
        let mut dictionary = self.dictionary(stream.dict(), depth)?;
        // Its data lie in another file.
        if dictionary.has(b"F") {
            return None;
        }
        dictionary.remove(b"Length");
        Some(Stream::new(dictionary, stream.raw_data().into_owned()).with_compression(false))
    }
}
