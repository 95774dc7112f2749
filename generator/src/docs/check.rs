//! Reads a page as MDX does, and says what of it a reader would not see as text:
//! expressions, code, unknown components, mathematics.
//!
//! Pages of our own templates are proved in tests; those of a project's
//! templates are checked when they are made.

use std::sync::LazyLock;

use ::markdown::mdast::{AttributeContent, AttributeValue, Node};
use ::markdown::message::Place;
use ::markdown::{Constructs, MdxSignal, ParseOptions};
use regex::Regex;

/// What a page may use.
pub(super) const COMPONENTS: &[&str] = &[
    "Accordion",
    "AccordionGroup",
    "Card",
    "CodeGroup",
    "Columns",
    "Expandable",
    "Info",
    "ResponseField",
    "Step",
    "Steps",
    "Warning",
];

/// What is wrong with a page, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub message: String,
    /// The byte of the page.
    pub offset: usize,
}

/// Checks a page of MDX: it parses, and holds nothing but text, imports of other
/// pages, [`COMPONENTS`], those in `more` and those that it imports.
///
/// # Errors
/// The first thing that is wrong.
pub(super) fn page(mdx: &str, more: &[String]) -> Result<(), Fault> {
    let node = parse(mdx)?;
    let mut allowed: Vec<&str> = COMPONENTS.to_vec();
    allowed.extend(more.iter().map(String::as_str));
    imports(&node, &mut allowed)?;
    check(&node, &allowed)
}

/// Parses MDX as its compiler does, with anything that looks like code taken for code.
pub(super) fn parse(mdx: &str) -> Result<Node, Fault> {
    let options = ParseOptions {
        constructs: Constructs {
            frontmatter: true,
            gfm_table: true,
            gfm_strikethrough: true,
            math_text: true,
            math_flow: true,
            ..Constructs::mdx()
        },
        mdx_esm_parse: Some(Box::new(|_| MdxSignal::Ok)),
        ..ParseOptions::default()
    };
    ::markdown::to_mdast(mdx, &options).map_err(|message| Fault {
        offset: match message.place.as_deref() {
            Some(Place::Point(point)) => point.offset,
            Some(Place::Position(position)) => position.start.offset,
            None => 0,
        },
        message: format!("the page is no MDX: {}", message.reason),
    })
}

/// An import of a page or of components, and nothing else on its line.
static IMPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^import (?:(\w+)|\{ ?(\w+(?:, ?\w+)*) ?\}) from "[^"\\]+";?$"#)
        .unwrap_or_else(|error| unreachable!("invariant: the pattern is well-formed: {error}"))
});

/// Collects the names that the page imports.
fn imports<'n>(root: &'n Node, names: &mut Vec<&'n str>) -> Result<(), Fault> {
    for node in root.children().into_iter().flatten() {
        let Node::MdxjsEsm(code) = node else { continue };
        for line in code.value.lines().filter(|line| !line.trim().is_empty()) {
            let Some(found) = IMPORT.captures(line) else {
                return Err(fault(node, format!("the page holds code: `{line}`")));
            };
            let list = found.get(1).or(found.get(2)).map_or("", |list| list.as_str());
            names.extend(list.split(',').map(str::trim));
        }
    }
    Ok(())
}

/// Checks that there is nothing but text and the components `allowed`.
pub(super) fn check(node: &Node, allowed: &[&str]) -> Result<(), Fault> {
    match node {
        Node::MdxFlowExpression(code) => return Err(fault(node, format!("the page holds code: `{{{}}}`", code.value))),
        Node::MdxTextExpression(code) => return Err(fault(node, format!("the page holds code: `{{{}}}`", code.value))),
        Node::Math(_) | Node::InlineMath(_) => return Err(fault(node, "text would be shown as mathematics".into())),
        Node::Html(_) => return Err(fault(node, "the page holds HTML".into())),
        Node::MdxJsxFlowElement(element) => {
            component(node, element.name.as_deref(), &element.attributes, allowed)?;
        }
        Node::MdxJsxTextElement(element) => {
            component(node, element.name.as_deref(), &element.attributes, allowed)?;
        }
        Node::Table(table) => {
            let width = |row: &Node| row.children().map_or(0, Vec::len);
            let columns = table.children.first().map_or(0, width);
            if let Some(row) = table.children.iter().find(|row| width(row) != columns) {
                let message = format!("a row has {} cells, and the first of its table {columns}", width(row));
                return Err(fault(row, message));
            }
        }
        Node::Yaml(matter) => {
            if let Err(error) = serde_yaml::from_str::<serde_yaml::Mapping>(&matter.value) {
                return Err(fault(node, format!("the front matter is no YAML: {error}")));
            }
        }
        _ => {}
    }
    node.children()
        .into_iter()
        .flatten()
        .try_for_each(|child| check(child, allowed))
}

fn component(node: &Node, name: Option<&str>, attributes: &[AttributeContent], allowed: &[&str]) -> Result<(), Fault> {
    let name = name.unwrap_or_default();
    if !allowed.contains(&name) {
        return Err(fault(node, format!("nobody knows the component `<{name}>`")));
    }
    for attribute in attributes {
        let is_code = match attribute {
            AttributeContent::Expression(_) => true,
            AttributeContent::Property(property) => matches!(property.value, Some(AttributeValue::Expression(_))),
        };
        if is_code {
            return Err(fault(node, format!("an attribute of `<{name}>` is code")));
        }
    }
    Ok(())
}

fn fault(node: &Node, message: String) -> Fault {
    Fault {
        message,
        offset: node.position().map_or(0, |position| position.start.offset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_page_is_found_where_it_is() {
        for (mdx, message, offset) in [
            ("Text.\n\nThe {x}.", "the page holds code: `{x}`", 11),
            ("import x from \"y\"; alert(1)", "the page holds code", 0),
            ("export const x = 1", "the page holds code", 0),
            ("a\n\n<Tabs>\n\nb\n\n</Tabs>", "nobody knows the component `<Tabs>`", 3),
            (
                "<Card title={x}>\n\na\n\n</Card>",
                "an attribute of `<Card>` is code",
                0,
            ),
            ("From $5 to $10.", "text would be shown as mathematics", 5),
            ("| a | b |\n| --- | --- |\n| c | d | e |", "a row has 3 cells", 24),
            ("---\ntitle: a: b\n---\n\nText.", "the front matter is no YAML", 0),
            ("<Info>\n\nopen", "the page is no MDX", 0),
        ] {
            let fault = page(mdx, &[]).expect_err(mdx);
            assert!(fault.message.starts_with(message), "{mdx}: {fault:?}");
            assert!(fault.offset == offset || message.contains("no MDX"), "{mdx}: {fault:?}");
        }
    }

    #[test]
    fn what_is_imported_or_listed_is_known() {
        let imported =
            "import Note from \"/snippets/note.mdx\"\nimport { A, B } from \"./ab.mdx\";\n\n<Note />\n\n<A />\n";
        assert_eq!(page(imported, &[]), Ok(()));
        assert_eq!(page("<Tabs>\n\na\n\n</Tabs>", &["Tabs".to_owned()]), Ok(()));
        assert_eq!(
            page(
                "The path `/users/{user_id}`, \\{x\\}.\n\n<Info>\n\nText.\n\n</Info>",
                &[]
            ),
            Ok(())
        );
    }
}
