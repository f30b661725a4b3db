//! Notes and fields of which the file does not say how they look: they are drawn as viewers draw them, or the file is left.

use super::pdf::{Page, document};
use super::pdf_left::{catalog, changed, left, look, scan, set};
use dossier::pdf::{Obstacle, PageKind, PagePicture, Pdf, Purpose, Work};
use dossier::pictures::Raster;
use lopdf::{Dictionary, Object, dictionary};

const LEFT: PageKind = PageKind::Left(Obstacle::Annotation);

const BLACK: [u8; 3] = [0, 0, 0];
const WHITE: [u8; 3] = [255; 3];
const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const YELLOW: [u8; 3] = [255, 255, 0];

/// What is seen of a page: left, lower, right and upper side, points.
const SEEN: [i64; 4] = [40, 30, 540, 830];

fn reals(list: &[f32]) -> Object {
    list.iter().map(|number| Object::Real(*number)).collect::<Vec<_>>().into()
}

#[expect(clippy::needless_pass_by_value, reason = "what it is given is written where it is called")]
fn note(kind: &str, rect: [f32; 4], more: Dictionary) -> Dictionary {
    let note = dictionary! { "Type" => "Annot", "Subtype" => kind, "Rect" => reals(&rect), "F" => 4 };
    all_of(note, &more)
}

/// A dictionary with what another has besides, or has instead.
fn all_of(dictionary: Dictionary, more: &Dictionary) -> Dictionary {
    more.iter().fold(dictionary, |all, (key, value)| with(all, std::str::from_utf8(key).expect("a key"), value.clone()))
}

/// A page with a black box on it and these notes, of which a part is seen, shown turned.
fn page(notes: &[Dictionary], turned: i64) -> Vec<u8> {
    changed(&document(&[Page::of("0 g 100 600 100 100 re f").rotated(turned)]), |document, page| {
        set(document, page, "CropBox", SEEN.map(Object::from).to_vec());
        let notes: Vec<Object> = notes.iter().map(|note| document.add_object(note.clone()).into()).collect();
        set(document, page, "Annots", notes.clone());
        let helvetica = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let resources = dictionary! { "Font" => dictionary! { "Helv" => helvetica } };
        let root = catalog(document);
        set(document, root, "AcroForm", dictionary! { "Fields" => notes, "DR" => resources });
    })
}

/// The picture that the first page of a PDF becomes.
fn drawn(pdf: &[u8]) -> Raster {
    match Pdf::open(pdf).expect("a PDF").picture(0, Purpose::Measuring) {
        Ok(PagePicture::Drawn { pixels, .. }) => pixels,
        Ok(PagePicture::Jpeg(..)) => panic!("a JPEG as it is"),
        Err(obstacle) => panic!("{obstacle:?}"),
    }
}

/// What the first page of a PDF is.
fn kind(pdf: &[u8]) -> PageKind {
    Pdf::open(pdf).expect("a PDF").kinds(&|_| true, &Work::default()).expect("pages")[0].1
}

/// The colour that a picture of such a page has at a place of the page, points.
fn colour(picture: &Raster, (x, y): (f32, f32), turned: i64) -> [u8; 3] {
    let [left, lower, right, upper] = SEEN.map(|side| side as f32);
    let (across, up) = ((x - left) / (right - left), (y - lower) / (upper - lower));
    let (across, down) = if turned == 90 { (up, across) } else { (across, 1.0 - up) };
    let (wide, high) = picture.size();
    picture.pixel(((across * wide as f32) as u32, (down * high as f32) as u32))
}

fn near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 60)
}

/// Checks what colours a page with these notes has, upright and turned.
fn check(notes: &[Dictionary], wanted: &[((f32, f32), [u8; 3])]) {
    for turned in [0, 90] {
        let picture = drawn(&page(notes, turned));
        for (place, wanted) in wanted {
            let got = colour(&picture, *place, turned);
            assert!(
                near(got, *wanted),
                "{got:?}, not {wanted:?}, at {place:?} of a page turned by {turned}: {notes:?}"
            );
        }
    }
}

/// Whether a page with these notes is left for their sake.
fn is_left(notes: &[Dictionary]) -> bool {
    match kind(&page(notes, 0)) {
        PageKind::Left(obstacle) => {
            assert_eq!(obstacle, Obstacle::Annotation);
            true
        }
        kind => kind != PageKind::Filled,
    }
}

