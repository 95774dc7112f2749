//! The keywords of every kind of object, as data.

mod document;
mod operation;
mod schema;
mod security;

pub(super) use self::document::*;
pub(super) use self::operation::*;
pub(super) use self::schema::*;
pub(super) use self::security::*;

use super::{Fate, Keyword, Shape, Versions};

/// The versions that begin with one of them.
const ALL: Versions = Versions::ALL;
const V30: Versions = Versions::SINCE_30;
const V31: Versions = Versions::SINCE_31;
const V32: Versions = Versions::V32;

const fn used(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Used,
    }
}

const fn carried(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Carried,
    }
}

const fn resolved(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Resolved,
    }
}

const fn silent(versions: Versions, name: &'static str) -> Keyword {
    Keyword {
        name,
        shape: Shape::Any,
        versions,
        fate: Fate::Silent,
    }
}

const fn weighed(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Weighed,
    }
}

/// An object of which nothing has an effect.
const fn reported_object(versions: Versions, name: &'static str, shape: Shape) -> Keyword {
    Keyword {
        name,
        shape,
        versions,
        fate: Fate::Reported,
    }
}

const fn reported(versions: Versions, name: &'static str) -> Keyword {
    Keyword {
        name,
        shape: Shape::Any,
        versions,
        fate: Fate::Reported,
    }
}
