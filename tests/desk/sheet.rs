//! What is done to one file at the desk: cut to its sheet, and the pages of a PDF or TIFF taken out of it.

use crate::desk::client::Desk;
use crate::desk::command::{copy_of, fixture};
use crate::desk::tiff_pages::tiff_of_three;
use serde_json::{Value, json};
use std::fs;

fn scan<'j>(state: &'j Value, path: &str) -> &'j Value {
    let scans = state["scans"].as_array().expect("scans");
    scans.iter().find(|one| one["path"] == path).unwrap_or_else(|| panic!("{path}: {state:#}"))
}

#[test]
fn a_page_on_a_desk_is_cut_to_its_sheet_and_put_back() {
    let folder = copy_of(&fixture("rules/D323-background-visible/bad"));
    let path = "工作总结.jpg";
    let file = folder.path().join(path);
    let before = fs::read(&file).expect("a file");
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    assert_eq!((&scan(&state, path)["cut"], &scan(&state, "照片.jpg")["cut"]), (&json!(true), &json!(false)));
    let refused = desk.post("/api/cut", &json!({"id": scan(&state, "照片.jpg")["id"]}));
    assert_eq!(refused.status, 409, "there is nothing to cut: {refused:?}");
    let size = |bytes: &[u8]| {
        let picture = image::load_from_memory(bytes).expect("a picture");
        (picture.width(), picture.height())
    };
    let done = desk.post("/api/cut", &json!({"id": scan(&state, path)["id"]}));
    assert_eq!(done.status, 200, "{done:?}");
    let (was, is) = (size(&before), size(&fs::read(&file).expect("a file")));
    assert!(is.0 < was.0 && is.1 < was.1, "{was:?} {is:?}");
    assert_eq!(scan(&desk.state(|_| true), path)["cut"], false, "only once");
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(fs::read(&file).expect("a file") == before);
}

/// A PDF with a page for each of these, each of which draws a rectangle of its own; `None` draws nothing.
fn pdf(pages: &[Option<i64>]) -> Vec<u8> {
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for page in pages {
        let content = page.map_or_else(String::new, |side| format!("0 g 30 30 {side} {side} re f"));
        let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        kids.push(Object::from(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => Dictionary::new(),
            "MediaBox" => vec![0.into(), 0.into(), 150.into(), 200.into()],
        })));
    }
    let count = i64::try_from(kids.len()).expect("few pages");
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn chosen_pages_of_a_pdf_become_pictures_and_the_pdf_comes_back() {
    let folder = copy_of(&fixture("rules/D101-missing-part/good"));
    let whole = pdf(&[Some(20), None, Some(40), Some(60)]);
    fs::write(folder.path().join("证书.pdf"), &whole).expect("a file");
    fs::write(folder.path().join("证书-3.jpg"), "somebody's own").expect("a file");
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let document = scan(&state, "证书.pdf");
    assert_eq!(document["paged"], true);
    let id = document["id"].as_str().expect("an id");
    assert_eq!(desk.get(&format!("/api/pages/{id}")).json()["numbers"], json!([1, 3, 4]), "the empty one is none");
    let dark = |bytes: &[u8]| {
        let picture = image::load_from_memory(bytes).expect("a picture").to_luma8();
        let dark = picture.pixels().filter(|pixel| pixel.0[0] < 128).count();
        dark as f64 / picture.pixels().count() as f64
    };
    // A rectangle of 40 by 40 points on a page of 150 by 200.
    let share = 40.0 * 40.0 / (150.0 * 200.0);
    let seen = desk.get(&format!("/api/page/{id}/3/small"));
    assert!(seen.status == 200 && (dark(&seen.body) - share).abs() < 0.01, "{seen:?}");
    for none in [2, 5, 0] {
        assert_eq!(desk.get(&format!("/api/page/{id}/{none}/small")).status, 404, "{none}");
        assert_eq!(desk.post("/api/take", &json!({"id": id, "pages": [none]})).status, 409, "{none}");
    }
    assert_eq!(desk.post("/api/take", &json!({"id": id, "pages": []})).status, 409);
    assert!(folder.path().join("证书.pdf").is_file(), "nothing was done");
    let done = desk.post("/api/take", &json!({"id": id, "pages": [3, 4]}));
    assert_eq!(done.status, 200, "{done:?}");
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!((dark(&read("证书-3 (2).jpg")) - share).abs() < 0.01);
    assert!((dark(&read("证书-4.jpg")) - share * 2.25).abs() < 0.02);
    assert_eq!(read("证书-3.jpg"), b"somebody's own");
    assert!(!folder.path().join("证书.pdf").exists());
    let state = desk.state(|_| true);
    scan(&state, "证书-4.jpg");
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(read("证书.pdf") == whole && !folder.path().join("证书-4.jpg").exists());
}

#[test]
fn a_tiff_shows_its_first_page_and_gives_the_others() {
    let folder = copy_of(&fixture("rules/D101-missing-part/good"));
    let whole = tiff_of_three();
    fs::write(folder.path().join("证书.tif"), &whole).expect("a file");
    let desk = Desk::ready(folder.path());
    let state = desk.state(|_| true);
    let document = scan(&state, "证书.tif");
    assert_eq!((&document["paged"], &document["seen"]), (&json!(true), &json!(true)));
    let id = document["id"].as_str().expect("an id");
    assert_eq!(desk.get(&format!("/api/pages/{id}")).json()["numbers"], json!([1, 2, 3]));
    let level = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").to_luma8().get_pixel(30, 30).0[0];
    let seen = desk.get(&format!("/api/page/{id}/2/small"));
    assert!(seen.status == 200 && level(&seen.body).abs_diff(120) < 4, "{seen:?}");
    assert_eq!(desk.get(&format!("/api/page/{id}/4/small")).status, 404);
    assert_eq!(desk.post("/api/take", &json!({"id": id, "pages": [1, 3]})).status, 200);
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(level(&read("证书-1.jpg")) < 60 && level(&read("证书-3.jpg")) > 180);
    assert!(!folder.path().join("证书.tif").exists() && !folder.path().join("证书-2.jpg").exists());
    assert_eq!(desk.post("/api/undo", &json!({})).status, 200);
    assert!(read("证书.tif") == whole && !folder.path().join("证书-3.jpg").exists());
}
