//! Generates the client of the service `orders`.

fn main() -> Result<(), specwright::BuildError> {
    specwright::Builder::new("openapi.yaml").compile()
}
