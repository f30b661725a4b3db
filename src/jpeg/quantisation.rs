//! Quantisation tables (ITU-T T.81, B.2.4.1), and the libjpeg quality they stand for.

/// Steps by which the 64 coefficients were divided, in zigzag order.
pub(super) type Table = [u16; 64];

/// The luminance table of ITU-T T.81, Table K.1, in zigzag order: what libjpeg scales by its quality setting.
const LUMINANCE: Table = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
    60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113,
    121, 112, 100, 120, 92, 101, 103, 99,
];

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
/// ratio to that table gives q back. Tables of another shape get the quality of equal mean coarseness.
pub(super) fn quality(table: &Table) -> u8 {
    let error = |quality: u8| -> u64 {
        let scale = if quality < 50 { 5000 / u32::from(quality) } else { 200 - 2 * u32::from(quality) };
        let expected = LUMINANCE.iter().map(|base| ((u32::from(*base) * scale + 50) / 100).clamp(1, 255));
        let differences = table.iter().zip(expected).map(|(step, want)| u32::from(*step).abs_diff(want));
        differences.map(u64::from).sum()
    };
    // From the top, so that of two equal ones the finer is said.
    (1..=100).rev().min_by_key(|quality| error(*quality)).unwrap_or(100)
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
