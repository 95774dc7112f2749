//! Generates the client of the service `parcels`.

fn main() -> Result<(), specwright::BuildError> {
    specwright::Builder::new("openapi.yaml").compile()
}
