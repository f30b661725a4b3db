//! Files that begin with something else than the picture or the PDF in them.

use super::command::fixture;
use super::pdf::{Page, document, fix};
use super::wrong::{Sample, jpeg, saved};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::Value;

fn scan() -> Vec<u8> {
    Sample::read(&fixture("complete").join("03-学历学位/毕业证书.jpg")).bytes
}

fn small() -> Vec<u8> {
    jpeg(&DynamicImage::from(RgbImage::from_pixel(96, 128, image::Rgb([180; 3]))), 80)
}

fn said(name: &str, bytes: &[u8]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new"));
    std::fs::create_dir(&old).expect("a folder");
    std::fs::write(old.join(name), bytes).expect("a file");
    fix(&old, &new, &["--format", "json"]).json()
}

#[test]
fn a_jpeg_within_another_format_is_not_taken_for_the_file() {
    let behind = |sign: &[u8]| [sign, &[0, 1, 2, 3].repeat(60), &small(), &[9; 40]].concat();
    let picture = saved(&DynamicImage::from(RgbImage::from_pixel(900, 1200, image::Rgb([200; 3]))), ImageFormat::Png);
    let cases = [
        ("Photoshop", behind(b"8BPS\0\x01\0\0\0\0\0\0\0\x03")),
        ("PostScript", [&b"%!PS-Adobe-3.0 EPSF-3.0\n%%BeginData\n"[..], &scan()].concat()),
        ("a film", behind(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ")),
        ("music", behind(b"ID3\x03\0\0\0\0\x0f\x76APIC\0\0\x0f\0\0\0\0image/jpeg\0")),
        ("a camera's own", behind(b"FUJIFILMCCD-RAW 0201FF383501")),
        ("a film of pictures", behind(b"RIFF\0\x10\0\0AVI LIST")),
        ("a JPEG before the picture", [&b"\n"[..], &small(), &scan()].concat()),
        ("a PNG behind it", [&b"\n"[..], &small(), &picture].concat()),
        ("much behind it", [&b"\n"[..], &small(), &vec![7; 60_000]].concat()),
    ];
    for (what, bytes) in cases {
        let said = said("毕业证书.jpg", &bytes);
        let why = said["files"][0]["obstacle"]["en"].as_str().unwrap_or_default();
        let is_left = ["not a picture that is known", "not opened here"].iter().any(|words| why.contains(words));
        assert!(is_left, "{what}: {said:#}");
    }
}

#[test]
fn what_servers_and_old_systems_put_before_a_jpeg_is_passed_over() {
    let mac = [&[0u8, 4][..], b"scan", &[0; 59], b"JPEG8BIM", &[1; 55]].concat();
    assert_eq!(mac.len(), 128);
    let leads = [
        b"\xEF\xBB\xBF".to_vec(),
        b"\r\n\r\n".to_vec(),
        vec![0; 512],
        b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Disposition: inline; filename=\"\xE8\xAF\x81.jpg\"\r\n\r\n"
            .to_vec(),
        mac,
        vec![0x1F],
    ];
    for lead in leads {
        let said = said("毕业证书.jpg", &[&lead[..], &scan(), b"\r\n"].concat());
        assert!(said["files"][0]["obstacle"].is_null(), "{lead:?}: {said:#}");
    }
}

#[test]
fn a_pdf_that_begins_late_is_a_pdf() {
    let pages = [Page::jpeg(&scan()), Page::jpeg(&scan()), Page::jpeg(&scan())];
    let late = [&b"X-Header: a scanner's mail\r\n".repeat(80)[..], &document(&pages)].concat();
    let said = said("毕业证书.pdf", &late);
    let files = said["files"].as_array().expect("files");
    assert!(files.len() == 3 && files.iter().all(|file| file["obstacle"].is_null()), "{said:#}");
}
