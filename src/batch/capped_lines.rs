//! Lines of a stranger's file: of any number, but none longer than it may be.

use std::io::{self, BufRead, Read};

/// The lines without their ends. One that is longer than `longest` bytes is an error, and nothing after it is read.
pub fn capped_lines(mut input: impl BufRead, longest: u64) -> impl Iterator<Item = io::Result<Vec<u8>>> {
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let mut line = Vec::new();
        match input.by_ref().take(longest + 1).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                if line.last() == Some(&b'\n') {
                    line.pop();
                }
                over = line.len() as u64 > longest;
                Some(if over { Err(too_long(longest)) } else { Ok(line) })
            }
            Err(error) => {
                over = true;
                Some(Err(error))
            }
        }
    })
}

fn too_long(longest: u64) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("a line of more than {longest} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, longest: u64) -> Vec<Result<String, String>> {
        let lines = capped_lines(text.as_bytes(), longest);
        lines.map(|line| line.map(|line| String::from_utf8(line).expect("UTF-8")).map_err(|e| e.to_string())).collect()
    }

    #[test]
    fn lines_end_where_they_end() {
        assert_eq!(read("a\n\nbcd", 3), [Ok("a".to_owned()), Ok(String::new()), Ok("bcd".to_owned())]);
        assert_eq!(read("abc\n", 3), [Ok("abc".to_owned())]);
        assert_eq!(read("", 3), []);
    }

    #[test]
    fn one_that_is_too_long_is_the_last() {
        let lines = read("a\nabcd\nb", 3);
        assert_eq!(lines, [Ok("a".to_owned()), Err("a line of more than 3 bytes".to_owned())]);
        let endless = io::BufReader::new(io::repeat(0));
        assert_eq!(capped_lines(endless, 1000).count(), 1);
    }
}
