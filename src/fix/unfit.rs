//! Why one PDF of a whole dossier does not keep within its limits of bytes, in words.

use crate::dossier::Scan;
use crate::profile;
use crate::text::Text;
use crate::text::amount::{size, size_limit};

/// How many of the longest files are named where the whole is too long.
const NAMED: usize = 3;

/// Why the whole does not keep within its limits.
pub(super) fn unfit(mut scans: Vec<&Scan>, length: u64, asked: &profile::Merged) -> Option<Text> {
    match (asked.min_bytes, asked.max_bytes) {
        (_, Some(most)) if length > most => {
            scans.sort_by_key(|scan| std::cmp::Reverse(scan.inspected.bytes));
            Some(over(length, most, scans.get(..NAMED).unwrap_or(&scans)))
        }
        (Some(least), _) if length < least => Some(under(length, least)),
        _ => None,
    }
}

fn over(length: u64, most: u64, longest: &[&Scan]) -> Text {
    let (length, most) = (size(length), size_limit(most));
    let named = |scan: &&Scan| (scan.path.shown().to_owned(), size(scan.inspected.bytes));
    let longest: Vec<(String, String)> = longest.iter().map(named).collect();
    let zh = longest.iter().map(|(name, size)| format!("“{name}”（{size}）")).collect::<Vec<_>>().join("、");
    let en = longest.iter().map(|(name, size)| format!("{name} ({size})")).collect::<Vec<_>>().join(", ");
    Text {
        zh: format!(
            "合起来有 {length}，超过规定的 {most}，没有自动压缩：最大的是 {zh}，以灰度、200 dpi 重新扫描这几个，或去掉不要的页"
        ),
        en: format!(
            "together they have {length}, over the limit of {most}, and nothing was made worse to fit: scan the largest again in \
             grey at 200 dpi, or leave out pages that nobody asks for: {en}"
        ),
    }
}

fn under(length: u64, least: u64) -> Text {
    let (length, least) = (size(length), size(least));
    Text {
        zh: format!("合起来只有 {length}，不到规定的 {least}：以更高的分辨率重新扫描"),
        en: format!("together they have only {length}, under the limit of {least}: scan again at a higher resolution"),
    }
}
