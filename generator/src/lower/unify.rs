//! Merges drafts of the same shape, over all documents, into one type each.
//!
//! Two types have the same shape when their kinds, wire names, presence,
//! constants, tags and values are the same and the types that they refer to
//! have the same shape. Prose, examples, defaults and what restricts scalars do
//! not count, but for formats that the configuration has types for. A component's name is part of its shape.
//!
//! This is partition refinement: all types begin in one class, and classes are
//! split until nothing splits, which handles recursion without a special case.

mod shape;

use std::collections::BTreeMap;

use self::shape::Shape;
use super::context::{Draft, Place, Site};
use crate::config::TypesConfig;
use crate::ir::{self, AnyReason, TypeId, TypeKind, TypeRef};

/// Returns the merged drafts, and makes `documents` refer to them. Drafts that
/// nothing refers to are dropped; components are kept.
pub(super) fn unify(drafts: Vec<Draft>, documents: &mut [ir::Document], config: &TypesConfig) -> Vec<Draft> {
    let shapes: Vec<Shape> = shape::shapes(&drafts, config);
    let reachable = reachable(&drafts, &shapes, documents);
    let classes = refine(&shapes, &reachable);
    let mut first: BTreeMap<usize, TypeId> = BTreeMap::new();
    let mut ids: Vec<Option<TypeId>> = Vec::with_capacity(drafts.len());
    for (class, is_reachable) in classes.iter().zip(&reachable) {
        let next = TypeId(u32::try_from(first.len()).unwrap_or(u32::MAX));
        ids.push(is_reachable.then(|| *first.entry(*class).or_insert(next)));
    }
    let mut merged: Vec<Draft> = Vec::with_capacity(first.len());
    for (mut draft, id) in drafts.into_iter().zip(&ids) {
        let Some(id) = id else { continue };
        draft.sites = draft
            .sites
            .into_iter()
            .filter_map(|site| renumber_site(site, &ids))
            .collect();
        match merged.get_mut(id.0 as usize) {
            Some(known) => merge(known, draft),
            None => {
                each_ref(&mut draft.def.kind, &mut |ty| renumber(ty, &ids));
                merged.push(draft);
            }
        }
    }
    for document in documents {
        each_document_ref(document, &mut |ty| renumber(ty, &ids));
    }
    merged
}

/// Takes over what another draft of the same shape knows.
fn merge(known: &mut Draft, other: Draft) {
    for document in other.def.documents {
        if !known.def.documents.contains(&document) {
            known.def.documents.push(document);
        }
    }
    known.def.documents.sort_unstable();
    known.sites.extend(other.sites);
    if known.title != other.title {
        known.title = None;
    }
    if known.def.docs.description.is_none() {
        known.def.docs.description = other.def.docs.description;
    }
    if known.def.examples.is_empty() {
        known.def.examples = other.def.examples;
    }
}

/// Splits classes until the types of each are alike.
fn refine(shapes: &[Shape], reachable: &[bool]) -> Vec<usize> {
    let mut classes = vec![0; shapes.len()];
    let mut count = 1;
    loop {
        let mut known: BTreeMap<(usize, Vec<usize>), usize> = BTreeMap::new();
        let mut next = Vec::with_capacity(shapes.len());
        for (shape, is_reachable) in shapes.iter().zip(reachable) {
            if !is_reachable {
                next.push(usize::MAX);
                continue;
            }
            let targets = shape.targets.iter().map(|target| classes[target.0 as usize]).collect();
            let number = known.len();
            next.push(*known.entry((shape.text, targets)).or_insert(number));
        }
        classes = next;
        if known.len() <= count {
            return classes;
        }
        count = known.len();
    }
}

fn reachable(drafts: &[Draft], shapes: &[Shape], documents: &mut [ir::Document]) -> Vec<bool> {
    let mut reachable = vec![false; drafts.len()];
    let mut queue: Vec<TypeId> = Vec::new();
    let components = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.def.component.is_some());
    queue.extend(components.map(|(index, _)| TypeId(u32::try_from(index).unwrap_or(u32::MAX))));
    for document in documents {
        each_document_ref(document, &mut |ty| named(ty, &mut queue));
    }
    while let Some(id) = queue.pop() {
        if !std::mem::replace(&mut reachable[id.0 as usize], true) {
            queue.extend(&shapes[id.0 as usize].targets);
        }
    }
    reachable
}

/// Collects the types that `ty` names.
fn named(ty: &TypeRef, found: &mut Vec<TypeId>) {
    match ty {
        TypeRef::Named(id) => found.push(*id),
        TypeRef::List(list) => named(&list.item, found),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => named(inner, found),
        TypeRef::Tuple(items) => items.iter().for_each(|item| named(item, found)),
        TypeRef::Scalar(_) | TypeRef::Any(_) => {}
    }
}

fn renumber(ty: &mut TypeRef, ids: &[Option<TypeId>]) {
    match ty {
        TypeRef::Named(id) => match ids[id.0 as usize] {
            Some(known) => *id = known,
            None => *ty = TypeRef::Any(AnyReason::Dangling),
        },
        TypeRef::List(list) => renumber(&mut list.item, ids),
        TypeRef::Map(inner) | TypeRef::Nullable(inner) => renumber(inner, ids),
        TypeRef::Tuple(items) => items.iter_mut().for_each(|item| renumber(item, ids)),
        TypeRef::Scalar(_) | TypeRef::Any(_) => {}
    }
}

fn renumber_site(site: Site, ids: &[Option<TypeId>]) -> Option<Site> {
    let known = |id: TypeId| ids.get(id.0 as usize).copied().flatten();
    let place = match site.place {
        Place::Property(id, words) => Place::Property(known(id)?, words),
        Place::Arm(id, words) => Place::Arm(known(id)?, words),
        Place::Component(id) => Place::Component(known(id)?),
        place => place,
    };
    Some(Site { place, many: site.many })
}

fn each_ref(kind: &mut TypeKind, visit: &mut impl FnMut(&mut TypeRef)) {
    match kind {
        TypeKind::Object(object) => {
            object
                .properties
                .iter_mut()
                .for_each(|property| visit(&mut property.ty));
            object.additional.iter_mut().for_each(visit);
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.ty)),
        TypeKind::Alias(target) => visit(target),
        TypeKind::Enum(_) => {}
    }
}

fn each_document_ref(document: &mut ir::Document, visit: &mut impl FnMut(&mut TypeRef)) {
    for operation in &mut document.operations {
        operation
            .parameters
            .iter_mut()
            .for_each(|parameter| visit(&mut parameter.ty));
        let bodies = operation.request_body.iter_mut().flat_map(|body| &mut body.content);
        bodies.for_each(|media_type| visit(&mut media_type.ty));
        for response in &mut operation.responses {
            response
                .content
                .iter_mut()
                .for_each(|media_type| visit(&mut media_type.ty));
            response.headers.iter_mut().for_each(|header| visit(&mut header.ty));
        }
    }
    document
        .webhooks
        .iter_mut()
        .for_each(|webhook| visit(&mut webhook.body));
}
