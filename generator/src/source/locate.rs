//! Finds the text that a pointer stands for. Runs only when diagnostics are printed.

mod json;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use super::{FileId, Pointer, Source};

/// A place in the text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// In bytes of the text; of one line only.
    pub range: Range<usize>,
}

impl Source {
    /// Finds where `pointer` stands in the text of its file: the value where
    /// it is a scalar, else its key. Where the text has no such place, as when
    /// something is missing, what is around it.
    pub fn locate(&self, pointer: &Pointer) -> Option<Location> {
        self.locate_all(pointer.file(), &[pointer]).pop().flatten()
    }

    /// Finds several pointers of one file in one pass.
    pub(crate) fn locate_all(&self, file: FileId, pointers: &[&Pointer]) -> Vec<Option<Location>> {
        let found = self.find_all(file, pointers).into_iter();
        found.map(|found| found.map(|(_, location)| location)).collect()
    }

    /// Finds several pointers of one file in one pass; each that does not stand
    /// in the text becomes that of what is around it.
    #[cfg(feature = "cli")]
    pub(crate) fn settle_all(&self, file: FileId, pointers: &[&Pointer]) -> Vec<(Pointer, Option<Location>)> {
        let found = self.find_all(file, pointers).into_iter().zip(pointers);
        let settled = found.map(|(found, pointer)| match found {
            Some((depth, location)) => {
                let segments = pointer.segments();
                let keys = segments.into_iter().take(depth);
                let settled = keys.fold(Pointer::root(file), |pointer, key| pointer.field(key));
                (settled, Some(location))
            }
            None => ((*pointer).clone(), None),
        });
        settled.collect()
    }

    /// Finds several pointers of one file, each with how many of its segments stand in the text.
    fn find_all(&self, file: FileId, pointers: &[&Pointer]) -> Vec<Option<(usize, Location)>> {
        let Some(file) = self.file(file) else {
            return vec![None; pointers.len()];
        };
        let mut wanted = Wanted::new();
        let ends: Vec<Vec<usize>> = pointers.iter().map(|pointer| wanted.want(pointer)).collect();
        let lines = Lines::new(&file.text);
        // A YAML file may begin with a brace too.
        if json::find(&lines, &mut wanted).is_none() {
            yaml::find(&file.text, &mut wanted);
        }
        ends.iter()
            .map(|path| {
                let mut inward = path.iter().enumerate().rev();
                inward.find_map(|(depth, node)| Some((depth, lines.location(wanted.0[*node].place?))))
            })
            .collect()
    }
}

/// The tree of all pointers that are looked for; its first node is the root.
struct Wanted(Vec<Node>);

#[derive(Default)]
struct Node {
    children: BTreeMap<String, usize>,
    place: Option<Place>,
}

impl Wanted {
    fn new() -> Self {
        Self(vec![Node::default()])
    }

    /// Adds `pointer`; returns the nodes on the way.
    fn want(&mut self, pointer: &Pointer) -> Vec<usize> {
        let mut path = vec![0];
        let mut node = 0;
        for key in pointer.segments() {
            let next = self.0.len();
            node = *self.0[node].children.entry(key.to_owned()).or_insert(next);
            if node == next {
                self.0.push(Node::default());
            }
            path.push(node);
        }
        path
    }

    /// Returns the node of a property or an item of `node`, if it is looked for.
    fn child(&self, node: usize, key: &str) -> Option<usize> {
        self.0[node].children.get(key).copied()
    }

    /// Tells whether nothing in `node` is looked for.
    fn is_leaf(&self, node: usize) -> bool {
        self.0[node].children.is_empty()
    }

    fn note(&mut self, node: usize, place: Place) {
        self.0[node].place = Some(place);
    }
}

/// 1-based line, 0-based column, and length in characters.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    column: usize,
    len: usize,
}

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let breaks = text.match_indices('\n').map(|(index, _)| index + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// Returns the line `line`, 1-based, without its break, and where it starts.
    pub(crate) fn line(&self, line: usize) -> Option<(&'a str, usize)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        Some((self.text.get(start..end)?.trim_end_matches('\r'), start))
    }

    /// Returns the place of a part of the text that has no line break.
    fn place(&self, range: Range<usize>) -> Place {
        let line = self.starts.partition_point(|start| *start <= range.start);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let chars = |range: Range<usize>| self.text.get(range).map_or(0, |part| part.chars().count());
        Place {
            line,
            column: chars(start..range.start),
            len: chars(range),
        }
    }

    fn location(&self, place: Place) -> Location {
        let (line, start) = self.line(place.line).unwrap_or(("", self.text.len()));
        let offset = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(index, _)| index);
        let range = start + offset(place.column)..start + offset(place.column + place.len.max(1));
        Location {
            line: place.line,
            column: place.column + 1,
            range,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_may_close_further_left() {
        let text = "a:\n    b: {\n  \"c\": [\n 1\n]}\nd:\n  - e: {}\n";
        let source = Source::of_texts(&[("a.yaml", text)]);
        let root = Pointer::root(FileId(0));
        let place = |pointer: &Pointer| source.locate(pointer).map(|place| (place.line, place.column));
        assert_eq!(place(&root.field("d").index(0).field("e")), Some((7, 5)));
        assert_eq!(place(&root.field("a").field("b").field("c").index(0)), Some((4, 2)));
    }

    #[test]
    fn what_stands_deep_in_json_is_located() {
        let text = format!("{}1{}", "{\"a\": ".repeat(300), "}".repeat(300));
        let source = Source::of_texts(&[("a.json", &text)]);
        let place = |depth: usize| {
            let pointer = (0..depth).fold(Pointer::root(FileId(0)), |pointer, _| pointer.field("a"));
            source.locate(&pointer).map(|place| (place.line, place.column))
        };
        assert_eq!(place(299), Some((1, 6 * 298 + 2)));
        assert_eq!(place(300), Some((1, 6 * 300 + 1)));
        assert_eq!(place(301), place(300));
    }

    #[test]
    fn json_is_located_as_yaml_is() {
        let text = "{\n  \"a\": {\"\u{e9}\\u0041\": [1, {\"b\": null}, [true]], \"\": \"\\n\"},\n\"c\":\n{}, \"d/e\": -1.5e3 }";
        let root = Pointer::root(FileId(0));
        let list = root.field("a").field("\u{e9}A");
        let pointers = [
            root.clone(),
            root.field("a"),
            list.clone(),
            list.index(0),
            list.index(1),
            list.index(1).field("b"),
            list.index(2),
            list.index(2).index(0),
            root.field("a").field(""),
            root.field("c"),
            root.field("c").field("not there"),
            root.field("d/e"),
            root.field("d/e").field("not there"),
            list.index(1).field("b").index(0),
        ];
        let places = |find: &dyn Fn(&mut Wanted)| {
            let mut wanted = Wanted::new();
            let paths: Vec<_> = pointers.iter().map(|pointer| wanted.want(pointer)).collect();
            find(&mut wanted);
            let lines = Lines::new(text);
            let places = paths
                .iter()
                .map(|path| path.iter().rev().find_map(|node| wanted.0[*node].place));
            places
                .map(|place| place.map(|place| lines.location(place)))
                .collect::<Vec<_>>()
        };
        let json = places(&|wanted| json::find(&Lines::new(text), wanted).expect("it is JSON"));
        assert_eq!(json, places(&|wanted| yaml::find(text, wanted)));
        assert_eq!(json[2].as_ref().map(|place| (place.line, place.column)), Some((2, 9)));
    }
}
