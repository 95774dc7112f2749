//! What a reader sees of the HTML in a description.

/// Tags that descriptions use for their looks. Others, such as `<string>` or
/// `<your project>`, are text that was never meant as a tag.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Returns the text of `html`: comments and known tags are left out.
pub(super) fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        text.push_str(before);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        match known_tag(tag) {
            Some((name, after)) => {
                if name == "br" {
                    text.push(' ');
                }
                rest = after;
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// Returns the name of the known tag at the start of `text`, and what follows the tag.
fn known_tag(text: &str) -> Option<(&'static str, &str)> {
    let inside = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let end = inside
        .find(|character: char| !character.is_ascii_alphanumeric())
        .unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    let name = TAGS.iter().find(|tag| tag.eq_ignore_ascii_case(name))?;
    let follows = attributes.starts_with(|next: char| next == '>' || next == '/' || next.is_whitespace());
    let (_, after) = attributes.split_once('>').filter(|_| follows)?;
    Some((name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_tags_and_keeps_what_only_looks_like_one() {
        for (html, expected) in [
            ("<p>Hello <b class=\"x\">you</b></p>", "Hello you"),
            ("a<br/>b<!-- c -->d", "a bd"),
            ("<your project UUID>", "<your project UUID>"),
            ("Array<string> <", "Array<string> <"),
            ("<!-- open", ""),
        ] {
            assert_eq!(visible(html), expected);
        }
    }
}
