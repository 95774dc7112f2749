//! Tests of whole outputs from models made by hand.
