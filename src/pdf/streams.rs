//! Everything that a page refers to: how many objects, and how many bytes they unpack to. Fonts, colour profiles and
//! functions are unpacked where they are used, so that all of it is looked at before anything is drawn.

use super::claim::{Claim, claim};
use super::obstacle::Obstacle;
use super::predicted;
use super::unpacked;
use crate::limits::{
    PDF_OBJECTS, PDF_PAGE_BYTES, PDF_WORK_A_BYTE, PDF_WORK_A_FURTHER_BYTE, PDF_WORK_A_MESH_BYTE,
    PDF_WORK_A_PICTURE_BYTE, PDF_WORK_A_STREAM,
};
use hayro::hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro::hayro_syntax::page::Page;
use std::collections::{HashMap, HashSet};

/// Keys that lead away from what is drawn: to other pages, to what is done on a click, to attached files.
const ELSEWHERE: [&str; 16] = [
    "Parent",
    "P",
    "Popup",
    "IRT",
    "Dest",
    "A",
    "AA",
    "B",
    "Metadata",
    "PieceInfo",
    "Thumb",
    "EF",
    "Sound",
    "Movie",
    "RichMediaContent",
    "StructParents",
];

/// The streams of a document that were looked at.
#[derive(Default)]
pub(super) struct Streams {
    seen: HashSet<ObjectIdentifier>,
    lengths: HashMap<ObjectIdentifier, u64>,
    claims: HashMap<ObjectIdentifier, Claim>,
    explained: HashSet<ObjectIdentifier>,
}

impl Streams {
    /// Looks at everything that a page refers to.
    ///
    /// # Errors
    /// Its pictures are larger than is read, or it unpacks to more.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Result<(), Obstacle> {
        let resources = page.resources();
        let inherited = [
            &resources.ext_g_states,
            &resources.fonts,
            &resources.properties,
            &resources.color_spaces,
            &resources.x_objects,
            &resources.patterns,
            &resources.shadings,
        ];
        let mut open: Vec<Object<'_>> = inherited.into_iter().cloned().map(Object::Dict).collect();
        open.push(Object::Dict(page.raw().clone()));
        self.all(page, open).map(|_| ())
    }

    /// Looks at everything below `open` that was not looked at before; how many bytes it unpacks to.
    fn all<'a>(&mut self, page: &Page<'a>, mut open: Vec<Object<'a>>) -> Result<u64, Obstacle> {
        let (mut count, mut bytes) = (0, 0u64);
        while let Some(object) = open.pop() {
            count += 1;
            if count > PDF_OBJECTS {
                return Err(Obstacle::TooLarge);
            }
            let mut reach = |value: MaybeRef<Object<'a>>| match value {
                MaybeRef::NotRef(object) => open.push(object),
                MaybeRef::Ref(reference) => {
                    let id = reference.into();
                    if self.seen.insert(id) {
                        open.extend(page.xref().get::<Object<'a>>(id));
                    }
                }
            };
            match object {
                Object::Dict(dictionary) => entries(&dictionary).for_each(&mut reach),
                Object::Array(list) => list.raw_iter().for_each(&mut reach),
                Object::Stream(stream) => {
                    entries(stream.dict()).for_each(&mut reach);
                    bytes = bytes.saturating_add(self.length(&stream)?);
                }
                _ => {}
            }
            if bytes > PDF_PAGE_BYTES {
                return Err(Obstacle::TooLarge);
            }
        }
        Ok(bytes)
    }

    /// What a picture claims.
    ///
    /// # Errors
    /// As [`claim`].
    pub(super) fn claim(&mut self, picture: &Stream<'_>) -> Result<Claim, Obstacle> {
        let id = picture.dict().obj_id();
        if let Some(known) = id.and_then(|id| self.claims.get(&id)) {
            return Ok(*known);
        }
        let claimed = claim(picture)?;
        self.claims.extend(id.map(|id| (id, claimed)));
        Ok(claimed)
    }

    /// How many bytes a stream unpacks to; 0 for a picture, whose claims are judged by themselves.
    ///
    /// # Errors
    /// More than a page may.
    pub(super) fn length(&mut self, stream: &Stream<'_>) -> Result<u64, Obstacle> {
        let id = stream.dict().obj_id();
        if let Some(known) = id.and_then(|id| self.lengths.get(&id)) {
            return Ok(*known);
        }
        let length = if stream.dict().get::<Name<'_>>("Subtype").as_deref() == Some(b"Image") {
            self.claim(stream).map(|_| 0)?
        } else if !predicted::are_possible(stream) {
            return Err(Obstacle::Drawing);
        } else {
            unpacked::length(stream, PDF_PAGE_BYTES)?
        };
        if let Some(id) = id {
            self.lengths.insert(id, length);
        }
        Ok(length)
    }

    /// How many bytes the streams of a shading or a colour space unpack to: functions, tables, profiles.
    ///
    /// # Errors
    /// More than a page may.
    pub(super) fn below(&mut self, object: &Object<'_>) -> Result<u64, Obstacle> {
        const MOST: usize = 512;
        let mut open = vec![object.clone()];
        let mut bytes = 0u64;
        for _ in 0..MOST {
            match open.pop() {
                None => return Ok(bytes),
                Some(Object::Stream(stream)) => {
                    bytes = bytes.saturating_add(self.length(&stream)?);
                    open.push(Object::Dict(stream.dict().clone()));
                }
                Some(Object::Dict(dictionary)) => {
                    let keys = ["Function", "Functions", "Shading", "ColorSpace", "Alternate"];
                    open.extend(keys.iter().filter_map(|key| dictionary.get::<Object<'_>>(key)));
                }
                Some(Object::Array(list)) => {
                    open.extend(
                        list.iter::<Object<'_>>().filter(|object| !matches!(object, Object::Number(_))).take(MOST),
                    );
                }
                Some(_) => {}
            }
        }
        Err(Obstacle::TooMuchDrawing)
    }

    /// How much drawing the length of a stream explains; nothing the second time.
    pub(super) fn explained(&mut self, stream: &Stream<'_>) -> u64 {
        let bytes = self.once(stream);
        (bytes * PDF_WORK_A_BYTE).min(PDF_WORK_A_STREAM) + bytes * PDF_WORK_A_FURTHER_BYTE
    }

    /// The same for a picture with so many bits a sample.
    pub(super) fn explained_by_picture(&mut self, stream: &Stream<'_>, bits: u64) -> u64 {
        self.once(stream) * PDF_WORK_A_PICTURE_BYTE * 8 / bits.clamp(1, 8)
    }

    /// The same for a mesh.
    pub(super) fn explained_by_mesh(&mut self, stream: &Stream<'_>) -> u64 {
        self.once(stream) * PDF_WORK_A_MESH_BYTE
    }

    fn once(&mut self, stream: &Stream<'_>) -> u64 {
        let new = stream.dict().obj_id().is_some_and(|id| self.explained.insert(id));
        if new { stream.raw_data().len() as u64 } else { 0 }
    }
}

fn entries<'a>(dictionary: &Dict<'a>) -> impl Iterator<Item = MaybeRef<Object<'a>>> {
    let drawn = |key: &Name<'_>| !ELSEWHERE.contains(&key.as_str());
    dictionary.entries().filter(move |(key, _)| drawn(key)).map(|(_, value)| value).collect::<Vec<_>>().into_iter()
}
