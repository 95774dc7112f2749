//! Turns what `openapiv3` holds as variants and floating-point numbers back
//! into the document's spelling.

use openapiv3::VariantOrUnknownOrEmpty;
use serde_json::Number;

use crate::ir::Constraints;

pub(super) fn format_text<T: Copy + KnownFormat>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => Some(known.text().to_owned()),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// A format that `openapiv3` holds as a variant, in the document's spelling.
pub(super) trait KnownFormat {
    fn text(self) -> &'static str;
}

impl KnownFormat for openapiv3::StringFormat {
    fn text(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Password => "password",
            Self::Byte => "byte",
            Self::Binary => "binary",
        }
    }
}

impl KnownFormat for openapiv3::NumberFormat {
    fn text(self) -> &'static str {
        match self {
            Self::Float => "float",
            Self::Double => "double",
        }
    }
}

impl KnownFormat for openapiv3::IntegerFormat {
    fn text(self) -> &'static str {
        match self {
            Self::Int32 => "int32",
            Self::Int64 => "int64",
        }
    }
}

/// Sets minimum, maximum and multiple where they are not yet known.
pub(super) fn add_bounds(constraints: &mut Constraints, bounds: [Option<Number>; 3], exclusive: [bool; 2]) {
    let [minimum, maximum, multiple_of] = bounds;
    let low = if exclusive[0] {
        &mut constraints.exclusive_minimum
    } else {
        &mut constraints.minimum
    };
    *low = low.take().or(minimum);
    let high = if exclusive[1] {
        &mut constraints.exclusive_maximum
    } else {
        &mut constraints.maximum
    };
    *high = high.take().or(maximum);
    constraints.multiple_of = constraints.multiple_of.take().or(multiple_of);
}

/// Writes a number without a fraction as an integer, as documents do.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub(super) fn exact(number: f64) -> Option<Number> {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return Some(Number::from(number as i64));
    }
    Number::from_f64(number)
}
