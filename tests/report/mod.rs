//! The HTML report, as far as it can be judged without a browser; `browser/run.sh` opens it in one.

use crate::support::command;

use command::{check, copy_of, fixture, replace};
use std::path::Path;

fn page(folder: &Path, further: &[&str]) -> String {
    let run = check(folder, &[&["--format", "html", "--lang", "zh"], further].concat());
    assert!(run.code < 2, "{}", run.stderr);
    run.stdout
}

/// What stands between two marks, each time.
fn between<'p>(page: &'p str, open: &str, close: &str) -> Vec<&'p str> {
    page.split(open).skip(1).filter_map(|rest| rest.split(close).next()).collect()
}

#[test]
fn every_scan_is_shown_and_the_file_is_small() {
    let page = page(&fixture("complete"), &[]);
    assert!(page.len() <= 1_500_000, "{} bytes", page.len());
    let pictures = between(&page, "<div class=\"picture\"><img alt=\"", "\"");
    assert_eq!(pictures.len(), 29);
    assert!(pictures.contains(&"身份证 · 人像面：02-身份证/人像面.jpg"), "{pictures:?}");
}

#[test]
fn nothing_is_fetched_and_only_our_own_script_may_run() {
    let page = page(&fixture("complete"), &[]);
    for (attribute, values) in ["src=\"", "href=\"", "url("].map(|name| (name, between(&page, name, "\""))) {
        for value in values {
            assert!(value.starts_with("data:image/jpeg;base64,") || value.starts_with('#'), "{attribute}{value}");
        }
    }
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.len() == 1 && policy[0].starts_with("default-src 'none'; img-src data:; style-src 'sha256-"));
    assert!(!policy[0].contains("unsafe"));
    assert_eq!(between(&page, "<script", "</script>").len(), 1);
    assert!(!page.contains("style=\"") && !page.contains("onclick"), "neither would pass the policy");
}

#[test]
fn threads_do_not_change_a_byte() {
    for name in ["complete", "exempt"] {
        assert_eq!(page(&fixture(name), &["--jobs", "1"]), page(&fixture(name), &["--jobs", "8"]), "{name}");
    }
}

/// Both languages are in every page; which one is seen is an attribute.
#[test]
fn both_languages_whichever_it_opens_in() {
    let folder = fixture("in-service");
    let (zh, en) = (page(&folder, &[]), check(&folder, &["--format", "html", "--lang", "en"]).stdout);
    assert!(
        zh.contains("<html lang=\"zh-CN\" data-lang=\"zh\">") && en.contains("<html lang=\"en\" data-lang=\"en\">")
    );
    assert_eq!(between(&zh, "<span class=\"", "</span>"), between(&en, "<span class=\"", "</span>"));
    for part in zh.split("<span class=\"zh\" lang=\"zh-CN\">").skip(1) {
        let (chinese, rest) = part.split_once("</span><span class=\"en\" lang=\"en\">").expect("English beside it");
        let english = rest.split("</span>").next().expect("its end");
        assert!(!chinese.is_empty() && !english.is_empty() && chinese != english, "{chinese} · {english}");
    }
}

#[test]
fn what_is_missing_of_a_picture_is_drawn_on_it() {
    let copy = copy_of(&fixture("complete"));
    let letter = copy.path().join("05-任职材料/聘书.jpg");
    let bytes = std::fs::read(&letter).expect("a picture");
    replace(&letter, &bytes[..bytes.len() / 2]);
    let page = page(copy.path(), &[]);
    let lost = between(&page, "<rect class=\"lost\" ", ">");
    assert_eq!(lost.len(), 1);
    let number = |name: &str| between(lost[0], &format!("{name}=\""), "\"")[0].parse::<f64>().expect("a number");
    // A page of 207 × 293, of which the lower half never came.
    assert_eq!((number("x"), number("width")), (0.0, 207.0));
    assert!((number("y") + number("height") - 293.0).abs() < 0.2 && (120.0..200.0).contains(&number("height")));
}