fn with(mut note: Dictionary, key: &str, value: impl Into<Object>) -> Dictionary {
    note.set(key, value);
    note
}

fn red() -> Dictionary {
    dictionary! { "C" => reals(&[1.0, 0.0, 0.0]) }
}

/// Corners as they come in practice, of text that is upright on a page that is shown so, or turned by 90 degrees.
fn corners([left, lower, right, upper]: [f32; 4], turned: i64) -> Object {
    match turned {
        0 => reals(&[left, upper, right, upper, left, lower, right, lower]),
        _ => reals(&[left, lower, left, upper, right, lower, right, upper]),
    }
}

#[test]
fn a_highlight_lets_through_what_it_marks() {
    let place = [150.0, 620.0, 300.0, 650.0];
    let yellow = dictionary! { "C" => reals(&[1.0, 1.0, 0.0]), "QuadPoints" => corners(place, 0) };
    let highlight = note("Highlight", place, yellow);
    let wanted = [((160.0, 640.0), BLACK), ((250.0, 640.0), YELLOW), ((250.0, 660.0), WHITE), ((310.0, 640.0), WHITE)];
    check(std::slice::from_ref(&highlight), &wanted);
    // Corners in the order of the standard mark the same.
    let standard = reals(&[150.0, 620.0, 300.0, 620.0, 300.0, 650.0, 150.0, 650.0]);
    check(&[with(highlight.clone(), "QuadPoints", standard)], &wanted);
    let half = drawn(&page(&[with(highlight, "CA", 0.5)], 0));
    assert!(near(colour(&half, (250.0, 640.0), 0), [255, 255, 128]));
}

#[test]
fn lines_lie_under_and_through_text() {
    for turned in [0, 90] {
        let place = [250.0, 600.0, 400.0, 700.0];
        let line = |kind: &str| {
            let picture = drawn(&page(&[with(note(kind, place, red()), "QuadPoints", corners(place, turned))], turned));
            move |x: f32, y: f32| colour(&picture, (x, y), turned)
        };
        // Where the foot and the middle of the text lie as it is read.
        let (foot, middle, above) = match turned {
            0 => ((325.0, 601.0), (325.0, 650.0), (325.0, 620.0)),
            _ => ((399.0, 650.0), (325.0, 650.0), (380.0, 650.0)),
        };
        let under = line("Underline");
        assert!(near(under(foot.0, foot.1), RED) && near(under(middle.0, middle.1), WHITE), "{turned}");
        let through = line("StrikeOut");
        assert!(near(through(middle.0, middle.1), RED) && near(through(foot.0, foot.1), WHITE), "{turned}");
        let wave = line("Squiggly");
        let along = |step: f32| if turned == 0 { wave(foot.0 + step, foot.1) } else { wave(foot.0, foot.1 + step) };
        let reds = (0..80).filter(|step| near(along(*step as f32 * 0.1), RED)).count();
        assert!((8..72).contains(&reds), "{turned}: {reds}");
        assert!(near(wave(above.0, above.1), WHITE) && near(wave(middle.0, middle.1), WHITE), "{turned}");
    }
}

