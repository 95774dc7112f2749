//! Fills the URLs of servers with the values of their variables.
//!
//! A value that is a caller's own stays where it stands in the URL: what would end
//! the part of it is encoded, and a host with such a character is refused when the
//! client is built.

use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::style::RESERVED;

/// Of a value in the authority: neither what separates a host from its port, nor
/// what surrounds an address.
const AUTHORITY: &AsciiSet = &RESERVED.remove(b':').remove(b'[').remove(b']');

/// Of a value in the path: not what separates segments.
const PATH: &AsciiSet = &RESERVED.remove(b'/');

/// Encodes a value that is a part of the host, or the port.
pub fn authority(value: &str) -> String {
    utf8_percent_encode(value, AUTHORITY).to_string()
}

/// Encodes a value that is a part of the path.
pub fn path(value: &str) -> String {
    utf8_percent_encode(value, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::{authority, path};

    #[test]
    fn values_stay_where_they_stand() {
        assert_eq!(authority("eu-1.example:8443"), "eu-1.example:8443");
        assert_eq!(authority("[::1]"), "[::1]");
        assert_eq!(authority("a/b?c#d@e\\f"), "a%2Fb%3Fc%23d%40e%5Cf");
        assert_eq!(path("v1/shop"), "v1/shop");
        assert_eq!(path("a?b#c d"), "a%3Fb%23c%20d");
    }
}
