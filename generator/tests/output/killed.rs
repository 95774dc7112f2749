//! A process that writes is killed at random moments, and two write at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use specwright::{FileSet, MARKER, Mode};

use super::{temporary, tree};

const KILLS: u32 = 200;

/// In the process that writes: the folder, and which of the outputs.
const FOLDER: &str = "TEST_WRITE_TO";
const OUTPUT: &str = "TEST_WRITE_OUTPUT";

/// A file of somebody else, in the output folder.
const MINE: &str = "src/mine.rs";

/// One of two outputs: most files differ, and some are in one of them only.
fn output(generation: u32) -> FileSet {
    let mut files = FileSet::new();
    for index in 0..25 {
        let differing = if index % 5 == 0 { 0 } else { generation };
        let body = format!("// {differing}\n").repeat(90 * index);
        files.insert(
            format!("src/m{}/f{index}.rs", index % 7),
            format!("// {MARKER}\n{body}"),
        );
    }
    files.insert(format!("only/in/{generation}.rs"), format!("// {MARKER}\n"));
    files.insert("docs/data.json", format!("{generation}\n"));
    files
}

/// What the folder holds when `output(generation)` is written.
fn expected(generation: u32) -> BTreeMap<Utf8PathBuf, Vec<u8>> {
    let (_guard, root) = temporary();
    output(generation)
        .apply(&root, Mode::Write)
        .expect("a folder of our own");
    let mut expected = tree(&root);
    expected.insert(MINE.into(), b"// mine\n".to_vec());
    expected
}

/// Starts a process that writes, and waits until it begins.
fn start(root: &Utf8Path, generation: u32) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program)
        .args(["--exact", "killed::writing_process", "--nocapture", "--test-threads=1"])
        .env(FOLDER, root.as_str())
        .env(OUTPUT, generation.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let stdout = child.stdout.take().expect("it is piped");
    let mut lines = BufReader::new(stdout).lines();
    while !lines
        .next()
        .expect("it says so before it ends")
        .expect("text")
        .ends_with("begins")
    {}
    // Who closes the pipe would have the rest of the output fail.
    thread::spawn(move || lines.for_each(drop));
    child
}

/// Not a test: what [`start`] runs.
#[test]
fn writing_process() {
    let (Ok(root), Ok(generation)) = (std::env::var(FOLDER), std::env::var(OUTPUT)) else {
        return;
    };
    let files = output(generation.parse().expect("a number"));
    println!("\nbegins");
    files.apply(Utf8Path::new(&root), Mode::Write).expect("it is ours");
}

/// Numbers that look random (SplitMix64), each run the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// Tells whether the journal decides for the new output.
fn is_decided(root: &Utf8Path) -> bool {
    root.join(".specwright-work/journal.json").exists()
}

/// Every file is whole, and the files are of one output unless the journal
/// says that they are on their way to the other.
fn assert_whole(root: &Utf8Path, before: &BTreeMap<Utf8PathBuf, Vec<u8>>, after: &BTreeMap<Utf8PathBuf, Vec<u8>>) {
    let mut present = tree(root);
    present.retain(|path, _| !path.starts_with(".specwright-work"));
    for (path, bytes) in &present {
        let known = [before.get(path), after.get(path)];
        assert!(
            known.contains(&Some(bytes)),
            "{path} is neither the old nor the new file"
        );
    }
    if !is_decided(root) {
        assert!(present == *before || present == *after, "a mixture without a journal");
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_or_the_new_output() {
    let (_guard, root) = temporary();
    let root = root.join("out");
    let outputs = [expected(0), expected(1)];
    output(0).apply(&root, Mode::Write).expect("a folder of our own");
    fs::write(root.join(MINE), "// mine\n").expect("a file");

    // How long the writing takes from its beginning, here and now.
    let begin = Instant::now();
    assert!(start(&root, 1).wait().expect("it runs").success());
    let duration = u64::try_from(begin.elapsed().as_micros()).expect("it is short");
    output(0).apply(&root, Mode::Write).expect("a folder of our own");

    let mut numbers = Numbers(u64::from(KILLS));
    let mut present = 0;
    let (mut in_time, mut undecided, mut decided) = (0, 0, 0);
    for kill in 0..KILLS {
        let (old, new) = (present, 1 - present);
        let mut child = start(&root, new);
        thread::sleep(Duration::from_micros(numbers.below(duration)));
        child.kill().expect("it is ours");
        in_time += u32::from(!child.wait().expect("it ends").success());
        let left = root.join(".specwright-work").exists();
        decided += u32::from(is_decided(&root));
        undecided += u32::from(left && !is_decided(&root));
        assert_whole(&root, &outputs[old as usize], &outputs[new as usize]);

        // The next run repairs, whichever output it is to make. A check does too,
        // and then sees one of the two.
        if kill % 3 == 0 {
            output(old).apply(&root, Mode::Check).expect("it can be read");
            let repaired = tree(&root);
            assert!(outputs.contains(&repaired), "a check completes what was decided");
        }
        present = if kill % 2 == 0 { old } else { new };
        output(present).apply(&root, Mode::Write).expect("a folder of our own");
        assert!(
            tree(&root) == outputs[present as usize],
            "exactly the output, and what is not ours"
        );
    }
    println!("{in_time} of {KILLS} in time: {undecided} before the decision, {decided} after it");
    assert!(in_time > KILLS / 10, "the moments are those of the writing");
}

#[test]
fn runs_at_the_same_time_do_not_mix() {
    let outputs = [expected(0), expected(1)];
    for round in 0..5 {
        let (_guard, root) = temporary();
        let root = root.join("out");
        fs::create_dir_all(root.join("src")).expect("a folder");
        fs::write(root.join(MINE), "// mine\n").expect("a file");
        let mut children: Vec<Child> = (0..4).map(|index| start(&root, (index + round) % 2)).collect();
        for child in &mut children {
            assert!(child.wait().expect("it runs").success());
        }
        assert!(outputs.contains(&tree(&root)), "the output of the last one");
    }
}
