//! Says where the documents have what changed, as a person reads them.

use std::collections::BTreeMap;

use super::change::{Change, Place, Side};
use crate::pipeline::Planned;
use crate::source::{FileId, Pointer, Source};

/// Gives every side of every change its place in the text of its document.
pub(super) fn settle(old: &Planned, new: &Planned, changes: &mut [Change]) {
    settle_sides(&old.source, changes.iter_mut().map(|change| &mut change.old).collect());
    settle_sides(&new.source, changes.iter_mut().map(|change| &mut change.new).collect());
}

fn settle_sides(source: &Source, sides: Vec<&mut Side>) {
    let mut by_file: BTreeMap<FileId, Vec<(&mut Side, Pointer)>> = BTreeMap::new();
    for side in sides {
        // An overlay may have written it.
        if let Some(pointer) = side.pointer.as_ref().map(|pointer| source.written(pointer)) {
            by_file.entry(pointer.file()).or_default().push((side, pointer));
        }
    }
    for (file, sides) in by_file {
        let pointers: Vec<&Pointer> = sides.iter().map(|(_, pointer)| pointer).collect();
        let path = source.file(file).map_or("", |file| file.path.as_str());
        let settled = source.settle_all(file, &pointers);
        for ((side, _), (pointer, location)) in sides.into_iter().zip(settled) {
            side.place = Some(Place {
                file: path.to_owned(),
                pointer: pointer.to_string(),
                location,
            });
        }
    }
}