#[test]
fn lines_and_shapes_are_drawn() {
    let wide = || with(red(), "BS", dictionary! { "W" => 6 });
    let filled = || with(wide(), "IC", reals(&[0.0, 0.0, 1.0]));
    let bordered = with(red(), "Border", vec![0.into(), 0.into(), 6.into()]);
    let place = |column: u8, row: u8| {
        let (left, lower) = (100.0 + 120.0 * f32::from(column), 100.0 + 120.0 * f32::from(row));
        [left, lower, left + 100.0, lower + 100.0]
    };
    let at = |column: u8, row: u8, (x, y): (f32, f32)| (place(column, row)[0] + x, place(column, row)[1] + y);
    let points = |column: u8, row: u8, list: &[(f32, f32)]| {
        let points = list.iter().flat_map(|point| [at(column, row, *point).0, at(column, row, *point).1]);
        reals(&points.collect::<Vec<_>>())
    };
    let triangle = [(10.0, 10.0), (90.0, 10.0), (50.0, 90.0)];
    let line = [(10.0, 50.0), (90.0, 50.0)];
    let dashes = dictionary! { "W" => 6, "S" => "D", "D" => vec![20.into()] };
    let shape = |kind: &str, (column, row): (u8, u8), more: Dictionary| note(kind, place(column, row), more);
    let notes = [
        shape("Square", (0, 0), wide()),
        shape("Square", (1, 0), filled()),
        shape("Circle", (2, 0), filled()),
        shape("Polygon", (0, 1), with(filled(), "Vertices", points(0, 1, &triangle))),
        shape("PolyLine", (1, 1), with(wide(), "Vertices", points(1, 1, &triangle))),
        shape("Line", (2, 1), with(with(wide(), "L", points(2, 1, &line)), "LE", vec!["None".into(), "None".into()])),
        shape(
            "Ink",
            (0, 2),
            with(wide(), "InkList", vec![points(0, 2, &line), points(0, 2, &[(50.0, 20.0), (50.0, 80.0)])]),
        ),
        shape("Square", (1, 2), bordered),
        shape("Line", (2, 2), with(with(red(), "BS", dashes), "L", points(2, 2, &line))),
    ];
    let middle = (50.0, 50.0);
    check(
        &notes,
        &[
            (at(0, 0, (3.0, 3.0)), RED),
            (at(0, 0, middle), WHITE),
            (at(0, 0, (-3.0, 50.0)), WHITE),
            (at(1, 0, (3.0, 3.0)), RED),
            (at(1, 0, middle), BLUE),
            (at(2, 0, (3.0, 50.0)), RED),
            (at(2, 0, (3.0, 3.0)), WHITE),
            (at(2, 0, middle), BLUE),
            (at(0, 1, (50.0, 10.0)), RED),
            (at(0, 1, (30.0, 50.0)), RED),
            (at(0, 1, (50.0, 40.0)), BLUE),
            (at(1, 1, (50.0, 10.0)), RED),
            (at(1, 1, (30.0, 50.0)), WHITE),
            (at(1, 1, (50.0, 40.0)), WHITE),
            (at(2, 1, middle), RED),
            (at(2, 1, (5.0, 50.0)), WHITE),
            (at(0, 2, middle), RED),
            (at(0, 2, (50.0, 78.0)), RED),
            (at(1, 2, (3.0, 3.0)), RED),
            (at(1, 2, middle), WHITE),
            (at(2, 2, (20.0, 50.0)), RED),
            (at(2, 2, (40.0, 50.0)), WHITE),
            (at(2, 2, (60.0, 50.0)), RED),
        ],
    );
}

#[test]
fn a_sticky_note_has_an_icon_at_its_upper_left_corner() {
    let icon = |more: Dictionary| {
        let picture = drawn(&page(&[note("Text", [200.0, 200.0, 224.0, 224.0], more)], 0));
        move |x: f32, y: f32| colour(&picture, (x, y), 0)
    };
    let at = icon(Dictionary::new());
    assert!(near(at(202.0, 214.0), YELLOW) && near(at(210.0, 216.0), BLACK), "lines on yellow");
    assert!(near(at(222.0, 216.0), WHITE) && near(at(210.0, 202.0), WHITE) && near(at(210.0, 226.0), WHITE));
    let at = icon(with(red(), "Name", "Help"));
    assert!(near(at(202.0, 214.0), RED));
    assert!((204..216).any(|x| near(at(x as f32, 218.0), BLACK)), "a question mark");
}

#[test]
fn a_line_of_text_is_laid_on_a_page() {
    let text = |more: Dictionary| {
        let plain = dictionary! {
            "DA" => Object::string_literal("/Helv 20 Tf 1 0 0 rg"), "Contents" => Object::string_literal("IIII"),
        };
        note("FreeText", [200.0, 200.0, 300.0, 240.0], all_of(plain, &more))
    };
    let picture = drawn(&page(&[text(dictionary! { "C" => reals(&[1.0, 1.0, 0.0]) })], 0));
    let at = |x: f32, y: f32| colour(&picture, (x, y), 0);
    assert!(near(at(250.0, 239.5), RED) && near(at(299.5, 220.0), RED), "its frame");
    assert!(near(at(290.0, 220.0), YELLOW) && near(at(310.0, 220.0), WHITE));
    let reds = (0..100).filter(|step| near(at(202.0 + *step as f32 * 0.25, 224.0), RED)).count();
    assert!(reds > 15, "{reds}");
    for more in [
        dictionary! { "Contents" => Object::string_literal("I".repeat(50)) },
        dictionary! { "Contents" => Object::string_literal("I\nI") },
        dictionary! { "Contents" => Object::string_literal("") },
        dictionary! { "DA" => Object::string_literal("/SimSun 20 Tf 0 g") },
        dictionary! { "DA" => Object::string_literal("/Helv 50 Tf 0 g") },
        dictionary! { "RC" => Object::string_literal("<p>I</p>") },
        dictionary! { "CL" => reals(&[1.0, 2.0, 3.0, 4.0]) },
        dictionary! { "Rotate" => 90 },
        dictionary! { "Q" => 1 },
    ] {
        assert!(is_left(&[text(more.clone())]), "{more:?}");
    }
}

