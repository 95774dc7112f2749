//! Prints `tests/round_trip.rs`: one function for each type, in a table, and a
//! test that sends the samples through it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::format;
use crate::rust::model::{ItemPath, RustApi};

/// Prints the test for `types`, which the samples name by their index.
pub(crate) fn round_trip(api: &RustApi, types: &[&ItemPath]) -> String {
    format::file("tests/round_trip.rs", tokens(api, types))
}

fn tokens(api: &RustApi, types: &[&ItemPath]) -> TokenStream {
    let package = format_ident!("{}", api.package.name.replace('-', "_"));
    let trips = types.iter().map(|path| {
        let (module, ident) = (&path.module, &path.ident);
        quote! { trip::<#package #(::#module)* ::#ident>, }
    });

    quote! {
        //! Decodes and encodes samples of every type.

        type Trip = fn(&str) -> Result<serde_json::Value, String>;

        fn trip<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> Result<serde_json::Value, String> {
            let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
            serde_json::to_value(&value).map_err(|error| error.to_string())
        }

        const TYPES: &[Trip] = &[#(#trips)*];

        #[test]
        fn round_trip() {
            let samples = include_str!("round_trip.json");
            let samples: Vec<(usize, String)> = serde_json::from_str(samples).expect("samples are pairs");
            let results: Vec<_> = samples.iter().map(|(index, text)| TYPES[*index](text)).collect();
            let text = serde_json::to_string(&results).expect("results are JSON");
            match std::env::var("ROUND_TRIP_RESULTS") {
                Ok(path) => std::fs::write(path, text).expect("the results can be written"),
                Err(_) => println!("{text}"),
            }
        }
    }
}
