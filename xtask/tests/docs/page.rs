//! Reads a page as MDX does, and says what is wrong with it.

use markdown::mdast::{AttributeContent, AttributeValue, Node};
use markdown::{Constructs, MdxSignal, ParseOptions};

/// What a page may use.
const COMPONENTS: [&str; 11] = [
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

/// A block of code.
pub struct Fence {
    pub language: String,
    pub text: String,
}

/// Parses a page of MDX and checks it: no expressions, no imports, known
/// components alone, and the text that a reader of plain Markdown sees.
pub fn check(page: &str) -> Result<Vec<Fence>, String> {
    let node = parse(page, true)?;
    check_node(&node)?;
    let mut shown = String::new();
    visible(&node, &mut shown);
    let plain = parse(&without_components(page), false)?;
    let mut meant = String::new();
    visible(&plain, &mut meant);
    let (shown, meant) = (squeeze(&shown), squeeze(&meant));
    if shown != meant {
        let at = shown
            .bytes()
            .zip(meant.bytes())
            .take_while(|(left, right)| left == right)
            .count();
        let around = |text: &str| text.chars().skip(at.saturating_sub(30)).take(80).collect::<String>();
        return Err(format!("shows `{}`, not `{}`", around(&shown), around(&meant)));
    }
    let mut fences = Vec::new();
    collect(&node, &mut fences);
    Ok(fences)
}

/// The blocks of code of a page of plain Markdown.
pub fn fences(page: &str) -> Result<Vec<Fence>, String> {
    let mut fences = Vec::new();
    collect(&parse(page, false)?, &mut fences);
    Ok(fences)
}

fn parse(page: &str, is_mdx: bool) -> Result<Node, String> {
    let constructs = Constructs {
        frontmatter: true,
        gfm_table: true,
        gfm_strikethrough: true,
        math_text: is_mdx,
        math_flow: is_mdx,
        ..if is_mdx {
            Constructs::mdx()
        } else {
            Constructs::default()
        }
    };
    let options = ParseOptions {
        constructs,
        mdx_esm_parse: Some(Box::new(|_| MdxSignal::Ok)),
        ..ParseOptions::default()
    };
    markdown::to_mdast(page, &options).map_err(|message| message.to_string())
}

fn check_node(node: &Node) -> Result<(), String> {
    match node {
        Node::MdxFlowExpression(_) | Node::MdxTextExpression(_) | Node::MdxjsEsm(_) => {
            return Err(format!("code: {node:?}"));
        }
        Node::Math(_) | Node::InlineMath(_) | Node::Html(_) => return Err(format!("not text: {node:?}")),
        Node::MdxJsxFlowElement(element) => component(element.name.as_deref(), &element.attributes)?,
        Node::MdxJsxTextElement(element) => component(element.name.as_deref(), &element.attributes)?,
        Node::Table(table) => {
            let width = |row: &Node| row.children().map_or(0, Vec::len);
            let columns = table.children.first().map_or(0, width);
            if table.children.iter().any(|row| width(row) != columns) {
                return Err(format!("a table whose rows differ in width: {:?}", table.position));
            }
        }
        _ => {}
    }
    node.children().into_iter().flatten().try_for_each(check_node)
}

fn component(name: Option<&str>, attributes: &[AttributeContent]) -> Result<(), String> {
    let is_plain = attributes.iter().all(|attribute| match attribute {
        AttributeContent::Expression(_) => false,
        AttributeContent::Property(property) => !matches!(property.value, Some(AttributeValue::Expression(_))),
    });
    if name.is_some_and(|name| COMPONENTS.contains(&name)) && is_plain {
        Ok(())
    } else {
        Err(format!("component {name:?} {attributes:?}"))
    }
}

/// The page without the lines that are tags; those in code stay.
fn without_components(page: &str) -> String {
    let mut fence: Option<String> = None;
    let mut lines = Vec::new();
    for line in page.lines() {
        let ticks: String = line.chars().take_while(|character| *character == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && line == ticks => fence = None,
            None if ticks.len() >= 3 => fence = Some(ticks),
            _ => {}
        }
        let is_tag = fence.is_none()
            && (line.starts_with("</") || COMPONENTS.iter().any(|name| line.starts_with(&format!("<{name}"))));
        lines.push(if is_tag { "" } else { line });
    }
    lines.join("\n")
}

fn visible(node: &Node, text: &mut String) {
    match node {
        Node::Text(inner) => text.push_str(&inner.value),
        Node::InlineCode(inner) => text.push_str(&inner.value),
        Node::Code(inner) => text.push_str(&inner.value),
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        visible(child, text);
    }
    if !matches!(
        node,
        Node::Text(_) | Node::InlineCode(_) | Node::Emphasis(_) | Node::Strong(_)
    ) {
        text.push('\n');
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect(node: &Node, fences: &mut Vec<Fence>) {
    if let Node::Code(code) = node {
        fences.push(Fence {
            language: code.lang.clone().unwrap_or_default(),
            text: code.value.clone(),
        });
    }
    for child in node.children().into_iter().flatten() {
        collect(child, fences);
    }
}
