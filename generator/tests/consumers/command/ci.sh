#!/bin/sh
# What the CI of this repository runs: the client is that of the document, and compiles.
set -eu
specwright generate --config codegen.toml --check
cargo check --manifest-path client/Cargo.toml
