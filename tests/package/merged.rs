//! The one PDF of everything that a profile may ask for, beside the package.

use crate::package::cli::{Run, copy_of, dossier, fixture};
use dossier::pdf::{PagePicture, Pdf, Purpose};
use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId};
use std::fs;
use std::path::{Path, PathBuf};

const ID: &str = "csc-postgraduate-2023";
/// A PDF among the scans, of two pages, with a photograph and letters in it.
const LETTER: &str = "邀请信.pdf";

fn text(path: &Path) -> &str {
    path.to_str().expect("Unicode")
}

struct Room {
    around: tempfile::TempDir,
    folder: PathBuf,
    profile: PathBuf,
}

impl Room {
    /// The scholarship's complete dossier, whose profile asks for one PDF.
    fn asking(limit: &str) -> Self {
        let room = tempfile::tempdir().expect("a folder");
        let (folder, profile) = (room.path().join("dossier"), room.path().join("own"));
        fs::rename(copy_of(&fixture("notices").join(ID).join("complete")).keep(), &folder).expect("a copy");
        fs::create_dir(&profile).expect("a folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles").join(ID);
        for file in fs::read_dir(source).expect("files").flatten() {
            let mut content = fs::read_to_string(file.path()).expect("a text");
            if file.file_name() == "checklist.toml" {
                content = content.replace(&format!("id = \"{ID}\""), "id = \"own\"");
                content = format!("{content}\n[merged]\nrow = \"1\"\n{limit}\n");
            }
            fs::write(profile.join(file.file_name()), content).expect("a file");
        }
        Self { around: room, folder, profile }
    }

    fn pack(&self, out: &str, further: &[&str]) -> Run {
        let (out, register) = (self.around.path().join(out), self.around.path().join("register.sqlite"));
        let fixed = ["pack", text(&self.folder), "-o", text(&out), "--profile", text(&self.profile)];
        let also = ["--date", "2023-03-15", "--register", text(&register), "--format", "json"];
        dossier(fixed.iter().chain(&also).chain(further))
    }

    fn merged(&self, out: &str) -> Option<PathBuf> {
        let files = fs::read_dir(self.around.path().join(out)).expect("files").flatten();
        files.map(|file| file.path()).find(|path| text(path).ends_with("-merged.pdf"))
    }
}

/// The titles of the outline's upper lines, with the pages that they lead to.
fn outline(pdf: &Document) -> Vec<(String, usize)> {
    let root = pdf.catalog().and_then(|root| root.get(b"Outlines")).and_then(Object::as_reference).expect("an outline");
    lines_below(pdf, root).into_iter().map(|(title, page, _)| (title, page)).collect()
}

/// The lines right below one of the outline: title, page, the line itself.
fn lines_below(pdf: &Document, root: ObjectId) -> Vec<(String, usize, ObjectId)> {
    let pages: Vec<_> = pdf.page_iter().collect();
    let line = |id, key: &[u8]| pdf.get_dictionary(id).ok()?.get(key).and_then(Object::as_reference).ok();
    let mut lines = Vec::new();
    let mut at = line(root, b"First");
    while let Some(id) = at {
        let entry = pdf.get_dictionary(id).expect("a line");
        let title = lopdf::decode_text_string(entry.get(b"Title").expect("a title")).expect("a text");
        let target =
            entry.get(b"Dest").and_then(Object::as_array).expect("a target")[0].as_reference().expect("a page");
        lines.push((title, pages.iter().position(|page| *page == target).expect("a page of the file"), id));
        at = line(id, b"Next");
    }
    lines
}

#[test]
fn everything_is_one_pdf_in_the_order_of_the_checklist() {
    let room = Room::asking("max_bytes = \"50MB\"");
    let packed = room.pack("a", &[]);
    assert_eq!(packed.code, 0, "{packed:?}");
    let path = room.merged("a").expect("a merged file");
    let said = packed.json()["merged"].clone();
    assert_eq!(said["file"].as_str(), path.file_name().and_then(|name| name.to_str()));
    let bytes = fs::read(&path).expect("bytes");
    assert_eq!(said["bytes"].as_u64(), Some(bytes.len() as u64));
    let (pdf, merged) = (Document::load_mem(&bytes).expect("a PDF"), Pdf::open(&bytes).expect("a PDF"));
    assert_eq!(said["pages"].as_u64(), Some(merged.pages() as u64));
    let lines = outline(&pdf);
    assert_eq!(lines[0].0, "申请表");
    assert!(lines.iter().any(|(title, _)| title == "校内意见 · 国内导师推荐信"), "{lines:?}");
    assert!(lines.is_sorted_by_key(|(_, page)| *page), "{lines:?}");

    // A JPEG as it was coded.
    let at = lines.iter().find(|(title, _)| title.starts_with("成绩单")).expect("transcripts").1;
    let scan = fs::read(room.folder.join("成绩单1.jpg")).expect("a scan");
    let coded = |bytes: &[u8]| dossier::jpeg::coefficients(bytes).expect("a JPEG");
    match merged.picture(at, Purpose::Handing) {
        Ok(PagePicture::Jpeg(bytes, _)) => assert!(coded(&bytes) == coded(&scan)),
        _ => panic!("page {at} is no JPEG"),
    }
    // A page of a PDF with its own instructions.
    let at = lines.iter().find(|(title, _)| title.starts_with("邀请信")).expect("a letter").1;
    let letter = Document::load_mem(&fs::read(room.folder.join(LETTER)).expect("bytes")).expect("a PDF");
    let drawn = |pdf: &Document, at: usize| {
        let page = pdf.page_iter().nth(at).expect("a page");
        format!("{:?}", Content::decode(&pdf.get_page_content(page)).expect("instructions").operations)
    };
    assert_eq!(drawn(&pdf, at), drawn(&letter, 0));

    // The same bytes again, whatever else differs; and nothing is written where they are there.
    assert_eq!(room.pack("b", &["--lang", "zh", "--jobs", "1"]).code, 0);
    assert!(fs::read(room.merged("b").expect("a merged file")).expect("bytes") == bytes);
    assert_eq!(room.pack("a", &[]).code, 0, "it is there already");
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).expect("a file").permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    fs::write(&path, "somebody else's").expect("written");
    assert_eq!(room.pack("a", &[]).code, 2);
    assert_eq!(fs::read(&path).expect("bytes"), b"somebody else's");
    assert_eq!(room.pack("a", &["--replace"]).code, 0);
    assert!(fs::read(&path).expect("bytes") == bytes);
}

