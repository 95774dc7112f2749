//! [`Patch`]: the three states of a property that may be absent, null or a value.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// A property that can be left out, be `null`, or hold a value. In an update,
/// left out means unchanged and `null` means removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The property is left out.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has this value.
    Set(T),
}

impl<T> Patch<T> {
    /// Tells whether the property is left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Tells whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Borrows the value.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Set(value) => Patch::Set(value),
        }
    }

    /// Returns the value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Applies `change` to the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Set(value) => Patch::Set(change(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// `None` is `null`; what is to be left out is [`Patch::Absent`].
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Set)
    }
}

/// An absent property is skipped by the object around it; written alone it is `null`.
impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => serializer.serialize_some(value),
            Self::Absent | Self::Null => serializer.serialize_none(),
        }
    }
}

/// What is present is either `null` or a value; the object around it knows of absence.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::Patch;

    #[test]
    fn null_and_values_are_read_and_written() {
        let read = |text: &str| serde_json::from_str::<Patch<u8>>(text).unwrap();
        assert_eq!(read("null"), Patch::Null);
        assert_eq!(read("7"), Patch::Set(7));
        assert_eq!(serde_json::to_string(&Patch::Set(7)).unwrap(), "7");
        assert_eq!(serde_json::to_string(&Patch::<u8>::Null).unwrap(), "null");
    }

    #[test]
    fn converts_from_values_and_options() {
        assert_eq!(Patch::from("a"), Patch::Set("a"));
        assert_eq!(Patch::<u8>::from(None), Patch::Null);
        assert_eq!(Patch::Set(1).map(|value| value + 1).into_option(), Some(2));
        assert!(Patch::<u8>::default().is_absent());
    }
}
