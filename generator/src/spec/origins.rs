//! Maps pointers into a bundled document to the files that its parts came from.

use std::collections::BTreeMap;

use crate::source::Pointer;

/// Where the parts that bundling brought in really stand.
#[derive(Debug, Default)]
pub(crate) struct Origins {
    /// Text of the bundled pointer -> the true place.
    parts: BTreeMap<String, Pointer>,
}

impl Origins {
    /// Records that the part at `bundled` was taken from `origin`.
    pub fn insert(&mut self, bundled: &Pointer, origin: Pointer) {
        self.parts.insert(bundled.to_string(), origin);
    }

    /// Records that parts have changed their places: where each is now, and
    /// where it was.
    pub fn relocate(&mut self, moves: &[(Pointer, Pointer)]) {
        let mut relocated = Vec::new();
        for (to, from) in moves {
            let (to, prefix) = (to.to_string(), format!("{from}/"));
            let inner = self.parts.range(prefix.clone()..);
            for (key, origin) in inner.take_while(|(key, _)| key.starts_with(&prefix)) {
                relocated.push((format!("{to}/{}", &key[prefix.len()..]), origin.clone()));
            }
            relocated.push((to, self.origin(from)));
        }
        self.parts.extend(relocated);
    }

    /// Returns the true place of `bundled`: that of the innermost part around
    /// it that was brought in, else `bundled` itself.
    pub fn origin(&self, bundled: &Pointer) -> Pointer {
        if self.parts.is_empty() {
            return bundled.clone();
        }
        let text = bundled.to_string();
        let segments = bundled.segments();
        let mut end = text.len();
        for length in (1..=segments.len()).rev() {
            if let Some(origin) = self.parts.get(&text[..end]) {
                return segments[length..]
                    .iter()
                    .fold(origin.clone(), |pointer, key| pointer.field(key));
            }
            // Keys hold no slash as they are written, so that this is the part around.
            end = text[..end].rfind('/').unwrap_or(0);
        }
        bundled.clone()
    }
}
