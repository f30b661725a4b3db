//! Codings and dictionaries of pictures that are read otherwise than viewers read them: none of these becomes a picture.

use super::jpeg_encoder::{Component, interleaved, one_by_one};
use super::pdf::{Page, document};
use super::pdf_left::{changed, coded, left, numbers, samples, set};
use super::wrong::with_segment;
use image::{GrayImage, Luma};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

const SIDE: u32 = 64;

fn components(count: u32) -> Vec<Component> {
    let plane =
        |at: u32| GrayImage::from_fn(SIDE, SIDE, |x, y| Luma([(100 + 20 * at + (x / 8 * 5 + y / 8 * 3) % 60) as u8]));
    (0..count).map(|at| Component { samples: plane(at), h: 1, v: 1 }).collect()
}

/// Deflated samples of so many colours.
fn raw(colours: i64, change: impl FnOnce(&mut Dictionary, &mut Document)) -> Vec<u8> {
    let mut picture = samples(SIDE.into(), SIDE.into(), 8);
    picture.set("ColorSpace", if colours == 3 { "DeviceRGB" } else { "DeviceGray" });
    let data = (0..SIDE * SIDE * colours as u32).map(|at| 80 + (at % 97) as u8).collect();
    let pdf = coded(Dictionary::new(), Vec::new());
    changed(&pdf, |document, _| {
        change(&mut picture, document);
        let empty = |object: &&mut Object| {
            object.as_stream().is_ok_and(|stream| stream.dict.len() <= 1 && stream.content.is_empty())
        };
        let place = document.objects.values_mut().find(empty).expect("a picture");
        *place = Stream::new(picture, data).into();
    })
}

