//! The clients as they are where nothing is said: implementations of serde that
//! are written out.

use compiled::{
    schema_composition as composition_client, schema_enums as enums_client, schema_presence as presence_client,
    schema_unions as unions_client,
};

#[path = "composition.rs"]
mod composition;
#[path = "enums.rs"]
mod enums;
#[path = "presence.rs"]
mod presence;
#[path = "unions.rs"]
mod unions;
