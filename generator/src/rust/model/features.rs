//! The cargo features of the crate, and what is there with which of them.

use std::collections::BTreeSet;

/// The features of the crate.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Features {
    /// What users of the client switch on, in order.
    pub switches: Vec<Feature>,
    /// One for each group of operations, in order of name; none where all
    /// operations are always there.
    pub groups: Vec<String>,
    /// Those of the groups that are on where nobody says otherwise.
    pub default: Vec<String>,
}

impl Features {
    /// Tells whether all of the crate is always there.
    pub fn is_empty(&self) -> bool {
        self.switches.is_empty() && self.groups.is_empty()
    }
}

/// A part of the client that is compiled where a user of it wants it: a cargo
/// feature of a crate. A client in one file has it always, but for the mock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Feature {
    Blocking,
    /// A stand-in for the server, for the tests of users.
    Mock,
    Tower,
    Tracing,
}

impl Feature {
    /// Every feature, in order of name.
    pub const ALL: [Self; 4] = [Self::Blocking, Self::Mock, Self::Tower, Self::Tracing];

    /// Returns its name for cargo.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Mock => "mock",
            Self::Tower => "tower",
            Self::Tracing => "tracing",
        }
    }

    /// Returns what it is for, in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Blocking => "Calls that wait on the thread that makes them.",
            Self::Mock => "The server's part in the tests of those who use the client.",
            Self::Tower => "A `tower` service as transport.",
            Self::Tracing => "Spans of `tracing` around requests.",
        }
    }
}

/// The features of which any brings a part of the crate; empty where it is always there.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Gate {
    features: BTreeSet<String>,
    /// Whether the tests of the crate have it too.
    in_tests: bool,
}

/// A part that more features than this need is always there: such parts are few,
/// and no reader wants to see where all of them are used.
const MAX: usize = 3;

impl Gate {
    /// Makes the gate of what is there with any of `features`.
    pub fn any(features: impl IntoIterator<Item = String>) -> Self {
        let features: BTreeSet<String> = features.into_iter().collect();
        match features.len() <= MAX {
            true => Self {
                features,
                in_tests: false,
            },
            false => Self::default(),
        }
    }

    /// Makes the gate of what is there with `feature`, and in tests.
    pub fn in_tests(feature: &str) -> Self {
        Self {
            features: BTreeSet::from([feature.to_owned()]),
            in_tests: true,
        }
    }

    /// Makes the gate of what any of several parts needs. What they share needs
    /// no less than one of them, so that it is there whenever one of them is.
    pub fn union<'a>(gates: impl IntoIterator<Item = &'a Gate>) -> Self {
        let mut features = BTreeSet::new();
        for gate in gates {
            if gate.features.is_empty() {
                return Self::default();
            }
            features.extend(gate.features.iter().cloned());
        }
        Self::any(features)
    }

    /// Lists the features, in order of name.
    pub fn features(&self) -> impl Iterator<Item = &str> {
        self.features.iter().map(String::as_str)
    }

    /// Tells whether the tests of the crate have the part too.
    pub fn is_in_tests(&self) -> bool {
        self.in_tests
    }
}
