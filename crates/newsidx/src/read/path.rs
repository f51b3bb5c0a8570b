//! Paths as text. In: a path of the system. Out: text that two different paths never share, and the path again.
//! Must not know what lies there.

use std::path::{Path, PathBuf};

/// Stands before the two hexadecimal digits of a byte that is no text.
const MARK: char = '\u{fffd}';

/// Writes a path as text: as it is, but for bytes that are no UTF-8, which stand as U+FFFD and two digits.
///
/// The mark itself is written in the same way, byte by byte, so that no two paths are written alike.
pub fn written_path(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c == MARK {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_byte(&mut text, byte));
            } else {
                text.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| push_byte(&mut text, *byte));
    }
    text
}

fn push_byte(text: &mut String, byte: u8) {
    let digits = [byte >> 4, byte & 15].into_iter().filter_map(|digit| char::from_digit(u32::from(digit), 16));
    text.push(MARK);
    text.extend(digits.map(|digit| digit.to_ascii_uppercase()));
}

/// Gives the bytes of a path that [`written_path`] wrote.
pub fn path_bytes(written: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((before, after)) = rest.split_once(MARK) {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(MARK.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// Gives the path that [`written_path`] wrote.
pub fn path_of(written: &str) -> PathBuf {
    let bytes = path_bytes(written);
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        PathBuf::from(std::ffi::OsString::from_vec(bytes))
    }
    // Elsewhere such bytes are half of a pair that no file of news has in its name.
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    fn check(path: &[u8], written: &str) {
        let path = Path::new(OsStr::from_bytes(path));
        assert_eq!(written_path(path), written);
        assert_eq!(path_of(written), path, "{written}");
    }

    #[test]
    fn no_byte_of_a_path_is_lost() {
        check(b"/news/a.txt", "/news/a.txt");
        check("/Новини/é.txt".as_bytes(), "/Новини/é.txt");
        check(b"/news/a\xff.txt", "/news/a\u{fffd}FF.txt");
        check(b"/news/a\xfe\xff", "/news/a\u{fffd}FE\u{fffd}FF");
        check("a\u{fffd}FF".as_bytes(), "a\u{fffd}EF\u{fffd}BF\u{fffd}BDFF");
        assert_eq!(path_of("a\u{fffd}x"), Path::new("a\u{fffd}x"));
    }
}
