//! TIFFs built field by field, and what they show.

use super::*;
use crate::pictures::Format;

mod pages;

/// One directory: its fields, and its strips or tiles, whose places and lengths are filled in.
#[derive(Default, Clone)]
struct Made {
    fields: Vec<(u16, Vec<u32>)>,
    tiled: bool,
    segments: Vec<Vec<u8>>,
    /// Fields of bytes.
    blobs: Vec<(u16, Vec<u8>)>,
}

impl Made {
    fn new(size: (u32, u32), fields: &[(u16, &[u32])], segments: &[&[u8]]) -> Self {
        let mut all = vec![(256, vec![size.0]), (257, vec![size.1])];
        all.extend(fields.iter().map(|(tag, values)| (*tag, values.to_vec())));
        let segments = segments.iter().map(|segment| segment.to_vec()).collect();
        Self { fields: all, tiled: fields.iter().any(|(tag, _)| *tag == 322), segments, blobs: Vec::new() }
    }

    fn with(mut self, tag: u16, values: &[u32]) -> Self {
        self.fields.retain(|(old, _)| *old != tag);
        self.fields.push((tag, values.to_vec()));
        self
    }
}

/// A file of these directories, little-endian; every value has four bytes, those of ratios too.
fn file(pages: &[Made]) -> Vec<u8> {
    let mut file = b"II*\0".to_vec();
    let mut pointer = file.len();
    file.extend([0; 4]);
    for page in pages {
        let mut fields: Vec<(u16, u16, u32, Vec<u8>)> = Vec::new();
        let of_numbers = |values: &[u32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
        for (tag, values) in &page.fields {
            let ratio = matches!(tag, 282 | 283 | 529 | 532);
            let (kind, count) = if ratio { (5, values.len() / 2) } else { (4, values.len()) };
            fields.push((*tag, kind, count as u32, of_numbers(values)));
        }
        for (tag, bytes) in &page.blobs {
            fields.push((*tag, 7, bytes.len() as u32, bytes.clone()));
        }
        let mut places = Vec::new();
        for segment in &page.segments {
            places.push(file.len() as u32);
            file.extend(segment);
        }
        let lengths: Vec<u32> = page.segments.iter().map(|segment| segment.len() as u32).collect();
        let (offsets, counts) = if page.tiled { (324, 325) } else { (273, 279) };
        fields.push((offsets, 4, places.len() as u32, of_numbers(&places)));
        fields.push((counts, 4, lengths.len() as u32, of_numbers(&lengths)));
        fields.sort_by_key(|(tag, ..)| *tag);
        let directory = file.len() as u32;
        file[pointer..pointer + 4].copy_from_slice(&directory.to_le_bytes());
        file.extend((fields.len() as u16).to_le_bytes());
        let mut behind = directory + 2 + fields.len() as u32 * 12 + 4;
        let mut values = Vec::new();
        for (tag, kind, count, bytes) in fields {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(count.to_le_bytes());
            if bytes.len() <= 4 {
                file.extend(&bytes);
                file.extend(vec![0; 4 - bytes.len()]);
            } else {
                file.extend(behind.to_le_bytes());
                behind += bytes.len() as u32;
                values.extend(bytes);
            }
        }
        pointer = file.len();
        file.extend([0; 4]);
        file.extend(values);
    }
    file
}

fn shown(page: &Made) -> Result<Vec<[u8; 3]>, Refusal> {
    let raster = crate::pictures::decoded(&file(std::slice::from_ref(page)), Format::Tiff)?;
    let (wide, high) = raster.size();
    Ok((0..high).flat_map(|y| (0..wide).map(move |x| (x, y))).map(|place| raster.pixel(place)).collect())
}

fn grays(levels: &[u8]) -> Vec<[u8; 3]> {
    levels.iter().map(|level| [*level; 3]).collect()
}

const GRAY: (u16, &[u32]) = (262, &[1]);

#[test]
fn samples_of_every_depth() {
    for (bits, bytes, want) in [
        (1, &[0b0100_0000, 0b1000_0000][..], [0, 255, 255, 0]),
        (2, &[0b0001_0000, 0b1011_0000], [0, 85, 170, 255]),
        (4, &[0x0F, 0x30], [0, 255, 51, 0]),
        (8, &[0, 7, 200, 255], [0, 7, 200, 255]),
        (12, &[0x00, 0x0F, 0xFF, 0x80, 0x00, 0x10], [0, 255, 128, 1]),
        (16, &[0xFF, 0, 0xFF, 7, 0, 200, 0xFF, 255], [0, 7, 200, 255]),
    ] {
        let page = Made::new((2, 2), &[GRAY, (258, &[bits])], &[bytes]);
        assert_eq!(shown(&page).as_deref(), Ok(&grays(&want)[..]), "{bits}");
        let inverted = want.map(|level| 255 - level);
        assert_eq!(shown(&page.with(262, &[0])).as_deref(), Ok(&grays(&inverted)[..]), "{bits}, white is 0");
    }
}

#[test]
fn colours_of_every_meaning() {
    let of = |meaning: u32, samples: u32, bytes: &[u8], further: &[(u16, &[u32])]| {
        let (meaning, eight, samples) = ([meaning], vec![8; samples as usize], [samples]);
        let fields = [&[(262, &meaning[..]), (258, &eight), (277, &samples)], further].concat();
        shown(&Made::new((2, 1), &fields, &[bytes]))
    };
    let (red, blue, white) = ([255, 0, 0], [0, 0, 255], [255; 3]);
    assert_eq!(of(2, 3, &[255, 0, 0, 0, 0, 255], &[]), Ok(vec![red, blue]));
    assert_eq!(
        of(2, 3, &[255, 0, 0, 0, 0, 255], &[(284, &[2])]),
        Err(Refusal::Broken),
        "three planes are three strips"
    );
    assert_eq!(of(2, 4, &[255, 0, 0, 255, 0, 0, 255, 0], &[(338, &[2])]), Ok(vec![red, white]), "on white paper");
    assert_eq!(of(2, 4, &[255, 0, 0, 9, 0, 0, 255, 9], &[(338, &[0])]), Ok(vec![red, blue]), "no transparency");
    assert_eq!(of(1, 2, &[9, 255, 9, 0], &[(338, &[2])]), Ok(vec![[9; 3], white]), "gray on white paper");
    assert_eq!(of(5, 4, &[0, 255, 255, 0, 0, 0, 0, 0], &[]), Ok(vec![red, white]));
    assert_eq!(of(5, 4, &[0, 255, 255, 0, 0, 0, 0, 0], &[(332, &[2])]), Err(Refusal::Coding), "other inks");
    let palette: Vec<u32> = [[0xFFFF, 0], [0, 0], [0, 0xFFFF]].map(|two| [&two[..], &[0; 254]].concat()).concat();
    assert_eq!(of(3, 1, &[0, 1], &[(320, &palette)]), Ok(vec![red, blue]));
    assert_eq!(of(3, 1, &[0, 1], &[(320, &palette[..9])]), Err(Refusal::Broken));
    assert_eq!(of(8, 3, &[0; 6], &[]), Err(Refusal::Coding), "CIE L*a*b*");
}

#[test]
fn luma_and_chroma_of_one_pair_for_four_pixels() {
    // Four pixels of luma, then blue and red.
    let unit = [90, 100, 110, 120, 128, 128];
    let fields: &[(u16, &[u32])] = &[(262, &[6]), (258, &[8, 8, 8]), (277, &[3]), (530, &[2, 2])];
    assert_eq!(shown(&Made::new((2, 2), fields, &[&unit])), Ok(grays(&[90, 100, 110, 120])));
    let red = [76, 76, 76, 76, 85, 255];
    assert_eq!(shown(&Made::new((1, 1), fields, &[&red])), Ok(vec![[254, 0, 0]]), "the unit reaches over the edge");
}

#[test]
fn planes_tiles_and_strips_come_to_the_same() {
    let rgb: Vec<u8> = (0..5 * 3 * 3).map(|at| at * 5).collect();
    let want: Vec<[u8; 3]> = rgb.as_chunks().0.to_vec();
    let fields: [(u16, &[u32]); 3] = [(262, &[2]), (258, &[8, 8, 8]), (277, &[3])];
    let strips: Vec<&[u8]> = rgb.chunks(15).collect();
    let in_strips = Made::new((5, 3), &[&fields[..], &[(278, &[1])]].concat(), &strips);
    assert_eq!(shown(&in_strips).as_ref(), Ok(&want));
    let planes: Vec<Vec<u8>> = (0..3).map(|plane| rgb.iter().skip(plane).step_by(3).copied().collect()).collect();
    let planes: Vec<&[u8]> = planes.iter().map(Vec::as_slice).collect();
    assert_eq!(shown(&Made::new((5, 3), &[&fields[..], &[(284, &[2])]].concat(), &planes)).as_ref(), Ok(&want));
    let tile = |left: usize, top: usize| -> Vec<u8> {
        let place = (0..16 * 16).map(|at| (left + at % 16, top + at / 16));
        place.flat_map(|(x, y)| if x < 5 && y < 3 { want[y * 5 + x] } else { [9; 3] }).collect()
    };
    let tiled = Made::new((5, 3), &[&fields[..], &[(322, &[16]), (323, &[16])]].concat(), &[&tile(0, 0)]);
    assert_eq!(shown(&tiled).as_ref(), Ok(&want));
    let mut cut = in_strips.clone();
    cut.segments[2].pop();
    assert_eq!(shown(&cut), Err(Refusal::Broken), "a byte is missing");
    cut.segments.pop();
    assert_eq!(shown(&cut), Err(Refusal::Broken), "a strip is missing");
}

#[test]
fn differences_are_added_up() {
    let eight = Made::new((3, 1), &[GRAY, (258, &[8]), (317, &[2])], &[&[10, 5, 250]]);
    assert_eq!(shown(&eight), Ok(grays(&[10, 15, 9])));
    let sixteen = Made::new((2, 1), &[GRAY, (258, &[16]), (317, &[2])], &[&[0xFF, 10, 1, 5]]);
    assert_eq!(shown(&sixteen), Ok(grays(&[10, 16])), "with what is carried over");
}

/// Rows of 16: white; 4 white, 3 black, 9 white; the same again; as the codes of T.4 and T.6 have them.
const FAX4: [u8; 5] = [0b1001_1011, 0b1011_1100, 0, 0b0100_0000, 0b0000_0100];
const FAX4_ROWS: [u8; 48] = {
    let mut rows = [255; 48];
    let mut x = 4;
    while x < 7 {
        rows[16 + x] = 0;
        rows[32 + x] = 0;
        x += 1;
    }
    rows
};

#[test]
fn a_fax_of_either_bit_order() {
    let fields: [(u16, &[u32]); 3] = [(262, &[0]), (258, &[1]), (259, &[4])];
    let page = Made::new((16, 3), &fields, &[&FAX4]);
    assert_eq!(shown(&page), Ok(grays(&FAX4_ROWS)));
    let turned = FAX4.map(u8::reverse_bits);
    let mut other = page.clone().with(266, &[2]);
    other.segments = vec![turned.to_vec()];
    assert_eq!(shown(&other), Ok(grays(&FAX4_ROWS)));
    let mut cut = page.with(257, &[4]);
    cut.segments = vec![FAX4[..2].to_vec()];
    assert_eq!(shown(&cut), Err(Refusal::Broken), "rows are missing");
}

#[test]
fn pixels_of_a_fax_become_square() {
    let page = Made::new((4, 2), &[GRAY, (258, &[8]), (282, &[204, 1]), (283, &[98, 1])], &[&[9; 8]]);
    let size =
        |page: &Made| crate::pictures::decoded(&file(std::slice::from_ref(page)), Format::Tiff).map(|it| it.size());
    assert_eq!(size(&page), Ok((4, 4)));
    assert_eq!(size(&page.clone().with(283, &[200, 1])), Ok((4, 2)), "nearly square");
    assert_eq!(size(&page.clone().with(283, &[0, 0])), Ok((4, 2)), "nothing said");
    assert_eq!(size(&page.with(283, &[2, 1])), Err(Refusal::NotSquare));
}

#[test]
fn strips_that_are_jpegs_share_their_tables() {
    let levels = (0..64 * 32u32).flat_map(|at| [(at % 64 * 4) as u8, (at / 64 * 8) as u8, 99]).collect();
    let picture = Raster::rgb((64, 32), levels).expect("a picture");
    let jpeg = picture.jpeg(95).expect("a JPEG");
    let fields: [(u16, &[u32]); 4] = [(262, &[6]), (258, &[8, 8, 8]), (277, &[3]), (259, &[7])];
    let whole = Made::new((64, 32), &fields, &[&jpeg]);
    let raster = crate::pictures::decoded(&file(std::slice::from_ref(&whole)), Format::Tiff).expect("a picture");
    assert!(super::super::apart(&raster, &picture).expect("one shape").is_same_drawing());
    let old = whole.with(259, &[6]);
    assert!(crate::pictures::decoded(&file(&[old]), Format::Tiff).is_ok(), "a JPEG in each strip");
}

/// What the `image` crate cannot put together is no reason to leave a page that is read here.
#[test]
fn planes_in_tiles_that_reach_beyond_the_page() {
    let tiles = [50u8, 90, 130].map(|level| vec![level; 16 * 16]);
    let segments: Vec<&[u8]> = tiles.iter().flat_map(|tile| [tile.as_slice(); 4]).collect();
    let fields: [(u16, &[u32]); 6] =
        [(258, &[8, 8, 8]), (262, &[2]), (277, &[3]), (284, &[2]), (322, &[16]), (323, &[16])];
    assert_eq!(shown(&Made::new((20, 20), &fields, &segments)), Ok(vec![[50, 90, 130]; 400]));
}
