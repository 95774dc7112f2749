//! What a generated client costs beside the same call written by hand, with
//! `reqwest` and derives of serde, over loopback: allocations, time, and the
//! time to read a list of a megabyte. Prints a table of ratios, each with what
//! is allowed, and fails where one is above it.

mod by_hand;
mod server;

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use lean::Client;

/// How much more than the same by hand is allowed. Allocations are the same on
/// every machine; of times, both sides are taken in turns, and what one turn is
/// to the turn beside it counts, in the median.
const LIMIT: f64 = 1.05;
/// Calls in a row, of which the time is taken together.
const CALLS: u32 = 250;
/// How often each side has its turn.
const TURNS: usize = 101;

/// What both sides take, and the one in terms of the other.
struct Measured {
    generated: f64,
    by_hand: f64,
    ratio: f64,
}

fn main() -> ExitCode {
    match measure() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures everything, and tells whether it is within the limit.
fn measure() -> Result<bool, Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let user = server::user(0);
    let base_url = server::serve(user.clone())?;
    let client = Client::builder().base_url(base_url.clone()).token("secret").build()?;
    let by_hand = by_hand::Client::new(base_url, "secret".to_owned())?;

    let generated = || {
        let call = client.users().get("u-1").expand("address");
        let user = runtime.block_on(call.into_future()).map_err(|error| error.to_string());
        user.map(|user| user.id.len())
    };
    let written = || {
        let user = runtime.block_on(by_hand.user("u-1", "address")).map_err(|error| error.to_string());
        user.map(|user| user.id.len())
    };
    println!("{:<48} {:>10} {:>10} {:>6}  limit", "", "generated", "by hand", "ratio");
    let counts = [allocations(&generated)?, allocations(&written)?];
    let counts = Measured {
        generated: counts[0],
        by_hand: counts[1],
        ratio: counts[0] / counts[1],
    };
    let mut is_within = print("allocations of a call", &counts, Some(LIMIT), |count| format!("{count:.1}"));
    let times = in_turns(&|| repeat(CALLS, &generated), &|| repeat(CALLS, &written))?;
    is_within &= print("time of a call over loopback", &times, Some(LIMIT), |time| format!("{time:.1} µs"));

    let list = server::list(1 << 20);
    let lean = || decode::<Vec<lean::types::User>>(&list);
    let by_hand = || decode::<Vec<by_hand::User>>(&list);
    let times = in_turns(&|| repeat(2, &lean), &|| repeat(2, &by_hand))?;
    let show = |time| format!("{time:.0} µs");
    is_within &= print("reading a list of 1 MiB, beside derives by hand", &times, Some(LIMIT), show);
    // What the style of serde does to it, of which a user has the choice.
    let derived = || decode::<Vec<derived::types::User>>(&list);
    let times = in_turns(&|| repeat(2, &lean), &|| repeat(2, &derived))?;
    print("… beside derives of the same types", &times, None, show);
    Ok(is_within)
}

fn decode<T: serde::de::DeserializeOwned>(text: &[u8]) -> Result<usize, String> {
    let value: T = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    Ok(size_of_val(&std::hint::black_box(value)))
}

/// Counts the allocations of one call, once connections and tables are warm.
fn allocations(call: &dyn Fn() -> Result<usize, String>) -> Result<f64, String> {
    for _ in 0..CALLS {
        call()?;
    }
    let counted = allocation_counter::measure(|| {
        for _ in 0..CALLS {
            call().expect("it worked before");
        }
    });
    Ok(counted.count_total as f64 / f64::from(CALLS))
}

/// Returns the time of one of many.
fn repeat(times: u32, work: &dyn Fn() -> Result<usize, String>) -> Result<Duration, String> {
    let begun = Instant::now();
    for _ in 0..times {
        work()?;
    }
    Ok(begun.elapsed() / times)
}

/// Lets both sides work in turns, each first in every other one, so that a
/// machine that slows down slows both; returns medians, of times in microseconds.
fn in_turns(
    generated: &dyn Fn() -> Result<Duration, String>,
    by_hand: &dyn Fn() -> Result<Duration, String>,
) -> Result<Measured, String> {
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    for turn in 0..TURNS {
        let (one, other) = if turn % 2 == 0 {
            (generated()?, by_hand()?)
        } else {
            let other = by_hand()?;
            (generated()?, other)
        };
        times[0].push(one.as_secs_f64() * 1e6);
        times[1].push(other.as_secs_f64() * 1e6);
        times[2].push(one.as_secs_f64() / other.as_secs_f64());
    }
    let [generated, by_hand, ratio] = times.map(|mut times| {
        times.sort_unstable_by(f64::total_cmp);
        times[times.len() / 2]
    });
    Ok(Measured {
        generated,
        by_hand,
        ratio,
    })
}

/// Prints a row, and tells whether its ratio is within the limit, if it has one.
fn print(what: &str, measured: &Measured, limit: Option<f64>, show: fn(f64) -> String) -> bool {
    let Measured {
        generated,
        by_hand,
        ratio,
    } = *measured;
    let is_within = limit.is_none_or(|limit| ratio <= limit);
    let remark = match (limit, is_within) {
        (Some(limit), true) => format!("{limit:.2}"),
        (Some(limit), false) => format!("{limit:.2}, exceeded"),
        (None, _) => String::new(),
    };
    println!("{what:<48} {:>10} {:>10} {ratio:>6.3}  {remark}", show(generated), show(by_hand));
    is_within
}
