//! PDFs that a viewer shows otherwise than they are drawn here: none of them becomes a picture.

use super::command::fixture;
use super::jpeg_encoder::{Component, interleaved};
use super::pdf::{Page, document, fix};
use super::wrong::{Sample, with_segment};
use image::{GrayImage, Luma};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// A file of one page over which a scan lies, changed.
pub(crate) fn scan(change: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let jpeg = Sample::read(&fixture("complete").join("03-学历学位/毕业证书.jpg")).bytes;
    changed(&document(&[Page::jpeg(&jpeg)]), change)
}

pub(crate) fn changed(pdf: &[u8], change: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut document = Document::load_mem(pdf).expect("a PDF");
    let page = document.get_pages()[&1];
    change(&mut document, page);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

/// Changes the picture of the only page.
fn with_picture(pdf: &[u8], change: impl FnOnce(&mut Dictionary)) -> Vec<u8> {
    changed(pdf, |document, _| {
        let is_picture = |object: &&mut Object| {
            object.as_stream().is_ok_and(|stream| stream.dict.get(b"Subtype").is_ok_and(|kind| *kind == "Image".into()))
        };
        let picture = document.objects.values_mut().find(is_picture).expect("a picture");
        change(&mut picture.as_stream_mut().expect("a stream").dict);
    })
}

pub(crate) fn set(document: &mut Document, object: ObjectId, key: &str, value: impl Into<Object>) {
    document.get_dictionary_mut(object).expect("a dictionary").set(key, value);
}

pub(crate) fn catalog(document: &Document) -> ObjectId {
    document.trailer.get(b"Root").and_then(Object::as_reference).expect("a catalog")
}

/// Why `fix` leaves a file, in English; nothing where it makes a picture of it.
fn why(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join(name), bytes).expect("a file");
    let said = fix(&old, &new, &["--format", "json"]).json();
    let of = &said["files"][0]["obstacle"];
    assert_eq!(of.is_null(), new.join("03-学历学位/学历证书.jpg").exists(), "{said:#}");
    assert!(of.is_null() || of["zh"].as_str().is_some_and(|zh| !zh.is_ascii()), "{said:#}");
    of["en"].as_str().unwrap_or_default().to_owned()
}

pub(crate) fn left(bytes: &[u8]) -> String {
    why("毕业证书.pdf", bytes)
}

pub(crate) fn numbers(list: &[i64]) -> Object {
    list.iter().map(|number| Object::from(*number)).collect::<Vec<_>>().into()
}

/// A form that draws this.
pub(crate) fn look(document: &mut Document, content: &[u8]) -> ObjectId {
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(&[0, 0, 200, 30]) };
    document.add_object(Stream::new(form, content.to_vec()))
}

/// A page with a field that has a look, and what the form says of looks.
fn form(needed: bool, field: &Dictionary, parent: Option<Dictionary>) -> Vec<u8> {
    scan(|document, page| {
        let look = look(document, b"");
        let mut field = field.clone();
        field.extend(&dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "Rect" => numbers(&[100, 100, 300, 130]),
            "AP" => dictionary! { "N" => look },
        });
        if let Some(parent) = parent {
            field.set("Parent", document.add_object(parent));
        }
        let field = document.add_object(field);
        set(document, page, "Annots", vec![field.into()]);
        let form = dictionary! { "Fields" => vec![field.into()], "NeedAppearances" => needed };
        let root = catalog(document);
        set(document, root, "AcroForm", form);
    })
}

#[test]
fn an_answer_whose_look_is_out_of_date_is_not_lost() {
    let text = |answer: &str| dictionary! { "FT" => "Tx", "F" => 4, "V" => Object::string_literal(answer) };
    let choice = |key: &str, value: Object| {
        let mut field = dictionary! { "FT" => "Ch", "F" => 4 };
        field.set(key, value);
        field
    };
    assert!(left(&form(true, &text("2021"), None)).contains("a note"));
    assert!(left(&form(true, &dictionary! { "F" => 4 }, Some(text("2021")))).contains("a note"), "of its group");
    assert!(left(&form(true, &choice("V", vec!["two".into()].into()), None)).contains("a note"));
    assert!(left(&form(true, &choice("I", numbers(&[1])), None)).contains("a note"));
    assert_eq!(left(&form(false, &text("2021"), None)), "", "the look is what viewers show");
    assert_eq!(left(&form(true, &text(""), None)), "", "no answer");
    let ticked = dictionary! { "FT" => "Btn", "F" => 4, "V" => "Yes" };
    assert_eq!(left(&form(true, &ticked, None)), "", "a box is drawn as it says");
    let hidden = dictionary! { "FT" => "Tx", "F" => 2, "V" => Object::string_literal("2021") };
    assert_eq!(left(&form(true, &hidden, None)), "");
}

