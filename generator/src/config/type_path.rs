//! Turns the text of a Rust type, such as `chrono::DateTime<chrono::Utc>`, into
//! its parts, or into what is wrong with it.

use serde::Deserialize;

/// A type that stands in the place of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct TypePath {
    pub(crate) root: PathRoot,
    pub(crate) segments: Vec<String>,
    /// The generic arguments of the last segment.
    pub(crate) arguments: Vec<TypePath>,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PathRoot {
    /// A name that is in scope everywhere: `u64`, `String`, `Vec`.
    Prelude,
    /// Another crate.
    Crates,
    /// `crate::`: the crate that the output is compiled in.
    Crate,
    /// So many modules above the root of the output: `self::` is 0, `super::` is 1.
    Output(usize),
}

/// A macro that derives something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct DerivePath(pub(crate) Vec<String>);

/// What can be written without a path, beside `Vec`, `Option` and `Box`.
const PRIMITIVES: [&str; 16] = [
    "String", "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

/// Types of the prelude with one argument.
const WRAPPERS: [&str; 3] = ["Vec", "Option", "Box"];

/// What the standard library derives and a type of a client may have.
const STANDARD_DERIVES: [&str; 7] = ["Clone", "Debug", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

impl TryFrom<String> for TypePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parsed: syn::Type = syn::parse_str(&text)
            .map_err(|_| format!("`{text}` is not the path of a type; write it as in `my_crate::Id`"))?;
        read(&parsed).ok_or_else(|| {
            format!("`{text}` does not say where the type is; write its whole path, as in `my_crate::Id` or `crate::ids::Id`")
        })
    }
}

impl TryFrom<String> for DerivePath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let path: syn::Path = syn::parse_str(&text)
            .map_err(|_| format!("`{text}` is not the path of a derive; write it as in `schemars::JsonSchema`"))?;
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let is_plain = path.segments.iter().all(|segment| segment.arguments.is_none());
        match segments.as_slice() {
            [first, ..] if first == "serde" => Err(format!(
                "`{text}` is there where the API needs it; `directions = \"both\"` has it everywhere"
            )),
            [name] if !STANDARD_DERIVES.contains(&name.as_str()) => Err(format!(
                "`{text}` is none of `Eq`, `Hash`, `Ord` and `PartialOrd`; write the path of another derive, as in `schemars::JsonSchema`"
            )),
            [first, _, ..] if ["super", "self"].contains(&first.as_str()) => Err(format!(
                "`{text}` depends on the module; begin with a crate, or with `crate`"
            )),
            _ if is_plain => Ok(Self(segments)),
            _ => Err(format!("`{text}` has arguments, which no derive takes")),
        }
    }
}

/// Reads a type; `None` for one that is not written by its whole path, or that
/// is no path at all.
fn read(ty: &syn::Type) -> Option<TypePath> {
    let syn::Type::Path(syn::TypePath { qself: None, path, .. }) = ty else {
        return None;
    };
    let mut front = path.segments.iter();
    let last = front.next_back()?;
    if front.any(|segment| !segment.arguments.is_none()) {
        return None;
    }
    let arguments = match &last.arguments {
        syn::PathArguments::None => Vec::new(),
        syn::PathArguments::AngleBracketed(list) => {
            let arguments = list.args.iter().map(|argument| match argument {
                syn::GenericArgument::Type(ty) => read(ty),
                _ => None,
            });
            arguments.collect::<Option<_>>()?
        }
        syn::PathArguments::Parenthesized(_) => return None,
    };
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let supers = names.iter().take_while(|name| *name == "super").count();
    let (root, skipped) = match names[0].as_str() {
        _ if path.leading_colon.is_some() => (PathRoot::Crates, 0),
        "crate" => (PathRoot::Crate, 1),
        "self" => (PathRoot::Output(0), 1),
        "super" => (PathRoot::Output(supers), supers),
        name if names.len() == 1 => {
            let known = match arguments.len() {
                0 => PRIMITIVES.contains(&name),
                1 => WRAPPERS.contains(&name),
                _ => false,
            };
            (known.then_some(PathRoot::Prelude)?, 0)
        }
        _ => (PathRoot::Crates, 0),
    };
    let segments = names[skipped..].to_vec();
    (!segments.is_empty()).then_some(TypePath {
        root,
        segments,
        arguments,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<TypePath, String> {
        TypePath::try_from(text.to_owned())
    }

    #[test]
    fn whole_paths_are_read() {
        for (text, root, segments) in [
            ("uuid::Uuid", PathRoot::Crates, "uuid Uuid"),
            ("::uuid::Uuid", PathRoot::Crates, "uuid Uuid"),
            ("crate::ids::UserId", PathRoot::Crate, "ids UserId"),
            ("super::super::Id", PathRoot::Output(2), "Id"),
            ("self::Id", PathRoot::Output(0), "Id"),
            ("u64", PathRoot::Prelude, "u64"),
        ] {
            let path = read(text).unwrap();
            assert_eq!(
                (path.root, path.segments.join(" ")),
                (root, segments.to_owned()),
                "{text}"
            );
        }
        let path = read("chrono::DateTime<chrono::Utc>").unwrap();
        assert_eq!(path.arguments, [read("chrono::Utc").unwrap()]);
    }

    #[test]
    fn what_is_no_whole_path_is_refused() {
        for text in [
            "Id", "[u8; 16]", "&str", "a::B<'a>", "a<u8>::B", "Vec", "super", "a b", "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        for text in ["Copy", "serde::Serialize", "super::Derive", "a::B<C>", "a b"] {
            assert!(DerivePath::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
