//! Documentation snippets: MDX, `reference.md` and the samples in them.

use crate::config::Config;
use crate::ir::Api;
use crate::output::FileSet;
use crate::rust::model::RustApi;

/// Writes the documentation of `api` into `files`, below the configured folder.
pub(crate) fn emit(api: &Api, plan: &RustApi, config: &Config, files: &mut FileSet) {
    let _ = (api, plan, config, files);
}
