//! Tests of lowering, on documents that are parsed without the earlier stages.

// scratch

use camino::Utf8PathBuf;
use openapiv3::OpenAPI;

use super::Input;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir;
use crate::source::{FileId, Pointer};

/// A document in the 3.0 model as it stands.
pub(crate) struct Plain {
    pub name: String,
    pub openapi: OpenAPI,
}

impl Input for Plain {
    fn name(&self) -> &str {
        &self.name
    }

    fn openapi(&self) -> &OpenAPI {
        &self.openapi
    }

    fn origin(&self, bundled: &Pointer) -> Pointer {
        bundled.clone()
    }

    fn root(&self) -> Pointer {
        Pointer::root(FileId(0))
    }
}

/// Lowers documents of the same configuration as one that has none.
pub(crate) fn lower_plain(documents: &[Plain], diagnostics: &mut Diagnostics) -> ir::Api {
    let paths = documents.iter().map(|document| Utf8PathBuf::from(&document.name)).collect();
    let config = Config::for_documents(paths, "test", Utf8PathBuf::new());
    super::lower(documents, &config, diagnostics)
}
