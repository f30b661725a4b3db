//! Three pictures of the fixtures whose words and percents are written down: another processor, or another version of a
//! library, must give the same, for readings are kept by content and compared.

use super::read_all;
use std::fmt::Write;
use std::path::Path;

const PICTURES: [&str; 3] = [
    "complete/02-身份证/人像面.jpg",
    "complete/03-学历学位/毕业证书.jpg",
    "complete/04-年度考核/2018年度考核定等文件.jpg",
];

#[test]
fn the_same_words_and_percents_on_every_machine() {
    let mut shown = String::new();
    for picture in PICTURES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(picture);
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let reading = read_all(&bytes).expect("a picture").masked();
        writeln!(shown, "{picture}: {:?}, sure: {}, more: {}", reading.turn, reading.sure, reading.more).expect("room");
        for line in &reading.lines {
            writeln!(shown, "{:>3} {:>3} {}", line.confidence, line.least, line.text).expect("room");
        }
    }
    insta::assert_snapshot!(shown);
}
