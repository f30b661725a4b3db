//! PDFs of which something is not read that viewers read, or shown that they do not show: none of them becomes a picture.

use super::command::fixture;
use super::pdf::{Page, document};
use super::pdf_left::{catalog, changed, left, look, numbers, scan, set};
use super::wrong::Sample;
use lopdf::{Dictionary, Object, Stream, dictionary};

const BOX: &str = "1 0 0 rg 200 200 150 150 re f";

#[test]
fn a_stray_byte_does_not_end_the_page() {
    for stray in [")", "]", "}", "{ add }", ">", ">>", "<zz>", "<< /A 1", "200 re", "3 m", &"1 ".repeat(40)] {
        for content in [format!("{stray} {BOX}"), format!("{BOX} {stray} 0 g 50 50 90 90 re f")] {
            let why = left(&document(&[Page::of(&content)]));
            assert!(why.contains("cannot be drawn"), "{content}: {why}");
        }
    }
    let jpeg = Sample::read(&fixture("complete").join("03-学历学位/毕业证书.jpg")).bytes;
    let why = left(&document(&[Page::jpeg(&jpeg).stamped(&format!(") {BOX}"))]));
    assert!(why.contains("cannot be drawn"), "in a stamp: {why}");
    let fine = ["--", "1.2.3", "foo", "1 0 rg", "Q Q", "% )", "0 0 m 1 1 l"].join("\n");
    assert_eq!(left(&document(&[Page::of(&format!("{fine}\n{BOX}"))])), "");
}

#[test]
fn instructions_that_cannot_be_read_are_not_an_empty_page() {
    let full = document(&[Page::of(BOX)]);
    let with = |value: Object| left(&changed(&full, |document, page| set(document, page, "Contents", value)));
    assert!(with(Object::Null).contains("blank"));
    for unread in
        [Object::from((999, 0)), dictionary! { "Length" => 9 }.into(), vec![Object::from((999, 0))].into(), 5.into()]
    {
        let why = with(unread.clone());
        assert!(why.contains("cannot be drawn"), "{unread:?}: {why}");
    }
    // Blanks behind the word: hayro takes it for no stream at all.
    let at = full.windows(7).position(|window| window == b"stream\n").expect("a stream");
    let spaced = [&full[..at], b"stream  \n", &full[at + 7..]].concat();
    let why = left(&spaced);
    assert!(!why.is_empty() && !why.contains("blank"), "{why}");
}

#[test]
fn a_form_without_its_box_is_not_left_out() {
    let drawn = |form: Dictionary| {
        left(&changed(&document(&[Page::of("/Form Do")]), |document, page| {
            let form = document.add_object(Stream::new(form, BOX.into()));
            set(document, page, "Resources", dictionary! { "XObject" => dictionary! { "Form" => form } });
        }))
    };
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
    let boxed = |mut form: Dictionary| {
        form.set("BBox", numbers(&[0, 0, 500, 500]));
        form
    };
    assert_eq!(drawn(boxed(form.clone())), "");
    assert!(drawn(form).contains("cannot be drawn"));
    assert!(drawn(boxed(dictionary! { "Subtype" => "Frm" })).contains("cannot be drawn"));
}

#[test]
fn what_viewers_do_not_paint_is_not_painted() {
    let tiled = |kind: Option<i64>| {
        left(&changed(&document(&[Page::of("/Pattern cs /P scn 30 30 200 200 re f")]), |document, page| {
            let mut tile = dictionary! {
                "PaintType" => 1, "TilingType" => 1, "BBox" => numbers(&[0, 0, 20, 20]), "XStep" => 20, "YStep" => 20,
                "Resources" => Dictionary::new(),
            };
            if let Some(kind) = kind {
                tile.set("PatternType", kind);
            }
            let tile = document.add_object(Stream::new(tile, b"1 0 0 rg 0 0 10 10 re f".to_vec()));
            set(document, page, "Resources", dictionary! { "Pattern" => dictionary! { "P" => tile } });
        }))
    };
    assert_eq!(tiled(Some(1)), "");
    assert!(tiled(None).contains("cannot be drawn"));
    let dashed = |dash: &str| left(&document(&[Page::of(&format!("9 w {dash} 0 d 100 100 m 500 500 l S"))]));
    assert_eq!(dashed("[5 3]"), "");
    assert!(dashed("[-5 5]").contains("cannot be drawn"));
}

