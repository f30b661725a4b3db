//! A JPEG in a PDF, as it is: its bytes as `DCTDecode` (ISO 32000-1, 7.4.8). Turning it upright is the page's matrix, and
//! Adobe's inverted CMYK is the image's `Decode`.

use super::jpeg::Jpeg;
use super::profile;
use crate::jpeg::Orientation;
use lopdf::{Document, Object, ObjectId, Stream, dictionary};

/// Adds the image object, and its colour profile where the picture needs one; takes the bytes out of `picture`.
pub fn embed(pdf: &mut Document, picture: &mut Jpeg) -> ObjectId {
    let ((space, _), colours) = (picture.space(), picture.colours());
    let profile = profile::of_jpeg(&picture.bytes, colours);
    let mut image = image(picture);
    if let Some(profile) = profile {
        let about = dictionary! { "N" => i64::from(colours), "Alternate" => space };
        let profile = pdf.add_object(Stream::new(about, profile));
        image.dict.set("ColorSpace", vec!["ICCBased".into(), profile.into()]);
    }
    pdf.add_object(image)
}

fn image(picture: &mut Jpeg) -> Stream {
    let (space, inverted) = picture.space();
    let mut dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(picture.header.width),
        "Height" => i64::from(picture.header.height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
        "Filter" => "DCTDecode",
    };
    if inverted {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::Integer);
        dictionary.set("Decode", inverted.to_vec());
    }
    Stream::new(dictionary, std::mem::take(&mut picture.bytes)).with_compression(false)
}

/// The matrix that puts the unit square of an image with this Exif orientation upright into the box of size
/// (`w`, `h`) at (`x`, `y`), counted from the lower left corner.
pub fn upright(orientation: Orientation, (x, y): (f32, f32), (w, h): (f32, f32)) -> [f32; 6] {
    let [a, b, c, d, e, f] = orientation.matrix();
    [a * w, b * h, c * w, d * h, x + e * w, y + f * h]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jpeg::{Colour, Header};

    /// Where the image's first pixel (its upper left corner, (0, 1) of the unit square) comes to lie.
    fn first_pixel(orientation: Orientation) -> (f32, f32) {
        let [_, _, c, d, e, f] = upright(orientation, (0.0, 0.0), (30.0, 40.0));
        (c + e, d + f)
    }

    #[test]
    fn row_0_and_column_0_lie_where_exif_says() {
        let (left, right, top, bottom) = (0.0, 30.0, 40.0, 0.0);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        let twice = corners.into_iter().chain([(left, top), (right, top), (right, bottom), (left, bottom)]);
        for (orientation, corner) in Orientation::ALL.into_iter().zip(twice) {
            assert_eq!(first_pixel(orientation), corner, "orientation {orientation}");
        }
    }

    #[test]
    fn inverted_cmyk_is_decoded_back() {
        let jpeg = |colour| {
            let (mcu, orientation) = ((8, 8), Orientation::Upright);
            let sampling = [(1, 1); 2];
            let (width, height, usual_sampling, usual_scans, coefficients) = (1, 1, true, true, 0);
            let header =
                Header { width, height, colour, mcu, orientation, sampling, usual_sampling, usual_scans, coefficients };
            Jpeg { bytes: vec![1, 2, 3], header }
        };
        assert!(image(&mut jpeg(Colour::Cmyk { inverted: true })).dict.has(b"Decode"));
        assert!(image(&mut jpeg(Colour::Ycck)).dict.has(b"Decode"));
        assert!(!image(&mut jpeg(Colour::Cmyk { inverted: false })).dict.has(b"Decode"));
        assert!(!image(&mut jpeg(Colour::Rgb)).dict.has(b"Decode"));
        assert_eq!(image(&mut jpeg(Colour::Gray)).content, [1, 2, 3]);
    }
}
