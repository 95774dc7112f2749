//! A change, what it means for a release, and all changes of a comparison.

use crate::source::{Location, Pointer};

use super::walk::Found;

/// What a change does to the code of the client's users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// Code may not compile any more, or comes to mean something else.
    Breaking,
    /// Code compiles, and could do more, or should do something else.
    Compatible,
    /// Code compiles and can do the same; what is sent or read differs.
    Behavior,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Happened {
    Added,
    Removed,
    Renamed,
    Retyped,
    Reordered,
    Gained,
    Lost,
    Deprecated,
    Restored,
    Behaves,
}

impl Happened {
    /// Returns the word for it in reports for machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Retyped => "retyped",
            Self::Reordered => "reordered",
            Self::Gained => "gained",
            Self::Lost => "lost",
            Self::Deprecated => "deprecated",
            Self::Restored => "no-longer-deprecated",
            Self::Behaves => "behavior",
        }
    }
}

/// A change of one part of the client.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    pub(super) effect: Effect,
    pub(super) happened: Happened,
    /// What kind of part it is: `field`.
    pub(super) kind: &'static str,
    /// What a caller writes: `types::User.display_name`.
    pub(super) item: String,
    /// A sentence of which the item is the subject.
    pub(super) message: String,
    /// What becomes of the code that uses it.
    pub(super) consequence: Option<&'static str>,
    /// The operation or the schema that it comes from.
    pub(super) subject: Option<String>,
    pub(super) old: Side,
    pub(super) new: Side,
}

/// A part as it is in one of the two.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Side {
    /// The type, or whatever else changed, as the old or the new client has it.
    pub value: Option<String>,
    pub pointer: Option<Pointer>,
    pub place: Option<Place>,
}

/// Where a person reads it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub file: String,
    /// A JSON Pointer (RFC 6901).
    pub pointer: String,
    pub location: Option<Location>,
}

/// The part of the version that a release has to raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// Returns the name that Semantic Versioning gives it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// All that differs between two clients.
#[derive(Debug)]
pub(crate) struct Comparison {
    /// Breaking ones first, otherwise in the order of the client.
    pub(super) changes: Vec<Change>,
    /// Parts of which nothing but the documentation changed.
    pub(super) documentation: usize,
    /// The version of the old client.
    pub(super) version: String,
}

impl Comparison {
    pub(super) fn new(found: Found, version: &str) -> Self {
        let mut changes = found.changes;
        changes.sort_by_key(|change| change.effect);
        Self {
            changes,
            documentation: found.documentation,
            version: version.to_owned(),
        }
    }

    /// Returns how many changes have this effect.
    pub fn count(&self, effect: Effect) -> usize {
        self.changes.iter().filter(|change| change.effect == effect).count()
    }

    /// Tells what a release of the new client is to the users of the old one.
    pub fn bump(&self) -> Bump {
        match self.changes.first().map(|change| change.effect) {
            Some(Effect::Breaking) => Bump::Major,
            Some(Effect::Compatible) => Bump::Minor,
            Some(Effect::Behavior) => Bump::Patch,
            None if self.documentation > 0 => Bump::Patch,
            None => Bump::None,
        }
    }

    /// Returns the version of the release: cargo takes the first number that is
    /// not zero for the major one. `None` where there is nothing to release, or
    /// the old version is none, or one before a release.
    pub fn next_version(&self) -> Option<String> {
        let numbers: Vec<u64> = self.version.split('.').map_while(|part| part.parse().ok()).collect();
        let [major, minor, patch] = numbers.as_slice() else {
            return None;
        };
        let (major, minor, patch) = match (self.bump(), *major, *minor) {
            (Bump::None, ..) => return None,
            (Bump::Major, 0, 0) => (0, 0, patch + 1),
            (Bump::Major, 0, minor) => (0, minor + 1, 0),
            (Bump::Major, major, _) => (major + 1, 0, 0),
            (Bump::Minor, major @ 1.., minor) => (major, minor + 1, 0),
            (Bump::Minor | Bump::Patch, major, minor) => (major, minor, patch + 1),
        };
        Some(format!("{major}.{minor}.{patch}"))
    }
}