/// A scan with a note over it.
fn noted(note: impl FnOnce(Object) -> Dictionary) -> Vec<u8> {
    scan(|document, page| {
        let look = look(document, b"1 0 0 rg 0 0 200 30 re f");
        let mut all = dictionary! { "Type" => "Annot", "Rect" => numbers(&[100, 100, 300, 130]), "F" => 4 };
        for (key, value) in note(look.into()) {
            all.set(key, value);
        }
        set(document, page, "Annots", vec![all.into()]);
    })
}

#[test]
fn notes_that_viewers_do_not_show_are_not_shown() {
    let plain = |kind: &'static str| move |look| dictionary! { "Subtype" => kind, "AP" => dictionary! { "N" => look } };
    assert_eq!(left(&noted(plain("Stamp"))), "");
    assert!(left(&noted(plain("Popup"))).contains("note or seal"));
    assert!(left(&noted(plain("Widget"))).contains("note or seal"));
    let nowhere = |look| {
        let mut signature = plain("Widget")(look);
        signature.set("Rect", numbers(&[0, 0, 0, 0]));
        signature
    };
    assert_eq!(left(&noted(nowhere)), "", "a signature that is not seen");
    let ticked = |state: Option<&'static str>| {
        move |look: Object| {
            let states = dictionary! { "Off" => look.clone(), "On" => look };
            let mut box_ = dictionary! { "Subtype" => "Widget", "FT" => "Btn", "AP" => dictionary! { "N" => states } };
            if let Some(state) = state {
                box_.set("AS", state);
            }
            box_
        }
    };
    assert_eq!(left(&noted(ticked(Some("Off")))), "");
    assert!(left(&noted(ticked(None))).contains("note or seal"));
}

#[test]
fn layers_of_notes_and_layers_by_use_are_not_passed_over() {
    let layered = |shown: fn(Object) -> Dictionary, usage: Dictionary, on_note: bool| {
        scan(|document, page| {
            let mut group = dictionary! { "Type" => "OCG", "Name" => Object::string_literal("L") };
            group.set("Usage", usage);
            let group = document.add_object(group);
            let look = look(document, b"1 0 0 rg 0 0 200 30 re f");
            if !on_note {
                let look = document.get_object_mut(look).and_then(Object::as_stream_mut).expect("a form");
                look.dict.set("OC", group);
            }
            let mut note = dictionary! {
                "Type" => "Annot", "Subtype" => "Stamp", "Rect" => numbers(&[100, 100, 300, 130]), "F" => 4,
                "AP" => dictionary! { "N" => look },
            };
            if on_note {
                note.set("OC", group);
            }
            set(document, page, "Annots", vec![note.into()]);
            let root = catalog(document);
            let shown = shown(group.into());
            set(document, root, "OCProperties", dictionary! { "OCGs" => vec![group.into()], "D" => shown });
        })
    };
    let off = |group: Object| dictionary! { "OFF" => vec![group] };
    let on = |group: Object| dictionary! { "ON" => vec![group] };
    let base = |_: Object| dictionary! { "BaseState" => "OFF" };
    let none = Dictionary::new;
    assert_eq!(left(&layered(on, none(), true)), "");
    assert!(left(&layered(off, none(), true)).contains("layer"));
    assert!(left(&layered(base, none(), true)).contains("layer"));
    let event = |group: Object| {
        let viewed = dictionary! { "Event" => "View", "Category" => vec!["View".into()], "OCGs" => vec![group] };
        dictionary! { "AS" => vec![viewed.into()] }
    };
    let used = |state: &'static str| dictionary! { "View" => dictionary! { "ViewState" => state } };
    assert_eq!(left(&layered(event, used("ON"), false)), "");
    assert!(left(&layered(event, used("OFF"), false)).contains("layer"));
    assert_eq!(left(&layered(on, used("OFF"), false)), "", "nobody asks what it is used for");
}
