//! Compiles every fixture's expected client under the strictest lints: a golden
//! file that does not compile is a golden lie.

#![deny(warnings, missing_docs)]

#[path = "../../../support/mod.rs"]
pub mod support;

#[path = "../../fixtures/body/media/expected/src/lib.rs"]
pub mod body_media;
#[path = "../../fixtures/docs/hostile/expected/src/lib.rs"]
pub mod docs_hostile;
#[path = "../../fixtures/naming/collisions/expected/src/lib.rs"]
pub mod naming_collisions;
#[path = "../../fixtures/naming/inline/expected/src/lib.rs"]
pub mod naming_inline;
#[path = "../../fixtures/pagination/cursor/expected/src/lib.rs"]
pub mod pagination_cursor;
#[path = "../../fixtures/parameter/styles/expected/src/lib.rs"]
pub mod parameter_styles;
#[path = "../../fixtures/refs/files/expected/src/lib.rs"]
pub mod refs_files;
#[path = "../../fixtures/response/several/expected/src/lib.rs"]
pub mod response_several;
#[path = "../../fixtures/schema/composition/expected/src/lib.rs"]
pub mod schema_composition;
#[path = "../../fixtures/schema/enums/expected/src/lib.rs"]
pub mod schema_enums;
#[path = "../../fixtures/schema/presence/expected/src/lib.rs"]
pub mod schema_presence;
#[path = "../../fixtures/schema/unions/expected/src/lib.rs"]
pub mod schema_unions;
#[path = "../../fixtures/security/schemes/expected/src/lib.rs"]
pub mod security_schemes;
#[path = "../../fixtures/v3_1/webhooks/expected/src/lib.rs"]
pub mod v3_1_webhooks;
