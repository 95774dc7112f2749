//! The command where it cannot write, or must not.

use std::fs;
use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};

use super::{temporary, tree};

const DOCUMENT: &str = "openapi: 3.1.0
info: { title: Pets, version: '1' }
servers: [{ url: https://pets.example }]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        '200':
          description: All pets.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
components:
  schemas:
    Pet: { type: object, properties: { name: { type: string } } }
";

/// A repository with a document, and a configuration in a folder of its own.
struct Project {
    _guard: tempfile::TempDir,
    root: Utf8PathBuf,
}

struct Ended {
    code: Option<i32>,
    stderr: String,
}

impl Ended {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Project {
    fn new(output: &str) -> Self {
        let (guard, root) = temporary();
        let root = root.join("repository");
        fs::create_dir_all(root.join(".git")).expect("a folder");
        fs::create_dir_all(root.join("api")).expect("a folder");
        let project = Self { _guard: guard, root };
        project.document(DOCUMENT);
        project.configure(output);
        project
    }

    fn document(&self, text: &str) {
        fs::write(self.root.join("api/pets.yaml"), text).expect("a file");
    }

    fn configure(&self, output: &str) {
        let config =
            format!("[package]\nname = \"pets\"\noutput = \"{output}\"\n\n[[document]]\npath = \"pets.yaml\"\n");
        fs::write(self.root.join("api/codegen.toml"), config).expect("a file");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("XDG_CACHE_HOME", self.root.join(".git"));
        command
    }

    fn generate(&self) -> Ended {
        let mut command = self.command(env!("CARGO_BIN_EXE_specwright"));
        let output = command.args(["generate", "--config", "api/codegen.toml"]).output();
        Ended::of(&output.expect("the command runs"))
    }

    /// A document whose client differs in many files.
    fn change(&self) {
        self.document(&DOCUMENT.replace("Pet", "Animal").replace("name:", "species:"));
    }
}

fn set_read_only(place: &Utf8Path, read_only: bool) {
    let mut permissions = fs::metadata(place).expect("it is there").permissions();
    permissions.set_readonly(read_only);
    fs::set_permissions(place, permissions).expect("it is ours");
}

#[test]
fn folders_that_are_read_only_are_named_and_nothing_is_changed() {
    let project = Project::new("../out");
    assert_eq!(project.generate().code, Some(0));
    let before = tree(&project.root.join("out"));
    project.change();
    for folder in ["out", "out/src", "out/src/types"] {
        let place = project.root.join(folder);
        set_read_only(&place, true);
        let ended = project.generate();
        set_read_only(&place, false);
        assert_eq!(ended.code, Some(3), "{}", ended.stderr);
        let expected = format!("error: `{folder}` is read-only: make it writable");
        assert!(ended.stderr.contains(&expected), "{}", ended.stderr);
        assert!(tree(&project.root.join("out")) == before, "{folder}");
    }
    assert_eq!(project.generate().code, Some(0));
}

/// A limit on the length of files stands in for a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_nothing() {
    let project = Project::new("../out");
    assert_eq!(project.generate().code, Some(0));
    let before = tree(&project.root.join("out"));
    project.change();
    // Without the signal the call itself fails, as it does on a full disk. The
    // blocks of `ulimit` have 512 or 1024 bytes, and some files are longer.
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" generate --config api/codegen.toml";
    let output = project
        .command("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_specwright")])
        .output();
    let ended = Ended::of(&output.expect("there is a shell"));
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("error: cannot write `out/.specwright-work/"),
        "{}",
        ended.stderr
    );
    assert!(tree(&project.root.join("out")) == before);
    assert_eq!(project.generate().code, Some(0));
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_is_a_link_is_refused() {
    let project = Project::new("../out");
    fs::create_dir(project.root.join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("elsewhere", project.root.join("out")).expect("a link");
    let ended = project.generate();
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(
        ended.stderr.contains("error: `out` is a symbolic link"),
        "{}",
        ended.stderr
    );
    assert!(tree(&project.root.join("elsewhere")).is_empty());
}

#[test]
fn a_configuration_writes_only_to_its_own_repository() {
    let project = Project::new("../out");
    let above = project.root.parent().expect("it is in a folder").to_owned();
    for output in ["../../out", "../x/../../out", above.join("out").as_str()] {
        project.configure(output);
        let ended = project.generate();
        assert_eq!(ended.code, Some(2), "{output}: {}", ended.stderr);
        assert!(ended.stderr.contains("leads out of the repository"), "{}", ended.stderr);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&above, project.root.join("link")).expect("a link");
        project.configure("../link/out");
        let ended = project.generate();
        assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    }
    assert!(!above.join("out").exists());
    project.configure("../src/../out");
    assert_eq!(project.generate().code, Some(0));
}

/// Names that would lead out of the folder, if they were taken as they are.
#[test]
fn names_of_a_document_stay_in_the_output_folder() {
    let names = [
        "../../escape",
        "/etc/escape",
        "..",
        "a/../../../escape",
        "C:\\\\escape",
        "nul",
        "~",
        "%2e%2e%2fescape",
    ];
    for name in names {
        let project = Project::new("../out");
        let document = DOCUMENT
            .replace("listPets", name)
            .replace("    get:\n", &format!("    get:\n      tags: [\"{name}\"]\n"))
            .replace(
                "    Pet:",
                &format!(
                    "    \"{name}\": {{ type: object, properties: {{ \"{name}\": {{ type: string }} }} }}\n    Pet:"
                ),
            )
            .replace("title: Pets", &format!("title: \"{name}\""));
        project.document(&document);
        let above = project.root.parent().expect("it is in a folder");
        let ended = project.generate();
        assert!(matches!(ended.code, Some(0 | 2)), "{name}: {}", ended.stderr);
        let written = tree(above);
        for path in written.keys() {
            let place = path.strip_prefix("repository").expect("nothing is outside");
            assert!(
                ["out", "api", ".git"].iter().any(|folder| place.starts_with(folder)),
                "{name}: {path}"
            );
            let plain = |text: &str| {
                text.chars()
                    .all(|char| char.is_ascii_alphanumeric() || "._-".contains(char))
            };
            assert!(place.components().all(|part| plain(part.as_str())), "{name}: {path}");
        }
    }
}
