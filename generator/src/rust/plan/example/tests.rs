//! What the examples of a small API look like.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::rust::model::Layout;
use crate::rust::plan::plan;
use crate::sample::tests::{hostile, shop};

/// The examples of all methods, one after the other.
fn examples(text: &str) -> String {
    let config = Config::for_documents(Vec::new(), "my-shop", "generated".into());
    let mut diagnostics = Diagnostics::default();
    let plan = plan(&shop(text), &config, Layout::Crate, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.list());
    let methods = plan
        .clients
        .iter()
        .flat_map(|client| &client.groups)
        .flat_map(|group| &group.methods);
    methods.map(|method| method.example.as_str()).collect()
}

#[test]
fn reads_as_a_user_would_write_it() {
    insta::assert_snapshot!(examples("Ada"), @r#"
    use my_shop::types;

    let body = types::User::new("Ada");
    let user = client.users().create("Ada", &body).await?;
    let user = client.users().get("Ada").await?;
    "#);
}

#[test]
fn hostile_text_stays_in_its_literal() {
    for text in hostile() {
        let text = examples(text);
        let parsed = syn::parse_str::<syn::Block>(&format!("{{ {text} }}"));
        assert!(parsed.is_ok(), "{text}");
        assert_eq!(text.matches(".await?;").count(), 2, "{text}");
    }
}
