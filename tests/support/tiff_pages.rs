//! A TIFF of several pages: the `image` crate writes one.

/// Three gray pages of 64 by 64 pixels, of level 40, 120 and 200.
pub(crate) fn tiff_of_three() -> Vec<u8> {
    let mut file = b"II*\0".to_vec();
    let mut pointer = 4;
    file.extend([0; 4]);
    for level in [40u8, 120, 200] {
        let data = file.len() as u32;
        file.extend([level; 64 * 64]);
        let entries: [(u16, u32); 6] = [(256, 64), (257, 64), (258, 8), (262, 1), (273, data), (279, 64 * 64)];
        let directory = file.len() as u32;
        file[pointer..pointer + 4].copy_from_slice(&directory.to_le_bytes());
        file.extend((entries.len() as u16).to_le_bytes());
        for (tag, value) in entries {
            file.extend(
                [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat(),
            );
        }
        pointer = file.len();
        file.extend([0; 4]);
    }
    file
}
