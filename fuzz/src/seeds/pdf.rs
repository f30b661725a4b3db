//! PDFs of a few objects that refer to each other by chance: pages, forms in forms, pictures, notes; and sound ones, whose
//! pages are drawn.

use crate::chance::Chance;
use std::fmt::Write as _;

/// An object: its dictionary, and its stream where it has one.
struct Item {
    dictionary: String,
    stream: Option<Vec<u8>>,
}

/// A PDF by chance; `jpegs` are the pictures it may show.
pub fn draw(jpegs: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    if chance.one_in(2) {
        return written(&sound(jpegs, chance), false, chance);
    }
    let count = 6 + chance.below(14);
    let mut items = vec![
        Item { dictionary: "/Type/Catalog/Pages 2 0 R".to_owned(), stream: None },
        Item { dictionary: tree(count, chance), stream: None },
    ];
    for _ in 2..count {
        items.push(match chance.below(8) {
            0..=2 => Item { dictionary: page(count, chance), stream: None },
            3 => form(count, chance),
            4 => Item { dictionary: note(count, chance), stream: None },
            5 => Item { dictionary: tree(count, chance), stream: None },
            6 => raw_picture(chance),
            _ => jpeg(jpegs, chance),
        });
    }
    written(&items, true, chance)
}

/// One to three pages that stand in one tree, each with its content and with pictures that are what they say.
fn sound(jpegs: &[Vec<u8>], chance: &mut Chance) -> Vec<Item> {
    let (pages, pictures) = (1 + chance.below(3), 1 + chance.below(4));
    let (first_content, first_picture) = (3 + pages, 3 + 2 * pages);
    let count = first_picture + pictures;
    let leaves: Vec<String> = (3..first_content).map(|at| format!("{at} 0 R")).collect();
    let mut items = vec![
        Item { dictionary: "/Type/Catalog/Pages 2 0 R".to_owned(), stream: None },
        Item { dictionary: format!("/Type/Pages/Count {pages}/Kids[{}]", leaves.join(" ")), stream: None },
    ];
    for page in 0..pages {
        let shown: Vec<String> =
            (0..3).map(|name| format!("/X{name} {} 0 R", first_picture + chance.below(pictures))).collect();
        let turn = chance.pick(&["", "", "", "/Rotate 90", "/Rotate 180", "/Rotate -90"]);
        let dictionary = format!(
            "/Type/Page/Parent 2 0 R/MediaBox[0 0 200 280]{turn}/Contents {} 0 R/Resources<</XObject<<{}>>>>",
            first_content + page,
            shown.concat()
        );
        items.push(Item { dictionary, stream: None });
    }
    for _ in 0..pages {
        let mut content = b"q 200 0 0 280 0 0 cm /X0 Do Q\n".to_vec();
        if chance.one_in(2) {
            content.extend(b"q 60 0 0 80 20 20 cm /X1 Do Q 0 0 40 9 re f\n");
        }
        items.push(Item { dictionary: String::new(), stream: Some(content) });
    }
    for _ in 0..pictures {
        items.push(match chance.below(4) {
            0 => raw_picture(chance),
            1 => form(count, chance),
            _ => whole_jpeg(jpegs, chance),
        });
    }
    items
}

/// A JPEG of the size that it has.
fn whole_jpeg(jpegs: &[Vec<u8>], chance: &mut Chance) -> Item {
    let bytes = chance.pick(jpegs).clone();
    let (width, height) = dossier::jpeg::header(&bytes).map_or((9, 9), |header| (header.width, header.height));
    let space = chance.pick(&["/DeviceRGB", "/DeviceRGB", "/DeviceRGB", "/DeviceGray"]);
    let dictionary = format!(
        "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode"
    );
    Item { dictionary, stream: Some(bytes) }
}

fn reference(count: usize, chance: &mut Chance) -> String {
    format!("{} 0 R", 1 + chance.below(count))
}

fn references(count: usize, chance: &mut Chance) -> String {
    let all: Vec<String> = (0..1 + chance.below(5)).map(|_| reference(count, chance)).collect();
    format!("[{}]", all.join(" "))
}

fn number(chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => chance.number().to_string(),
        1 => format!("-{}", chance.below(1000)),
        2 => format!("{}.5", chance.below(1000)),
        3 => "1e400".to_owned(),
        _ => chance.below(1000).to_string(),
    }
}

fn tree(count: usize, chance: &mut Chance) -> String {
    format!("/Type/Pages/Count {}/Kids{}", chance.below(9), references(count, chance))
}

