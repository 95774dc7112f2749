//! Calls that wait on the thread that makes them, for programs without an
//! asynchronous runtime.
//!
//! One thread, which is started by the first of these calls and lives as long as
//! the program, drives the connections and the clock of all clients.

use std::future::{Future, pending};
use std::sync::OnceLock;
use std::{io, thread};

use futures_util::{Stream, StreamExt as _};
use tokio::runtime::{Builder, Handle};

use super::call::Call;
use super::error::Error;
use super::operation::Operation;
use super::raw_call::RawCall;
use super::response::{RawResponse, Response};
use super::transport::{TransportError, TransportErrorKind};

impl<Op: Operation> Call<'_, Op> {
    /// Makes the call, and returns its body as soon as it is there.
    ///
    /// # Errors
    /// As [`Call::send`], and where the thread of all these calls cannot be started.
    ///
    /// # Panics
    /// In a task of an asynchronous runtime, whose thread must not wait: `await` the call
    /// there, or wait in `tokio::task::spawn_blocking`.
    pub fn blocking(self) -> Result<Op::Output, Error<Op::ErrorBody>> {
        self.send_blocking().map(Response::into_body)
    }

    /// Makes the call, and returns the whole response as soon as it is there.
    ///
    /// # Errors
    /// As [`Call::blocking`].
    ///
    /// # Panics
    /// As [`Call::blocking`].
    pub fn send_blocking(self) -> Result<Response<Op::Output, Op>, Error<Op::ErrorBody>> {
        runtime()?.block_on(self.send())
    }
}

impl<B: 'static> RawCall<'_, B> {
    /// Makes the call, and returns the response as soon as it is there.
    ///
    /// # Errors
    /// As [`RawCall::send`], and where the thread of all these calls cannot be started.
    ///
    /// # Panics
    /// As [`Call::blocking`].
    pub fn blocking(self) -> Result<RawResponse, Error<B>> {
        runtime()?.block_on(self.send())
    }
}

/// Waits for whatever a client does, such as a page or a piece of a download.
///
/// # Errors
/// The thread of all these calls cannot be started.
///
/// # Panics
/// As [`Call::blocking`].
pub fn block_on<T>(future: impl Future<Output = T>) -> Result<T, TransportError> {
    Ok(runtime()?.block_on(future))
}

/// Returns what a stream of a client has, such as the items of a list, one by
/// one. Nothing is asked for before the iterator is.
///
/// # Errors
/// The thread of all these calls cannot be started.
///
/// # Panics
/// The iterator does, as [`Call::blocking`].
pub fn iter<S: Stream>(stream: S) -> Result<impl Iterator<Item = S::Item>, TransportError> {
    let runtime = runtime()?;
    let mut stream = Box::pin(stream);
    Ok(std::iter::from_fn(move || runtime.block_on(stream.next())))
}

/// Returns the runtime of all blocking calls, and starts it for the first.
fn runtime() -> Result<&'static Handle, TransportError> {
    static RUNTIME: OnceLock<io::Result<Handle>> = OnceLock::new();
    RUNTIME.get_or_init(start).as_ref().map_err(|error| {
        TransportError::new(
            TransportErrorKind::Other,
            "the thread of blocking calls cannot be started",
        )
        .with_source(io::Error::new(error.kind(), error.to_string()))
    })
}

/// Starts the thread that drives the connections: they must not stand still
/// while nobody waits.
fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name(concat!(env!("CARGO_PKG_NAME"), "-blocking").to_owned())
        .spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}
