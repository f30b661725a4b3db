//! Draws the evening's folder for the browser's test: 35 pictures as a phone, a copier and messengers name them, with what
//! each is as JSON on stdout.

use drawings as draw;
#[path = "../evening/pictures.rs"]
mod pictures;

use std::io::Write;
use std::path::Path;

fn main() {
    let folder = std::env::args_os().nth(1).expect("draw-evening FOLDER");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).expect("a folder");
    let complete = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/complete");
    let shots = pictures::draw(folder, &complete);
    let rows: Vec<_> = shots.iter().map(|shot| serde_json::json!({"name": shot.name, "right": shot.right})).collect();
    // A program for a script: its answer goes to stdout.
    let line = format!("{}\n", serde_json::Value::from(rows));
    std::io::stdout().write_all(line.as_bytes()).expect("stdout");
}