#[test]
fn components_that_come_one_by_one_are_not_taken_for_one() {
    let jfif = |bytes: Vec<u8>| with_segment(&bytes, 0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    let together = jfif(interleaved(&components(3), (SIDE, SIDE), 0));
    let apart = jfif(one_by_one(&components(3), (SIDE, SIDE)));
    assert_eq!(left(&document(&[Page::jpeg(&together)])), "");
    let why = left(&document(&[Page::jpeg(&apart)]));
    assert!(why.contains("two ways of reading"), "{why}");
}

#[test]
fn colours_that_are_said_to_be_otherwise_are_not_guessed_at() {
    let plain = with_segment(&interleaved(&components(3), (SIDE, SIDE), 0), 0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    let transformed = |transform: i64| {
        let mut picture = samples(SIDE.into(), SIDE.into(), 8);
        picture.set("ColorSpace", "DeviceRGB");
        picture.set("Filter", "DCTDecode");
        picture.set("DecodeParms", dictionary! { "ColorTransform" => transform });
        left(&coded(picture, plain.clone()))
    };
    assert_eq!(transformed(1), "");
    assert!(transformed(2).contains("colours are not read"));
    let inks = interleaved(&components(4), (SIDE, SIDE), 0);
    let mut picture = samples(SIDE.into(), SIDE.into(), 8);
    picture.set("ColorSpace", "DeviceCMYK");
    picture.set("Filter", "DCTDecode");
    assert!(left(&coded(picture, inks)).contains("four printing inks"));
}

#[test]
fn wavelets_with_a_palette_or_a_thousand_tiles_are_not_decoded() {
    let wavelets = |palette: bool, side: u32, tile: u32| {
        let mut bytes = if palette { b"pclr".to_vec() } else { Vec::new() };
        bytes.extend([0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0]);
        bytes.extend([side, side, 0, 0, tile, tile, 0, 0].map(u32::to_be_bytes).concat());
        bytes.extend([0, 1, 7, 1, 1]);
        let mut picture = samples(side.into(), side.into(), 8);
        picture.set("Filter", "JPXDecode");
        picture.remove(b"ColorSpace");
        left(&coded(picture, bytes))
    };
    assert!(wavelets(true, 500, 500).contains("two ways of reading"));
    assert!(wavelets(false, 500, 1).contains("unpacks to more"));
    assert!(!wavelets(false, 500, 100).contains("unpacks to more"));
}

#[test]
fn a_picture_whose_dictionary_is_odd_is_not_drawn() {
    assert_eq!(left(&raw(3, |_, _| {})), "");
    let whole: Object = numbers(&[1, 0, 1, 0, 1, 0]);
    assert_eq!(left(&raw(3, |picture, _| picture.set("Decode", whole))), "");
    let names: Object = vec!["a".into(); 6].into();
    let cases: [(&str, Object); 14] = [
        ("Mask", Vec::<Object>::new().into()),
        ("Mask", numbers(&[0, 9, 0])),
        ("Mask", "None".into()),
        ("Decode", numbers(&[1, 0])),
        ("Decode", names),
        ("Decode", 1.into()),
        ("BitsPerComponent", 3.into()),
        ("BitsPerComponent", (-7).into()),
        ("BitsPerComponent", Object::Null),
        ("ColorSpace", "Foo".into()),
        ("ColorSpace", "CalRGB".into()),
        ("ColorSpace", vec!["CalRGB".into()].into()),
        (
            "ColorSpace",
            vec!["DeviceN".into(), vec!["A".into(), "B".into(), "C".into()].into(), "DeviceRGB".into()].into(),
        ),
        ("ColorSpace", vec!["Separation".into(), "A".into(), "DeviceGray".into(), Object::Null].into()),
    ];
    for (key, value) in cases {
        let why = left(&raw(3, |picture, _| picture.set(key, value.clone())));
        // What claims more than there is breaks off.
        assert!(why.contains("colours are not read") || why.contains("it breaks off"), "{key} {value:?}: {why}");
    }
    let profile = |inks: Option<i64>| {
        raw(3, |picture, document| {
            let profile = document
                .add_object(Stream::new(inks.map(|inks| dictionary! { "N" => inks }).unwrap_or_default(), vec![0; 99]));
            picture.set("ColorSpace", vec!["ICCBased".into(), profile.into()]);
        })
    };
    assert_eq!(left(&profile(Some(3))), "", "a broken profile is that of a screen");
    assert!(left(&profile(None)).contains("colours are not read"));
    let stencil = |bits: i64| {
        raw(1, |picture, _| {
            picture.set("ImageMask", true);
            picture.remove(b"ColorSpace");
            picture.set("BitsPerComponent", bits);
        })
    };
    assert_eq!(left(&stencil(1)), "");
    assert!(left(&stencil(8)).contains("colours are not read"));
}

#[test]
fn a_space_that_stands_for_a_plain_one_is_not_passed_over() {
    let dark = || -> Object {
        vec![
            "CalRGB".into(),
            dictionary! { "WhitePoint" => numbers(&[1, 1, 1]), "Gamma" => numbers(&[5, 5, 5]) }.into(),
        ]
        .into()
    };
    let with = |content: &str, space: Object| {
        left(&changed(&document(&[Page::of(content)]), |document, page| {
            set(document, page, "Resources", dictionary! { "ColorSpace" => dictionary! { "DefaultRGB" => space } });
        }))
    };
    assert!(with("0.5 0.2 0 rg 50 50 300 300 re f", dark()).contains("colours are not read"));
    assert!(with("/DeviceRGB cs 0.5 0.2 0 sc 50 50 300 300 re f", dark()).contains("colours are not read"));
    assert_eq!(with("0 0 0 rg 50 50 300 300 re f", dark()), "", "black is black");
    assert_eq!(with("0.5 g 50 50 300 300 re f", dark()), "", "of gray it says nothing");
    assert_eq!(with("0.5 0.2 0 rg 50 50 300 300 re f", "DeviceRGB".into()), "");
    assert!(with("/Foo cs 0.5 0.2 0 sc 50 50 300 300 re f", dark()).contains("colours are not read"), "no such space");
}
