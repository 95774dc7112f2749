//! Which module of the generator may use which, and which crates: the stages
//! run one way, and each knows as little as it can.

use syn::visit::{self, Visit};

use super::File;

/// A module and the modules that it may use besides its own. A path belongs to
/// the longest entry that it begins with.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostic", &["source"]),
    ("did_you_mean", &[]),
    ("parallel", &[]),
    ("source", &["diagnostic"]),
    ("config", &["diagnostic", "did_you_mean", "output"]),
    ("overlay", &["diagnostic", "source"]),
    ("spec", &["config", "diagnostic", "did_you_mean", "parallel", "source"]),
    ("ir", &["name", "source"]),
    // Printed for people, with what the types are used for.
    ("ir::dump", &["analysis", "ir", "name", "source"]),
    ("name", &[]),
    ("lower", LOWER_MAY_USE),
    ("analysis", &["ir"]),
    ("sample", &["diagnostic", "ir", "name"]),
    ("inventory", INVENTORY_MAY_USE),
    ("round_trip", ROUND_TRIP_MAY_USE),
    ("rust::model", &["name"]),
    ("rust::paths", &["rust::model", "rust::tokens"]),
    ("rust::tokens", &["rust::doc", "rust::model", "rust::paths"]),
    ("rust::doc", &["rust::model"]),
    ("rust::format", &["output"]),
    ("rust::plan", PLAN_MAY_USE),
    ("rust::emit", EMIT_MAY_USE),
    ("docs", DOCS_MAY_USE),
    ("output", &[]),
    ("render", &["diagnostic", "source"]),
    ("pipeline", PIPELINE_MAY_USE),
    (
        "build_script",
        &["config", "diagnostic", "pipeline", "render", "source"],
    ),
    ("cli", CLI_MAY_USE),
    ("compare", COMPARE_MAY_USE),
    (
        "starter",
        &["analysis", "config", "diagnostic", "ir", "name", "pipeline", "source"],
    ),
];

/// Turns the documents into what the API is.
const LOWER_MAY_USE: &[&str] = &[
    "config",
    "diagnostic",
    "did_you_mean",
    "ir",
    "name",
    "source",
    "spec", //
];

/// Talks to people about what the others do.
const CLI_MAY_USE: &[&str] = &[
    "compare",
    "config",
    "diagnostic",
    "did_you_mean",
    "docs",
    "ir",
    "output",
    "pipeline",
    "render",
    "source",
    "starter",
];

/// Reads what two projects come to.
const COMPARE_MAY_USE: &[&str] = &["ir", "pipeline", "render", "source", "rust::emit", "rust::model"];

/// Reads the results of the stages, and is part of none.
const INVENTORY_MAY_USE: &[&str] = &["ir", "source", "spec", "rust::model", "rust::plan"];

/// Runs the stages for a test of its own.
const ROUND_TRIP_MAY_USE: &[&str] = &[
    "analysis",
    "config",
    "diagnostic",
    "ir",
    "output",
    "pipeline",
    "sample", //
    "rust::emit",
    "rust::model",
    "rust::plan",
];

/// Takes every decision about the client.
const PLAN_MAY_USE: &[&str] = &[
    "analysis",
    "config",
    "diagnostic",
    "did_you_mean",
    "ir",
    "name",
    "parallel",
    "sample",
    "source", //
    "rust::doc",
    "rust::format",
    "rust::model",
    "rust::paths",
    "rust::tokens",
];

/// Takes none: neither the IR nor the configuration nor a finding.
const EMIT_MAY_USE: &[&str] = &[
    "output",
    "parallel", //
    "rust::doc",
    "rust::format",
    "rust::model",
    "rust::paths",
    "rust::tokens",
];

const DOCS_MAY_USE: &[&str] = &[
    "config",
    "diagnostic",
    "did_you_mean",
    "ir",
    "name",
    "output",
    "sample",
    "source", //
    "rust::format",
    "rust::model",
    "rust::paths",
    "rust::tokens",
];

const PIPELINE_MAY_USE: &[&str] = &[
    "config",
    "diagnostic",
    "docs",
    "inventory",
    "ir",
    "lower",
    "output",
    "overlay",
    "render",
    "source",
    "spec", //
    "rust::emit",
    "rust::model",
    "rust::plan",
];

/// A crate, or a module of one, and the only files and folders of the
/// generator that use it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("heck", &["name/"]),
    ("openapiv3", &["spec/", "lower/", "pipeline.rs"]),
    ("minijinja", &["docs/", "starter.rs"]),
    ("quote", &["rust/", "docs/"]),
    ("proc_macro2", &["rust/", "docs/"]),
    ("prettyplease", &["rust/format.rs"]),
    ("saphyr_parser", &["source/"]),
    ("serde_json_path", &["overlay/"]),
    ("glob", &["spec/filter.rs"]),
    ("toml", &["config.rs", "config/", "cli/init.rs", "cli/lock.rs"]),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/progress.rs"]),
    ("rayon", &["parallel.rs", "output/apply/", "cli/diff.rs"]),
    ("similar", &["output/apply/excerpt.rs"]),
    // The command reads its configuration; every other file is read by
    // `source` and written by `output`.
    (
        "std::fs",
        &[
            "source/load.rs",
            "output/",
            "build_script.rs",
            "cli/lock.rs",
            "cli/project.rs",
            "cli/init.rs",
            "cli/record.rs",
        ],
    ),
    ("std::net", &[]),
    ("std::process", &["cli/", "main.rs"]),
];

