//! Shows on a terminal how far a run is, when it takes longer than a second, and
//! how long each step of it took, where that is asked for.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Voice;
use crate::pipeline::Step;

/// A run that is over before this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often what is shown moves, so that nobody thinks that it stands still.
const TICK: Duration = Duration::from_millis(100);

/// The steps of [`Step`], and that of writing.
const STEPS: u64 = 7;

/// A bar on the standard error. It is gone when this is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// What each step is, and when it began.
    begun: RefCell<Vec<(&'static str, Instant)>>,
    /// Shows the bar when its time has come; ends when the other end of its channel is dropped.
    watcher: Option<(mpsc::Sender<()>, thread::JoinHandle<()>)>,
}

impl Progress {
    /// Begins a run. Nothing is ever shown to a program, or where a person asked for quiet.
    pub fn begin(voice: &Voice) -> Self {
        let is_watched = !voice.json && !voice.quiet && io::stderr().is_terminal();
        Self::new(is_watched.then(ProgressDrawTarget::stderr), PATIENCE)
    }

    fn new(target: Option<ProgressDrawTarget>, patience: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {bar:24} {msg} ({elapsed})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let watcher = target.map(|target| {
            let (end, ended) = mpsc::channel();
            let bar = bar.clone();
            let watcher = thread::spawn(move || {
                if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(target);
                    bar.enable_steady_tick(TICK);
                }
            });
            (end, watcher)
        });
        Self {
            bar,
            begun: RefCell::default(),
            watcher,
        }
    }

    /// Says which step of the generator begins.
    pub fn step(&self, step: Step) {
        let (number, message) = match step {
            Step::Load => (0, "reading the documents"),
            Step::Normalize => (1, "normalizing the documents"),
            Step::Lower => (2, "understanding the API"),
            Step::Plan => (3, "planning the client"),
            Step::Emit => (4, "writing the client out"),
            Step::Document => (5, "writing the documentation out"),
        };
        self.show(number, message);
    }

    /// Says that the files are compared and written.
    pub fn apply(&self) {
        self.show(STEPS - 1, "comparing the files");
    }

    /// Returns how long each step took until now, in milliseconds, and its share of
    /// the whole, a line each.
    pub fn timings(&self) -> String {
        let begun = self.begun.borrow();
        let now = Instant::now();
        let ends = begun.iter().skip(1).map(|(_, begun)| *begun).chain([now]);
        let steps = begun.iter().zip(ends);
        let whole = begun.first().map_or(Duration::ZERO, |(_, begun)| now - *begun);
        let mut text = String::new();
        let mut line = |step: &str, took: Duration| {
            let share = 100.0 * took.as_secs_f64() / whole.as_secs_f64().max(f64::EPSILON);
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{step:<30}{:>7.0} ms {share:>4.0} %", took.as_secs_f64() * 1000.0);
        };
        for ((step, begun), end) in steps {
            line(step, end - *begun);
        }
        line("in all", whole);
        text
    }

    fn show(&self, number: u64, message: &'static str) {
        self.begun.borrow_mut().push((message, Instant::now()));
        self.bar.set_position(number);
        self.bar.set_message(message);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((end, watcher)) = self.watcher.take() {
            drop(end);
            // It has nothing that could fail, and nothing to say.
            let _ = watcher.join();
        }
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that remembers what is on it, as far as a bar of one line is concerned.
    #[derive(Debug, Clone, Default)]
    struct Terminal(Arc<Mutex<String>>);

    impl Terminal {
        fn text(&self) -> String {
            self.0.lock().unwrap().clone()
        }
    }

    impl TermLike for Terminal {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            self.0.lock().unwrap().clear();
            Ok(())
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn watched(patience: Duration) -> (Terminal, Progress) {
        let terminal = Terminal::default();
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        (terminal, Progress::new(Some(target), patience))
    }

    #[test]
    fn a_long_run_is_shown_and_leaves_nothing_behind() {
        let (terminal, progress) = watched(Duration::ZERO);
        progress.step(Step::Plan);
        let is_shown = (0..100).any(|_| {
            thread::sleep(TICK);
            terminal.text().contains("planning the client")
        });
        assert!(is_shown, "{}", terminal.text());
        drop(progress);
        assert_eq!(terminal.text().trim(), "");
    }

    #[test]
    fn each_step_has_its_time() {
        let (_, progress) = watched(PATIENCE * 60);
        progress.step(Step::Load);
        thread::sleep(TICK);
        progress.step(Step::Plan);
        let text = progress.timings();
        let steps: Vec<&str> = text.lines().map(|line| line[..30].trim_end()).collect();
        assert_eq!(steps, ["reading the documents", "planning the client", "in all"]);
        let took = |line: &str| line[30..].split_whitespace().next().unwrap().parse::<u64>().unwrap();
        let took: Vec<u64> = text.lines().map(took).collect();
        assert!(took[0] >= 100 && took[2] >= took[0] + took[1] - 1, "{text}");
    }

    #[test]
    fn a_short_run_shows_nothing() {
        let (terminal, progress) = watched(PATIENCE * 60);
        progress.step(Step::Load);
        progress.apply();
        thread::sleep(TICK);
        drop(progress);
        assert_eq!(terminal.text(), "");
    }
}
