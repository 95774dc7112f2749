//! Finds the directions in which values of each type travel.

use super::{Usage, uses};
use crate::ir::{Api, MediaKind, MediaType, TypeRef};

/// Spreads the directions of parameters, bodies and webhooks to every type in reach.
pub(super) fn usage(api: &Api) -> Vec<Usage> {
    let request = reach(api, request_roots(api));
    let response = reach(api, response_roots(api));
    let usage = request.into_iter().zip(response);
    let mut usage: Vec<Usage> = usage
        .map(|(request, response)| Usage {
            request,
            response,
            parts: false,
        })
        .collect();
    for id in sent_bodies(api).filter_map(|media_type| api.parts(media_type)) {
        usage[id.0 as usize].parts = true;
    }
    usage
}

/// The bodies of requests, in every media type in which they can be sent.
fn sent_bodies(api: &Api) -> impl Iterator<Item = &MediaType> {
    let operations = api.documents.iter().flat_map(|document| &document.operations);
    let bodies = operations.filter_map(|operation| operation.request_body.as_ref());
    bodies.flat_map(|body| &body.content)
}

fn request_roots(api: &Api) -> impl Iterator<Item = &TypeRef> {
    let operations = api.documents.iter().flat_map(|document| &document.operations);
    let of_operations = operations.flat_map(|operation| {
        let bodies = operation.request_body.iter().flat_map(|body| &body.content);
        let bodies = bodies.filter(|media_type| media_type.kind != MediaKind::Multipart);
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(bodies.map(|media_type| &media_type.ty))
    });
    // Each part is written by itself, and the object around them is not.
    let forms = sent_bodies(api).filter_map(|media_type| api.parts(media_type));
    of_operations.chain(forms.flat_map(|id| uses(&api.ty(id).kind)))
}

fn response_roots(api: &Api) -> impl Iterator<Item = &TypeRef> {
    api.documents.iter().flat_map(|document| {
        let responses = document.operations.iter().flat_map(|operation| &operation.responses);
        let of_responses = responses.flat_map(|response| {
            let bodies = response.content.iter().map(|media_type| &media_type.ty);
            bodies.chain(response.headers.iter().map(|header| &header.ty))
        });
        of_responses.chain(document.webhooks.iter().map(|webhook| &webhook.body))
    })
}

fn reach<'a>(api: &'a Api, roots: impl Iterator<Item = &'a TypeRef>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut queue: Vec<&TypeRef> = roots.collect();
    while let Some(ty) = queue.pop() {
        match ty {
            TypeRef::Named(id) => {
                if !std::mem::replace(&mut reached[id.0 as usize], true) {
                    queue.extend(uses(&api.ty(*id).kind));
                }
            }
            TypeRef::List(list) => queue.push(&list.item),
            TypeRef::Map(inner) | TypeRef::Nullable(inner) => queue.push(inner),
            TypeRef::Tuple(items) => queue.extend(items),
            TypeRef::Scalar(_) | TypeRef::Any(_) => {}
        }
    }
    reached
}
