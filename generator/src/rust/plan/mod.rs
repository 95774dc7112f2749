//! Plans the client: [`crate::ir::Api`] in, [`RustApi`] out, every name claimed
//! in one deterministic sweep (modules, types, fields and variants, clients).

mod body;
mod chosen;
mod client;
mod crate_docs;
mod customize;
mod error;
#[cfg(feature = "samples")]
mod example;
mod features;
mod headers;
mod method;
mod method_docs;
mod operation;
mod output;
mod pagination;
mod sequence;
mod server;
mod types;
mod webhook;

use self::customize::Custom;
use self::features::FeaturePlan;
pub(crate) use types::{MAX_TUPLE, TypeTable};

use std::borrow::Cow;

use super::model::{
    DependencyValue, Feature, Features, Ident, Item, Layout, ModulePath, Package, Refusal, ResponseHeaders, Retry,
    RustApi, RustType, SerdeStyle, SupportNeeds,
};
use crate::analysis;
use crate::config::{
    self, Config, DependencyConfig, EditionConfig, FeatureConfig, RefusalConfig, RetryConfig, SerdeConfig,
};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::name::{Role, Scope};

/// What the planners share.
pub(crate) struct PlanCx<'a> {
    /// As the client has it.
    pub api: &'a Api,
    /// As the documents have it, which samples are made of.
    #[cfg(feature = "samples")]
    pub documented: &'a Api,
    pub config: &'a Config,
    #[cfg(feature = "samples")]
    pub layout: Layout,
    pub diagnostics: &'a mut Diagnostics,
    /// By index into [`Api::documents`].
    pub modules: Vec<DocumentModules>,
    /// Every planned type.
    pub types: TypeTable,
    features: FeaturePlan,
    /// Support files that are needed so far; planners set what they use.
    pub support: SupportNeeds,
    /// Modules at the root of the output, `support` and `error` among them.
    pub root: Scope,
}

impl PlanCx<'_> {
    /// Returns the type that aliases and boxes lead to.
    fn resolve(&self, mut ty: RustType) -> RustType {
        // An alias that leads to itself is no type; the bound makes that harmless.
        for _ in 0..16 {
            ty = match ty {
                RustType::Boxed(inner) => *inner,
                RustType::Path(path) => match self.types.item_at(&path) {
                    Some(Item::Alias(alias)) => alias.ty.clone(),
                    _ => return RustType::Path(path),
                },
                other => return other,
            };
        }
        ty
    }
}

/// The modules of one document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DocumentModules {
    /// Where the document's client stands: empty for the only document.
    pub module: ModulePath,
    /// Where every type of the document is visible.
    pub types: ModulePath,
}

/// Returns `api` as the client that `config` describes has it.
pub(crate) fn view<'a>(api: &'a Api, config: &Config) -> Cow<'a, Api> {
    Custom::read(api, config, &mut Diagnostics::default()).view(api)
}

/// Plans the whole client.
pub(crate) fn plan(api: &Api, config: &Config, layout: Layout, diagnostics: &mut Diagnostics) -> RustApi {
    let custom = Custom::read(api, config, diagnostics);
    let view = custom.view(api);
    #[cfg(feature = "samples")]
    let documented = api;
    let api = &*view;
    let facts = analysis::facts(api);
    let mut reserved = vec!["support", "error", "headers", "types", "operation", "blocking", "mock"];
    if api.documents.len() == 1 {
        // Its groups stand at the root, beside what every client has there, and are methods of the only client.
        reserved.extend(["webhooks", "client"]);
        reserved.extend(client::CLIENT);
    }
    let mut root = Scope::with_reserved(reserved);
    let modules = plan_modules(api, &mut root);
    let mut support = SupportNeeds::default();
    let features = FeaturePlan::claim(api, config, layout);
    let (types, type_modules) = types::plan(
        api,
        (config, &custom),
        &facts,
        (&modules, &features),
        &mut support,
        diagnostics,
    );
    let mut cx = PlanCx {
        api,
        #[cfg(feature = "samples")]
        documented,
        config,
        #[cfg(feature = "samples")]
        layout,
        diagnostics,
        modules,
        types,
        features,
        support,
        root,
    };
    let planned = client::plan(&mut cx);
    let webhooks = webhook::plan(&mut cx);
    let features = cx.features.finish(config, cx.diagnostics);

    RustApi {
        package: plan_package(api, config),
        layout,
        docs: crate_docs::plan(&cx, &planned, &webhooks, &features),
        serde: match config.types.serde {
            SerdeConfig::Lean => SerdeStyle::Lean,
            SerdeConfig::Derive => SerdeStyle::Derive,
        },
        written: cx.types.written(),
        type_modules,
        clients: planned.clients,
        operations: planned.operations,
        webhooks,
        error_body: planned.error_body,
        declared_headers: planned.headers,
        headers: ResponseHeaders {
            request_id: lower_case(&config.client.request_id_headers),
            status: lower_case(&config.client.status_headers),
            error_code: lower_case(&config.client.error_code.headers),
        },
        error_code: config.client.error_code.pointer.clone(),
        refusal: plan_refusal(&config.client.refusal),
        retry: plan_retry(&config.client.retry),
        support: cx.support,
        features: Features {
            switches: plan_switches(config.package.features.as_deref(), layout),
            ..features
        },
    }
}

