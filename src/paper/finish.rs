//! What `krilla` cannot do, done with `lopdf`: pictures as they are, and how the printer shall take the sheets.
//!
//! A JPEG goes in byte for byte as `DCTDecode` (ISO 32000-1, 7.4.8); turning it upright is the page's matrix, and
//! Adobe's inverted CMYK is the image's `Decode`. Each picture is stored once, however many pages show it.

use super::draw::{self, Part};
use super::jpeg::Jpeg;
use super::sheet::{A4_HEIGHT, Cell, Drawing, Rect};
use anyhow::{Context, Result};
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::io::Write;

/// Writes a finished PDF: pictures in place, both sides of the sheet, nothing scaled. Pictures go from the bytes that
/// were read straight to `out`.
///
/// # Errors
/// When the PDF cannot be made at all, or not be written.
pub fn finish(title: &str, parts: &[Part<'_>], pictures: Vec<Jpeg>, mut out: &mut dyn Write) -> Result<()> {
    let drawn = draw::draw(title, parts)?;
    let mut pdf = Document::load_mem(&drawn).context("the drawn PDF cannot be read back")?;
    share_contents(&mut pdf)?;
    place_pictures(&mut pdf, parts, pictures)?;
    let preferences = dictionary! { "Duplex" => "DuplexFlipLongEdge", "PrintScaling" => "None" };
    pdf.catalog_mut()?.set("ViewerPreferences", preferences);
    pdf.save_to(&mut out)?;
    Ok(())
}

/// Stores the contents of like pages once: the copies of a form differ in nothing.
fn share_contents(pdf: &mut Document) -> Result<()> {
    let mut first: BTreeMap<Vec<u8>, ObjectId> = BTreeMap::new();
    for page in pdf.page_iter().collect::<Vec<_>>() {
        let Ok(own) = pdf.get_dictionary(page)?.get(b"Contents").and_then(Object::as_reference) else { continue };
        let content = pdf.get_object(own)?.as_stream()?.content.clone();
        let shared = *first.entry(content).or_insert(own);
        if shared != own {
            pdf.get_dictionary_mut(page)?.set("Contents", shared);
            pdf.objects.remove(&own);
        }
    }
    Ok(())
}

fn place_pictures(pdf: &mut Document, parts: &[Part<'_>], pictures: Vec<Jpeg>) -> Result<()> {
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let mut stored = Vec::new();
    for mut picture in pictures {
        let stream = image(&mut picture);
        stored.push((pdf.add_object(stream), picture));
    }
    let sheets = parts.iter().flat_map(|part| part.sheets);
    for (page, sheet) in pages.into_iter().zip(sheets) {
        let mut content = String::new();
        for (cell, at, fill) in shown(&sheet.cells) {
            let Some((id, picture)) = stored.get(at) else { continue };
            content.push_str(&placement(&cell.rect, picture, fill, at));
            pdf.add_xobject(page, format!("P{at}"), *id)?;
        }
        if !content.is_empty() {
            put_under(pdf, page, content)?;
        }
    }
    Ok(())
}

fn shown(cells: &[Cell]) -> impl Iterator<Item = (&Cell, usize, bool)> {
    cells.iter().filter_map(|cell| match cell.drawing {
        Drawing::Picture { at, fill } => Some((cell, at, fill)),
        _ => None,
    })
}

/// The image object; takes the bytes out of `picture`.
fn image(picture: &mut Jpeg) -> Stream {
    let space = match picture.components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    let mut dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.width),
        "Height" => i64::from(picture.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Filter" => "DCTDecode",
    };
    if picture.components == 4 && picture.adobe {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer);
        dictionary.set("Decode", inverted.to_vec());
    }
    Stream::new(dictionary, std::mem::take(&mut picture.bytes)).with_compression(false)
}

/// Puts `content` under what the page has: the graphics state is still the initial one there.
fn put_under(pdf: &mut Document, page: ObjectId, content: String) -> Result<()> {
    let under = pdf.add_object(Stream::new(dictionary! {}, content.into_bytes()));
    let page = pdf.get_dictionary_mut(page)?;
    let mut contents = vec![Object::Reference(under)];
    match page.get(b"Contents") {
        Ok(Object::Array(array)) => contents.extend(array.iter().cloned()),
        Ok(one) => contents.push(one.clone()),
        Err(_) => {}
    }
    page.set("Contents", contents);
    Ok(())
}

/// Operators that show picture `at` in `cell`: fitted inside, or filling it and cut at its edges.
fn placement(cell: &Rect, picture: &Jpeg, fill: bool, at: usize) -> String {
    let (width, height) = picture.upright_size();
    let (across, down) = (cell.w / width as f32, cell.h / height as f32);
    let scale = if fill { across.max(down) } else { across.min(down) };
    let size = (width as f32 * scale, height as f32 * scale);
    let (left, lower) = (cell.x, A4_HEIGHT - cell.bottom());
    let corner = (left + (cell.w - size.0) / 2.0, lower + (cell.h - size.1) / 2.0);
    let matrix = upright(picture.orientation, corner, size).map(|number| format!("{number:.3}")).join(" ");
    format!("q {left:.3} {lower:.3} {:.3} {:.3} re W n {matrix} cm /P{at} Do Q\n", cell.w, cell.h)
}

/// The matrix that puts the unit square of an image with this Exif orientation upright into the box of size
/// (`w`, `h`) at (`x`, `y`), counted from the lower left corner. Exif 2.3, 4.6.4 A, Orientation.
fn upright(orientation: u8, (x, y): (f32, f32), (w, h): (f32, f32)) -> [f32; 6] {
    let (right, top) = (x + w, y + h);
    match orientation {
        2 => [-w, 0.0, 0.0, h, right, y],
        3 => [-w, 0.0, 0.0, -h, right, top],
        4 => [w, 0.0, 0.0, -h, x, top],
        5 => [0.0, -h, -w, 0.0, right, top],
        6 => [0.0, -h, w, 0.0, x, top],
        7 => [0.0, h, w, 0.0, x, y],
        8 => [0.0, h, -w, 0.0, right, y],
        _ => [w, 0.0, 0.0, h, x, y],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the image's first pixel (its upper left corner, (0, 1) of the unit square) comes to lie.
    fn first_pixel(orientation: u8) -> (f32, f32) {
        let [_, _, c, d, e, f] = upright(orientation, (0.0, 0.0), (30.0, 40.0));
        (c + e, d + f)
    }

    #[test]
    fn row_0_and_column_0_lie_where_exif_says() {
        let (left, right, top, bottom) = (0.0, 30.0, 40.0, 0.0);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let twice = corners.into_iter().chain([(left, top), (right, top), (right, bottom), (left, bottom)]);
        for (orientation, corner) in (1..=8).zip(twice) {
            assert_eq!(first_pixel(orientation), corner, "orientation {orientation}");
        }
    }

    #[test]
    fn inverted_cmyk_is_decoded_back() {
        let jpeg =
            |components, adobe| Jpeg { bytes: vec![1, 2, 3], width: 1, height: 1, components, adobe, orientation: 1 };
        assert!(image(&mut jpeg(4, true)).dict.has(b"Decode"));
        assert!(!image(&mut jpeg(4, false)).dict.has(b"Decode"));
        assert!(!image(&mut jpeg(3, true)).dict.has(b"Decode"));
        assert_eq!(image(&mut jpeg(1, false)).content, [1, 2, 3]);
    }
}
