//! Turns documents into one file in `OUT_DIR`, for the build script of any
//! crate.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), specwright::BuildError> {
//!     specwright::Builder::new("api/openapi.yaml").compile()
//! }
//! ```
//!
//! ```text
//! // src/lib.rs, or any module
//! include!(concat!(env!("OUT_DIR"), "/openapi.rs"));
//! ```

use std::env;
use std::fs;
use std::io;

use camino::{Utf8Path, Utf8PathBuf};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::pipeline::{self, Generated};
use crate::render;
use crate::source::Source;

/// Generates a client from a build script.
///
/// Cargo runs the script again when a file that was read has changed. Warnings
/// about the documents are warnings of the build; nothing else is printed.
#[derive(Debug)]
#[must_use = "`compile` generates the client"]
pub struct Builder {
    documents: Vec<Utf8PathBuf>,
    config: Option<Utf8PathBuf>,
    file_name: Option<String>,
}

/// Why a build script cannot go on.
#[derive(thiserror::Error)]
pub enum BuildError {
    /// The documents or the configuration have errors: the text for a person.
    #[error("the client cannot be generated\n\n{0}")]
    Findings(String),
    /// A file can be neither read nor written.
    #[error("`{path}`: {source}")]
    Io {
        /// The file.
        path: Utf8PathBuf,
        /// The answer of the file system.
        source: io::Error,
    },
    /// There is no `OUT_DIR`: this is not a build script.
    #[error("`OUT_DIR` is not set: `Builder::compile` is for build scripts")]
    NotABuildScript,
}

/// As `Display` does: a build script that returns the error prints this.
impl std::fmt::Debug for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Builder {
    /// Begins with one document, relative to the crate.
    pub fn new(document: impl Into<Utf8PathBuf>) -> Self {
        Self {
            documents: vec![document.into()],
            config: None,
            file_name: None,
        }
    }

    /// Begins with a `codegen.toml`, relative to the crate. Its outputs are
    /// for the command; here the client goes to `OUT_DIR`.
    pub fn from_config(path: impl Into<Utf8PathBuf>) -> Self {
        Self {
            documents: Vec::new(),
            config: Some(path.into()),
            file_name: None,
        }
    }

    /// Adds a document, which becomes a module of the client.
    pub fn document(mut self, document: impl Into<Utf8PathBuf>) -> Self {
        self.documents.push(document.into());
        self
    }

    /// Names the file in `OUT_DIR`, in place of the first document's stem and
    /// `.rs`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Generates the client.
    ///
    /// # Errors
    ///
    /// When the documents or the configuration have errors, or a file can be
    /// neither read nor written. The file of the last good run stays.
    pub fn compile(self) -> Result<(), BuildError> {
        let out = env::var("OUT_DIR").map_err(|_| BuildError::NotABuildScript)?;
        let (mut config, base) = self.config()?;
        config.documents.extend(
            self.documents
                .iter()
                .map(|path| crate::config::DocumentConfig::new(path.clone())),
        );
        let named = self.config.as_deref().or(self.documents.first().map(|path| &**path));
        let stem = named.and_then(Utf8Path::file_stem).unwrap_or("client");
        let place = Utf8Path::new(&out).join(self.file_name.unwrap_or(format!("{stem}.rs")));

        let generated = pipeline::generate_single_file(&config, &base);
        tell_cargo(&generated);
        let Some(files) = &generated.files else {
            return Err(BuildError::Findings(generated.render_diagnostics()));
        };
        let text: String = files.iter().map(|(_, text)| text).collect();
        if fs::read(&place).is_ok_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        // By rename: a build that is stopped here leaves the last good file.
        let temporary = place.with_extension("tmp");
        fs::write(&temporary, text)
            .and_then(|()| fs::rename(&temporary, &place))
            .map_err(|source| BuildError::Io { path: place, source })
    }

    /// Returns the configuration and the folder of its paths.
    fn config(&self) -> Result<(Config, Utf8PathBuf), BuildError> {
        let Some(path) = &self.config else {
            return Ok((
                Config::for_documents(Vec::new(), "client", "".into()),
                Utf8PathBuf::new(),
            ));
        };
        println!("cargo:rerun-if-changed={path}");
        let text = fs::read_to_string(path).map_err(|source| BuildError::Io {
            path: path.clone(),
            source,
        })?;
        let config = Config::parse(&text, path).map_err(|diagnostics: Diagnostics| {
            BuildError::Findings(render::render(&diagnostics, &Source::default()))
        })?;
        let base = path.parent().unwrap_or(Utf8Path::new("")).to_owned();
        Ok((config, base))
    }
}

/// Prints which files were read, and the warnings.
fn tell_cargo(generated: &Generated) {
    for file in &generated.source.files {
        println!("cargo:rerun-if-changed={}", file.path);
    }
    for found in generated.diagnostics.list() {
        if found.severity == Severity::Warning {
            let text = render::render_one(found, &generated.source);
            // One line each: cargo takes the next line for another message.
            let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            println!("cargo:warning={}", line.trim_end());
        }
    }
}
