//! Lowers `openapiv3` documents into [`crate::ir::Api`].
