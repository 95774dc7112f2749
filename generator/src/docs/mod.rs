//! Documentation snippets: MDX, `reference.md` and the samples in them.
