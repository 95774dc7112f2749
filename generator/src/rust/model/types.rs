//! Type definitions of the output, and the ways to refer to a type.

use std::fmt;

use serde_json::Value;

use super::{Gate, Ident, ItemPath, ModulePath};

/// A module of type definitions.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeModule {
    /// Where its types are visible: `[types]` or `[client, types]`.
    pub path: ModulePath,
    pub docs: String,
    /// Types of other modules that are visible here too, in order of name.
    pub reexports: Vec<Reexport>,
    /// The files in which the definitions stand, in order of name.
    pub files: Vec<TypeFile>,
}

/// A type that is visible in another module too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reexport {
    pub path: ItemPath,
    pub gate: Gate,
}

/// A private module that holds definitions; its parent re-exports all of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeFile {
    pub ident: Ident,
    pub docs: String,
    pub gate: Gate,
    pub items: Vec<Item>,
}

/// A type definition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Item {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Alias),
}

/// The directions in which a type travels, and so the traits that it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Directions {
    /// In requests: `Serialize`.
    pub request: bool,
    /// In responses and webhooks: `Deserialize`.
    pub response: bool,
}

/// A struct with its fields.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Struct {
    pub path: ItemPath,
    pub docs: String,
    pub deprecated: bool,
    pub directions: Directions,
    pub fields: Vec<Field>,
    /// Further properties, in a field of this name.
    pub additional: Option<(Ident, RustType)>,
    /// Properties that are always written with one value and have no field.
    pub constants: Vec<(String, Value)>,
    /// Whether it is sent as the parts of a multipart body.
    pub multipart: bool,
    /// Whether every field has a default, so that `Default` is derived.
    pub default: bool,
    /// Whether the struct has `new` with its required fields as arguments
    /// (request types that have required fields).
    pub constructor: bool,
    /// What is derived beside the rest.
    pub derives: Vec<Derive>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub ident: Ident,
    pub wire_name: String,
    pub docs: String,
    pub deprecated: bool,
    /// The whole type of the field, `Option` or `Patch` included.
    pub ty: RustType,
    pub presence: Presence,
    /// Whether it holds files, which are parts of a multipart body as they are.
    pub is_file: bool,
}

/// How the absence and nullness of a property are written and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// `T`: always written; missing or null is a decode error.
    Required,
    /// `Option<T>`: always written, as `null` where `None`; read leniently.
    Nullable,
    /// `Option<T>`: left out where `None`; missing and null are read as `None`.
    Optional,
    /// `Patch<T>`: absent, null or a value, in both directions.
    Patch,
}

/// An open enumeration: the known values, and `Unknown` with what was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Enum {
    pub path: ItemPath,
    pub docs: String,
    pub directions: Directions,
    pub repr: EnumRepr,
    pub variants: Vec<EnumVariant>,
    /// The name of the catch-all variant.
    pub unknown: Ident,
    /// What is derived beside the rest.
    pub derives: Vec<Derive>,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumRepr {
    String,
    Integer,
}

/// A known value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumVariant {
    pub ident: Ident,
    pub value: Value,
    pub docs: String,
}

/// One of several types, with a catch-all that keeps the JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Union {
    pub path: ItemPath,
    pub docs: String,
    pub directions: Directions,
    pub tag: Option<UnionTag>,
    pub variants: Vec<UnionVariant>,
    /// The name of the catch-all variant.
    pub unknown: Ident,
    /// What is derived beside the rest.
    pub derives: Vec<Derive>,
}

/// The property that tells the arms of a union apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnionTag {
    pub wire_name: String,
    /// The method that returns the tag's value, named after the property.
    pub method: Ident,
}

/// An arm of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnionVariant {
    pub ident: Ident,
    pub docs: String,
    pub ty: RustType,
    /// Values of the tag; empty where the union is untagged.
    pub tags: Vec<String>,
    /// Whether the payload does not write the tag itself, so that the union adds it.
    pub insert_tag: bool,
    /// Whether the type alone tells the arm, so that it converts into the union.
    pub converts: bool,
    /// What else must hold for an arm of an untagged union: a struct would pass
    /// over its constants, and the catch-all of a union would take what the next
    /// arm knows.
    pub guard: Option<UnionGuard>,
}