#[test]
fn the_sheet_that_a_fault_is_about_is_outlined() {
    let rule = fixture("rules/D324-sheet-too-small");
    let page = |side: &str| page(&rule.join(side), &[]);
    assert!(between(&page("good"), "<polygon class=\"sheet\"", ">").is_empty());
    let bad = page("bad");
    let outlines = between(&bad, "<polygon class=\"sheet\" points=\"", "\"");
    assert_eq!(outlines.len(), 1, "{outlines:?}");
    let places: Vec<f64> = outlines[0].split([' ', ',']).map(|place| place.parse().expect("a number")).collect();
    // The fixture: a page of 372 × 524 around (408, 488), in a picture 840 wide.
    let drawn = bad.split("<polygon class=\"sheet\"").next().expect("what stands before");
    let width = between(drawn, "<svg viewBox=\"0 0 ", " ").pop().expect("its width");
    let pixels = 840.0 / width.parse::<f64>().expect("a number");
    for (place, wanted) in places.iter().zip([222.0, 226.0, 594.0, 226.0, 594.0, 750.0, 222.0, 750.0]) {
        assert!((place * pixels - wanted).abs() < 16.0, "{places:?}");
    }
}

#[test]
fn strangers_words_stay_words() {
    let copy = copy_of(&fixture("complete"));
    let evil = "\\\"'><script>alert(1)</script><img src=x onerror=alert(1)>\\u202e";
    let applicant = copy.path().join("applicant.toml");
    let text = std::fs::read_to_string(&applicant).expect("a text");
    let text = text.replace("name = \"王小明\"", &format!("name = \"{evil}\""));
    replace(&applicant, text.as_bytes());
    let name = if cfg!(windows) { "'&.jpg" } else { "\"'><svg onload=x>\u{202e}\n.jpg" };
    std::fs::copy(fixture("complete").join("01-照片/照片.jpg"), copy.path().join(name)).expect("a file");
    let page = page(copy.path(), &[]);
    assert!(page.contains("&lt;script&gt;alert(1)"), "the name is shown");
    assert_eq!(between(&page, "<script", ">").len(), 1);
    assert!(!page.contains("<svg onload") && !page.contains("<img src=x") && !page.contains('\u{202e}'));
}

/// A place may have several faults, and a fault may be of no place: what is counted is what a press shows.
#[test]
fn buttons_count_what_they_show() {
    let copy = copy_of(&fixture("complete"));
    std::fs::remove_file(copy.path().join("02-身份证/国徽面.jpg")).expect("it goes");
    std::fs::rename(copy.path().join("02-身份证/人像面.jpg"), copy.path().join("02-身份证/身份证.jpg"))
        .expect("renamed");
    std::fs::write(copy.path().join("07-业务工作总结.jpg"), "a text").expect("a file");
    let page = page(copy.path(), &[]);
    let cards = |status: &str| between(&page, &format!("data-status=\"{status}\""), ">").len();
    let counted = |filter: &str| {
        let button = between(&page, &format!("data-filter=\"{filter}\""), "</button>");
        between(button[0], "class=\"count\">", "<")[0].parse::<usize>().expect("a number")
    };
    let faulty = cards("fault") + cards("missing");
    assert!(faulty > 1 && counted("missing") == cards("missing"), "{faulty}");
    assert_eq!((counted("fault"), counted("ok"), counted("all")), (faulty, cards("ok"), faulty + cards("ok")));
}