fn resources(count: usize, chance: &mut Chance) -> String {
    let mut text = "/Resources<</XObject<<".to_owned();
    for name in 0..1 + chance.below(4) {
        let _ = write!(text, "/X{name} {}", reference(count, chance));
    }
    text + ">>>>"
}

fn page(count: usize, chance: &mut Chance) -> String {
    let mut text = format!("/Type/Page/Parent 2 0 R/Contents {}{}", reference(count, chance), resources(count, chance));
    for key in ["MediaBox", "CropBox"] {
        if chance.one_in(2) {
            let _ = write!(text, "/{key}[0 0 {} {}]", number(chance), number(chance));
        }
    }
    if chance.one_in(3) {
        let _ = write!(text, "/Rotate {}", chance.pick(&["90", "180.0", "-90", "45", "450", "null"]));
    }
    if chance.one_in(4) {
        let _ = write!(text, "/Annots{}", references(count, chance));
    }
    text
}

fn content(chance: &mut Chance) -> Vec<u8> {
    let mut text = String::new();
    for _ in 0..1 + chance.below(12) {
        let _ = match chance.below(7) {
            0 => writeln!(text, "q {} 0 0 {} 0 0 cm", number(chance), number(chance)),
            1 => writeln!(text, "Q"),
            2 => writeln!(text, "BT /F1 12 Tf ({}) Tj ET", chance.below(99)),
            3 => writeln!(text, "0 0 {} {} re f", number(chance), number(chance)),
            4 => writeln!(text, "BI /W {} /H 2 /BPC 8 /CS /G ID xx EI", number(chance)),
            _ => writeln!(text, "/X{} Do", chance.below(5)),
        };
    }
    text.into_bytes()
}

fn form(count: usize, chance: &mut Chance) -> Item {
    let mut dictionary =
        format!("/Type/XObject/Subtype/Form/BBox[0 0 {} 100]{}", number(chance), resources(count, chance));
    if chance.one_in(3) {
        let _ = write!(dictionary, "/Matrix[{} 0 0 {} 0 0]", number(chance), number(chance));
    }
    Item { dictionary, stream: Some(content(chance)) }
}

fn note(count: usize, chance: &mut Chance) -> String {
    format!(
        "/Type/Annot/Subtype/{}/Rect[0 0 9 9]/AP<</N {}>>",
        chance.pick(&["Stamp", "Link", "Widget"]),
        reference(count, chance)
    )
}

fn raw_picture(chance: &mut Chance) -> Item {
    let (width, height) = (1 + chance.below(40), 1 + chance.below(40));
    let space =
        chance.pick(&["/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "[/Indexed/DeviceRGB 1 <000000ffffff>]", "/X"]);
    let shown = |value: usize, chance: &mut Chance| if chance.one_in(5) { number(chance) } else { value.to_string() };
    let mut dictionary = format!(
        "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace{space}/BitsPerComponent {}",
        shown(width, chance),
        shown(height, chance),
        chance.pick(&[1, 8, 8, 8, 4, 16, 0])
    );
    if chance.one_in(4) {
        let _ = write!(dictionary, "/Decode[1 0]");
    }
    if chance.one_in(5) {
        let _ = write!(dictionary, "/SMask {} 0 R", 1 + chance.below(12));
    }
    if chance.one_in(4) {
        let filter = chance.pick(&[
            "FlateDecode",
            "LZWDecode",
            "RunLengthDecode",
            "ASCIIHexDecode",
            "ASCII85Decode",
            "CCITTFaxDecode",
        ]);
        let _ = write!(
            dictionary,
            "/Filter/{filter}/DecodeParms<</Predictor {}/Columns {}>>",
            chance.below(16),
            number(chance)
        );
    }
    Item { dictionary, stream: Some((0..width * height * 4).map(|_| chance.next() as u8).collect()) }
}

fn jpeg(jpegs: &[Vec<u8>], chance: &mut Chance) -> Item {
    let dictionary = format!(
        "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        number(chance),
        number(chance)
    );
    Item { dictionary, stream: Some(chance.pick(jpegs).clone()) }
}

/// The file with its table of objects, which may point to a wrong place.
fn written(items: &[Item], astray: bool, chance: &mut Chance) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, Item { dictionary, stream }) in items.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n<<{dictionary}", at + 1).bytes());
        match stream {
            Some(stream) => {
                file.extend(format!("/Length {}>>\nstream\n", stream.len()).bytes());
                file.extend(stream);
                file.extend(b"\nendstream\nendobj\n");
            }
            None => file.extend(b">>\nendobj\n"),
        }
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", items.len() + 1).bytes());
    for place in places {
        let place = if astray && chance.one_in(60) { chance.below(table) } else { place };
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", items.len() + 1).bytes());
    file
}
