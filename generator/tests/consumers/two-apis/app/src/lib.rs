//! Sends what was ordered.

use orders::types::Order;
use parcels::types::Parcel;

/// Tells whether the parcel is the one of the order.
pub fn belongs(order: &Order, parcel: &Parcel) -> bool {
    order.id == parcel.id && parcel.weight > 0
}
