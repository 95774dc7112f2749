//! Where the parts of a tree were written that was changed after it was read.
//!
//! An overlay puts values of its own file into the tree of a document, and takes
//! items out of lists. Places in the changed tree are told to a reader as places
//! in the files that a person edits.

use std::collections::BTreeMap;

use super::Pointer;

/// The changes of one tree.
///
/// Invariant: a part that is not recorded stands where the part around it says.
#[derive(Debug, Default)]
pub struct Written {
    /// The keys from the root down -> the place that was written.
    parts: BTreeMap<Vec<String>, Pointer>,
}

impl Written {
    /// Returns where the value at `pointer` was written.
    pub(crate) fn of(&self, pointer: &Pointer) -> Pointer {
        if self.parts.is_empty() {
            return pointer.clone();
        }
        let mut keys: Vec<String> = pointer.segments().into_iter().map(str::to_owned).collect();
        let mut below = Vec::new();
        loop {
            if let Some(from) = self.parts.get(&keys) {
                return below
                    .iter()
                    .rev()
                    .fold(from.clone(), |pointer, key: &String| pointer.field(key));
            }
            match keys.pop() {
                Some(key) => below.push(key),
                None => return pointer.clone(),
            }
        }
    }
}

#[cfg(feature = "overlays")]
impl Written {
    /// Records that the value at `place` was written at `from`.
    pub(crate) fn set(&mut self, place: &[String], from: Pointer) {
        self.remove(place);
        self.parts.insert(place.to_vec(), from);
    }

    /// Forgets the value at `place` and all that is inside.
    pub(crate) fn remove(&mut self, place: &[String]) {
        self.parts.retain(|known, _| !known.starts_with(place));
    }

    /// Records that item `removed` of the list at `list` is gone, so that those
    /// behind it, up to `len` of them before, have moved up. `file` is the root
    /// of the document.
    pub(crate) fn remove_item(&mut self, list: &[String], removed: usize, len: usize, file: &Pointer) {
        let place = |index: usize| [list, &[index.to_string()]].concat();
        self.remove(&place(removed));
        for index in removed + 1..len {
            let (old, new) = (place(index), place(index - 1));
            let origin = self.of(&old.iter().fold(file.clone(), |pointer, key| pointer.field(key)));
            let inside: Vec<Vec<String>> = self.parts.keys().filter(|key| key.starts_with(&old)).cloned().collect();
            for key in inside {
                if let Some(from) = self.parts.remove(&key) {
                    self.parts.insert([&new, &key[old.len()..]].concat(), from);
                }
            }
            self.parts.insert(new, origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn keys(text: &str) -> Vec<String> {
        text.split('/').skip(1).map(str::to_owned).collect()
    }

    #[test]
    fn items_move_up_and_keep_what_is_inside() {
        let root = Pointer::root(FileId(0));
        let overlay = Pointer::root(FileId(1)).field("update");
        let mut written = Written::default();
        written.set(&keys("/a/2/x"), overlay);
        written.remove_item(&keys("/a"), 0, 4, &root);
        let of = |text: &str| {
            let place = Pointer::parse(FileId(0), text).map(|pointer| written.of(&pointer));
            place.map(|place| format!("{place:?}"))
        };
        assert_eq!(of("/a/0/y").as_deref(), Some("0#/a/1/y"));
        assert_eq!(of("/a/1/x/z").as_deref(), Some("1#/update/z"));
        assert_eq!(of("/a/1/y").as_deref(), Some("0#/a/2/y"));
        assert_eq!(of("/a/2").as_deref(), Some("0#/a/3"));
        assert_eq!(of("/b").as_deref(), Some("0#/b"));
    }
}
