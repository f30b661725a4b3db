//! Rows that are stored as differences from what is beside or above them (ISO 32000-1, 7.4.4.4).

use hayro::hayro_syntax::object::{Array, Dict, Object, Stream};

/// The largest row, bits: twice what the widest scan has.
const WIDEST: u64 = 1 << 32;

/// Whether the rows that a stream speaks of can be: of at least one sample, each of a size that there is. What unpacks them
/// divides by their length.
pub(super) fn are_possible(stream: &Stream<'_>) -> bool {
    ["DP", "DecodeParms"].iter().all(|key| {
        let alone = stream.dict().get::<Dict<'_>>(key);
        let listed = stream.dict().get::<Array<'_>>(key);
        let listed = listed.iter().flat_map(Array::iter::<Object<'_>>).filter_map(Object::into_dict);
        alone.into_iter().chain(listed).all(|rows| is_possible(&rows))
    })
}

fn is_possible(rows: &Dict<'_>) -> bool {
    let number = |key: &str, usual: u8| u64::from(rows.get::<u8>(key).unwrap_or(usual));
    if number("Predictor", 1) == 1 {
        return true;
    }
    let (colours, bits) = (number("Colors", 1), number("BitsPerComponent", 8));
    let samples = rows.get::<usize>("Columns").unwrap_or(1) as u64;
    let sample = colours * bits;
    matches!(bits, 1 | 2 | 4 | 8 | 16)
        && (1..=u64::from(u8::MAX)).contains(&sample)
        && (1..=WIDEST).contains(&samples.saturating_mul(sample))
}
