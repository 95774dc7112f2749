//! The traps of MDX: whatever the text, the page shows it, and shows it as text.

use ::markdown::mdast::Node;
use proptest::prelude::*;

use super::*;

/// Parses a page, whose text is shown where that fails.
pub(crate) fn parse(mdx: &str) -> Result<Node, String> {
    crate::docs::check::parse(mdx).map_err(|fault| format!("{fault:?}\n{mdx}"))
}

/// What a page must not hold, and the names of its components.
pub(crate) fn check(node: &Node, allowed: &[&str]) -> Result<(), String> {
    crate::docs::check::check(node, allowed).map_err(|fault| fault.message)
}

/// The text of a page, without the spaces around its lines.
fn visible(node: &Node, text: &mut String) {
    match node {
        Node::Text(inner) => text.push_str(&inner.value),
        Node::InlineCode(inner) => text.push_str(&inner.value),
        Node::Code(inner) => text.push_str(&inner.value),
        Node::Break(_) => text.push('\n'),
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        visible(child, text);
    }
}

fn shown(mdx: &str) -> String {
    let node = parse(mdx).unwrap();
    check(&node, &[]).unwrap();
    let mut text = String::new();
    visible(&node, &mut text);
    squeeze(&text)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn plain_text_is_shown_as_it_is() {
    for trap in TRAPS {
        assert_eq!(shown(&text(trap)), squeeze(trap), "as text");
        assert_eq!(squeeze(&shown(&code(trap))), squeeze(trap), "as code");
        assert_eq!(shown(&anywhere(trap)), squeeze(trap), "without a filter");
        let row = format!("| a | b |\n| --- | --- |\n| {} | c |\n", anywhere(trap));
        assert_eq!(shown(&row), format!("ab{}c", squeeze(trap)), "in a cell");
    }
}

const TRAPS: &[&str] = &[
    "{html}",
    "/users/{user_id}",
    "${x}",
    "{template_id, variables}",
    "{{x}}",
    "^[a-z]{2,4}$",
    "{\"a\": 1}",
    "{",
    "}",
    "<your project UUID>",
    "Array<string>",
    "<br>",
    "<!-- x -->",
    "<https://x>",
    "<a@b.co>",
    "a <5",
    "<=",
    "import the user",
    "export data",
    "$5 to $10",
    "$2a$10$abc",
    "a | b",
    "| a | b |",
    "say \"hi\" & 'bye' &amp; &#123;",
    "1. one",
    "- dash",
    "+ plus",
    "# heading",
    "> quote",
    "=== equals",
    "*star* _under_ ~~tilde~~ snake_case",
    "[link](javascript:alert(1))",
    "![image](x)",
    "`tick` ``ticks``",
    "back\\slash \\{",
    "::: directive",
    "---",
    "***",
    "    indented",
];

#[test]
fn markdown_keeps_its_meaning() {
    for (markdown, expected) in [
        ("Use `{id}` or {id}", "Use `{id}` or \\{id\\}"),
        (
            "see <https://example.com/a_b>",
            "see [https://example.com/a_b](https://example.com/a_b)",
        ),
        ("[x](javascript:alert)", "x"),
        ("a\n\n- b\n- c {d}", "a\n\n- b\n- c \\{d\\}"),
        ("3. b\n4. c", "3. b\n4. c"),
        ("**bold** and *it*", "**bold** and *it*"),
        ("# Title", "**Title**"),
        ("```rust ignore\nlet x = {};\n```", "```rust\nlet x = {};\n```"),
        ("<p>Hello</p>", "Hello"),
        ("import the user", "&#105;mport the user"),
        ("impor<b></b>t the user", "&#105;mport the user"),
        ("> quoted {x}", "> quoted \\{x\\}"),
    ] {
        assert_eq!(mdx(markdown), expected, "{markdown}");
        check(&parse(&mdx(markdown)).unwrap(), &[]).unwrap();
    }
}

#[test]
fn cells_are_one_line_without_bare_pipes() {
    assert_eq!(cell("a `x|y`\n\nb | c"), "a `x\\|y` b \\| c");
    assert_eq!(code_cell("a|b"), "`a\\|b`");
    assert_eq!(cell("| a | b |"), "&#124; a \\| b \\|");
    // A row ends with its line, also in the middle of code.
    assert_eq!(cell("~~~\n{\n!\n~~~"), "`{ !`");
}

#[test]
fn fences_and_spans_outlast_their_content() {
    assert_eq!(fence("a\n```\nb\n", "bash cURL"), "````bash cURL\na\n```\nb\n````");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(""), "` `");
}

#[test]
fn attributes_are_read_back() {
    for trap in TRAPS {
        let page = format!("<Card title=\"{}\">x</Card>", attribute(trap));
        let node = parse(&page).unwrap();
        check(&node, &["Card"]).unwrap();
        let printed = format!("{node:?}");
        let wanted = format!("{:?}", squeeze(trap));
        assert!(printed.contains(&wanted), "{trap}: {printed}");
    }
}

#[test]
fn front_matter_is_quoted() {
    for text in [
        "a: b",
        "say \"hi\"\\",
        "two\nlines",
        "# no comment",
        "{x}: [y]",
        "\u{85}\u{2028}",
    ] {
        let value: serde_yaml::Value = serde_yaml::from_str(&format!("title: {}", yaml(text))).unwrap();
        assert_eq!(value["title"].as_str(), Some(text));
    }
}

#[test]
fn a_backslash_does_not_end_a_cell() {
    assert_eq!(cell("`\\|<`"), "`\\\u{2060}\\|<`");
    assert_eq!(cell("`\\\\|<`"), "`\\\\\\|<`");
    for text in ["`\\|<`", "`\\\\|{`", "`{\\|`", "a\\|{b"] {
        let row = format!("| a |\n| --- |\n| {} |\n", cell(text));
        let node = parse(&row);
        assert!(node.is_ok(), "{text}: {row}");
    }
}

proptest! {
    #[test]
    fn no_text_becomes_code(text in r#"[a-z{}<>$`\\*_\[\]()|~&#!+=:;/"' \n.0-9-]{0,60}"#) {
        let page = mdx(&text);
        let node = parse(&page);
        prop_assert!(node.is_ok(), "{text:?} -> {page:?}: {node:?}");
        let checked = check(&node.unwrap(), &[]);
        prop_assert!(checked.is_ok(), "{text:?} -> {page:?}: {checked:?}");
        let row = format!("| a |\n| --- |\n| {} |\n", cell(&text));
        let node = parse(&row);
        prop_assert!(node.is_ok(), "{text:?} -> {row:?}: {node:?}");
        let checked = check(&node.unwrap(), &[]);
        prop_assert!(checked.is_ok(), "{text:?} -> {row:?}: {checked:?}");
    }

    #[test]
    fn any_plain_text_is_shown(line in r#"[a-zA-Z{}<>$`\\*_\[\]()|~&#!+=:;/"' .0-9-]{0,40}"#) {
        prop_assert_eq!(shown(&text(&line)), squeeze(&line));
    }
}
