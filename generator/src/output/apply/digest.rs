//! Turns the content of a file into a short text that no other content has.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};

use camino::Utf8Path;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// The SHA-256 (FIPS 180-4) of a content; as text, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digest([u8; LENGTH]);

/// Of a digest, in bytes.
const LENGTH: usize = 32;

/// How much of a file is read at once: it is cleared for each file, and most
/// generated files are shorter.
const PIECE: usize = 8 * 1024;

impl Digest {
    /// Digests `bytes`.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Digests a file, piece by piece; `None` where there is none.
    pub(crate) fn of_file(place: &Utf8Path) -> io::Result<Option<Self>> {
        let mut file = match File::open(place) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (mut piece, mut digest) = ([0; PIECE], Sha256::new());
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok(Some(Self(digest.finalize().into()))),
                Ok(length) => digest.update(&piece[..length]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
        let digits = self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
        f.write_str(&digits.collect::<String>())
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| D::Error::custom("a digest is 64 hexadecimal digits"))
    }
}

fn parse(text: &str) -> Option<Digest> {
    let mut bytes = [0; LENGTH];
    let digits = text.as_bytes();
    if digits.len() != 2 * LENGTH {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let value = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(value(pair[0])? * 16 + value(pair[1])?).ok()?;
    }
    Some(Digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        // The example of FIPS 180-4 for one block.
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), digest);
        assert_eq!(Digest::of_file(Utf8Path::new("no such file")).unwrap(), None);
    }

    #[test]
    fn a_digest_is_read_as_it_was_written_and_nothing_else_is() {
        let digest = Digest::of(b"abc");
        assert_eq!(parse(&digest.to_string()), Some(digest.clone()));
        let text = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), digest);
        for wrong in [&text[..40], "\"\"", &text.replace('b', "g"), &text.replace("ba", "é")] {
            assert!(serde_json::from_str::<Digest>(wrong).is_err(), "{wrong}");
        }
    }
}
