//! Maps lists on every core, or on one, without the feature `parallel`: a build
//! script runs beside others anyhow.

/// Returns what `map` makes of each of `items`, in their order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, map: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    items.into_par_iter().map(map).collect()
}

/// Returns what `map` makes of each of `items`, in their order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(items: Vec<T>, map: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(map).collect()
}
