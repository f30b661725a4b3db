//! Quantisation tables (ITU-T T.81, B.2.4.1), and the libjpeg quality they stand for.

use super::turn::ZIGZAG;

/// Steps by which the 64 coefficients were divided, in zigzag order.
pub(super) type Table = [u16; 64];

/// The luminance table of ITU-T T.81, Table K.1, in zigzag order: what libjpeg scales by its quality setting.
const LUMINANCE: Table = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
    60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113,
    121, 112, 100, 120, 92, 101, 103, 99,
];

/// The table of N. Robidoux that mozjpeg scales instead, row by row.
#[rustfmt::skip]
const MOZJPEG: Table = [
    16, 16, 16, 18, 25, 37, 56, 85,
    16, 17, 20, 27, 34, 40, 53, 75,
    16, 20, 24, 31, 43, 62, 91, 135,
    18, 27, 31, 40, 53, 74, 106, 156,
    25, 34, 43, 53, 69, 94, 131, 189,
    37, 40, 62, 74, 94, 124, 169, 238,
    56, 53, 91, 106, 131, 169, 226, 311,
    85, 75, 135, 156, 189, 238, 311, 418,
];
/// Sum of differences up to which a table is one of mozjpeg's: it rounds qualities below 50 otherwise than libjpeg.
const MOZJPEG_ERROR: u64 = 64;

/// Reads the tables of one DQT segment into `tables`; `None` where the segment is not a valid one.
pub(super) fn read(payload: &[u8], tables: &mut [Option<Table>; 4]) -> Option<()> {
    let mut rest = payload;
    while let Some((&head, body)) = rest.split_first() {
        let width = match head >> 4 {
            0 => 1,
            1 => 2,
            _ => return None,
        };
        let slot = tables.get_mut(usize::from(head & 15))?;
        let (values, after) = body.split_at_checked(64 * width)?;
        let mut table = [0; 64];
        for (step, value) in table.iter_mut().zip(values.chunks_exact(width)) {
            *step = value.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte));
        }
        *slot = Some(table);
        rest = after;
    }
    Some(())
}

/// The libjpeg quality 1–100 whose luminance table is nearest to `table`.
///
/// libjpeg scales Table K.1 by 5000/q % below 50 and by 200 − 2q % from there on (`jpeg_quality_scaling`), so the mean
/// ratio to that table gives q back. mozjpeg's tables are recognised; tables of another shape get the quality of equal
/// mean coarseness.
pub(super) fn quality(table: &Table) -> u8 {
    let mozjpeg = ZIGZAG.map(|(u, v)| MOZJPEG[usize::from(v * 8 + u)]);
    let (libjpeg, mozjpeg) = (nearest(table, &LUMINANCE), nearest(table, &mozjpeg));
    if mozjpeg.0 < libjpeg.0.min(MOZJPEG_ERROR + 1) { mozjpeg.1 } else { libjpeg.1 }
}

/// The quality whose scaling of `base` is nearest to `table`, behind the sum of differences.
fn nearest(table: &Table, base: &Table) -> (u64, u8) {
    let error = |quality: u8| -> u64 {
        let scale = if quality < 50 { 5000 / u32::from(quality) } else { 200 - 2 * u32::from(quality) };
        let expected = base.iter().map(|base| ((u32::from(*base) * scale + 50) / 100).clamp(1, 255));
        let differences = table.iter().zip(expected).map(|(step, want)| u32::from(*step).abs_diff(want));
        differences.map(u64::from).sum()
    };
    // From the top, so that of two equal ones the finer is reported.
    (1..=100).rev().map(|quality| (error(quality), quality)).min_by_key(|(error, _)| *error).unwrap_or((0, 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_is_found_again() {
        assert_eq!(quality(&LUMINANCE), 50);
        assert_eq!(quality(&[1; 64]), 100);
        let halved = LUMINANCE.map(|step| (step * 50 + 50) / 100);
        assert_eq!(quality(&halved), 75);
        let fivefold = LUMINANCE.map(|step| (step * 5).min(255));
        assert_eq!(quality(&fivefold), 10);
    }

    #[test]
    fn mozjpegs_tables_have_their_own_quality() {
        for quality_given in [30u8, 60, 85] {
            let scale = if quality_given < 50 {
                5000.0 / f32::from(quality_given)
            } else {
                200.0 - 2.0 * f32::from(quality_given)
            };
            let scaled = |base: u16| (f32::from(base) * scale / 100.0).round().clamp(1.0, 255.0) as u16;
            assert_eq!(quality(&ZIGZAG.map(|(u, v)| scaled(MOZJPEG[usize::from(v * 8 + u)]))), quality_given);
        }
    }

    #[test]
    fn tables_are_read_in_both_widths_and_bad_ones_are_not() {
        let mut tables = [None; 4];
        let mut payload = vec![0x00];
        payload.extend([7; 64]);
        payload.push(0x11);
        payload.extend([1, 2].repeat(64));
        assert_eq!(read(&payload, &mut tables), Some(()));
        assert_eq!((tables[0], tables[1]), (Some([7; 64]), Some([258; 64])));
        assert_eq!(read(&payload[..80], &mut tables), None);
        assert_eq!(read(&[0x0F; 65], &mut tables), None);
        assert_eq!(read(&[0x20; 65], &mut tables), None);
    }
}
