//! Schemas as types: named definitions and the ways to refer to one.

use serde_json::Value;

use super::Docs;
use crate::name::Words;
use crate::source::Pointer;

/// Identifies a [`TypeDef`]; an index into [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub u32);

/// A use of a type.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "most uses of a type are scalars")]
pub(crate) enum TypeRef {
    Named(TypeId),
    Scalar(Scalar),
    List(Box<List>),
    /// An object whose keys the document does not know.
    Map(Box<TypeRef>),
    /// `prefixItems` with no further items.
    Tuple(Vec<TypeRef>),
    /// The value or `null`.
    Nullable(Box<TypeRef>),
    /// Any JSON value, `null` among them, and why there is no better type.
    Any(AnyReason),
}

/// Why a value is any JSON: the document says no more, or we could not do better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AnyReason {
    /// There is no schema, or one that says nothing about the type.
    NoType,
    /// `type: object` alone, or `additionalProperties: true`.
    FreeForm,
    /// `type: array` without `items`.
    NoItems,
    /// `type: null` alone.
    OnlyNull,
    /// An `enum` with values of several types.
    MixedEnum,
    /// `type` is none of the types of JSON Schema.
    UnknownType,
    /// Schemas stand too deep in one another.
    TooDeep,
    /// A schema that is defined by nothing but itself.
    Cycle,
    /// A reference that leads nowhere.
    Dangling,
    /// A tuple that no type of the language is long enough for.
    LongTuple,
    /// A construct that the generator does not understand.
    Unsupported,
}

impl AnyReason {
    /// Tells whether the document gives a type all the same, so that it is the
    /// generator that falls short.
    pub fn is_ours(self) -> bool {
        !matches!(self, Self::NoType | Self::FreeForm | Self::NoItems)
    }

    /// Returns the name of the reason in reports, in kebab-case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoType => "no-type",
            Self::FreeForm => "free-form",
            Self::NoItems => "no-items",
            Self::OnlyNull => "only-null",
            Self::MixedEnum => "mixed-enum",
            Self::UnknownType => "unknown-type",
            Self::TooDeep => "too-deep",
            Self::Cycle => "cycle",
            Self::Dangling => "dangling",
            Self::LongTuple => "long-tuple",
            Self::Unsupported => "unsupported",
        }
    }
}

/// An array and its bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct List {
    pub item: TypeRef,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique: bool,
}

/// A string, number or boolean with what restricts it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scalar {
    pub kind: ScalarKind,
    /// `format` as in the document.
    pub format: Option<String>,
    pub constraints: Constraints,
    /// `default` and `examples` of the schema at this use.
    pub default: Option<Value>,
    pub examples: Vec<Value>,
}

/// What a scalar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScalarKind {
    String,
    /// `format: uuid`.
    Uuid,
    /// `format: date-time` (RFC 3339).
    DateTime,
    /// `format: date` (RFC 3339 full-date).
    Date,
    /// `format: binary`: bytes as they are.
    Binary,
    Boolean,
    /// `type: integer`, 64 bits.
    Integer,
    /// `format: int32`.
    Integer32,
    /// `type: number`.
    Number,
    /// `format: float`.
    Number32,
}

/// The validation keywords of a scalar (JSON Schema 2020-12 validation section 6).
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Constraints {
    pub minimum: Option<serde_json::Number>,
    pub maximum: Option<serde_json::Number>,
    pub exclusive_minimum: Option<serde_json::Number>,
    pub exclusive_maximum: Option<serde_json::Number>,
    pub multiple_of: Option<serde_json::Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TypeDef {
    /// The name before claiming: the component's, or what `name` chose for an
    /// inline schema.
    pub name: Words,
    /// The key under `components.schemas`; `None` for an inline schema, whose name was chosen by us.
    pub component: Option<String>,
    pub kind: TypeKind,
    pub docs: Docs,
    /// Values that the document gives for the whole schema.
    pub examples: Vec<Value>,
    /// Indices into [`super::Api::documents`] of the documents that use it, ascending.
    pub documents: Vec<usize>,
    /// Where it stands; for a type of several documents, in the first of them.
    pub origin: Pointer,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum TypeKind {
    Object(Object),
    Enum(Enum),
    Union(Union),
    Alias(TypeRef),
}

/// An object with known properties.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object {
    pub properties: Vec<Property>,
    /// The type of further properties where the document declares one.
    pub additional: Option<TypeRef>,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Property {
    pub wire_name: String,
    pub name: Words,
    /// Nullability is in the type: `TypeRef::Nullable`.
    pub ty: TypeRef,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// The one value that the property can have (`const`, or an `enum` of one).
    pub constant: Option<Value>,
    pub default: Option<Value>,
    pub examples: Vec<Value>,
    pub docs: Docs,
}

/// An enumeration of scalar values. It is open: others may arrive.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Enum {
    pub kind: EnumKind,
    pub variants: Vec<EnumVariant>,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumKind {
    String,
    Integer,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumVariant {
    pub value: Value,
    pub name: Words,
    pub docs: Docs,
}

/// One of several types. It is open: an unknown arm is kept as JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Union {
    pub tagging: Tagging,
    pub variants: Vec<UnionVariant>,
}

/// How the arm of a union is told from the others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tagging {
    /// A property whose value names the arm: a `discriminator`, or a property
    /// that is constant in every arm.
    Property(String),
    /// The first arm that fits, in the order of the variants.
    Untagged,
}

/// An arm of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnionVariant {
    pub name: Words,
    /// The values of the discriminator that mean this arm; empty where untagged.
    pub tags: Vec<String>,
    pub ty: TypeRef,
    pub docs: Docs,
}