/// Macros that have no place outside of tests.
const NO_MACROS: [&str; 3] = ["todo", "unimplemented", "dbg"];

/// Checks the imports of one file, its tests apart.
pub(super) fn check(file: &File, breaches: &mut Vec<String>) {
    let Ok(path) = file.path.strip_prefix("generator/src") else {
        return;
    };
    // A module of tests may have others below it.
    if path
        .components()
        .any(|part| matches!(part.as_str(), "tests.rs" | "tests"))
    {
        return;
    }
    let syntax = match syn::parse_file(&file.text) {
        Ok(syntax) => syntax,
        Err(error) => return breaches.push(format!("{}: {error}", file.path)),
    };
    let mut module: Vec<String> = path
        .with_extension("")
        .components()
        .map(|part| part.to_string())
        .collect();
    if matches!(path.file_name(), Some("mod.rs" | "lib.rs" | "main.rs")) {
        module.pop();
    }
    let mut found = Found {
        module,
        paths: Vec::new(),
        macros: Vec::new(),
    };
    found.visit_file(&syntax);
    for name in found.macros {
        breaches.push(format!("{}: `{name}!` is for drafts", file.path));
    }
    let own = entry(&found.module.join("::"));
    for used in found.paths {
        if let Some(local) = used.strip_prefix("crate::") {
            let allowed = own.is_none_or(|(own, may_use)| {
                entry(local).is_none_or(|(used, _)| used == own || may_use.contains(&used))
            });
            if !allowed {
                breaches.push(format!("{}: uses `{used}`, which its module must not know", file.path));
            }
        } else {
            for (name, places) in ONLY_IN {
                let is_it = used == *name || used.starts_with(&format!("{name}::"));
                if is_it && !places.iter().any(|place| path.as_str().starts_with(place)) {
                    breaches.push(format!("{}: uses `{used}`, which is for {places:?}", file.path));
                }
            }
        }
    }
}

/// Returns the entry that `module` belongs to; `None` for the root.
fn entry(module: &str) -> Option<(&'static str, &'static [&'static str])> {
    let belongs = |name: &str| module == name || module.starts_with(&format!("{name}::"));
    MAY_USE
        .iter()
        .copied()
        .filter(|(name, _)| belongs(name))
        .max_by_key(|(name, _)| name.len())
}

/// Collects what a file uses, as paths from the root: `crate::ir::Api`.
struct Found {
    module: Vec<String>,
    paths: Vec<String>,
    macros: Vec<String>,
}

impl Found {
    fn add(&mut self, path: &[String]) {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let full = match path.first().map(String::as_str) {
            Some("super") => {
                let kept = self.module.len().saturating_sub(supers);
                [&["crate".to_owned()], &self.module[..kept], &path[supers..]].concat()
            }
            _ => path.to_vec(),
        };
        self.paths.push(full.join("::"));
    }

    fn add_tree(&mut self, tree: &syn::UseTree, prefix: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.add_tree(&path.tree, prefix);
                prefix.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_tree(tree, prefix)),
            syn::UseTree::Name(name) => self.add(&[prefix.as_slice(), &[name.ident.to_string()]].concat()),
            syn::UseTree::Rename(name) => self.add(&[prefix.as_slice(), &[name.ident.to_string()]].concat()),
            syn::UseTree::Glob(_) => self.add(prefix),
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Found {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_for_tests(&item.attrs) {
            return;
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&item.tree, &mut Vec::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.add(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        if let Some(name) = item.path.get_ident().map(ToString::to_string)
            && NO_MACROS.contains(&name.as_str())
        {
            self.macros.push(name);
        }
        visit::visit_macro(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(path: &str, text: &str) -> usize {
        let mut breaches = Vec::new();
        let file = File {
            path: path.into(),
            text: text.to_owned(),
        };
        check(&file, &mut breaches);
        breaches.len()
    }

    #[test]
    fn what_a_module_must_not_know_is_seen() {
        assert_eq!(breaches("generator/src/rust/emit/x.rs", "use crate::ir::Api;"), 1);
        assert_eq!(
            breaches(
                "generator/src/rust/emit/x.rs",
                "use super::super::model::{Struct, Enum};"
            ),
            0
        );
        assert_eq!(
            breaches("generator/src/rust/emit/x.rs", "use super::super::{plan, model};"),
            1
        );
        assert_eq!(breaches("generator/src/ir/x.rs", "fn f() { crate::lower::lower() }"), 1);
        assert_eq!(
            breaches("generator/src/lower/mod.rs", "use crate::{ir, spec, rust::model};"),
            1
        );
        assert_eq!(breaches("generator/src/rust/model.rs", "use heck::ToSnakeCase;"), 1);
        assert_eq!(
            breaches("generator/src/docs/x.rs", "fn f() { std::fs::read(\"x\"); todo!() }"),
            2
        );
        assert_eq!(
            breaches("generator/src/docs/x.rs", "#[cfg(test)] mod tests { use std::fs; }"),
            0
        );
    }
}