/// The pictures that `--show-private` shows otherwise, each as the words that name it.
fn blurred(folder: &Path) -> Vec<String> {
    let (usual, clear) = (page(folder, &[]), page(folder, &["--show-private"]));
    let pictures = |page: &str| -> Vec<(String, String)> {
        let figures = between(page, "<div class=\"picture\"><img alt=\"", "</div>");
        let parts = figures.into_iter().filter_map(|figure| {
            let (name, rest) = figure.split_once('"')?;
            Some((name.to_owned(), between(rest, "base64,", "\"").first()?.to_string()))
        });
        parts.collect()
    };
    let (usual, clear) = (pictures(&usual), pictures(&clear));
    assert_eq!(usual.len(), clear.len());
    let differ = usual.into_iter().zip(clear).filter(|(usual, clear)| usual.1 != clear.1);
    differ.map(|(usual, _)| usual.0).collect()
}

/// The ID card's number and address are not for everybody whom a report is sent to.
#[test]
fn pictures_of_id_cards_are_blurred_unless_asked_for() {
    let names = blurred(&fixture("complete"));
    assert_eq!(names, ["身份证 · 人像面：02-身份证/人像面.jpg", "身份证 · 国徽面：02-身份证/国徽面.jpg"]);
}

/// Whatever the card is called, and wherever it lies: in its own folder without a side, under a camera's name, as a diploma.
#[test]
fn an_id_card_is_blurred_that_fills_no_place_or_the_wrong_one() {
    for to in ["02-身份证/身份证.jpg", "IMG_2001.jpg", "06-论文/随便.jpg"] {
        let copy = copy_of(&fixture("complete"));
        std::fs::rename(copy.path().join("02-身份证/人像面.jpg"), copy.path().join(to)).expect("renamed");
        let names = blurred(copy.path());
        assert!(names.iter().any(|name| name.ends_with(to)), "{to}: {names:?}");
        assert!(names.iter().all(|name| name.ends_with(to) || name.ends_with("国徽面.jpg")), "{to}: {names:?}");
    }
    let copy = copy_of(&fixture("complete"));
    let card = std::fs::read(copy.path().join("02-身份证/人像面.jpg")).expect("a picture");
    replace(&copy.path().join("03-学历学位/毕业证书.jpg"), &card);
    let names = blurred(copy.path());
    assert!(names.iter().any(|name| name.ends_with("毕业证书.jpg")), "{names:?}");
}

#[test]
fn a_sheet_in_a_larger_picture_is_shown_as_it_is_and_cut_out() {
    let page = |kind: &str| page(&fixture("rules").join("D323-background-visible").join(kind), &[]);
    assert!(between(&page("good"), "id=\"cut", "\"").is_empty());
    let bad = page("bad");
    let [number] = between(&bad, "<image id=\"cut", "\"")[..] else { panic!("one sheet lies in a larger picture") };
    let after = between(&bad, "as it is</span></figcaption></figure>", &format!("<use href=\"#cut{number}\">"));
    let boxes: Vec<f64> =
        between(after[0], "viewBox=\"", "\"")[0].split(' ').map(|n| n.parse().expect("a number")).collect();
    assert!(boxes[0] > 5.0 && boxes[1] > 5.0, "{boxes:?}");
    for words in ["dossier fix --crop 裁切以后", "as dossier fix --crop cuts it"] {
        assert!(bad.contains(words), "{words}");
    }
}

#[test]
fn a_page_that_lies_askew_is_shown_as_it_is_and_straightened() {
    let page = |kind: &str| page(&fixture("rules").join("D326-askew").join(kind), &[]);
    assert!(between(&page("good"), "id=\"askew", "\"").is_empty());
    let bad = page("bad");
    let [number] = between(&bad, "<image id=\"askew", "\"")[..] else { panic!("one page lies askew") };
    let turns = between(&bad, &format!("<use href=\"#askew{number}\" transform=\"rotate("), " ");
    assert!(matches!(turns.as_slice(), [turn] if turn.parse::<f32>().is_ok_and(|turn| turn.abs() > 2.0)), "{turns:?}");
    for words in ["现在的样子", "as it is", "dossier fix --deskew 拉正以后", "as dossier fix --deskew straightens it"]
    {
        assert!(bad.contains(words), "{words}");
    }
}
