//! Generates the client of the weather service.

fn main() -> Result<(), specwright::BuildError> {
    specwright::Builder::new("api/weather.json").compile()
}
