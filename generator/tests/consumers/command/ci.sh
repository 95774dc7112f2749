#!/bin/sh
# What the CI of this repository runs: the client is that of the document, and it and its examples compile.
set -eu
specwright generate --config codegen.toml --check
cargo test --doc --manifest-path client/Cargo.toml