/// When what fits an arm of a union is taken as that arm.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum UnionGuard {
    /// When these properties have these values.
    Holds(Vec<(String, Value)>),
    /// When the property that tells its arms apart is there: the tag's method.
    HasTag(Ident),
    /// When it is a known arm: the union and its catch-all.
    IsKnown(ItemPath, Ident),
}

/// Another name for a type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alias {
    pub path: ItemPath,
    pub docs: String,
    pub ty: RustType,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RustType {
    /// `()`: no body.
    Unit,
    String,
    Bool,
    I32,
    I64,
    F32,
    F64,
    /// `uuid::Uuid`.
    Uuid,
    /// `jiff::Timestamp`.
    DateTime,
    /// `jiff::civil::Date`.
    Date,
    /// `bytes::Bytes`.
    Bytes,
    /// `support::Body`: what is sent in place of bytes.
    Body,
    /// `support::Part`.
    Part,
    /// `support::Form`.
    Form,
    /// `serde_json::Value`.
    Json,
    Vec(Box<RustType>),
    /// `BTreeMap<String, T>`.
    Map(Box<RustType>),
    Tuple(Vec<RustType>),
    Option(Box<RustType>),
    /// `support::Patch<T>`.
    Patch(Box<RustType>),
    /// `Box<T>`, where a cycle needs it.
    Boxed(Box<RustType>),
    /// A type of this output.
    Path(ItemPath),
    /// A type of the user's, with serde's traits.
    Foreign(Foreign),
}

/// The path of a type that is not of this output.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Foreign {
    pub root: ForeignRoot,
    pub segments: Vec<Ident>,
    /// The generic arguments of the last segment.
    pub arguments: Vec<RustType>,
}

/// The path alone, without its arguments.
impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.root {
            ForeignRoot::Crates => {}
            ForeignRoot::Crate => f.write_str("crate::")?,
            ForeignRoot::Output(0) => f.write_str("self::")?,
            ForeignRoot::Output(ups) => f.write_str(&"super::".repeat(ups))?,
        }
        f.write_str(&joined(&self.segments))
    }
}

fn joined(segments: &[Ident]) -> String {
    let segments: Vec<&str> = segments.iter().map(|ident| ident.0.as_str()).collect();
    segments.join("::")
}

/// Where the path of a foreign type begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForeignRoot {
    /// `::`: another crate.
    Crates,
    /// `crate`: the crate that the output is compiled in.
    Crate,
    /// So many modules above the root of the output.
    Output(usize),
}

/// A macro that derives something: a name of the standard library, or a path
/// that begins with a crate or with `crate`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Derive(pub Vec<Ident>);

impl Derive {
    /// Tells whether it is the standard library's `name`.
    pub fn is(&self, name: &str) -> bool {
        matches!(self.0.as_slice(), [ident] if ident.0 == name)
    }
}

impl fmt::Display for Derive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&joined(&self.0))
    }
}

impl Item {
    /// Returns where the type is visible.
    pub fn path(&self) -> &ItemPath {
        match self {
            Self::Struct(item) => &item.path,
            Self::Enum(item) => &item.path,
            Self::Union(item) => &item.path,
            Self::Alias(item) => &item.path,
        }
    }

    /// Has both of serde's traits implemented, whatever the API needs.
    pub fn travel_both_ways(&mut self) {
        let directions = match self {
            Self::Struct(item) => &mut item.directions,
            Self::Enum(item) => &mut item.directions,
            Self::Union(item) => &mut item.directions,
            Self::Alias(_) => return,
        };
        *directions = Directions {
            request: true,
            response: true,
        };
    }

    /// Returns the type's name.
    pub fn ident(&self) -> &Ident {
        &self.path().ident
    }
}
