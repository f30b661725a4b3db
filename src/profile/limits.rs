//! The numbers a profile judges pictures by, each with where it comes from.

use std::collections::BTreeMap;

/// Where a number comes from: the notice itself, or the profile's own recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The notice gives it.
    Notice,
    /// The notice is silent; the profile recommends it.
    Recommended,
}

/// One number and its source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The number, in the unit its name says.
    pub value: f64,
    /// Where it comes from.
    pub source: Source,
}

/// All limits in force for a part.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits(BTreeMap<LimitName, Limit>);

impl Limits {
    /// The number called `name`, where the profile sets one.
    pub fn value(&self, name: LimitName) -> Option<f64> {
        self.0.get(&name).map(|limit| limit.value)
    }

    /// The number and its source.
    pub fn get(&self, name: LimitName) -> Option<Limit> {
        self.0.get(&name).copied()
    }

    /// Sets or replaces one.
    pub fn set(&mut self, name: LimitName, limit: Limit) {
        self.0.insert(name, limit);
    }

    /// These, with `own` laid over them.
    #[must_use]
    pub fn overlaid(&self, own: &Self) -> Self {
        let mut all = self.clone();
        all.0.extend(own.0.iter().map(|(name, limit)| (*name, *limit)));
        all
    }

    /// Forgets one.
    pub fn remove(&mut self, name: LimitName) {
        self.0.remove(&name);
    }

    /// Whether it counts pixels, as the limits of a photo file do, which has no original on paper.
    pub fn count_pixels(&self) -> bool {
        PIXELS.iter().any(|name| self.get(*name).is_some())
    }

    /// The resolution to scan at, dpi: what people scan at, or more where more is asked for, and no more than is taken.
    pub fn advised_dpi(&self) -> f64 {
        let least = [LimitName::DpiError, LimitName::DpiWarning];
        let least = least.into_iter().filter_map(|name| self.value(name)).fold(SCANNED_AT, f64::max);
        self.value(LimitName::DpiMax).map_or(least, |most| least.min(most))
    }

    /// All that are set, in the order of [`LimitName`].
    pub fn iter(&self) -> impl Iterator<Item = (LimitName, Limit)> + '_ {
        self.0.iter().map(|(name, limit)| (*name, *limit))
    }
}

/// What people scan at, dpi.
const SCANNED_AT: f64 = 300.0;

/// The limits that count pixels.
const PIXELS: &[LimitName] = &[
    LimitName::MinWidth,
    LimitName::MinHeight,
    LimitName::MaxWidth,
    LimitName::MaxHeight,
    LimitName::ExactWidth,
    LimitName::ExactHeight,
];

/// Pairs whose first number must not be above the second.
pub(super) const ORDERED: &[(LimitName, LimitName)] = &[
    (LimitName::DpiError, LimitName::DpiWarning),
    (LimitName::DpiError, LimitName::DpiMax),
    (LimitName::DpiWarning, LimitName::DpiMax),
    (LimitName::MinBytes, LimitName::MaxBytes),
    (LimitName::MinWidth, LimitName::MaxWidth),
    (LimitName::MinHeight, LimitName::MaxHeight),
    (LimitName::QualityError, LimitName::QualityWarning),
    (LimitName::QualityWarning, LimitName::QualityNote),
    (LimitName::AspectMin, LimitName::AspectMax),
    (LimitName::EdgeWidthWarning, LimitName::EdgeWidthError),
    (LimitName::DarkWarning, LimitName::DarkError),
    (LimitName::HeadWidthMin, LimitName::HeadWidthMax),
];

impl LimitName {
    /// Whether it counts bytes, which may be written as `"5MB"`.
    pub const fn is_bytes(self) -> bool {
        matches!(self, Self::MaxBytes | Self::MinBytes)
    }
}

