//! Claims the name and the module of every type.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeDef};
use crate::name::{Role, Scope, Words};
use crate::rust::model::{Ident, ItemPath, ModulePath};
use crate::rust::plan::DocumentModules;

/// Returns the path of every type, by index.
///
/// A type of several documents stands in `types`, one of a single document in
/// that document's own module, where the shared ones are visible too. So a name
/// is claimed among all types that any document shows together with it.
/// Components go first: an inline schema never takes a name from one.
pub(super) fn claim(
    api: &Api,
    config: &Config,
    modules: &[DocumentModules],
    diagnostics: &mut Diagnostics,
) -> Vec<ItemPath> {
    let shared: ModulePath = vec![Ident("types".to_owned())];
    let mut scopes = vec![Scope::default(); modules.len() + 1];
    let mut paths = vec![None; api.types.len()];
    let mut renamed = BTreeSet::new();

    for inline in [false, true] {
        for (index, def) in api.types.iter().enumerate().filter(|(_, def)| def.inline == inline) {
            let words = chosen_words(def, config, &mut renamed);
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
            paths[index] = Some(ItemPath { module, ident });
        }
    }

    for name in config
        .types
        .rename
        .keys()
        .filter(|name| !renamed.contains(name.as_str()))
    {
        diagnostics
            .warning_without_place("unused-rename", format!("no type is called `{name}`"))
            .help("remove it from `[types.rename]`");
    }
    paths
        .into_iter()
        .map(|path| path.expect("invariant: every type is inline or not"))
        .collect()
}

/// Returns the words of the name that the configuration chooses, or else the document's.
fn chosen_words(def: &TypeDef, config: &Config, renamed: &mut BTreeSet<String>) -> Words {
    let own = Scope::default().claim(&def.name, Role::Type);
    match config.types.rename.get(&own) {
        Some(name) => {
            renamed.insert(own);
            Words::new(name)
        }
        None => def.name.clone(),
    }
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
