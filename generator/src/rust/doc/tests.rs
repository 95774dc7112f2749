//! Tests of the neutralized text as rustdoc would read it.

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

use super::*;

/// Parses as rustdoc does, and tells what it could not bear.
fn complaints(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut found = Vec::new();
    let mut broken = Vec::new();
    let mut callback = |link: BrokenLink<'_>| {
        broken.push(format!("broken link {:?}", link.reference));
        None
    };
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(&mut callback)) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("html {html:?}")),
            Event::FootnoteReference(name) => found.push(format!("footnote {name:?}")),
            Event::TaskListMarker(_) => found.push("task".to_owned()),
            Event::Start(Tag::CodeBlock(kind)) if kind != CodeBlockKind::Fenced("text".into()) => {
                found.push(format!("code {kind:?}"));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains(':') => {
                found.push(format!("link {dest_url:?}"));
            }
            _ => {}
        }
    }
    found.extend(broken);
    if markdown.chars().any(|c| c.is_control() && c != '\n') {
        found.push("control character".to_owned());
    }
    found
}

#[test]
fn ordinary_markdown_stays_itself() {
    for text in [
        "Returns the user's `user_id`, or **nothing**.",
        "First.\n\nSecond, with *stress*.",
        "- one\n- two\n  of it",
        "1. one\n2. two",
        "> quoted",
        "See [the guide](<https://example.com/a>).",
        "| a | b |\n| --- | --- |\n| 1 | `x\\|y` |",
        "```text\nlet x = 1;\n```",
    ] {
        assert_eq!(neutralize(text), text);
    }
}

#[test]
fn every_code_block_is_text() {
    assert_eq!(neutralize("    fn main() {}"), "```text\nfn main() {}\n```");
    assert_eq!(neutralize("```rust\nloop {}\n```"), "```text\nloop {}\n```");
    assert_eq!(neutralize("~~~\na ``` b"), "````text\na ``` b\n````");
    assert_eq!(neutralize("```\nnever closed"), "```text\nnever closed\n```");
}

#[test]
fn links_and_html_are_text() {
    assert_eq!(neutralize("an [item] and [x][y]"), "an \\[item\\] and \\[x\\]\\[y\\]");
    assert_eq!(
        neutralize("a <b>bold</b> Vec<String>"),
        "a \\<b\\>bold\\</b\\> Vec\\<String\\>"
    );
    assert_eq!(neutralize("[x](Foo) [y](javascript:z)"), "x y");
    assert_eq!(
        neutralize("see https://a.example/b_c. Yes"),
        "see <https://a.example/b_c>. Yes"
    );
    assert_eq!(neutralize("<https://a.example>"), "<https://a.example>");
}

#[test]
fn control_characters_are_removed() {
    assert_eq!(neutralize("a\u{0}b\rc\u{2028}d\u{202e}e\tf"), "ab\nc\nde    f");
}

#[test]
fn code_spans_hold_anything() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code("a\nb"), "`a b`");
    assert_eq!(code(""), "(empty)");
}

#[test]
fn plain_text_begins_no_block() {
    assert_eq!(plain("# no *heading*"), "\\# no \\*heading\\*");
    assert_eq!(plain("1. no list"), "1\\. no list");
}

#[test]
fn hostile_texts_are_harmless() {
    for text in [
        "\"quotes\" */ /* {} { < ``` ~~~",
        "<script>alert(1)</script>\n\n<div>\n[x]\n",
        "[a]: http://x\n\n[a] [b]\n\n[^1]\n\n- [ ] task",
        "&lt;b&gt; &#60;i> &amp;lt;",
        "\\[x] \\<b> \\`",
        "***a** b*_c_ __d__ ~~e~~ |f|g|",
        "a\n===\n\nb\n---\n\n* * *\n",
        "> ```\n> fn x() {}\n\n- ```rust\n  panic!()\n  ```",
        "![image](x.png) ![i](https://e.example/x.png) [![i](https://e.example)](https://f.example)",
        "#[derive(Debug)]\n//! inner\n/// outer",
    ] {
        let result = neutralize(text);
        assert_eq!(complaints(&result), Vec::<String>::new(), "{text:?} became {result:?}");
    }
    let deep = ">".repeat(3000);
    assert!(neutralize(&deep).len() < 20_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_harmless(text in "[\\[\\]()<>`~*_#|&!:^ \\n\\\\\"'{}=+.a1/-]{0,40}") {
        let result = neutralize(&text);
        prop_assert_eq!(complaints(&result), Vec::<String>::new(), "{:?} became {:?}", text, result);
        let result = plain(&text);
        prop_assert_eq!(complaints(&result), Vec::<String>::new(), "plain {:?} became {:?}", text, result);
        let result = format!("The value {}.", code(&text));
        prop_assert_eq!(complaints(&result), Vec::<String>::new(), "code {:?} became {:?}", text, result);
    }
}
