//! Pictures of formats that nothing here opens. Nobody puts one into the folder without a reason, so that it must be told for
//! what it is.

/// How such files begin.
const SIGNATURES: &[&[u8]] = &[
    // JPEG 2000, as a file and as a bare code stream; JPEG XL likewise; JPEG XR; JBIG2.
    b"\0\0\0\x0CjP  \r\n\x87\n",
    b"\xFF\x4F\xFF\x51",
    b"\0\0\0\x0CJXL \r\n\x87\n",
    b"\xFF\x0A",
    b"II\xBC\x01",
    b"\x97JB2\r\n\x1A\n",
    // Photoshop, GIMP.
    b"8BPS\0",
    b"gimp xcf ",
    // PostScript, and with a preview.
    b"%!PS",
    b"\xC5\xD0\xD3\xC6",
    // DjVu.
    b"AT&TFORM",
    // What cameras of Fujifilm, Olympus and Panasonic store unprocessed; that of others is a TIFF.
    b"FUJIFILMCCD-RAW",
    b"IIRO",
    b"IIRS",
    b"IIU\0",
];

pub(super) fn is_one(bytes: &[u8]) -> bool {
    let signed = SIGNATURES.iter().any(|signature| bytes.starts_with(signature));
    signed || is_netpbm(bytes) || is_pcx(bytes) || is_tga(bytes)
}

/// PBM, PGM, PPM and PAM: `P`, a digit, and on the next line a size, a comment or a key.
fn is_netpbm(bytes: &[u8]) -> bool {
    matches!(bytes, [b'P', b'1'..=b'6', b'\n', b'0'..=b'9' | b'#', ..] | [b'P', b'7', b'\n', b'W' | b'#', ..])
}

/// ZSoft's paintbrush: version, coding and bits are each one of a few numbers.
fn is_pcx(bytes: &[u8]) -> bool {
    matches!(bytes, [0x0A, 0 | 2..=5, 0 | 1, 1 | 2 | 4 | 8, ..]) && bytes.get(64) == Some(&0)
}

/// Truevision's format has no signature: a header of 18 bytes of which many can be only a few numbers.
fn is_tga(bytes: &[u8]) -> bool {
    let Some(&[_, map, kind, m0, m1, m2, m3, m4, _, _, _, _, w0, w1, h0, h1, depth, more]) = bytes.first_chunk::<18>()
    else {
        return false;
    };
    let coded = match map {
        0 => matches!(kind, 2 | 3 | 10 | 11) && [m0, m1, m2, m3, m4] == [0; 5],
        1 => matches!(kind, 1 | 9) && matches!(m4, 15 | 16 | 24 | 32),
        _ => false,
    };
    coded && [w0, w1] != [0; 2] && [h0, h1] != [0; 2] && matches!(depth, 8 | 15 | 16 | 24 | 32) && more < 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_and_what_only_begins_like_them() {
        let mut pcx = vec![0; 128];
        pcx[..4].copy_from_slice(&[10, 5, 1, 8]);
        for picture in [
            &b"\0\0\0\x0CjP  \r\n\x87\n\0\0"[..],
            b"\0\0\0\x0CJXL \r\n\x87\n",
            b"\xFF\x0A\xFA\x1F",
            b"P6\n640 480\n255\n",
            b"P5\n# made by hand\n",
            b"8BPS\0\x01",
            b"%!PS-Adobe-3.0 EPSF-3.0",
            b"AT&TFORM\0\0",
            &pcx,
            b"\0\0\x02\0\0\0\0\0\0\0\0\0\x80\x02\xE0\x01\x18\x20",
            b"\0\x01\x01\0\0\0\x01\x18\0\0\0\0\x80\x02\xE0\x01\x08\0",
        ] {
            assert!(is_one(picture), "{picture:?}");
        }
        for other in [
            &b"P1 and P2 are to be scanned"[..],
            b"P3\nnotes",
            b"\0\0\x01\0\x01\0\x20\x20\0\0\x01\0\x20\0\xA8\x10\0\0",
            b"\0\0\x02\0\x01\0\x20\x20\0\0\0\0\x20\0\x20\0\x18\0",
            b"\n\x05",
            b"",
        ] {
            assert!(!is_one(other), "{other:?}");
        }
    }
}
