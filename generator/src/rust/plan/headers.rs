//! Plans the declared headers of responses: a struct for each set of them, in
//! the module `headers`, shared by all responses that have the same.
//!
//! Names are claimed in the order of the documents, so that an operation more
//! changes no name that is there already.

use std::collections::BTreeSet;

use super::features::FeaturePlan;
use super::method::value_style;
use super::types::prose;
use super::{PlanCx, output};
use crate::ir::{self, Header, Response, TypeRef};
use crate::name::{Role, Scope, Words};
use crate::rust::doc;
use crate::rust::model::{Gate, HeaderField, HeaderStruct, Ident, RustType};

/// The sets that were found so far.
#[derive(Debug, Default)]
pub(super) struct HeadersPlan {
    structs: Vec<HeaderStruct>,
    /// The groups whose responses declare each of them.
    groups: Vec<BTreeSet<Words>>,
    names: Scope,
}

/// A header of several responses.
struct Merged<'a> {
    header: &'a Header,
    /// Whether each of the responses must have it.
    required: bool,
    /// `None` where the responses do not agree.
    ty: Option<&'a TypeRef>,
}

impl HeadersPlan {
    /// Plans the headers of the successes of `operation`: one that not all of
    /// them have is optional.
    pub fn of_successes(&mut self, cx: &mut PlanCx<'_>, operation: &ir::Operation) -> Option<Ident> {
        let successes: Vec<_> = output::successes(operation).collect();
        self.plan(cx, operation, &successes, None)
    }

    /// Plans the headers of one error response of `operation`.
    pub fn of_error(&mut self, cx: &mut PlanCx<'_>, operation: &ir::Operation, error: &Response) -> Option<Ident> {
        self.plan(cx, operation, &[error], Some(&Words::new("error")))
    }

    /// Returns the headers of the struct `ident`.
    pub fn fields(&self, ident: &Ident) -> &[HeaderField] {
        let known = self.structs.iter().find(|known| known.ident == *ident);
        known.map_or(&[], |known| &known.fields)
    }

    /// Returns every struct.
    pub fn finish(self, features: &FeaturePlan) -> Vec<HeaderStruct> {
        let structs = self.structs.into_iter().zip(&self.groups);
        structs
            .map(|(item, groups)| HeaderStruct {
                gate: features.gate(groups),
                ..item
            })
            .collect()
    }

    fn plan(
        &mut self,
        cx: &mut PlanCx<'_>,
        operation: &ir::Operation,
        responses: &[&Response],
        which: Option<&Words>,
    ) -> Option<Ident> {
        let merged = merge(responses);
        if merged.is_empty() {
            return None;
        }
        let mut names = Scope::with_reserved(["self"]);
        let fields: Vec<_> = merged
            .iter()
            .map(|merged| field(cx, operation, merged, &mut names))
            .collect();
        if let Some(index) = self.structs.iter().position(|known| known.fields == fields) {
            self.groups[index].insert(operation.group.clone());
            return Some(self.structs[index].ident.clone());
        }
        let plain = match merged.as_slice() {
            [one] => Some(&one.header.name),
            // Most APIs have one set for all their errors.
            _ => which,
        };
        let headers = Words::new("headers");
        let plain = plain.map(|plain| Words::join([plain, &headers]));
        let owner = [&operation.full_name].into_iter().chain(which);
        let longer = Words::join(owner.chain([&headers]));
        let names: Vec<Words> = plain.into_iter().chain([longer]).collect();
        let ident = Ident(self.names.claim_first(&names, Role::Type));
        let listed: Vec<_> = fields.iter().map(|field| doc::code(&field.wire_name)).collect();
        self.structs.push(HeaderStruct {
            ident: ident.clone(),
            docs: format!("Declared headers of responses: {}.", listed.join(", ")),
            // Known when all operations are.
            gate: Gate::default(),
            fields,
        });
        self.groups.push(BTreeSet::from([operation.group.clone()]));
        Some(ident)
    }
}

/// Puts the headers of all responses together, by their names without case.
fn merge<'a>(responses: &[&'a Response]) -> Vec<Merged<'a>> {
    let mut merged: Vec<Merged<'a>> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    for header in responses.iter().flat_map(|response| &response.headers) {
        // Its lines are no list (RFC 9110 section 5.3).
        if header.wire_name.eq_ignore_ascii_case("set-cookie") {
            continue;
        }
        let same = |known: &Merged<'_>| known.header.wire_name.eq_ignore_ascii_case(&header.wire_name);
        if let Some(index) = merged.iter().position(same) {
            let known = &mut merged[index];
            let style = (known.header.style, known.header.explode);
            known.ty = known
                .ty
                .filter(|ty| **ty == header.ty && style == (header.style, header.explode));
            known.required &= header.required;
            counts[index] += 1;
            continue;
        }
        counts.push(1);
        merged.push(Merged {
            header,
            required: header.required,
            ty: Some(&header.ty),
        });
    }
    for (merged, count) in merged.iter_mut().zip(counts) {
        merged.required &= count == responses.len();
    }
    merged
}

fn field(cx: &mut PlanCx<'_>, operation: &ir::Operation, merged: &Merged<'_>, names: &mut Scope) -> HeaderField {
    let Merged { header, required, ty } = merged;
    let wire_name = &header.wire_name;
    if ty.is_none() {
        let message = format!("the responses do not agree on the type of the header `{wire_name}`; it is a string");
        cx.diagnostics.note("untyped-headers", &operation.origin, message);
    }
    let ty = match ty {
        None | Some(TypeRef::Any(_)) => RustType::String,
        Some(ty) => cx.types.json_type(ty),
    };
    let ty = match (cx.resolve(ty.clone()), required) {
        (RustType::Option(inner), false) => *inner,
        _ => ty,
    };
    let docs = match prose(&header.docs) {
        docs if docs.is_empty() => format!("The header {}.", doc::code(wire_name)),
        docs => docs,
    };
    HeaderField {
        ident: Ident(names.claim(&header.name, Role::Field)),
        wire_name: wire_name.clone(),
        docs,
        deprecated: header.docs.deprecated,
        ty,
        required: *required,
        style: value_style(header.style, header.explode),
    }
}
