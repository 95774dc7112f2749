//! Turns the path of a type of the user's into a type of the model.

use crate::config::{PathRoot, TypePath};
use crate::rust::model::{Foreign, ForeignRoot, Ident, RustType};

/// Returns the type that `path` stands for.
pub(super) fn rust_type(path: &TypePath) -> RustType {
    let mut arguments: Vec<RustType> = path.arguments.iter().map(rust_type).collect();
    let root = match path.root {
        PathRoot::Prelude => return prelude(&path.segments[0], arguments.pop()),
        PathRoot::Crates => ForeignRoot::Crates,
        PathRoot::Crate => ForeignRoot::Crate,
        PathRoot::Output(ups) => ForeignRoot::Output(ups),
    };
    RustType::Foreign(Foreign {
        root,
        segments: path.segments.iter().map(|segment| Ident(segment.clone())).collect(),
        arguments,
    })
}

/// Returns what is in scope everywhere. It is written by its whole path, since
/// a schema may be called like it.
fn prelude(name: &str, argument: Option<RustType>) -> RustType {
    match (name, argument) {
        ("String", _) => RustType::String,
        ("bool", _) => RustType::Bool,
        ("i32", _) => RustType::I32,
        ("i64", _) => RustType::I64,
        ("f32", _) => RustType::F32,
        ("f64", _) => RustType::F64,
        ("Vec", Some(item)) => RustType::Vec(Box::new(item)),
        ("Option", Some(inner)) => RustType::Option(Box::new(inner)),
        ("Box", Some(inner)) => RustType::Boxed(Box::new(inner)),
        (name, _) => RustType::Foreign(Foreign {
            root: ForeignRoot::Crates,
            segments: ["core", "primitive", name].map(|name| Ident(name.to_owned())).to_vec(),
            arguments: Vec::new(),
        }),
    }
}