/// A part that is asked for each entry of a list has a line of its own for each, below that of the part.
#[test]
fn each_entry_has_its_line_of_the_outline() {
    let room = Room::asking("");
    assert_eq!(room.pack("a", &[]).code, 0);
    let bytes = fs::read(room.merged("a").expect("a merged file")).expect("bytes");
    let pdf = Document::load_mem(&bytes).expect("a PDF");
    let root = pdf.catalog().and_then(|root| root.get(b"Outlines")).and_then(Object::as_reference).expect("an outline");
    let lines = lines_below(&pdf, root);
    let (_, page, id) = lines.iter().find(|(title, ..)| title.starts_with("成绩单")).expect("transcripts").clone();
    let entries: Vec<(String, usize)> =
        lines_below(&pdf, id).into_iter().map(|(title, page, _)| (title, page)).collect();
    assert_eq!(entries.len(), 2, "one for each stage: {entries:?}");
    assert!(entries[0].0.starts_with("成绩单 1") && entries[1].0.starts_with("成绩单 2"), "{entries:?}");
    assert_eq!([entries[0].1, entries[1].1], [page, page + 1], "each leads to its own page");
    let (.., plain) = lines.iter().find(|(title, ..)| title == "申请表").expect("the form");
    assert!(lines_below(&pdf, *plain).is_empty());
}

/// A merged file that silently lacks something is worse than none.
#[test]
fn what_cannot_be_merged_is_named_and_there_is_no_merged_file() {
    let room = Room::asking("");
    let path = room.folder.join(LETTER);
    let letter = fs::read(&path).expect("bytes");
    let mut signed = Document::load_mem(&letter).expect("a PDF");
    signed.add_object(lopdf::dictionary! { "Type" => "Sig", "ByteRange" => vec![0.into(), 1.into()] });
    let mut bytes = Vec::new();
    signed.save_to(&mut bytes).expect("a PDF");
    fs::write(&path, &bytes).expect("written");
    let packed = room.pack("signed", &[]);
    assert_eq!(packed.code, 1, "{packed:?}");
    assert!(room.merged("signed").is_none());
    let why = packed.json()["unmerged"][0]["en"].as_str().expect("a reason").to_owned();
    assert!(why.contains(LETTER) && why.contains("signature"), "{why}");
    assert!(packed.json()["package"].is_string(), "the package is there");

    fs::write(&path, &letter[..letter.len() / 3]).expect("written");
    let packed = room.pack("broken", &["--incomplete"]);
    assert_eq!(packed.code, 1, "{packed:?}");
    assert!(room.merged("broken").is_none());
    assert!(packed.json()["unmerged"][0]["zh"].as_str().is_some_and(|why| why.contains(LETTER)), "{packed:?}");
}

#[test]
fn a_limit_is_told_and_nothing_is_made_worse_to_hold_it() {
    for (limit, word) in [("max_bytes = 100000", "largest"), ("min_bytes = \"50MB\"", "resolution")] {
        let room = Room::asking(limit);
        let packed = room.pack("out", &[]);
        assert_eq!(packed.code, 1, "{packed:?}");
        assert!(room.merged("out").is_none());
        let why = packed.json()["unmerged"][0]["en"].as_str().expect("a reason").to_owned();
        assert!(why.contains("limit") && why.contains(word), "{why}");
    }
}

/// The notice may say what the file is called, and what is handed in apart.
#[test]
fn it_has_the_name_that_the_notice_wants_and_leaves_out_what_goes_apart() {
    let all = Room::asking("");
    assert_eq!(all.pack("out", &[]).code, 0);
    let pages = |file: &Path| Document::load(file).expect("a PDF").get_pages().len();
    let of_all = pages(&all.merged("out").expect("a file"));
    let room = Room::asking("name = \"{name}_{name}\"\nwithout = [\"invitation/letter\"]");
    let run = room.pack("out", &[]);
    assert_eq!(run.code, 0, "{run:#?}");
    assert!(room.merged("out").is_none(), "no file of the usual name");
    let files = fs::read_dir(room.around.path().join("out")).expect("files").flatten().map(|file| file.path());
    let own: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|end| end == "pdf") && path.to_string_lossy().contains('_'))
        .collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(pages(&own[0]), of_all - 1);
}
