//! Roles as files write them.

use super::Role;

impl Role {
    /// Every role with the word of `checklist.toml`.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("photo", Self::Photo), ("identity", Self::Identity), ("assessment", Self::Assessment)];

    /// Whether a picture of it holds what a report must not show to everybody.
    pub const fn is_private(self) -> bool {
        matches!(self, Self::Identity)
    }
}