/// A JPEG whose three components are sampled so; a dark corner on light paper.
fn sampled(factors: [(u32, u32); 3]) -> Vec<u8> {
    let size = (320u32, 448u32);
    let most = |of: fn(&(u32, u32)) -> u32| factors.iter().map(of).max().expect("a component");
    let (across, down) = (most(|of| of.0), most(|of| of.1));
    let plane = |at: usize, (h, v): (u32, u32)| {
        let (wide, high) = (size.0 * h / across, size.1 * v / down);
        let level = |x: u32, y: u32| match (at, x < wide / 2 && y < high / 2) {
            (0, true) => 30,
            (0, false) => 230,
            _ => 128,
        };
        Component { samples: GrayImage::from_fn(wide, high, |x, y| Luma([level(x, y)])), h, v }
    };
    let components: Vec<Component> = factors.into_iter().enumerate().map(|(at, of)| plane(at, of)).collect();
    with_segment(&interleaved(&components, size, 0), 0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0")
}

#[test]
fn a_jpeg_that_decoders_read_otherwise_is_not_drawn() {
    let of = |factors| left(&document(&[Page::jpeg(&sampled(factors))]));
    for usual in [[(1, 1); 3], [(2, 2), (1, 1), (1, 1)], [(2, 1), (1, 1), (1, 1)]] {
        assert_eq!(of(usual), "", "{usual:?}");
    }
    let odd = [
        [(1, 1), (1, 1), (2, 2)],
        [(1, 1), (2, 1), (1, 2)],
        [(1, 2), (2, 2), (1, 2)],
        [(2, 2), (1, 1), (2, 2)],
        [(2, 2), (2, 1), (1, 2)],
    ];
    for odd in odd {
        assert!(of(odd).contains("two ways of reading"), "{odd:?}: {}", of(odd));
    }
}

#[test]
fn a_jpeg_of_another_size_than_its_page_says_is_not_drawn() {
    let plain = scan(|_, _| {});
    let sized = |wide: i64, high: i64| {
        with_picture(&plain, |picture| {
            picture.set("Width", wide);
            picture.set("Height", high);
        })
    };
    assert_eq!(left(&plain), "");
    for (wide, high) in [(620, 877), (1240, 800), (2480, 3508)] {
        assert!(left(&sized(wide, high)).contains("two ways of reading"), "{wide} x {high}");
    }
}

/// A layer over the scan: what its contents are marked with, and whether that stands apart.
fn layered(layer: impl FnOnce(&[Object]) -> Dictionary, apart: bool) -> Vec<u8> {
    let content = "q 595 0 0 842 0 0 cm /Scan Do Q /OC /L BDC 1 0 0 rg 100 100 300 300 re f EMC";
    let plain = scan(|_, _| {});
    changed(&plain, |document, page| {
        let group = |document: &mut Document| {
            document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("a layer") })
        };
        let groups = [Object::from(group(document)), group(document).into()];
        let layer = Object::from(layer(&groups));
        let layer = if apart { document.add_object(layer).into() } else { layer };
        let drawn = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let page = document.get_dictionary_mut(page).expect("a page");
        page.set("Contents", drawn);
        let resources = page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
        resources.set("Properties", dictionary! { "L" => layer });
        let root = catalog(document);
        let off = dictionary! { "OFF" => vec![groups[0].clone()] };
        set(document, root, "OCProperties", dictionary! { "OCGs" => groups.to_vec(), "D" => off });
    })
}

#[test]
fn a_layer_that_is_shown_by_a_rule_is_not_guessed_at() {
    let ruled = |key: &'static str, value: fn(&[Object]) -> Object| {
        move |groups: &[Object]| {
            let mut layer = dictionary! { "Type" => "OCMD", "OCGs" => groups.to_vec() };
            layer.set(key, value(groups));
            layer
        }
    };
    for policy in [|_: &[Object]| "AllOff".into(), |_: &[Object]| "AnyOff".into(), |_: &[Object]| "AllOn".into()] {
        assert!(left(&layered(ruled("P", policy), true)).contains("layer"));
    }
    let not: fn(&[Object]) -> Object = |groups| vec!["Not".into(), groups[1].clone()].into();
    assert!(left(&layered(ruled("VE", not), true)).contains("layer"));
    let any: fn(&[Object]) -> Object = |_| "AnyOn".into();
    assert!(left(&layered(ruled("P", any), false)).contains("layer"), "hayro reads no rule that stands in the page");
    assert_eq!(left(&layered(ruled("P", any), true)), "");
}

