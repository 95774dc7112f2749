//! Turns a value tree of any supported version into the `openapiv3` model, with every external reference brought in.