/// Takes the features that are chosen. A crate has all of them by default, since
/// they cost nothing where they are off; in one file, none can be off.
fn plan_switches(chosen: Option<&[FeatureConfig]>, layout: Layout) -> Vec<Feature> {
    let is_chosen = |feature: &Feature| {
        let by_default = layout == Layout::Crate;
        let wanted = match feature {
            Feature::Blocking => FeatureConfig::Blocking,
            Feature::Mock => FeatureConfig::Mock,
            Feature::Tower => FeatureConfig::Tower,
            Feature::Tracing => FeatureConfig::Tracing,
        };
        chosen.map_or(by_default, |chosen| chosen.contains(&wanted))
    };
    Feature::ALL.into_iter().filter(is_chosen).collect()
}

/// How often a call is made where the configuration does not say it.
const ATTEMPTS: u32 = 3;

fn plan_retry(config: &RetryConfig) -> Retry {
    let RetryConfig {
        attempts,
        statuses,
        first_delay_ms,
        max_delay_ms,
        idempotency_header,
    } = config.clone();
    Retry {
        attempts: attempts.unwrap_or(ATTEMPTS),
        statuses,
        first_delay_ms,
        max_delay_ms,
        idempotency_header,
    }
}

/// The status of a refused credential (RFC 9110 section 15.5.2).
const UNAUTHORIZED: u16 = 401;

fn plan_refusal(config: &RefusalConfig) -> Refusal {
    Refusal {
        statuses: config.statuses.clone().unwrap_or_else(|| vec![UNAUTHORIZED]),
        codes: config.codes.clone(),
    }
}

/// Returns names of headers as the client compares them.
fn lower_case(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.to_ascii_lowercase()).collect()
}

fn plan_modules(api: &Api, root: &mut Scope) -> Vec<DocumentModules> {
    let types = vec![Ident("types".to_owned())];
    if api.documents.len() == 1 {
        return vec![DocumentModules {
            module: Vec::new(),
            types,
        }];
    }
    api.documents
        .iter()
        .map(|document| {
            let module = vec![Ident(root.claim(&document.name, Role::Module))];
            let types = [module.clone(), types.clone()].concat();
            DocumentModules { module, types }
        })
        .collect()
}

fn plan_package(api: &Api, config: &Config) -> Package {
    let title = api.documents.first().map_or("", |document| document.title.as_str());
    Package {
        name: config.package.name.clone(),
        version: config.package.version.clone(),
        description: config
            .package
            .description
            .clone()
            .unwrap_or_else(|| format!("Client of {title}")),
        license: config.package.license.clone(),
        documentation: config.package.documentation.clone(),
        repository: config.package.repository.clone(),
        edition: match config.package.edition {
            EditionConfig::Edition2021 => "2021",
            EditionConfig::Edition2024 => "2024",
        },
        rust_version: config.package.rust_version.clone(),
        workspace_member: config.package.workspace_member,
        samples: config
            .docs
            .output
            .as_ref()
            .filter(|_| cfg!(feature = "docs"))
            .map(ToString::to_string),
        dependencies: config
            .package
            .dependencies
            .iter()
            .map(|(name, dependency)| (name.clone(), plan_dependency(dependency)))
            .collect(),
    }
}

fn plan_dependency(dependency: &DependencyConfig) -> Vec<(String, DependencyValue)> {
    let value = |value: &config::DependencyValue| match value {
        config::DependencyValue::Text(text) => DependencyValue::Text(text.clone()),
        config::DependencyValue::Flag(flag) => DependencyValue::Flag(*flag),
        config::DependencyValue::List(items) => DependencyValue::List(items.clone()),
    };
    match dependency {
        DependencyConfig::Version(version) => vec![("version".to_owned(), DependencyValue::Text(version.clone()))],
        DependencyConfig::Table(table) => table.iter().map(|(key, item)| (key.clone(), value(item))).collect(),
    }
}