#[test]
fn lines_have_arrows_and_other_ends() {
    let line = |end: &str| {
        let more = dictionary! {
            "C" => reals(&[1.0, 0.0, 0.0]), "IC" => reals(&[0.0, 0.0, 1.0]), "BS" => dictionary! { "W" => 4 },
            "L" => reals(&[100.0, 300.0, 200.0, 300.0]), "LE" => vec!["None".into(), end.into()],
        };
        let picture = drawn(&page(&[note("Line", [100.0, 280.0, 200.0, 320.0], more)], 0));
        move |x: f32, y: f32| colour(&picture, (x, y), 0)
    };
    // Above the middle of the end, six times as wide as the line.
    for (end, inside, edge) in [
        ("ClosedArrow", BLUE, (185.0, 308.6)),
        ("OpenArrow", WHITE, (185.0, 308.6)),
        ("Square", BLUE, (188.0, 312.0)),
        ("Circle", BLUE, (188.0, 312.0)),
        ("Diamond", BLUE, (188.0, 312.0)),
        ("Butt", WHITE, (200.0, 310.0)),
        ("RClosedArrow", WHITE, (212.0, 306.9)),
    ] {
        let at = line(end);
        assert!(near(at(150.0, 300.0), RED) && near(at(100.5, 300.0), RED), "{end}: the line");
        assert!(near(at(186.0, 304.0), inside), "{end}: inside");
        assert!(near(at(edge.0, edge.1), RED), "{end}: its edge");
        assert!(near(at(186.0, 318.0), WHITE), "{end}: above");
    }
}

fn field(kind: &str, more: Dictionary) -> Dictionary {
    let mut field = note("Widget", [250.0, 400.0, 350.0, 440.0], more);
    field.set("FT", kind);
    field
}

fn framed() -> Dictionary {
    let look = dictionary! { "BG" => reals(&[0.0, 0.0, 1.0]), "BC" => reals(&[1.0, 0.0, 0.0]) };
    dictionary! { "MK" => look, "BS" => dictionary! { "W" => 6 } }
}

#[test]
fn an_empty_field_has_its_frame_and_ground() {
    let style = |kind: &str| with(framed(), "BS", dictionary! { "W" => 6, "S" => kind });
    let bare = dictionary! { "MK" => dictionary! { "BG" => Object::Array(Vec::new()) } };
    let states = dictionary! { "N" => Dictionary::new() };
    let fields = [
        field("Tx", framed()),
        field("Sig", framed()),
        with(field("Ch", framed()), "Ff", 1 << 17),
        with(field("Btn", framed()), "AS", "Off"),
        with(with(field("Btn", framed()), "AP", states), "AS", "Off"),
        with(field("Btn", framed()), "Ff", 1 << 15),
        field("Tx", bare),
        field("Tx", style("U")),
        field("Tx", style("B")),
    ];
    let lower = |row: usize| 100.0 + 50.0 * row as f32;
    let placed = |(row, field): (usize, &Dictionary)| {
        with(field.clone(), "Rect", reals(&[250.0, lower(row), 350.0, lower(row) + 40.0]))
    };
    let fields: Vec<_> = fields.iter().enumerate().map(placed).collect();
    let at = |row: usize, x: f32, y: f32| (250.0 + x, lower(row) + y);
    let mut wanted = vec![
        (at(5, 3.0, 3.0), WHITE),
        (at(5, 3.0, 20.0), RED),
        (at(5, 50.0, 20.0), BLUE),
        (at(6, 3.0, 20.0), WHITE),
        (at(6, 50.0, 20.0), WHITE),
        (at(7, 50.0, 3.0), RED),
        (at(7, 3.0, 30.0), BLUE),
        (at(8, 3.0, 20.0), [255, 128, 128]),
        (at(8, 97.0, 20.0), [128, 0, 0]),
        (at(8, 50.0, 20.0), BLUE),
    ];
    wanted.extend((0..5).flat_map(|row| [(at(row, 3.0, 20.0), RED), (at(row, 50.0, 20.0), BLUE)]));
    check(&fields, &wanted);
}

