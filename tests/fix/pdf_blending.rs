//! PDFs whose pages hold more than is seen at once: colours that mix with what lies under them, and text that is not seen.

use super::command::fixture;
use super::pdf::{Page, document, fix};
use super::wrong::Sample;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A page with a black box, and over it a group with a yellow one that lets it through; `group` says what kind of group,
/// `state` how it is laid down.
fn highlighted(group: Dictionary, state: Dictionary) -> Vec<u8> {
    highlighted_over(group, state, "")
}

/// The same over something else, which may be a group with two black boxes (`Thin`), half of which shine through.
fn highlighted_over(group: Dictionary, state: Dictionary, under: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let form = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(&[0, 0, 595, 842]),
            "Group" => group,
            "Resources" => dictionary! { "ExtGState" => dictionary! { "Mix" => dictionary! { "BM" => "Multiply" } } },
        },
        b"/Mix gs 1 1 0 rg 50 50 495 742 re f".to_vec(),
    ));
    let boxes = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => numbers(&[0, 0, 595, 842]), "Group" => plain_group(),
        },
        b"0 g 0 600 300 242 re f 0 600 300 242 re f".to_vec(),
    ));
    let content = format!("{under} 0 g 200 300 200 200 re f q /Laid gs /Yellow Do Q");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    let tree = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "MediaBox" => numbers(&[0, 0, 595, 842]),
        "Resources" => dictionary! {
            "XObject" => dictionary! { "Yellow" => form, "Thin" => boxes },
            "ExtGState" => dictionary! { "Laid" => state, "Half" => dictionary! { "ca" => 0.5 } },
        },
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from(page)], "Count" => 1 };
    document.objects.insert(tree, pages.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn numbers(list: &[i64]) -> Vec<Object> {
    list.iter().map(|number| (*number).into()).collect()
}

/// What `fix` says of a PDF, and the colours in the middle and near the edge of its first page where it made one.
fn fixed(pdf: &[u8]) -> (serde_json::Value, Option<[[u8; 3]; 2]>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join("毕业证书.pdf"), pdf).expect("a file");
    let said = fix(&old, &new, &["--format", "json"]).json();
    let made = new.join(said["files"][0]["to"].as_str().expect("a path"));
    let pixels = image::open(made).ok().map(|made| made.to_rgb8());
    let pixels = pixels.map(|made| {
        let (wide, high) = made.dimensions();
        [(wide / 2, high / 2), (wide / 8, high / 8)].map(|(x, y)| made.get_pixel(x, y).0)
    });
    (said, pixels)
}

fn plain_group() -> Dictionary {
    dictionary! { "S" => "Transparency" }
}

#[test]
fn a_highlighter_does_not_cover_what_it_marks() {
    let (said, pixels) = fixed(&highlighted(plain_group(), Dictionary::new()));
    let [middle, edge] = pixels.unwrap_or_else(|| panic!("{said:#}"));
    assert!(middle.iter().all(|level| *level < 30), "the black box is seen: {middle:?}");
    assert!(edge[0] > 220 && edge[2] < 60, "and the yellow: {edge:?}");
}

#[test]
fn another_group_beside_a_highlighter_stays_one() {
    let pdf = highlighted_over(plain_group(), Dictionary::new(), "q /Half gs /Thin Do Q");
    let (said, pixels) = fixed(&pdf);
    let [middle, edge] = pixels.unwrap_or_else(|| panic!("{said:#}"));
    assert!(middle.iter().all(|level| *level < 30), "{middle:?}");
    assert!(edge[0].abs_diff(128) < 20 && edge[2] < 40, "half black once, not twice: {edge:?}");
}

#[test]
fn an_isolated_group_covers_what_is_under_it() {
    let (said, pixels) = fixed(&highlighted(dictionary! { "S" => "Transparency", "I" => true }, Dictionary::new()));
    let [middle, edge] = pixels.unwrap_or_else(|| panic!("{said:#}"));
    assert!(middle[0] > 220 && middle[2] < 60 && edge[0] > 220, "{middle:?} {edge:?}");
}

#[test]
fn what_mixes_in_a_way_that_is_not_drawn_is_left() {
    let knocked_out = dictionary! { "S" => "Transparency", "K" => true };
    let shining = dictionary! { "ca" => 0.5 };
    for (group, state) in [(knocked_out, Dictionary::new()), (plain_group(), shining)] {
        let (said, _) = fixed(&highlighted(group, state));
        let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
        assert!(why.contains("cannot be drawn"), "{said:#}");
    }
}

/// A phone's scan with recognised text over it, in a font that is only named.
fn recognised(mode: u8) -> Vec<u8> {
    let scan = Sample::read(&fixture("complete").join("02-身份证/人像面.jpg"));
    let mut pdf = Document::load_mem(&document(&[Page::jpeg(&scan.bytes)])).expect("a PDF");
    let inner = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "Unseen",
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("Identity"), "Supplement" => 0,
        },
    });
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Unseen", "Encoding" => "Identity-H",
        "DescendantFonts" => vec![inner.into()],
    });
    let page = pdf.page_iter().next().expect("a page");
    let resources = pdf.get_dictionary_mut(page).expect("a page").get_mut(b"Resources").expect("resources");
    resources.as_dict_mut().expect("resources").set("Font", dictionary! { "F2" => font });
    let text = format!("\nq {mode} Tr BT /F2 12 Tf 60 60 Td <6bd54e1a> Tj ET Q");
    let shown = pdf.get_page_content(page);
    pdf.change_page_content(page, [shown, text.into_bytes()].concat()).expect("the content");
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn text_that_is_not_seen_needs_no_font_and_a_small_scan_goes_on_as_it_is() {
    let (said, _) = fixed(&recognised(3));
    let steps = said["files"][0]["steps"].as_array().expect("steps");
    assert!(steps.iter().any(|step| step["id"] == "stream-taken"), "{said:#}");
    let (said, _) = fixed(&recognised(0));
    let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
    assert!(why.contains("font"), "{said:#}");
}
