//! The client of the service `orders`: the whole crate is generated.

include!(concat!(env!("OUT_DIR"), "/openapi.rs"));
