//! A checklist laid out for one applicant, and the files claimed for each place of it.

use super::answers::{AtHand, holds_for};
use super::applicant::Applicant;
use super::scan::Scan;
use super::survey::{Note, Skipped};
use crate::profile::when::When;
use crate::profile::{Item, Part, Profile, Role, Window, WindowKind};
use crate::seen::reading::Unread;
use crate::text::{Lang, Text};
use jiff::civil::{Date, Time};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One applicant's folder, laid against one profile. Rules read it and nothing else.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// What is asked.
    pub profile: Arc<Profile>,
    /// Who applies; `None` where `applicant.toml` is absent.
    pub applicant: Option<Applicant>,
    /// The day the check is made for.
    pub date: Date,
    /// The time of that day by the clock of the authority, where the check is made for now. A day that was asked for has
    /// none, and a package tells none: it is the same at every hour.
    pub time: Option<Time>,
    /// Every inspected file, sorted by path.
    pub scans: Vec<Scan>,
    /// Every place of the checklist, in its order.
    pub slots: Vec<Slot>,
    /// Files that fit no place.
    pub strays: Vec<Stray>,
    /// Files that fit more than one.
    pub ambiguous: Vec<Ambiguous>,
    /// The places, by their positions in `slots`, whose names that of a stray is nearest to, by its position in `scans`.
    pub near: BTreeMap<usize, Vec<usize>>,
    /// A name for the first place that is still empty, where some file has no place: an example for renaming it.
    pub example: Option<Text>,
    /// What the survey saw and did not inspect.
    pub notes: Vec<Note>,
    /// Lines of `[files]` that name no file of the folder.
    pub unused_claims: Vec<String>,
    /// How often this applicant has submitted already, where a register says.
    pub submissions: Option<u32>,
}

impl Dossier {
    /// The item and the part of a slot.
    ///
    /// # Panics
    /// Never for a slot of this dossier: slots are made from its profile.
    pub fn part(&self, slot: &Slot) -> (&Item, &Part) {
        let item = &self.profile.items[slot.item];
        (item, &item.parts[slot.part])
    }

    /// The files of a slot, in the order of their pages.
    pub fn scans_of<'d>(&'d self, slot: &'d Slot) -> impl Iterator<Item = &'d Scan> + 'd {
        slot.files.iter().filter_map(|claim| self.scans.get(claim.scan))
    }

    /// The slots of the items that have a role, in the order of the checklist.
    pub fn slots_of(&self, role: Role) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter(move |slot| self.part(slot).0.role == Some(role))
    }

    /// The files that fill no place, in the order of their paths: nothing is handed in of them.
    pub fn left_out(&self) -> impl Iterator<Item = &Scan> {
        self.scans.iter().zip(self.placed()).filter(|(_, placed)| !placed).map(|(scan, _)| scan)
    }

    /// Of each scan, whether it fills a place.
    pub fn placed(&self) -> Vec<bool> {
        let mut placed = vec![false; self.scans.len()];
        for claim in self.slots.iter().flat_map(|slot| &slot.files) {
            if let Some(placed) = placed.get_mut(claim.scan) {
                *placed = true;
            }
        }
        placed
    }

    /// The numbers of the scans that may say something: no portraits, as far as they look like it, no blank sheets, nothing
    /// that is no picture.
    pub fn telling_scans(&self) -> impl Iterator<Item = usize> {
        let portraits = self.slots_of(Role::Photo).flat_map(|slot| &slot.files);
        let portraits: BTreeSet<usize> = portraits.map(|claim| claim.scan).collect();
        let scans = self.scans.iter().enumerate();
        let may_be_a_page = move |at: &usize, scan: &Scan| !portraits.contains(at) || scan.may_be_a_page();
        scans.filter(move |(at, scan)| may_be_a_page(at, scan) && scan.may_say_something()).map(|(at, _)| at)
    }

    /// How many scans that may say something were not read, because nobody asked for it.
    pub fn unread(&self) -> usize {
        let said = |at: &usize| self.scans.get(*at).map(|scan| &scan.reading);
        self.telling_scans().filter(|at| said(at) == Some(&Err(Unread::NotAsked))).count()
    }

    /// The names of the files that fill no place, and of what was not looked at though it may be one, in words; `None` where
    /// nothing is left out.
    pub fn left_out_in_words(&self) -> Option<Text> {
        let placeless: Vec<&str> = self.left_out().map(|scan| scan.path.shown()).collect();
        let may_be_a_page = |note: &&Note| {
            matches!(note.why, Skipped::HiddenPicture | Skipped::Link | Skipped::Special | Skipped::Unreadable(_))
        };
        let unseen: Vec<&str> = self.notes.iter().filter(may_be_a_page).map(|note| note.path.shown()).collect();
        let mut said = Vec::new();
        if !placeless.is_empty() {
            said.push(Text {
                zh: format!("没有放进去的文件（清单里没有它们的位置）：{}", placeless.join("、")),
                en: format!("left out, for the checklist has no place for them: {}", placeless.join(", ")),
            });
        }
        if !unseen.is_empty() {
            said.push(Text {
                zh: format!("没有放进去，也没能检查（链接、隐藏或读不了的）：{}", unseen.join("、")),
                en: format!("left out and not looked at (links, hidden, or not readable): {}", unseen.join(", ")),
            });
        }
        let joined = |lang, with: &str| said.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(with);
        (!said.is_empty()).then(|| Text { zh: joined(Lang::Zh, "；"), en: joined(Lang::En, "; ") })
    }

    /// Whether a condition holds for the applicant as a whole.
    pub fn holds(&self, said: &When) -> Option<bool> {
        holds_for(&self.profile, said, self.applicant.as_ref(), AtHand::default())
    }

    /// The window of a kind that is for this applicant. While an answer that decides between several is open, the one that
    /// closes last: nobody is too late who may still be in time.
    pub fn window(&self, kind: WindowKind) -> Option<&Window> {
        self.windows(kind).into_iter().reduce(|last, one| if one.end() > last.end() { one } else { last })
    }

    /// The windows of a kind that may be this applicant's, up to the first that surely is.
    pub fn windows(&self, kind: WindowKind) -> Vec<&Window> {
        windows_for(&self.profile, kind, self.applicant.as_ref())
    }

    /// The slot of a part and key.
    pub fn slot(&self, item: &str, part: &str, key: Option<&str>) -> Option<&Slot> {
        self.slots.iter().find(|slot| {
            let (slot_item, slot_part) = self.part(slot);
            slot_item.id == item && slot_part.id == part && slot.key.as_deref() == key
        })
    }
}

