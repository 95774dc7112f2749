//! The overview page: what the documents and the configuration say, in order.

use super::view::{AccessView, HeaderView, LinkView, OverviewView, PrefixView, SectionView, StatusView};
use crate::config::{Config, SectionConfig};
use crate::ir::Api;

/// Describes the page.
pub(super) fn overview(
    api: &Api,
    config: &Config,
    accesses: Vec<AccessView>,
    headers: Vec<HeaderView>,
) -> OverviewView {
    let overview = &config.docs.overview;
    let family = config.client.header_family.as_ref();
    OverviewView {
        title: overview.title.clone().unwrap_or_else(|| "Overview".to_owned()),
        description: overview
            .description
            .clone()
            .or_else(|| config.package.description.clone()),
        introduction: overview
            .introduction
            .clone()
            .or_else(|| api.documents.first().and_then(|document| document.description.clone())),
        authentication: overview.authentication.clone(),
        warning: overview.warning.clone(),
        note: overview.note.clone(),
        accesses,
        headers,
        prefixes: family
            .into_iter()
            .flat_map(|family| {
                family.alternatives.iter().map(|(name, prefix)| PrefixView {
                    name: name.clone(),
                    prefix: prefix.clone(),
                    canonical: family.prefix.clone(),
                })
            })
            .collect(),
        steps: sections(&overview.steps),
        questions: sections(&overview.questions),
        statuses: statuses(config),
        links: overview
            .links
            .iter()
            .map(|link| LinkView {
                title: link.title.clone(),
                href: link.href.clone(),
                text: link.text.clone(),
            })
            .collect(),
    }
}

/// The configured statuses, in their order.
pub(super) fn statuses(config: &Config) -> Vec<StatusView> {
    config
        .docs
        .statuses
        .iter()
        .map(|status| StatusView {
            line: format!("{} {}", status.status, status.title),
            text: status.text.clone(),
        })
        .collect()
}

fn sections(sections: &[SectionConfig]) -> Vec<SectionView> {
    sections
        .iter()
        .map(|section| SectionView {
            title: section.title.clone(),
            text: section.text.clone(),
            statuses: section.statuses,
        })
        .collect()
}
