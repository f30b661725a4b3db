//! Public pictures of real documents, where `DOSSIER_PUBLIC_SCANS` names a folder of them with a table `real.tsv`: source,
//! path, kind, note, turn. They are other people's and never part of the repository.

use super::read_all;
use dossier::seen::reading::Turn;
use std::path::Path;

#[test]
#[ignore = "needs the folder of other people's pictures that DOSSIER_PUBLIC_SCANS names"]
fn no_upright_picture_is_surely_turned_and_turned_ones_are_found() {
    let folder = std::env::var_os("DOSSIER_PUBLIC_SCANS").expect("DOSSIER_PUBLIC_SCANS names a folder");
    let folder = Path::new(&folder);
    let table = std::fs::read_to_string(folder.join("real.tsv")).expect("a table");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for row in table.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [source, path, kind, _, turn] = fields[..] else { panic!("five columns: {row}") };
        let Ok(bytes) = std::fs::read(folder.join(source).join(path)) else { continue };
        let Ok(reading) = read_all(&bytes) else { continue };
        seen += 1;
        let upright = matches!(turn, "" | "0");
        if reading.sure && upright != (reading.turn == Turn::Upright) {
            wrong.push(format!("{path} ({kind}): {:?}", reading.turn));
        }
    }
    assert!(seen > 0, "none of the pictures is there");
    assert_eq!(wrong, Vec::<String>::new());
}