#[test]
fn layers_that_no_list_names_are_all_shown() {
    let unlisted = |policy: &'static str| {
        let layer = |groups: &[Object]| dictionary! { "Type" => "OCMD", "OCGs" => groups[0].clone(), "P" => policy };
        changed(&layered(layer, false), |document, _| {
            let root = catalog(document);
            document.get_dictionary_mut(root).expect("a catalog").remove(b"OCProperties");
        })
    };
    assert_eq!(left(&unlisted("AnyOn")), "");
    assert_eq!(left(&unlisted("AllOn")), "");
    assert!(left(&unlisted("AllOff")).contains("layer"), "some viewers show it, others do not");
}

#[test]
fn a_note_that_stays_upright_on_a_turned_page_is_not_drawn_elsewhere() {
    let noted = |rotation: i64, flags: i64| {
        scan(|document, page| {
            let look = look(document, b"1 0 0 rg 0 0 200 30 re f");
            let note = dictionary! {
                "Type" => "Annot", "Subtype" => "Stamp", "Rect" => numbers(&[100, 100, 300, 130]), "F" => flags,
                "AP" => dictionary! { "N" => look },
            };
            set(document, page, "Annots", vec![note.into()]);
            set(document, page, "Rotate", rotation);
        })
    };
    for (rotation, flags) in [(90, 4 + 16), (180, 16), (-90, 4 + 8 + 16)] {
        assert!(left(&noted(rotation, flags)).contains("a note"), "{rotation} {flags}");
    }
    for (rotation, flags) in [(90, 4), (0, 4 + 16), (90, 2 + 16)] {
        assert_eq!(left(&noted(rotation, flags)), "", "{rotation} {flags}");
    }
}

#[test]
fn a_page_that_stands_for_something_else_is_not_taken_for_it() {
    let waiting = document(&[Page::of("BT /F1 14 Tf 50 700 Td (Please wait) Tj ET")]);
    let rooted = |key: &str, value: Object| {
        changed(&waiting, |document, _| {
            let root = catalog(document);
            set(document, root, key, value);
        })
    };
    assert_eq!(left(&waiting), "");
    assert!(left(&rooted("NeedsRendering", true.into())).contains("a form that only Adobe"));
    let empty = dictionary! { "Fields" => Vec::<Object>::new(), "XFA" => Object::string_literal("<xdp/>") };
    assert!(left(&rooted("AcroForm", empty.into())).contains("a form that only Adobe"));
    let portfolio = dictionary! { "Type" => "Collection", "View" => "D" };
    assert!(left(&rooted("Collection", portfolio.into())).contains("other files"));
}

/// A page with one picture of these bytes.
pub(crate) fn coded(picture: Dictionary, bytes: Vec<u8>) -> Vec<u8> {
    changed(&document(&[Page::of("q 595 0 0 842 0 0 cm /Scan Do Q")]), |document, page| {
        let picture = document.add_object(Stream::new(picture, bytes));
        let page = document.get_dictionary_mut(page).expect("a page");
        let resources = page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
        resources.set("XObject", dictionary! { "Scan" => picture });
    })
}

pub(crate) fn samples(wide: i64, high: i64, bits: i64) -> Dictionary {
    dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => wide, "Height" => high, "BitsPerComponent" => bits,
        "ColorSpace" => "DeviceGray",
    }
}

#[test]
fn a_palette_that_is_too_short_is_not_filled_up() {
    let with = |colours: usize, apart: bool| {
        let mut picture = samples(400, 560, 8);
        let palette = |document: Option<&mut Document>| match document {
            Some(document) => document.add_object(Stream::new(Dictionary::new(), vec![90; colours * 3])).into(),
            None => Object::string_literal(vec![90; colours * 3]),
        };
        let space = |palette: Object| vec!["Indexed".into(), "DeviceRGB".into(), 15.into(), palette];
        picture.set("ColorSpace", space(palette(None)));
        let pdf = coded(picture, (0..400 * 560).map(|at| (at % 16) as u8).collect());
        if !apart {
            return pdf;
        }
        changed(&pdf, |document, _| {
            let palette = palette(Some(document));
            let picture = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
            let picture = picture.into_iter().find(|stream| stream.dict.has(b"BitsPerComponent")).expect("a picture");
            picture.dict.set("ColorSpace", space(palette));
        })
    };
    for apart in [false, true] {
        assert_eq!(left(&with(16, apart)), "");
        assert!(left(&with(10, apart)).contains("not whole"), "{apart}");
    }
}

