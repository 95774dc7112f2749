//! `[client]`: manners of the client that no document states.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `[client]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
    /// Response headers with the id of the request.
    #[serde(default)]
    pub request_id_headers: Vec<String>,
    /// Response headers that override the HTTP status.
    #[serde(default)]
    pub status_headers: Vec<String>,
    /// Where the code of an error is.
    #[serde(default)]
    pub error_code: ErrorCodeConfig,
    /// Answers that mean that a credential was refused.
    #[serde(default)]
    pub refusal: RefusalConfig,
    /// Alternative prefixes of the same headers.
    #[serde(default)]
    pub header_family: Option<HeaderFamilyConfig>,
    /// Headers that the builder can set for every request.
    #[serde(default)]
    pub headers: Vec<ClientHeaderConfig>,
    /// When a call that failed is made again.
    #[serde(default)]
    pub retry: RetryConfig,
    /// How answers that are streams are asked for, and end.
    #[serde(default)]
    pub streams: StreamsConfig,
}

/// `[client.error_code]`: what `code()` of an error returns.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ErrorCodeConfig {
    /// Response headers with the code; the first found wins.
    #[serde(default)]
    pub headers: Vec<String>,
    /// JSON Pointer to the code in the body, where no header has it.
    #[serde(default)]
    pub pointer: Option<String>,
}

/// `[client.refusal]`: after these answers, a credential that can be renewed is
/// renewed, and the call made once more.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusalConfig {
    /// The statuses; 401 where they are left out.
    #[serde(default)]
    pub statuses: Option<Vec<u16>>,
    /// The codes of the errors that mean it; all errors with these statuses
    /// where they are left out.
    #[serde(default)]
    pub codes: Vec<String>,
}

/// `[client.retry]`: the policy of clients whose builder is told no other.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetryConfig {
    /// How often a call is made, the first time included; 3 where it is left out.
    #[serde(default)]
    pub attempts: Option<u32>,
    /// The statuses after which a call is made again.
    #[serde(default)]
    pub statuses: Option<Vec<u16>>,
    /// The longest wait before the second attempt, in milliseconds.
    #[serde(default)]
    pub first_delay_ms: Option<u64>,
    /// The longest wait of all, in milliseconds.
    #[serde(default)]
    pub max_delay_ms: Option<u64>,
    /// The header that takes a key of the call, so that methods that are not
    /// idempotent can be made again.
    #[serde(default)]
    pub idempotency_header: Option<String>,
}

/// `[client.streams]`: server-sent events, and JSON text after text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct StreamsConfig {
    /// Data of events that end a stream and are none of its own; `[DONE]` where
    /// it is left out.
    pub end: Vec<String>,
    /// The property of a body that asks for a stream where it is `true`, which it
    /// is in calls that read one; `stream` where it is left out.
    pub flag: String,
}

impl Default for StreamsConfig {
    fn default() -> Self {
        Self {
            end: vec!["[DONE]".to_owned()],
            flag: "stream".to_owned(),
        }
    }
}

/// `[client.header_family]`: the same headers under other prefixes.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeaderFamilyConfig {
    /// The name of the documents' own spelling.
    pub name: String,
    /// The prefix that the documents use.
    pub prefix: String,
    /// Name -> prefix.
    pub alternatives: BTreeMap<String, String>,
}

/// `[[client.headers]]`: a header that the builder can set.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClientHeaderConfig {
    pub header: String,
    /// The builder's setter.
    pub setter: String,
    pub description: String,
    /// A setter without an argument sends this value.
    #[serde(default)]
    pub value: Option<String>,
}
