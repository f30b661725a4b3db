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

    /// All that are set, in the order of [`LimitName`].
    pub fn iter(&self) -> impl Iterator<Item = (LimitName, Limit)> + '_ {
        self.0.iter().map(|(name, limit)| (*name, *limit))
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
    /// Fewer pixels across than this is an error.
    MinWidth = "min_width",
    /// Fewer pixels down than this is an error.
    MinHeight = "min_height",
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
    /// More pixels than this are not a scan but an attack or a mistake, megapixels.
    MaxMegapixels = "max_megapixels",
    /// JPEG quality below this is an error, libjpeg scale.
    QualityError = "quality_error",
    /// JPEG quality below this is a warning, libjpeg scale.
    QualityWarning = "quality_warning",
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
