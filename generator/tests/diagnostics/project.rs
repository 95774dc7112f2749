//! Projects in folders of their own, and what a run makes of them.

use camino::Utf8Path;
use specwright::{Config, Generated, generate};

/// The configuration around one document.
pub const CONFIG: &str = "[package]\nname = \"t\"\noutput = \"out\"\n\n[[document]]\n";

/// Files of a project in a temporary folder.
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    pub fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let project = Self { folder };
        for (path, text) in files {
            let path = project.base().join(path);
            std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            std::fs::write(path, text).expect("a file");
        }
        project
    }

    pub fn base(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("the folder's name is text")
    }

    /// Generates from the document `path`.
    pub fn generate(&self, path: &str) -> Generated {
        let config = Config::for_documents(vec![path.into()], "t", "out".into());
        generate(&config, self.base())
    }

    /// Returns what is printed. It does not depend on the folder in which the
    /// files lie.
    pub fn report(&self, generated: &Generated) -> String {
        let mut report = generated.render_diagnostics().replace(self.base().as_str(), "");
        if generated.files.is_some() {
            report.push_str("(a client is written)\n");
        }
        report
    }
}

/// Generates from the text of one document, and returns what is printed.
pub fn check(text: &str) -> String {
    check_files(&[("openapi.yaml", text)])
}

/// Generates from several files, the first of which is the document.
pub fn check_files(files: &[(&str, &str)]) -> String {
    let bytes: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let project = Project::new(&bytes);
    project.report(&project.generate(files[0].0))
}

/// A document around the given paths and components.
pub fn document(rest: &str) -> String {
    format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\n{rest}")
}
