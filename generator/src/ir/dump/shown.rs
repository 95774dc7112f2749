//! The parts of a dump as text: uses of types, values and prose. Each begins
//! with what separates it from the text before it, and is empty where it has
//! nothing to say.

use std::fmt::{self, Display};

use serde_json::Value;

use super::super::{Api, Constraints, Docs, List, Pagination, Paging, Scalar, ScalarKind, ServerVariable, TypeRef};
use crate::name::Words;

/// Shows a variable in the URL of a server.
pub(super) fn server_variable(variable: &ServerVariable) -> String {
    let ServerVariable {
        name,
        values,
        default,
        description: _,
    } = variable;
    match values.as_slice() {
        [] => format!("variable {name}, default {default:?}"),
        values => format!("variable {name} = {values:?}, default {default:?}"),
    }
}

/// Shows how a list is followed.
pub(super) fn pagination(pagination: &Pagination) -> String {
    let items = pagination.items.join("/");
    let by = match &pagination.paging {
        Paging::Cursor { parameter, next } => format!("{parameter} = /{}", next.join("/")),
        Paging::LastItem { parameter, last } => format!("{parameter} = /{} of the last item", last.join("/")),
        Paging::Page { parameter, first } => format!("{parameter} from {first}"),
        Paging::Offset { parameter } => format!("{parameter}, counting items"),
        Paging::Url { next } => format!("the URL /{}", next.join("/")),
        Paging::Link => "links".to_owned(),
    };
    let more = pagination
        .more
        .as_ref()
        .map(|more| format!(" while /{}", more.join("/")));
    format!("pages of /{items} by {by}{}", more.unwrap_or_default())
}

/// A use of a type.
pub(super) struct Shown<'a>(pub &'a Api, pub &'a TypeRef);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(api, ty) = self;
        match ty {
            TypeRef::Named(id) => f.write_str(&api.ty(*id).name.pascal()),
            TypeRef::Scalar(scalar) => write_scalar(scalar, f),
            TypeRef::List(list) => write_list(api, list, f),
            TypeRef::Map(value) => write!(f, "{{{}}}", Shown(api, value)),
            TypeRef::Tuple(items) => {
                f.write_str("(")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{}", Shown(api, item))?;
                }
                f.write_str(")")
            }
            TypeRef::Nullable(inner) => write!(f, "{} | null", Shown(api, inner)),
            TypeRef::Any(reason) => write!(f, "any ({})", reason.as_str()),
        }
    }
}

fn write_scalar(scalar: &Scalar, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let kind = match scalar.kind {
        ScalarKind::String => "string",
        ScalarKind::Uuid => "uuid",
        ScalarKind::DateTime => "date-time",
        ScalarKind::Date => "date",
        ScalarKind::Binary => "binary",
        ScalarKind::Boolean => "boolean",
        ScalarKind::Integer => "integer",
        ScalarKind::Integer32 => "int32",
        ScalarKind::Number => "number",
        ScalarKind::Number32 => "float",
    };
    f.write_str(kind)?;
    if let Some(format) = scalar.format.as_deref().filter(|format| *format != kind) {
        write!(f, "<{format}>")?;
    }
    write_constraints(&scalar.constraints, f)?;
    let values = Values {
        constant: None,
        default: scalar.default.as_ref(),
        examples: &scalar.examples,
    };
    write!(f, "{values}")
}

fn write_constraints(constraints: &Constraints, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let numbers = [
        (">=", &constraints.minimum),
        ("<=", &constraints.maximum),
        (">", &constraints.exclusive_minimum),
        ("<", &constraints.exclusive_maximum),
        ("multiple of", &constraints.multiple_of),
    ];
    for (sign, number) in numbers {
        write!(
            f,
            "{}",
            maybe(number.as_ref().map(|number| format!(" {sign} {number}")))
        )?;
    }
    let lengths = [
        ("length >=", constraints.min_length),
        ("length <=", constraints.max_length),
    ];
    for (sign, length) in lengths {
        write!(f, "{}", maybe(length.map(|length| format!(" {sign} {length}"))))?;
    }
    let pattern = constraints.pattern.as_ref();
    write!(f, "{}", maybe(pattern.map(|pattern| format!(" like {pattern:?}"))))
}

fn write_list(api: &Api, list: &List, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let unique = if list.unique { "unique " } else { "" };
    write!(f, "[{unique}{}", Shown(api, &list.item))?;
    match (list.min_items, list.max_items) {
        (None, None) => f.write_str("]"),
        (least, most) => write!(
            f,
            "; {}..{}]",
            least.unwrap_or_default(),
            maybe(most.map(|most| format!("={most}")))
        ),
    }
}

/// What a document says of values: the only one, the one that holds where none
/// is given, and examples.
pub(super) struct Values<'a> {
    pub constant: Option<&'a Value>,
    pub default: Option<&'a Value>,
    pub examples: &'a [Value],
}

impl<'a> Values<'a> {
    pub fn examples(examples: &'a [Value]) -> Self {
        Self {
            constant: None,
            default: None,
            examples,
        }
    }
}

impl Display for Values<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(constant) = self.constant {
            write!(f, " = {constant}")?;
        }
        if let Some(default) = self.default {
            write!(f, " default {default}")?;
        }
        for example in self.examples {
            write!(f, " such as {example}")?;
        }
        Ok(())
    }
}

/// The words of a name, where they are not the wire name itself. A name without
/// words gets one when names are claimed.
pub(super) struct Renamed<'a>(pub &'a Words, pub &'a str);

impl Display for Renamed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(words, wire_name) = self;
        if words.is_empty() {
            f.write_str(" (unnamed)")
        } else if words.snake() == *wire_name {
            Ok(())
        } else {
            write!(f, " as {words}")
        }
    }
}

/// Summary, description and whether it is deprecated, on one line.
pub(super) struct Prose<'a>(pub &'a Docs);

impl Display for Prose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Docs {
            summary,
            description,
            deprecated,
        } = self.0;
        if *deprecated {
            f.write_str(" deprecated")?;
        }
        for text in [summary, description].into_iter().flatten() {
            write!(f, "{}", Quoted(text))?;
        }
        Ok(())
    }
}

/// Text of a document between quotes, on one line.
pub(super) struct Quoted<'a>(pub &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:?}", self.0)
    }
}

/// What there is, or nothing.
pub(super) fn maybe(value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
