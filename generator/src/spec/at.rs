//! Where a walk over a value tree is: a chain on the stack, which becomes a
//! [`Pointer`] only when there is something to report.

use crate::source::Pointer;

/// A place, linked to the place around it.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    key: Key<'a>,
}

#[derive(Clone, Copy)]
enum Key<'a> {
    Root(&'a Pointer),
    Field(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// Begins a walk at `pointer`.
    pub fn root(pointer: &'a Pointer) -> Self {
        Self {
            parent: None,
            key: Key::Root(pointer),
        }
    }

    /// Returns the place of the member `key`.
    pub fn field(&'a self, key: &'a str) -> Self {
        Self {
            parent: Some(self),
            key: Key::Field(key),
        }
    }

    /// Returns the place of item `index`.
    pub fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            key: Key::Index(index),
        }
    }

    /// Returns the name of the last step, where it is the key of an object.
    pub fn key(&self) -> Option<&'a str> {
        match self.key {
            Key::Field(key) => Some(key),
            _ => None,
        }
    }

    /// Makes a pointer of the chain.
    pub fn pointer(&self) -> Pointer {
        let parent = self.parent.map(At::pointer);
        match (self.key, parent) {
            (Key::Root(pointer), _) => pointer.clone(),
            (Key::Field(key), Some(parent)) => parent.field(key),
            (Key::Index(index), Some(parent)) => parent.index(index),
            // A chain begins with `Root`: there is no other way to make one.
            (Key::Field(key), None) => Pointer::root(crate::source::FileId(0)).field(key),
            (Key::Index(index), None) => Pointer::root(crate::source::FileId(0)).index(index),
        }
    }
}
