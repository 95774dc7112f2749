//! Reads Dart by its grammar: what a literal means is taken from the tree, and
//! only the escapes of strings are read here.

use serde_json::{Map, Number, Value};
use tree_sitter::{Node, Parser, Tree};

/// Parses a program.
pub fn parse(program: &str) -> Result<Tree, String> {
    let mut parser = Parser::new();
    let language = tree_sitter_dart::LANGUAGE.into();
    parser.set_language(&language).map_err(|error| error.to_string())?;
    let tree = parser.parse(program, None).ok_or("there is no tree")?;
    match tree.root_node().has_error() {
        true => Err("there is a syntax error".to_owned()),
        false => Ok(tree),
    }
}

/// Finds the first node of a kind.
pub fn find<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    if node.kind() == kind {
        return Some(node);
    }
    children(node).find_map(|child| find(child, kind))
}

/// Returns the named nodes right below one.
pub fn children(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    (0..node.named_child_count()).filter_map(move |index| node.named_child(index as u32))
}

/// Returns the value of an expression that is a literal.
pub fn value(node: Node<'_>, source: &str) -> Result<Value, String> {
    let text = &source[node.byte_range()];
    match node.kind() {
        "null_literal" => Ok(Value::Null),
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        "decimal_integer_literal" | "decimal_floating_point_literal" | "unary_expression" => text
            .parse::<Number>()
            .map(Value::from)
            .map_err(|error| format!("{text}: {error}")),
        "string_literal" => string(node, source).map(Value::from),
        "list_literal" => children(node).map(|node| value(node, source)).collect(),
        "set_or_map_literal" => {
            let mut map = Map::new();
            for element in children(node) {
                let mut pair = children(element);
                match (pair.next(), pair.next()) {
                    (Some(key), Some(entry)) => map.insert(string(key, source)?, value(entry, source)?),
                    _ => return Err(format!("{} is no entry", &source[element.byte_range()])),
                };
            }
            Ok(Value::Object(map))
        }
        kind => Err(format!("{text} is a {kind}: {}", node.to_sexp())),
    }
}

/// Returns the text of a string (Dart language specification, "Strings").
fn string(node: Node<'_>, source: &str) -> Result<String, String> {
    if find(node, "template_substitution").is_some() {
        return Err(format!("{} is interpolated", &source[node.byte_range()]));
    }
    let quoted = &source[node.byte_range()];
    let mut text = String::new();
    let mut rest = quoted[1..quoted.len() - 1].chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => text.push(escape(&mut rest).ok_or_else(|| format!("{quoted} has a wrong escape"))?),
            character => text.push(character),
        }
    }
    Ok(text)
}

fn escape(rest: &mut std::str::Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        'x' => code(&rest.by_ref().take(2).collect::<String>())?,
        'u' if rest.as_str().starts_with('{') => {
            let digits: String = rest.by_ref().skip(1).take_while(|digit| *digit != '}').collect();
            code(&digits)?
        }
        'u' => code(&rest.by_ref().take(4).collect::<String>())?,
        other => other,
    })
}

fn code(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
