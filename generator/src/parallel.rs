//! Maps lists on every core, or on one, without the feature `parallel`: a build
//! script runs beside others anyhow.

/// Returns what `map` makes of each of `items`, in their order.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, map: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    // What one core has been given, another can take over up to the last item: some take far longer than others.
    items.into_par_iter().with_max_len(1).map(map).collect()
}

/// Returns what `map` makes of each of `items`, in their order.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T, R>(items: Vec<T>, map: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(map).collect()
}
