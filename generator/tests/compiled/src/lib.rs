//! Compiles every fixture's expected client under the strictest lints: a golden
//! file that does not compile is a golden lie.

#![deny(warnings, missing_docs)]

/// The support code, which every client would repeat.
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
#[path = "../../../support/mod.rs"]
pub mod support;

pub mod ids;

/// A client in one file, as a build script writes it, in a module of a module.
pub mod included {
    /// The module around.
    pub mod deep {
        include!("../../fixtures/single_file/pages.rs");
    }
}

/// The fixture `body/choice`.
#[path = "../../fixtures/body/choice/expected/src/lib.rs"]
pub mod body_choice;
/// The fixture `body/forms`.
#[path = "../../fixtures/body/forms/expected/src/lib.rs"]
pub mod body_forms;
/// The fixture `body/media`.
#[path = "../../fixtures/body/media/expected/src/lib.rs"]
pub mod body_media;
/// The fixture `body/multipart`.
#[path = "../../fixtures/body/multipart/expected/src/lib.rs"]
pub mod body_multipart;
/// The fixture `custom/everything`.
#[path = "../../fixtures/custom/everything/expected/src/lib.rs"]
pub mod custom_everything;
/// The fixture `custom/features`.
#[path = "../../fixtures/custom/features/expected/src/lib.rs"]
pub mod custom_features;
/// The fixture `docs/hostile`.
#[path = "../../fixtures/docs/hostile/expected/src/lib.rs"]
pub mod docs_hostile;
/// The fixture `filter/operations`.
#[path = "../../fixtures/filter/operations/expected/src/lib.rs"]
pub mod filter_operations;
/// The fixture `lenient/broken`.
#[path = "../../fixtures/lenient/broken/expected/src/lib.rs"]
pub mod lenient_broken;
/// The fixture `naming/collisions`.
#[path = "../../fixtures/naming/collisions/expected/src/lib.rs"]
pub mod naming_collisions;
/// The fixture `naming/hostile`.
#[path = "../../fixtures/naming/hostile/expected/src/lib.rs"]
pub mod naming_hostile;
/// The fixture `naming/inline`.
#[path = "../../fixtures/naming/inline/expected/src/lib.rs"]
pub mod naming_inline;
/// The fixture `naming/taken`.
#[path = "../../fixtures/naming/taken/expected/src/lib.rs"]
pub mod naming_taken;
/// The fixture `overlay/changes`.
#[path = "../../fixtures/overlay/changes/expected/src/lib.rs"]
pub mod overlay_changes;
/// The fixture `pagination/cursor`.
#[path = "../../fixtures/pagination/cursor/expected/src/lib.rs"]
pub mod pagination_cursor;
/// The fixture `pagination/kinds`.
#[path = "../../fixtures/pagination/kinds/expected/src/lib.rs"]
pub mod pagination_kinds;
/// The fixture `parameter/styles`.
#[path = "../../fixtures/parameter/styles/expected/src/lib.rs"]
pub mod parameter_styles;
/// The fixture `refs/deep`.
#[path = "../../fixtures/refs/deep/expected/src/lib.rs"]
pub mod refs_deep;
/// The fixture `parameter/table`.
#[path = "../../fixtures/parameter/table/expected/src/lib.rs"]
pub mod parameter_table;
/// The fixture `refs/files`.
#[path = "../../fixtures/refs/files/expected/src/lib.rs"]
pub mod refs_files;
/// The fixture `response/headers`.
#[path = "../../fixtures/response/headers/expected/src/lib.rs"]
pub mod response_headers;
/// The fixture `response/several`.
#[path = "../../fixtures/response/several/expected/src/lib.rs"]
pub mod response_several;
/// The fixture `response/streams`.
#[path = "../../fixtures/response/streams/expected/src/lib.rs"]
pub mod response_streams;
/// The fixture `schema/composition`.
#[path = "../../fixtures/schema/composition/expected/src/lib.rs"]
pub mod schema_composition;
/// The fixture `schema/composition_derive`.
#[path = "../../fixtures/schema/composition_derive/expected/src/lib.rs"]
pub mod schema_composition_derive;
/// The fixture `schema/enums`.
#[path = "../../fixtures/schema/enums/expected/src/lib.rs"]
pub mod schema_enums;
/// The fixture `schema/enums_derive`.
#[path = "../../fixtures/schema/enums_derive/expected/src/lib.rs"]
pub mod schema_enums_derive;
/// The fixture `schema/presence`.
#[path = "../../fixtures/schema/presence/expected/src/lib.rs"]
pub mod schema_presence;
/// The fixture `schema/presence_derive`.
#[path = "../../fixtures/schema/presence_derive/expected/src/lib.rs"]
pub mod schema_presence_derive;
/// The fixture `schema/unions`.
#[path = "../../fixtures/schema/unions/expected/src/lib.rs"]
pub mod schema_unions;
/// The fixture `schema/unions_derive`.
#[path = "../../fixtures/schema/unions_derive/expected/src/lib.rs"]
pub mod schema_unions_derive;
/// The fixture `security/oauth`.
#[path = "../../fixtures/security/oauth/expected/src/lib.rs"]
pub mod security_oauth;
/// The fixture `security/schemes`.
#[path = "../../fixtures/security/schemes/expected/src/lib.rs"]
pub mod security_schemes;
/// The fixture `server/choice`.
#[path = "../../fixtures/server/choice/expected/src/lib.rs"]
pub mod server_choice;
/// The fixture `server/own`.
#[path = "../../fixtures/server/own/expected/src/lib.rs"]
pub mod server_own;
/// The fixture `v2_0/workshop`.
#[path = "../../fixtures/v2_0/workshop/expected/src/lib.rs"]
pub mod v2_0_workshop;
/// The fixture `v3_1/webhooks`.
#[path = "../../fixtures/v3_1/webhooks/expected/src/lib.rs"]
pub mod v3_1_webhooks;
/// The fixture `v3_1/webhooks_alike`.
#[path = "../../fixtures/v3_1/webhooks_alike/expected/src/lib.rs"]
pub mod v3_1_webhooks_alike;
/// The fixture `v3_2/archive`.
#[path = "../../fixtures/v3_2/archive/expected/src/lib.rs"]
pub mod v3_2_archive;
/// The fixture `v3_2/styles`.
#[path = "../../fixtures/v3_2/styles/expected/src/lib.rs"]
pub mod v3_2_styles;
