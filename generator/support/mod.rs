//! The runtime of every generated client, as it is compiled and tested here.
//!
//! A client gets the files that it needs and a list of modules of its own; this
//! list is for the tests of the generator alone.

pub mod assemble;
pub mod blocking;
pub mod body;
pub mod call;
pub mod clock;
pub mod core;
pub mod download;
pub mod error;
pub mod event_stream;
pub mod exchange;
pub mod fit;
pub mod form;
pub mod header;
pub mod json_lines;
pub mod lean;
pub mod middleware;
pub mod mock;
pub mod mock_answer;
pub mod mock_body;
pub mod mock_expectation;
pub mod mock_report;
pub mod mock_request;
pub mod mock_webhook;
pub mod multipart;
pub mod oauth;
pub mod operation;
pub mod outgoing;
pub mod pagination;
pub mod part;
pub mod patch;
pub mod raw_call;
pub mod redirect;
pub mod request;
pub mod reqwest_transport;
pub mod response;
pub mod retry;
pub mod security;
pub mod sequence;
pub mod server;
pub mod style;
pub mod token;
pub mod tower_transport;
pub mod trace;
pub mod transport;
pub mod upload;
pub mod upload_whole;
pub mod webhook;
