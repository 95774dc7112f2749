//! Facts about an [`crate::ir::Api`]: in which directions a type travels, and where recursion needs a box.
