//! Claims the name and the module of every type.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeId};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Ident, ItemPath, ModulePath};
use crate::rust::plan::DocumentModules;
use crate::rust::plan::customize::Custom;

/// Returns the path of every type, by index.
///
/// A type of several documents stands in `types`, one of a single document in
/// that document's own module, where the shared ones are visible too. So a name
/// is claimed among all types that any document shows together with it.
/// Names that the configuration chooses go first, then components: an inline
/// schema never takes a name from one.
pub(super) fn claim(
    api: &Api,
    (config, custom): (&Config, &Custom),
    modules: &[DocumentModules],
    diagnostics: &mut Diagnostics,
) -> Vec<ItemPath> {
    let shared: ModulePath = vec![Ident("types".to_owned())];
    let mut scopes = vec![Scope::default(); modules.len() + 1];
    let mut paths = vec![None; api.types.len()];

    let types = || (0..).map(TypeId).zip(&api.types);
    let chosen = types().filter(|(id, _)| custom.names.contains_key(id));
    let rest =
        |inline| types().filter(move |(id, def)| def.component.is_none() == inline && !custom.names.contains_key(id));
    for (id, def) in chosen.chain(rest(false)).chain(rest(true)) {
        let chosen = custom.names.get(&id);
        let words = chosen.map_or_else(|| def.name.clone(), |chosen| Words::new(&chosen.name));
        let (module, visible) = match def.documents.as_slice() {
            [document] => (modules[*document].types.clone(), vec![*document]),
            // A type that no document uses is kept away from everyone's names.
            [] => (shared.clone(), (0..scopes.len()).collect()),
            documents => {
                let mut visible = documents.to_vec();
                visible.push(modules.len());
                (shared.clone(), visible)
            }
        };
        let ident = Ident(claim_in_all(&mut scopes, &visible, &words));
        if let Some(chosen) = chosen {
            chosen.check(&ident.0, Role::Type, config, diagnostics);
        }
        paths[id.0 as usize] = Some(ItemPath { module, ident });
    }
    paths
        .into_iter()
        .map(|path| path.expect("invariant: every type is inline or not"))
        .collect()
}

/// Claims the same identifier in several scopes, with a number if any of them has it already.
fn claim_in_all(scopes: &mut [Scope], visible: &[usize], words: &Words) -> String {
    let is_free =
        |scopes: &[Scope], words: &Words| visible.iter().all(|scope| scopes[*scope].is_free(words, Role::Type));
    let mut candidate = words.clone();
    let mut number = 2_u32;
    while !is_free(scopes, &candidate) {
        candidate = Words::join([words, &Words::new(&number.to_string())]);
        number += 1;
    }
    let mut ident = String::new();
    for scope in visible {
        ident = scopes[*scope].claim(&candidate, Role::Type);
    }
    ident
}
