//! Steps that cannot be taken back because what they changed is kept no more: with them go the names, and the files made of it.

use super::place::Place;
use super::record::Step;
use super::{Journal, disk};
use crate::text::Text;
use std::collections::BTreeMap;

/// Steps of one run that stay, by their position: what to say of each, or nothing where another step says it.
pub(super) type Lost<'s> = BTreeMap<usize, Option<(&'s Place, Text)>>;

impl Journal {
    /// The steps of a run that stay as they are.
    pub(super) fn lost<'s>(&self, steps: &'s [Step]) -> Lost<'s> {
        let mut lost = Lost::new();
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Replace { path, was, sha256 } if !self.is_kept(was) => {
                    // Under its old name, new content would pass for the old: a picture of another format.
                    let mut carried = Vec::new();
                    let mut place = path;
                    for (later, step) in steps.iter().enumerate().skip(at + 1) {
                        if let Step::Move { from, to, .. } = step
                            && from == place
                        {
                            carried.push((later, None));
                            place = to;
                        }
                    }
                    if self.lies_at(place, sha256) {
                        lost.insert(at, Some((place, unchanged())));
                        lost.extend(carried);
                    }
                }
                Step::PutAway { path, sha256 } if !self.is_kept(sha256) && !self.lies_at(path, sha256) => {
                    lost.insert(at, Some((path, gone())));
                    // What was made of it stands before it, and may be all that is left.
                    let made = steps.iter().enumerate().take(at).rev();
                    let is_away = |step: &Step| matches!(step, Step::PutAway { .. });
                    let made = made.skip_while(|(_, step)| is_away(step)).take_while(|(_, step)| !is_away(step));
                    lost.extend(made.filter_map(|(at, step)| match step {
                        Step::Create { path, .. } => Some((at, Some((path, stays())))),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        lost
    }

    /// Whether this content is among the originals.
    fn is_kept(&self, sha256: &str) -> bool {
        disk::digest_if_there(&self.original(sha256)).is_ok_and(|kept| kept.as_deref() == Some(sha256))
    }

    fn lies_at(&self, place: &Place, sha256: &str) -> bool {
        let there = place.below(&self.root).and_then(|path| disk::digest_if_there(&path));
        there.is_ok_and(|there| there.as_deref() == Some(sha256))
    }
}

fn unchanged() -> Text {
    Text {
        zh: "原来的内容已不在 .dossier/originals 里，或被改动过；内容和名称都保持现在的样子".to_owned(),
        en: "its original is not in .dossier/originals any more, or was changed: it stays as it is, under this name"
            .to_owned(),
    }
}

fn gone() -> Text {
    Text {
        zh: "已不在 .dossier/originals 里，或被改动过，放不回来".to_owned(),
        en: "it is not in .dossier/originals any more, or was changed there, and cannot be put back".to_owned(),
    }
}

fn stays() -> Text {
    Text {
        zh: "由它做成的原件已经没有了，所以保留".to_owned(),
        en: "what it was made from is gone, so that it stays".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::RelPath;
    use std::fs;

    fn rel(path: &str) -> RelPath {
        RelPath::new(path)
    }

    #[test]
    fn a_document_stays_when_one_of_its_pages_is_kept_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        for page in ["1.jpg", "2.jpg", "3.jpg"] {
            fs::write(folder.path().join(page), page).expect("a file");
        }
        let mut journal = Journal::open(folder.path()).expect("a journal");
        journal.begin("fix").expect("begun");
        journal.create(&rel("1-2.pdf"), b"both").expect("made");
        journal.put_away(&rel("1.jpg")).expect("away");
        journal.put_away(&rel("2.jpg")).expect("away");
        journal.create(&rel("3.pdf"), b"third").expect("made");
        journal.put_away(&rel("3.jpg")).expect("away");
        fs::remove_file(journal.original(&disk::digest_of(b"2.jpg"))).expect("lost");
        let undone = journal.undo().expect("undone");
        assert_eq!(undone.back, [rel("3.jpg"), rel("1.jpg")]);
        assert_eq!(undone.left.iter().map(|(path, _)| path.shown()).collect::<Vec<_>>(), ["2.jpg", "1-2.pdf"]);
        let there = |name: &str| folder.path().join(name).exists();
        assert!(there("1-2.pdf") && there("1.jpg") && there("3.jpg") && !there("3.pdf"));
    }

    #[test]
    fn new_content_does_not_get_an_old_name() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("1.png"), "PNG").expect("a file");
        let mut journal = Journal::open(folder.path()).expect("a journal");
        journal.begin("fix").expect("begun");
        journal.replace(&rel("1.png"), b"JPG").expect("replaced");
        journal.rename(&[(rel("1.png"), rel("1.jpg"))]).expect("renamed");
        fs::write(journal.original(&disk::digest_of(b"PNG")), "other").expect("changed");
        let undone = journal.undo().expect("undone");
        assert_eq!((undone.back.len(), undone.left.len()), (0, 1));
        assert_eq!(fs::read(folder.path().join("1.jpg")).expect("as it was"), b"JPG");
    }
}
