//! What each person's own report is called: as their folder is, which two people may share in a large roster.

use crate::package::name::make_safe;
use crate::text::masked_numbers;
use std::collections::BTreeSet;

/// Names that were given already.
#[derive(Debug, Default)]
pub(super) struct ReportNames {
    given: BTreeSet<String>,
}

impl ReportNames {
    /// A file name without its ending, the same for the same roster: the last part of the folder without its ID numbers,
    /// with a number where another has it, case or not.
    pub(super) fn of(&mut self, folder: &str) -> String {
        let last = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let base = make_safe(&masked_numbers(last));
        let numbered = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
        let mut free = numbered.skip_while(|name| self.given.contains(&name.to_lowercase()));
        let name = free.next().unwrap_or_default();
        self.given.insert(name.to_lowercase());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike_and_none_leaves_the_folder() {
        let mut names = ReportNames::default();
        let of = ["a/王一", "b/王一", "c/..", "d/x:y", "", "A", "e/a/"].map(|folder| names.of(folder));
        assert_eq!(of, ["王一", "王一-2", "_", "x_y", "_-2", "A", "a-2"]);
        let with_number = names.of("staff/李四990000198803070017");
        assert!(with_number.starts_with("李四") && !with_number.contains("19880307"), "{with_number}");
    }
}