fn answered(more: &Dictionary) -> Dictionary {
    let plain =
        dictionary! { "DA" => Object::string_literal("/Helv 40 Tf 1 0 0 rg"), "V" => Object::string_literal("IIIIII") };
    field("Tx", all_of(plain, more))
}

/// How many of the places across a field are red.
fn red_across(pdf: &[u8]) -> usize {
    let picture = drawn(pdf);
    let places = (0..190).map(|step| (251.0 + step as f32 * 0.5, 420.0));
    places.filter(|place| near(colour(&picture, *place, 0), RED)).count()
}

#[test]
fn an_answer_is_written_in_its_field() {
    assert!(red_across(&page(&[answered(&Dictionary::new())], 0)) > 20);
    let options = vec![Object::from(vec![Object::string_literal("x"), Object::string_literal("IIIIII")])];
    let mut choice = answered(&dictionary! { "V" => Object::string_literal("x"), "Opt" => options, "Ff" => 1 << 17 });
    choice.set("FT", "Ch");
    assert!(red_across(&page(&[choice], 0)) > 20, "the word that is shown");
    // What is longer than its field is cut off, as viewers do.
    let long = Object::string_literal("I".repeat(90));
    let picture = drawn(&page(&[answered(&dictionary! { "V" => long })], 0));
    assert!((0..200).all(|step| near(colour(&picture, (351.5 + step as f32 * 0.5, 420.0), 0), WHITE)));
}

#[test]
fn an_answer_is_centred_or_has_a_letter_to_a_cell() {
    // The field is 100 points wide; an I is as wide as its stem, more or less.
    let reds = |more: Dictionary| {
        let picture = drawn(&page(&[answered(&more)], 0));
        let seen = (0..400).filter(|step| {
            let x = 250.0 + *step as f32 * 0.25;
            (400..440).any(|y| near(colour(&picture, (x, y as f32), 0), RED))
        });
        let seen: Vec<f32> = seen.map(|step| step as f32 * 0.25).collect();
        (seen[0], seen[seen.len() - 1])
    };
    let letter = || Object::string_literal("I");
    let (first, last) = reds(dictionary! { "V" => letter(), "Q" => 1 });
    assert!((first + last - 100.0).abs() < 3.0, "{first} {last}");
    let (first, last) = reds(dictionary! { "V" => letter(), "Q" => 2 });
    assert!(first > 90.0 && last < 99.0, "{first} {last}");
    let comb = |text: &str| dictionary! { "V" => Object::string_literal(text), "Ff" => 1 << 24, "MaxLen" => 5 };
    let (first, last) = reds(comb("II"));
    assert!((first - 10.0).abs() < 3.0 && (last - 30.0).abs() < 3.0, "{first} {last}");
    let (first, last) = reds(with(comb("I"), "Q", 1));
    assert!((first + last - 100.0).abs() < 3.0, "{first} {last}");
}

#[test]
fn what_may_be_chosen_from_a_list_is_seen() {
    let words = |words: &[&str]| words.iter().map(|word| Object::string_literal(*word)).collect::<Vec<_>>();
    let list = |more: Dictionary| {
        let mut list = answered(&more);
        list.set("FT", "Ch");
        list.set("DA", Object::string_literal("/Helv 10 Tf 1 0 0 rg"));
        list.set("V", Object::string_literal(b"\xFE\xFF".to_vec()));
        list
    };
    let picture = drawn(&page(&[list(dictionary! { "Opt" => words(&["IIII", "IIII", "IIII"]) })], 0));
    let reds = |(from, to): (u16, u16)| {
        let at = |x: u16, y: u16| colour(&picture, (250.0 + f32::from(x) * 0.25, f32::from(y) * 0.5), 0);
        (0..400).flat_map(|x| (2 * from..2 * to).map(move |y| (x, y))).filter(|(x, y)| near(at(*x, *y), RED)).count()
    };
    // The field reaches from 400 to 440, each line is 11 points high.
    let lines = [(429, 437), (418, 426), (407, 415)].map(reds);
    assert!(lines.iter().all(|reds| *reds > 20), "{lines:?}");
    assert_eq!([(437, 440), (426, 428), (400, 406)].map(reds), [0, 0, 0]);
    for more in [dictionary! { "V" => Object::string_literal("II") }, dictionary! { "TI" => 1 }] {
        let odd = all_of(list(dictionary! { "Opt" => words(&["II", "III"]) }), &more);
        assert!(is_left(std::slice::from_ref(&odd)), "{odd:?}");
    }
}

