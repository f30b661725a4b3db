//! The text of a file, whichever of the usual encodings it was saved in.
//!
//! Notepad on a Chinese Windows saves GB 18030 or UTF-16 where nobody asks for UTF-8, and the text means the same.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The text of `bytes`: UTF-8, else UTF-16 where a byte order mark or zero bytes say so, else GB 18030. A byte order
/// mark of UTF-8 stays: it is part of the file that is packed.
///
/// # Errors
/// Where it stops being UTF-8, bytes, for what is none of them.
pub fn decoded(bytes: Vec<u8>) -> Result<String, usize> {
    let (bytes, at) = match String::from_utf8(bytes) {
        // UTF-16 of Latin text is valid UTF-8 as well, with a zero byte beside each letter.
        Ok(text) if !text.contains('\0') => return Ok(text),
        Ok(text) => {
            let at = text.find('\0').unwrap_or_default();
            (text.into_bytes(), at)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (error.into_bytes(), at)
        }
    };
    let text = match utf_16(&bytes) {
        Some(encoding) => whole(encoding, &bytes),
        None => whole(GB18030, &bytes).filter(|_| !bytes.contains(&0)),
    };
    text.ok_or(at)
}

/// Which UTF-16 it is: by its byte order mark, or by a zero byte in nearly every second place, as ASCII has there.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => return Some(encoding),
        _ => {}
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len() / 8;
    // A few characters have their zero in the other place: 一, the space between Chinese ones.
    let mostly = |here: usize, there: usize| here > most && there < here / 4;
    if mostly(odd, even) {
        Some(UTF_16LE)
    } else if mostly(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The text, where every byte of it belongs to the encoding and it reads as one.
fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _, had_errors) = encoding.decode(bytes);
    // Pictures and programs decode to something as well, with control characters in it that no text has.
    let is_text = |text: &str| !text.contains(|c: char| c.is_control() && !c.is_whitespace());
    (!had_errors && is_text(&text)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_encodings_are_read() {
        let text = "name = \"王小明\"\nunit = \"某某第一职业技术学校\u{3000}一部\"\n";
        let utf_16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let little = utf_16(u16::to_le_bytes);
        for bytes in [
            text.as_bytes().to_vec(),
            GB18030.encode(text).0.into_owned(),
            [&[0xff, 0xfe], &*little].concat(),
            [&[0xfe, 0xff], &*utf_16(u16::to_be_bytes)].concat(),
            little,
            utf_16(u16::to_be_bytes),
        ] {
            assert_eq!(decoded(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decoded(b"name = \"\xff\xfe\"\n".to_vec()), Err(8));
        assert_eq!(decoded(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01".to_vec()), Err(0));
        assert!(decoded(b"a\0b\0\0".to_vec()).is_err());
    }
}