macro_rules! limit_names {
    ($($(#[$doc:meta])* $variant:ident = $key:literal,)*) => {
        /// The numbers a profile can set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum LimitName { $($(#[$doc])* $variant,)* }

        impl LimitName {
            /// Every limit, in the order it is documented.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The key in `[limits]`.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }
        }
    };
}

limit_names! {
    /// Effective resolution below this is an error, dpi.
    DpiError = "dpi_error",
    /// Effective resolution below this is a warning, dpi.
    DpiWarning = "dpi_warning",
    /// Effective resolution above this is an error, dpi.
    DpiMax = "dpi_max",
    /// Fewer pixels across than this is an error.
    MinWidth = "min_width",
    /// Fewer pixels down than this is an error.
    MinHeight = "min_height",
    /// More pixels across than this is an error.
    MaxWidth = "max_width",
    /// More pixels down than this is an error.
    MaxHeight = "max_height",
    /// Width must be exactly this, pixels.
    ExactWidth = "exact_width",
    /// Height must be exactly this, pixels.
    ExactHeight = "exact_height",
    /// Width divided by height below this is an error.
    AspectMin = "aspect_min",
    /// Width divided by height above this is an error.
    AspectMax = "aspect_max",
    /// A larger file is an error, bytes.
    MaxBytes = "max_bytes",
    /// A smaller file is an error, bytes.
    MinBytes = "min_bytes",
    /// More pixels than this are not a scan but an attack or a mistake, megapixels.
    MaxMegapixels = "max_megapixels",
    /// JPEG quality below this is an error, libjpeg scale.
    QualityError = "quality_error",
    /// JPEG quality below this is a warning, libjpeg scale.
    QualityWarning = "quality_warning",
    /// JPEG quality below this is worth knowing, libjpeg scale.
    QualityNote = "quality_note",
    /// More of the contrasts on the borders of 8×8 blocks than this being steps of the blocks is an error, share 0–1.
    BlocksError = "blocks_error",
    /// Edges wider than this are an error, pixels at 300 dpi.
    EdgeWidthError = "edge_width_error",
    /// Edges wider than this are a warning, pixels at 300 dpi.
    EdgeWidthWarning = "edge_width_warning",
    /// Edges in the middle of a page wider than this are a warning, pixels at 300 dpi.
    MiddleWidthWarning = "middle_width_warning",
    /// Third against first frequency below this is a warning: blurred, whatever noise lies over it.
    FallWarning = "fall_warning",
    /// Less of the page with anything on it than this is a warning, ‰.
    InkWarning = "ink_warning",
    /// More of the page nearly black than this is an error, share 0–1.
    DarkError = "dark_error",
    /// More of the page nearly black than this is a warning, share 0–1.
    DarkWarning = "dark_warning",
    /// A written page half of which is darker than this is a warning, level.
    BlackenedWarning = "blackened_warning",
    /// Print fainter than this is a warning, levels of deviation where it stands.
    StrengthWarning = "strength_warning",
    /// A page whose darkest and lightest hundredths are nearer than this is a warning, levels.
    ContrastWarning = "contrast_warning",
    /// Lines of text that run down the page more than across it, below this ratio, are a warning.
    SidewaysWarning = "sideways_warning",
    /// Small images whose marked cells differ in more than this are no copies, counted as if there were 256 cells.
    CopyBits = "copy_bits",
    /// Two pictures with a correlation below this are no copies, 0–1.
    CopyLikeness = "copy_likeness",
    /// A thumbnail with a correlation below this is of another picture, 0–1.
    ThumbnailLikeness = "thumbnail_likeness",
    /// Less of the picture clearly coloured than this is worth knowing: a gray copy, share 0–1.
    ColourNote = "colour_note",
    /// Less of the picture red than this is worth knowing where a red seal is due, share 0–1.
    RedNote = "red_note",
    /// More of the face burnt out than this is worth knowing of a photo: too bright, share 0–1.
    BurntNote = "burnt_note",
    /// A photo's background that strays from its colour by more than this is a warning, levels.
    BackgroundSpread = "background_spread",
    /// A head narrower than this is a warning, share of the photo's width.
    HeadWidthMin = "head_width_min",
    /// A head wider than this is a warning, share of the photo's width.
    HeadWidthMax = "head_width_max",
    /// A head farther from the middle than this is a warning, share of the photo's width.
    HeadOffCentre = "head_off_centre",
    /// More room above a head than this is a warning, share of the photo's height.
    HeadTopMax = "head_top_max",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_limits_win() {
        let limit = |value| Limit { value, source: Source::Recommended };
        let (mut all, mut own) = (Limits::default(), Limits::default());
        all.set(LimitName::DpiError, limit(150.0));
        all.set(LimitName::DpiWarning, limit(200.0));
        own.set(LimitName::DpiError, limit(200.0));
        let both = all.overlaid(&own);
        assert_eq!(both.value(LimitName::DpiError), Some(200.0));
        assert_eq!(both.value(LimitName::DpiWarning), Some(200.0));
    }
}