#[test]
fn answers_that_viewers_set_otherwise_are_left() {
    for more in [
        dictionary! { "Ff" => 1 << 12 },
        dictionary! { "Ff" => 1 << 13 },
        dictionary! { "Ff" => 1 << 24 },
        dictionary! { "Ff" => 1 << 24, "MaxLen" => 2 },
        dictionary! { "Q" => 3 },
        dictionary! { "Q" => 1, "V" => Object::string_literal("M".repeat(40)) },
        dictionary! { "DA" => Object::string_literal("/Helv 0 Tf 0 g") },
        dictionary! { "DA" => Object::string_literal("/Other 12 Tf 0 g") },
        dictionary! { "DA" => Object::string_literal("/Helv 12 Tf 1 0 0 1 2 3 Tm 0 g") },
        dictionary! { "MK" => dictionary! { "R" => 90 } },
        dictionary! { "V" => Object::string_literal("one\ntwo") },
        dictionary! { "V" => Object::string_literal(b"\xFE\xFF\x04\x1c".to_vec()) },
    ] {
        assert!(is_left(&[answered(&more)]), "{more:?}");
    }
    let ticked = dictionary! { "V" => "Yes", "AS" => "Yes" };
    assert!(is_left(&[field("Btn", ticked)]));
    let list = dictionary! { "Opt" => vec![Object::string_literal("one")] };
    assert!(is_left(&[field("Ch", list)]), "nobody says in which font");
    let caption = dictionary! { "Ff" => 1 << 16, "MK" => dictionary! { "CA" => Object::string_literal("Send") } };
    assert!(is_left(&[field("Btn", caption)]));
}

