//! Templates of a project in place of ours: what they can do, and what is said
//! about those that are wrong.

use super::*;
use crate::docs::tests::rendered_by;
use crate::sample::tests::hostile;

/// Ours alone.
pub(in crate::docs) fn ours() -> Templates {
    let mut diagnostics = Diagnostics::default();
    Templates::new(&DocsConfig::default(), &Source::default(), &[], &mut diagnostics)
}

/// Renders everything by `own`, files by path, and returns a page of an
/// operation, its sample in Python and the findings.
fn rendered(own: &[(&str, &str)], hostile: &str) -> (String, String, String) {
    let source = Source::of_texts(own);
    let paths: Vec<_> = own
        .iter()
        .map(|(path, _)| Utf8PathBuf::from(*path))
        .zip((0..).map(FileId))
        .collect();
    let mut diagnostics = Diagnostics::default();
    let templates = Templates::new(&DocsConfig::default(), &source, &paths, &mut diagnostics);
    let files = rendered_by(&templates, hostile);
    templates.report(&mut diagnostics);
    let file = |path: &str| files.get(path).unwrap_or_default().to_owned();
    (
        file("docs/snippets/shop/users/create.mdx"),
        file("docs/samples/python/shop/users/create.py"),
        crate::render::render(&diagnostics, &source),
    )
}

#[test]
fn a_template_replaces_ours() {
    let own = [("operation.mdx.jinja", "# {{ title }}\n\n{{ description|mdx }}\n")];
    let (page, _, findings) = rendered(&own, "Plain.");
    assert_eq!(findings, "");
    assert_eq!(page, "# Plain.\n\nPlain.\n");
}

#[test]
fn a_template_extends_ours_and_uses_its_parts() {
    let own = [
        (
            "operation.mdx.jinja",
            "{% extends \"builtin/operation.mdx\" %}\n{% block errors %}\n## Ours\n\n{{ super() }}{{ own.line(title) }}\n{% endblock %}\n{% import \"own\" as own %}\n",
        ),
        ("own.jinja", "{% macro line(text) %}\n**{{ text }}**\n{% endmacro %}\n"),
    ];
    let (page, _, findings) = rendered(&own, "Plain.");
    assert_eq!(findings, "");
    let (before, after) = page.split_once("## Ours\n").expect("the block");
    assert!(before.contains("### Response"), "{page}");
    assert!(
        after.contains("### Errors") && after.ends_with("**Plain.**\n"),
        "{page}"
    );
}

#[test]
fn a_macro_of_ours_is_replaced_for_all_pages() {
    let parts = "{% from \"builtin/parts\" import fields, shape, samples, parameters, response_headers, headers, statuses %}\n{% macro errors(list) %}\n{% for error in list %}\n- {{ error.status }}\n{% endfor %}\n{% endmacro %}\n";
    let (page, _, findings) = rendered(&[("parts.jinja", parts)], "Plain.");
    assert_eq!(findings, "");
    assert!(page.contains("### Errors\n\n- 404\n"), "{page}");
    assert!(page.contains("| Parameter |"), "{page}");
}

#[test]
fn whatever_a_template_prints_is_text() {
    let own = [
        (
            "operation.mdx.jinja",
            "{{ description }}\n\n| a | b |\n| --- | --- |\n| {{ description }} | {{ title }} |\n\n<Card title=\"{{ description }}\" href=\"x\">\n\n{{ title }}\n\n</Card>\n",
        ),
        ("samples/python.py.jinja", "print({{ url }}, {{ headers }})\n"),
    ];
    for text in hostile() {
        let (page, sample, findings) = rendered(&own, text);
        assert_eq!(findings, "", "{text}");
        assert!(page.matches('\n').count() >= 9, "{page}");
        assert!(sample.starts_with("print(\"https://"), "{sample}");
    }
}

#[test]
fn a_mistake_is_shown_in_its_line() {
    let own = [("operation.mdx.jinja", "# {{ title }}\n\n{{ descripton|mdx }}\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
    let own = [("operation.mdx.jinja", "# {{ title }}\n\n{% if deprecated %}\nText.\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
    let own = [("samples/python.py.jinja", "print({{ url|lteral(4) }})\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
    let own = [("opertion.mdx.jinja", "# {{ title }}\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
    let own = [("parts.jinja", "{% macro samples(list) %}{% endmacro %}\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
}

#[test]
fn a_page_of_code_is_shown_in_the_line_that_made_it() {
    let own = [(
        "operation.mdx.jinja",
        "# {{ title }}\n\n{% if parameters %}\nFirst.\n\n{% for parameter in parameters %}\n- {{ parameter.name }} {x}\n{% endfor %}\n{% endif %}\n",
    )];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
    let own = [("operation.mdx.jinja", "Text.\n\n{{ description|safe }}\n")];
    insta::assert_snapshot!(rendered(&own, "The path /users/{id}.").2);
    let own = [("operation.mdx.jinja", "<Tabs>\n\n{{ parameters }}\n\n</Tabs>\n")];
    insta::assert_snapshot!(rendered(&own, "Plain.").2);
}
