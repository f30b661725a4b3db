//! What each person's own report is called: as their folder is, which two people may share in a large roster.

use crate::package::name::make_safe;
use crate::text::masked_numbers;
use std::collections::{BTreeMap, BTreeSet};

/// File names without their endings, one for each folder: the last part of the folder without its ID numbers. Where several
/// people share that, case or not, each has their department before it, so that nobody's report takes another's name when
/// one of them leaves; and a number only where that is the same too.
pub(super) fn report_names<'f>(folders: impl Iterator<Item = &'f str> + Clone) -> Vec<String> {
    let mut shared: BTreeMap<String, usize> = BTreeMap::new();
    for folder in folders.clone() {
        *shared.entry(last(folder).to_lowercase()).or_default() += 1;
    }
    let mut given = BTreeSet::new();
    let name = |folder: &str| {
        let own = last(folder);
        let is_shared = shared.get(&own.to_lowercase()).is_some_and(|count| *count > 1);
        let base = department(folder).filter(|_| is_shared).map_or_else(|| own.clone(), |name| format!("{name}-{own}"));
        let base = make_safe(&base);
        let numbered = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
        let mut free = numbered.skip_while(|name| given.contains(&name.to_lowercase()));
        let name = free.next().unwrap_or_default();
        given.insert(name.to_lowercase());
        name
    };
    folders.map(name).collect()
}

fn last(folder: &str) -> String {
    make_safe(&masked_numbers(parts(folder).next().unwrap_or_default()))
}

/// The folder that a person's lies in.
fn department(folder: &str) -> Option<String> {
    let name = parts(folder).nth(1).filter(|name| !name.is_empty())?;
    Some(masked_numbers(name).into_owned())
}

fn parts(folder: &str) -> impl Iterator<Item = &str> {
    folder.trim_end_matches('/').rsplit('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_alike_and_none_leaves_the_folder() {
        let folders = ["a/王一", "b/王一", "c/..", "d/x:y", "", "A", "e/a/", "李四", "李四", "x/a/赵五", "y/a/赵五"];
        let names = report_names(folders.into_iter());
        let want = ["a-王一", "b-王一", "c-_", "x_y", "_", "A", "e-a", "李四", "李四-2", "a-赵五", "a-赵五-2"];
        assert_eq!(names, want);
        let with_number = report_names(["staff/李四990000198803070017"].into_iter());
        assert!(with_number[0].starts_with("李四") && !with_number[0].contains("19880307"), "{with_number:?}");
    }
}
