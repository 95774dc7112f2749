//! The client of the service `parcels`: the whole crate is generated.

include!(concat!(env!("OUT_DIR"), "/openapi.rs"));