/// The first window of a kind that is for an applicant, or may be.
pub fn window_for<'p>(profile: &'p Profile, kind: WindowKind, applicant: Option<&Applicant>) -> Option<&'p Window> {
    windows_for(profile, kind, applicant).into_iter().next()
}

/// The windows of a kind that may be an applicant's, up to the first that surely is.
pub(super) fn windows_for<'p>(
    profile: &'p Profile,
    kind: WindowKind,
    applicant: Option<&Applicant>,
) -> Vec<&'p Window> {
    let mut windows = Vec::new();
    for window in profile.windows.iter().filter(|window| window.kind == kind) {
        match holds_for(profile, &window.when, applicant, AtHand::default()) {
            Some(false) => {}
            Some(true) => {
                windows.push(window);
                break;
            }
            None => windows.push(window),
        }
    }
    windows
}

/// A place of the checklist, and the scans claimed for it: none, one, or too many.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Position of the item in the profile.
    pub item: usize,
    /// Position of the part in the item.
    pub part: usize,
    /// Year, or number of the paper or award.
    pub key: Option<String>,
    /// The part's label with its key: `2018 年考核登记表（正面）`.
    pub label: Text,
    /// Whether it is asked of this applicant.
    pub need: Need,
    /// The files, in the order of their pages.
    pub files: Vec<Claim>,
    /// An ambiguous file that may belong here: then its absence is not said as well.
    pub contested: bool,
}

/// Whether a slot is asked of this applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// Its absence is an error.
    Required,
    /// Its absence is a warning.
    Expected,
    /// It may be there.
    Optional,
    /// Not asked for, and why.
    NotRequired(Text),
    /// Depends on data that is not there.
    CannotTell,
}

/// One file in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// Position of the kind of document in the part.
    pub kind: usize,
    /// What its name says of its page.
    pub page: PageMark,
    /// How many pages there are, where its name says so: `第1页共3页`, `1of3`.
    pub total: Option<u32>,
    /// Which of the documents that fill the slot it is a page of, from 0.
    pub document: usize,
    /// Whether its name says that it is less than the document.
    pub piece: Piece,
}

impl Claim {
    /// A file whose name says nothing of pages.
    pub fn of(scan: usize, kind: usize) -> Self {
        Self { scan, kind, page: PageMark::Unsaid, total: None, document: 0, piece: Piece::Unsaid }
    }
}

/// What a file's name says that it is of its document, beside the number of a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Piece {
    /// Nothing: it may be all of it.
    #[default]
    Unsaid,
    /// Some of the sides that its part wants, by their positions in [`Part::sides`](crate::profile::Part::sides): bit `n` is the `n`th.
    Sides(u32),
    /// That more follows (上, 第一部分).
    First,
    /// That it stands between others (中).
    Middle,
    /// That something stands before it (下).
    Last,
    /// Its first and last page: `1-4页`.
    Pages(u32, u32),
}

/// What a file's name says of the page that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageMark {
    /// Nothing: it comes before page 1.
    Unsaid,
    /// That it comes first (首页, 封面).
    First,
    /// Its number.
    Number(u32),
    /// A number, a letter or a side that puts it in order, but may be no page's: a camera's, a list's.
    Unclear,
    /// That it comes last (末页, 封底).
    Last,
}

/// A file that fits no place of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// The nearest place, as label.
    pub suggestion: Option<Text>,
    /// Why it fits none, where more is known than that: a year not asked for, a paper not declared.
    pub reason: Option<Text>,
}

/// A file that fits more than one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// Position in [`Dossier::scans`].
    pub scan: usize,
    /// Positions in [`Dossier::slots`], at least two, or one where only its key is open.
    pub slots: Vec<usize>,
    /// What its name leaves open.
    pub doubt: Doubt,
}

/// What the name of a file that fits more than one place leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Which place it is for.
    Place,
    /// Nothing: it says both sides (正反面), two sides in one picture.
    BothSides,
    /// Which year it is for: it gives several, and each of them has a document of its own.
    Years,
    /// Nothing: it names several documents, and each of them has a place of its own.
    Documents,
}