#[test]
fn a_fax_whose_rows_are_of_another_length_is_not_drawn() {
    // Rows of white, each its own end of line (T.6: one vertical code a row).
    let fax = |columns: Option<i64>, wide: i64| {
        let mut picture = samples(wide, 800, 1);
        picture.set("Filter", "CCITTFaxDecode");
        let mut parameters = dictionary! { "K" => -1 };
        if let Some(columns) = columns {
            parameters.set("Columns", columns);
        }
        picture.set("DecodeParms", parameters);
        coded(picture, vec![0xFF; 100])
    };
    assert_eq!(left(&fax(None, 1728)), "");
    assert_eq!(left(&fax(Some(600), 600)), "");
    assert!(left(&fax(None, 600)).contains("two ways of reading"));
    assert!(left(&fax(Some(1200), 600)).contains("two ways of reading"));
}

#[test]
fn a_shading_that_computes_too_much_is_refused() {
    let shaded = |steps: usize, times: usize| {
        let content = format!("q 0 0 595 842 re W n {} Q", "/S sh ".repeat(times));
        changed(&document(&[Page::of(&content)]), |document, page| {
            let function = dictionary! {
                "FunctionType" => 4, "Domain" => numbers(&[0, 1, 0, 1]), "Range" => numbers(&[0, 1]),
            };
            let program = format!("{{ add 2 div {} }}", "sin 2 mul ".repeat(steps));
            let function = document.add_object(Stream::new(function, program.into_bytes()));
            let shading = dictionary! {
                "ShadingType" => 1, "ColorSpace" => "DeviceGray", "Function" => function,
                "Matrix" => numbers(&[595, 0, 0, 842, 0, 0]),
            };
            let page = document.get_dictionary_mut(page).expect("a page");
            let resources = page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
            resources.set("Shading", dictionary! { "S" => shading });
        })
    };
    assert!(left(&shaded(40, 1)).contains("more drawing than"), "a long program");
    assert!(left(&shaded(1, 20)).contains("more drawing than"), "a short one, many times");
    assert_eq!(left(&shaded(0, 1)), "");
}

#[test]
fn rows_that_cannot_be_are_not_unpacked() {
    let predicted = |rows: Dictionary| {
        let mut picture = samples(40, 40, 8);
        picture.set("DecodeParms", rows);
        let mut stream = Stream::new(picture, vec![90; 1600]);
        stream.compress().expect("deflated");
        coded(stream.dict, stream.content)
    };
    assert_eq!(left(&predicted(dictionary! { "Predictor" => 2, "Columns" => 40 })), "");
    let sizeless = |picture: &mut Dictionary| picture.set("Width", -40);
    let unread = predicted(dictionary! { "Predictor" => 5, "Columns" => 0 });
    assert!(left(&with_picture(&unread, sizeless)).contains("not whole"));
    for rows in [
        dictionary! { "Predictor" => 2, "Columns" => 0 },
        dictionary! { "Predictor" => 2, "Columns" => 40, "Colors" => 0 },
        dictionary! { "Predictor" => 15, "Columns" => 40, "Colors" => 17, "BitsPerComponent" => 16 },
        dictionary! { "Predictor" => 2, "Columns" => i64::MAX },
    ] {
        let why = left(&predicted(rows));
        assert!(why.contains("not whole"), "{why}");
    }
}

#[test]
fn wavelets_that_take_too_much_memory_are_refused() {
    let sized = |side: u32, colours: u8| {
        let mut bytes = vec![0xFF, 0x4F, 0xFF, 0x51, 0, 38 + 3 * colours, 0, 0];
        bytes.extend([side.to_be_bytes(), side.to_be_bytes(), [0; 4], [0; 4]].concat());
        bytes.extend([side.to_be_bytes(), side.to_be_bytes(), [0; 4], [0; 4]].concat());
        bytes.extend([0, colours]);
        bytes.extend([7, 1, 1].repeat(colours.into()));
        let mut picture = samples(side.into(), side.into(), 8);
        picture.set("Filter", "JPXDecode");
        picture.remove(b"ColorSpace");
        coded(picture, bytes)
    };
    assert!(left(&sized(5000, 3)).contains("unpacks to more"), "{}", left(&sized(5000, 3)));
    assert!(left(&sized(7000, 1)).contains("unpacks to more"));
    assert!(left(&sized(2000, 3)).contains("not whole"), "{}", left(&sized(2000, 3)));
}