#[test]
fn what_viewers_draw_each_its_own_way_is_left() {
    let place = [250.0, 400.0, 350.0, 500.0];
    for kind in ["FreeText", "Stamp", "FileAttachment", "Caret", "Movie", "Unheard"] {
        assert!(is_left(&[note(kind, place, red())]), "{kind}");
    }
    let square = |key: &str, value: Object| with(note("Square", place, red()), key, value);
    let style = |style: Dictionary| square("BS", style.into());
    for odd in [
        square("C", reals(&[0.0, 0.0, 0.0, 1.0])),
        square("C", reals(&[2.0, 0.0, 0.0])),
        square("C", Object::Array(Vec::new())),
        square("CA", 2.into()),
        square("CA", "much".into()),
        square("RD", reals(&[20.0, 20.0, 20.0, 20.0])),
        square("Rect", reals(&[1e9, 1e9, 2e9, 2e9])),
        square("BE", dictionary! { "S" => "C", "I" => 1 }.into()),
        style(dictionary! { "W" => -1 }),
        style(dictionary! { "W" => 1e9f32 }),
        style(dictionary! { "S" => "Wavy" }),
        style(dictionary! { "S" => "D", "D" => vec![0.into(), 0.into()] }),
        style(dictionary! { "S" => "D", "D" => vec![(-3).into()] }),
    ] {
        assert!(is_left(std::slice::from_ref(&odd)), "{odd:?}");
    }
    let line = |key: &str, value: Object| {
        with(with(note("Line", place, red()), "L", reals(&[260.0, 450.0, 340.0, 450.0])), key, value)
    };
    for odd in [
        line("LE", vec!["None".into(), "Slash".into()].into()),
        line("LE", vec!["OpenArrow".into()].into()),
        with(line("LE", vec!["None".into(), "OpenArrow".into()].into()), "BS", dictionary! { "S" => "D" }),
        line("LL", 10.into()),
        line("Cap", true.into()),
        line("BS", dictionary! { "W" => 0 }.into()),
        line("L", reals(&[260.0, 450.0])),
        line("L", vec!["here".into(), 1.into(), 2.into(), 3.into()].into()),
    ] {
        assert!(is_left(std::slice::from_ref(&odd)), "{odd:?}");
    }
    for odd in [
        dictionary! { "Name" => "Star" },
        dictionary! { "Name" => 3 },
        dictionary! { "IRT" => Dictionary::new() },
        dictionary! { "StateModel" => Object::string_literal("Review") },
        dictionary! { "Rect" => reals(&[250.0, 400.0, 250.0, 400.0]) },
    ] {
        assert!(is_left(&[note("Text", place, odd.clone())]), "{odd:?}");
    }
    assert_eq!(kind(&page(&[note("Text", place, red())], 90)), LEFT);
    assert!(is_left(&[note("Ink", place, red())]));
    assert!(is_left(&[with(note("Ink", place, red()), "InkList", vec![reals(&[1.0, 2.0])])]), "a point");
    assert!(is_left(&[note("Polygon", place, red())]));
    let marked = |kind: &str, corners: &[f32]| with(note(kind, place, red()), "QuadPoints", reals(corners));
    for corners in [
        &[][..],
        &[1.0, 2.0, 3.0],
        // A line, and corners of which nobody knows which way the text is read.
        &[250.0, 450.0, 350.0, 450.0, 250.0, 450.0, 350.0, 450.0],
        &[250.0, 400.0, 250.0, 500.0, 350.0, 400.0, 350.0, 500.0],
        &[250.0, 400.0, 300.0, 480.0, 310.0, 410.0, 355.0, 500.0],
    ] {
        assert!(is_left(&[marked("Underline", corners)]), "{corners:?}");
    }
    assert!(is_left(&[note("Highlight", place, red())]), "no corners");
}

#[test]
fn marks_without_end_are_left() {
    let line = with(note("Line", [250.0, 400.0, 350.0, 500.0], red()), "L", reals(&[260.0, 450.0, 340.0, 450.0]));
    assert!(!is_left(&vec![line.clone(); 500]));
    assert!(is_left(&vec![line; 1500]));
    let corners = [50.0, 60.0, 19_000.0, 60.0, 50.0, 50.0, 19_000.0, 50.0].repeat(50);
    assert!(is_left(&[with(note("Squiggly", [50.0, 50.0, 90.0, 60.0], red()), "QuadPoints", reals(&corners))]));
}

#[test]
fn what_lies_over_a_mark_is_not_drawn_under_it() {
    let place = [250.0, 400.0, 350.0, 500.0];
    let stamped = |first: bool, there: [f32; 4]| {
        changed(&page(&[], 0), |document, page| {
            let look = look(document, b"0 0 1 rg 0 0 200 30 re f");
            let stamp = note("Stamp", there, dictionary! { "AP" => dictionary! { "N" => look } });
            let square = note("Square", place, red());
            let notes = if first { [square, stamp] } else { [stamp, square] };
            set(document, page, "Annots", notes.map(Object::from).to_vec());
        })
    };
    assert_eq!(kind(&stamped(true, [300.0, 450.0, 400.0, 480.0])), LEFT);
    assert_eq!(kind(&stamped(false, [300.0, 450.0, 400.0, 480.0])), PageKind::Filled);
    assert_eq!(kind(&stamped(true, [100.0, 450.0, 200.0, 480.0])), PageKind::Filled);
}

#[test]
fn a_mark_is_seen_on_a_scan_and_on_an_empty_page() {
    let square = note("Square", [250.0, 400.0, 350.0, 500.0], with(red(), "BS", dictionary! { "W" => 6 }));
    let noted = |square: Option<&Dictionary>| {
        scan(|document, page| {
            let notes: Vec<Object> = square.into_iter().map(|square| square.clone().into()).collect();
            set(document, page, "Annots", notes);
        })
    };
    let picture = |pdf: &[u8]| Pdf::open(pdf).expect("a PDF").picture(0, Purpose::Handing).expect("a picture");
    assert!(matches!(picture(&noted(None)), PagePicture::Jpeg(..)));
    assert!(matches!(picture(&noted(Some(&square))), PagePicture::Drawn { typed: false, .. }), "not the JPEG below it");
    let blank = |notes: &[Dictionary]| {
        changed(&document(&[Page::of("")]), |document, page| {
            set(document, page, "Annots", notes.iter().cloned().map(Object::from).collect::<Vec<_>>());
        })
    };
    assert_eq!(kind(&blank(&[])), PageKind::Empty);
    assert_eq!(kind(&blank(std::slice::from_ref(&square))), PageKind::Filled);
    assert_eq!(left(&blank(&[square])), "", "from one end to the other");
}

