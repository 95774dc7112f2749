//! The twins, with derived implementations of serde.

use compiled::{
    schema_composition_derive as composition_client, schema_enums_derive as enums_client,
    schema_presence_derive as presence_client, schema_unions_derive as unions_client,
};

#[path = "composition.rs"]
mod composition;
#[path = "enums.rs"]
mod enums;
#[path = "presence.rs"]
mod presence;
#[path = "unions.rs"]
mod unions;
