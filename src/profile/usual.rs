//! The numbers that a picture is judged by where its profile is silent: whether it can be read at all.
//!
//! They are no notice's. They were measured of pictures, and what is unreadable in one place is so in another; a profile
//! that does not name one of them would call a black page complete without a word. A profile sets its own in `[limits]`, or
//! switches one off there (`"off"`). Reports call them recommended, as every number that no notice gives.

use super::limits::{Limit, LimitName, Limits, ORDERED, Source};

/// Which parts a usual number is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// All of them.
    Every,
    /// All but photos of a person.
    Pages,
    /// Those with a `size`: without one there is no resolution.
    Sized,
    /// Photos of a person: the item has `role = "photo"`, or the part asks for pixels.
    Photos,
}

/// What of a part decides which numbers are for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// Whether it is a photo of a person.
    pub photo: bool,
    /// Whether its original has a size.
    pub sized: bool,
}

impl For {
    const fn takes(self, kind: Kind) -> bool {
        match self {
            Self::Every => true,
            Self::Pages => !kind.photo,
            Self::Sized => kind.sized && !kind.photo,
            Self::Photos => kind.photo,
        }
    }
}

/// Every usual number, in the order and unit of [`LimitName`], with where it comes from.
pub const USUAL: &[(LimitName, For, f64)] = &[
    // REQUIREMENTS §5; chosen, not measured. Every built-in profile has them for A4.
    (LimitName::DpiError, For::Sized, 150.0),
    (LimitName::DpiWarning, For::Sized, 200.0),
    // Above any scan: A2 at 600 dpi has 139 (IMAGES, limits before any allocation).
    (LimitName::MaxMegapixels, For::Every, 100.0),
    // Pages at quality 10–28 can be read, so that the number alone is at most a warning (IMAGES).
    (LimitName::QualityWarning, For::Every, 15.0),
    (LimitName::QualityNote, For::Every, 50.0),
    // .46–.89 of five real pages at quality 1, at most .14 of 180 sharp documents.
    (LimitName::BlocksError, For::Every, 0.25),
    // Sharp edges have 1.9–2.3 px, blurred by sigma 1 2.7–3.1; above 4 there was none of 241 sharp documents (IMAGES).
    (LimitName::EdgeWidthError, For::Pages, 4.0),
    (LimitName::EdgeWidthWarning, For::Pages, 2.7),
    // Skin has soft edges, and what is behind a face is soft on purpose.
    (LimitName::EdgeWidthWarning, For::Photos, 3.5),
    // At most 3.05 in the middle of 312 sharp documents; 4.05–5.75 on certificates blurred inside a sharp border.
    (LimitName::MiddleWidthWarning, For::Pages, 3.9),
    // At least .161 on 167 sharp documents; at most .15 on the same blurred by 2 px and more under noise.
    (LimitName::FallWarning, For::Pages, 0.13),
    // A page number alone has .09, a heading with one .94 (IMAGES).
    (LimitName::InkWarning, For::Every, 0.5),
    // Chosen: the bands are those of ISO/IEC 29794-5.
    (LimitName::DarkError, For::Every, 0.75),
    (LimitName::DarkWarning, For::Every, 0.5),
    // Half of 7 of 9 pages blackened by a phone's scanner is darker than 80; of sharp written pages the darkest has 101.
    (LimitName::BlackenedWarning, For::Pages, 90.0),
    // Real faded pages have 27–38 (IMAGES).
    (LimitName::StrengthWarning, For::Pages, 30.0),
    (LimitName::ContrastWarning, For::Every, 60.0),
    // Of pages on their side the lines across have less than this against those down (IMAGES); reading settles the rest.
    (LimitName::SidewaysWarning, For::Pages, 0.37),
    // Of 36 public portraits before a plain wall at most .02; made 1.6 times as bright, 22 of 29 have more.
    (LimitName::BurntNote, For::Photos, 0.1),
];

/// The usual numbers of a part whose profile sets `own`. None that `own` speaks against: a profile that is content with edges
/// of 5 px is not held to errors from 4 px on.
pub(super) fn beside(own: &Limits, kind: Kind) -> Limits {
    let mut usual = Limits::default();
    let of_kind = USUAL.iter().filter(|(name, of, _)| of.takes(kind) && own.get(*name).is_none());
    for (name, _, value) in of_kind.filter(|(name, _, value)| agrees(*name, *value, own)) {
        usual.set(*name, Limit { value: *value, source: Source::Recommended });
    }
    usual
}

/// Whether a number stands with those of a profile in the order that a profile itself must keep.
fn agrees(name: LimitName, value: f64, own: &Limits) -> bool {
    // The middle of a page is judged by itself, and no more strictly than the whole of it.
    let pairs = ORDERED.iter().chain(&[(LimitName::EdgeWidthWarning, LimitName::MiddleWidthWarning)]);
    pairs.copied().all(|(low, high)| {
        let of = |one: LimitName| if one == name { Some(value) } else { own.value(one) };
        (low != name && high != name) || of(low).zip(of(high)).is_none_or(|(low, high)| low <= high)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: Kind = Kind { photo: false, sized: true };

    fn own(limits: &[(LimitName, f64)]) -> Limits {
        let mut own = Limits::default();
        for (name, value) in limits {
            own.set(*name, Limit { value: *value, source: Source::Notice });
        }
        own
    }

    #[test]
    fn a_silent_profile_judges_what_makes_a_page_unreadable() {
        let usual = beside(&Limits::default(), PAGE);
        for (name, value) in [
            (LimitName::DpiError, 150.0),
            (LimitName::EdgeWidthError, 4.0),
            (LimitName::DarkError, 0.75),
            (LimitName::StrengthWarning, 30.0),
            (LimitName::BlocksError, 0.25),
        ] {
            assert_eq!(usual.value(name), Some(value), "{name:?}");
        }
        let photo = beside(&Limits::default(), Kind { photo: true, sized: false });
        assert_eq!(photo.value(LimitName::EdgeWidthWarning), Some(3.5));
        assert_eq!(photo.value(LimitName::DpiError), None);
    }

    #[test]
    fn no_usual_number_speaks_against_the_profile() {
        for (set, gone) in [
            ((LimitName::EdgeWidthWarning, 5.0), LimitName::EdgeWidthError),
            ((LimitName::EdgeWidthWarning, 5.0), LimitName::MiddleWidthWarning),
            ((LimitName::DarkWarning, 0.9), LimitName::DarkError),
            ((LimitName::QualityError, 30.0), LimitName::QualityWarning),
            ((LimitName::DpiError, 300.0), LimitName::DpiWarning),
        ] {
            let usual = beside(&own(&[set]), PAGE);
            assert_eq!((usual.get(set.0), usual.get(gone)), (None, None), "{set:?}");
        }
        let stricter = beside(&own(&[(LimitName::EdgeWidthWarning, 2.0)]), PAGE);
        assert_eq!(stricter.value(LimitName::EdgeWidthError), Some(4.0));
    }

    #[test]
    fn the_usual_numbers_agree_with_each_other() {
        for kind in [PAGE, Kind { photo: true, sized: false }] {
            let usual = beside(&Limits::default(), kind);
            for (low, high) in ORDERED {
                assert!(usual.value(*low).zip(usual.value(*high)).is_none_or(|(low, high)| low <= high), "{low:?}");
            }
        }
    }
}