/// A page with a field whose look says this, in a form whose looks are said to be out of date.
fn outdated(look_says: &str, field: Dictionary) -> Vec<u8> {
    changed(&page(&[], 0), |document, page| {
        let look = look(document, format!("BT /F1 12 Tf 2 8 Td ({look_says}) Tj ET").as_bytes());
        let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
        let look_itself = document.get_object_mut(look).and_then(Object::as_stream_mut).expect("a stream");
        look_itself.dict.set("Resources", dictionary! { "Font" => dictionary! { "F1" => font } });
        let field = with(field, "AP", dictionary! { "N" => look });
        set(document, page, "Annots", vec![field.into()]);
        let root = catalog(document);
        set(document, root, "AcroForm", dictionary! { "NeedAppearances" => true });
    })
}

#[test]
fn a_look_that_says_the_answer_is_not_out_of_date() {
    let text = |answer: &str| field("Tx", dictionary! { "V" => Object::string_literal(answer) });
    assert_eq!(kind(&outdated("May 2021", text("May 2021"))), PageKind::Filled);
    assert_eq!(kind(&outdated("May 2021", text("June 2021"))), LEFT);
    assert_eq!(kind(&outdated("", text("June 2021"))), LEFT);
    assert_eq!(kind(&outdated("***", with(text("abc"), "Ff", 1 << 13))), PageKind::Filled);
    assert_eq!(kind(&outdated("***", text("abc"))), LEFT);
    let options = vec![Object::from(vec![Object::string_literal("5"), Object::string_literal("May")])];
    let choice = field("Ch", dictionary! { "V" => Object::string_literal("5"), "Opt" => options, "Ff" => 1 << 17 });
    assert_eq!(kind(&outdated("May", choice)), PageKind::Filled);
    let listed = dictionary! { "Opt" => vec![Object::string_literal("May")] };
    assert_eq!(kind(&outdated("", field("Ch", listed.clone()))), LEFT, "nobody says in which font");
    assert_eq!(kind(&outdated("May", field("Ch", listed.clone()))), PageKind::Filled, "as they do");
    assert_eq!(kind(&outdated("June", field("Ch", listed.clone()))), LEFT);
    let chosen = with(listed, "V", Object::string_literal("May"));
    assert_eq!(kind(&outdated("May", field("Ch", chosen))), LEFT, "what is chosen is marked");
    assert_eq!(kind(&outdated("May", text(""))), LEFT, "what was taken out");
    let button = |caption: &str| {
        field("Btn", dictionary! { "Ff" => 1 << 16, "MK" => dictionary! { "CA" => Object::string_literal(caption) } })
    };
    assert_eq!(kind(&outdated("Send", button("Send"))), PageKind::Filled);
    assert_eq!(kind(&outdated("Send", button(""))), LEFT);
    assert_eq!(kind(&outdated("Send", field("Btn", dictionary! { "Ff" => 1 << 16 }))), LEFT, "viewers take it away");
}

#[test]
fn an_answer_is_written_over_a_look_that_says_nothing() {
    let setting = Object::string_literal("/Helv 40 Tf 1 0 0 rg");
    let answered = |flags: i64| {
        let text = dictionary! { "V" => Object::string_literal("IIIIII"), "DA" => setting.clone(), "Ff" => flags };
        changed(&outdated("", field("Tx", text)), |document, _| {
            let helvetica = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
            let resources = dictionary! { "Font" => dictionary! { "Helv" => helvetica } };
            let root = catalog(document);
            set(document, root, "AcroForm", dictionary! { "NeedAppearances" => true, "DR" => resources });
        })
    };
    assert!(red_across(&answered(0)) > 20);
    assert_eq!(kind(&answered(1 << 12)), LEFT, "several lines");
}
