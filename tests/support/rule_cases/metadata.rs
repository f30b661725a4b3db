//! Pairs for the rules about a JPEG's components, its metadata and what stands behind it, D319 to D322; and the metadata
//! themselves, made byte by byte.

use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage};

use super::super::draw::sheet::Ink;
use super::super::draw::{kinds, output};
use super::quality::print;
use super::{BACK, Case, FRONT, Folder, saved};

/// One for each rule.
pub fn cases() -> Vec<Case> {
    let back = |bytes: Vec<u8>| Folder::complete().with(BACK, bytes);
    let slip = || kinds::slip_jpeg(2);
    let tagged = |exif: &Exif| back(with_exif(&saved(&page().into()), exif));
    let thumbnail = |of: &GrayImage| Exif { thumbnail: small(of), ..Exif::default() };
    let at = |position: bool| Exif { position, ..Exif::default() };
    vec![
        Case { folder: "D319-four-components", bad: back(four_components(&slip())), good: back(slip()) },
        Case { folder: "D320-gps-position", bad: tagged(&at(true)), good: tagged(&at(false)) },
        Case {
            folder: "D321-thumbnail-differs",
            bad: tagged(&thumbnail(&imageops::rotate180(&page()))),
            good: tagged(&thumbnail(&page())),
        },
        Case {
            folder: "D322-odd-file",
            bad: back([slip(), vec![0; 64]].concat()).with(FRONT, height_behind(&kinds::slip_jpeg(1))),
            good: back(slip()),
        },
    ]
}

/// The JPEG with its height behind its data (DNL), where most programs do not look.
fn height_behind(jpeg: &[u8]) -> Vec<u8> {
    let frame = jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]).expect("a baseline frame");
    // Marker, length and depth of samples stand before the height.
    let (before, height, between) = (&jpeg[..frame + 5], &jpeg[frame + 5..frame + 7], &jpeg[frame + 7..jpeg.len() - 2]);
    [before, &[0, 0], between, &[0xFF, 0xDC, 0, 4], height, &[0xFF, 0xD9]].concat()
}

/// A slip with words on its upper half and a dark lower half: unlike itself upside-down.
fn page() -> GrayImage {
    let mut page = print([238; 3], Ink::BLACK);
    let (width, height) = page.dimensions();
    let strip = GrayImage::from_pixel(width, height / 4, image::Luma([150]));
    imageops::overlay(&mut page, &strip, 0, i64::from(height - height / 4));
    page
}

fn small(picture: &GrayImage) -> Vec<u8> {
    let small = imageops::resize(picture, 160, 107, FilterType::Triangle);
    output::jpeg(&DynamicImage::ImageLuma8(small), 60, 72)
}

/// What an Exif segment is to say.
#[derive(Debug, Default)]
pub struct Exif {
    /// 1–8; 0 leaves it out.
    pub orientation: u16,
    /// Whether a latitude and a longitude are there.
    pub position: bool,
    /// A JPEG; empty for none.
    pub thumbnail: Vec<u8>,
}

/// The JPEG with an Exif segment behind its first marker.
pub fn with_exif(jpeg: &[u8], exif: &Exif) -> Vec<u8> {
    let payload = [b"Exif\0\0".to_vec(), exif.tiff()].concat();
    let length = u16::try_from(payload.len() + 2).expect("a segment").to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &payload, &jpeg[2..]].concat()
}

/// One entry of a directory: tag, type, count, value or offset.
type Entry = (u16, u16, u32, u32);

impl Exif {
    /// Little-endian TIFF: the header, the main directory, then the position's, the thumbnail's, and what they point to.
    fn tiff(&self) -> Vec<u8> {
        const HEADER: usize = 8;
        let length = |entries: usize| 2 + entries * 12 + 4;
        let main_entries = 1 + usize::from(self.position);
        let position_at = HEADER + length(main_entries);
        let degrees_at = position_at + length(4);
        let thumbnail_directory = if self.position { degrees_at + 48 } else { position_at };
        let thumbnail_at = thumbnail_directory + length(2);
        let offset = |at: usize| u32::try_from(at).expect("a small segment");

        let mut main: Vec<Entry> = vec![(0x0112, 3, 1, u32::from(self.orientation.max(1)))];
        if self.position {
            main.push((0x8825, 4, 1, offset(position_at)));
        }
        let next = if self.thumbnail.is_empty() { 0 } else { offset(thumbnail_directory) };
        let mut bytes = b"II*\0\x08\0\0\0".to_vec();
        bytes.extend(directory(&main, next));
        if self.position {
            let degrees = offset(degrees_at);
            let north = u32::from(b'N');
            let east = u32::from(b'E');
            bytes.extend(directory(
                &[(1, 2, 2, north), (2, 5, 3, degrees), (3, 2, 2, east), (4, 5, 3, degrees + 24)],
                0,
            ));
            // 0° 0′ 0″ north, 0° 0′ 0″ east: in the sea.
            bytes.extend([0_u32, 1].repeat(6).into_iter().flat_map(u32::to_le_bytes));
        }
        if !self.thumbnail.is_empty() {
            let length = offset(self.thumbnail.len());
            bytes.extend(directory(&[(0x0201, 4, 1, offset(thumbnail_at)), (0x0202, 4, 1, length)], 0));
            bytes.extend(&self.thumbnail);
        }
        bytes
    }
}

fn directory(entries: &[Entry], next: u32) -> Vec<u8> {
    let mut bytes = u16::try_from(entries.len()).expect("few entries").to_le_bytes().to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(next.to_le_bytes());
    bytes
}

/// A gray JPEG four times over, as the four inks of a printing press: its frame says four components, and its one scan
/// comes once for each. Adobe's marker says that a high level is little ink, as programs write it.
fn four_components(gray: &[u8]) -> Vec<u8> {
    let find = |code: u8| gray.windows(2).position(|pair| pair == [0xFF, code]).expect("a marker");
    let (frame, scan) = (find(0xC0), find(0xDA));
    let frame_end = frame + 2 + usize::from(gray[frame + 3]);
    let table = gray[frame + 12];
    let mut bytes = gray[..frame].to_vec();
    bytes.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0");
    bytes.extend([0xFF, 0xC0, 0, 8 + 3 * 4]);
    bytes.extend(&gray[frame + 4..frame + 9]);
    bytes.push(4);
    bytes.extend((1..=4).flat_map(|id| [id, 0x11, table]));
    bytes.extend(&gray[frame_end..scan]);
    for id in 1..=4 {
        let mut one = gray[scan..gray.len() - 2].to_vec();
        one[5] = id;
        bytes.extend(one);
    }
    bytes.extend([0xFF, 0xD9]);
    bytes
}
