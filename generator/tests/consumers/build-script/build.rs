//! Generates the client of the library from `api/`.

fn main() -> Result<(), specwright::BuildError> {
    specwright::Builder::from_config("api/codegen.toml")
        .file_name("library.rs")
        .compile()
}
