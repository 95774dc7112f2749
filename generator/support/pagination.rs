//! Follows the pages of a list, by what the API offers for that: a cursor, the
//! number of a page, how many items to pass over, or the URL of the next page in
//! the body or in a `Link` header (RFC 8288).
//!
//! Every request goes to the origin of the first one.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::HeaderMap;
use http::header::LINK;

use super::call::{Call, send};
use super::error::Error;
use super::operation::Operation;
use super::request::Request;
use super::response::Response;
use super::style::FORM;
use super::transport::BoxFuture;

/// An operation whose answer is one page of a list.
pub trait Paginated: Operation {
    /// What the list holds.
    type Item;
    /// How the page after one is asked for.
    const PAGING: Paging;

    /// Returns the cursor or the URL of the page after this one, where the page has it.
    fn next(_page: &Self::Output) -> Option<String> {
        None
    }

    /// Tells whether there are pages after this one, where the page says so.
    fn has_more(_page: &Self::Output) -> Option<bool> {
        None
    }

    /// Returns how many items the page holds, where they have to be counted.
    fn count(_page: &Self::Output) -> usize {
        0
    }

    /// Returns what the page holds.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

/// How the page after one is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// This query parameter takes the cursor that the page before names.
    Cursor(&'static str),
    /// This query parameter takes the number of the page.
    Page {
        /// The name of the parameter.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
    },
    /// This query parameter takes how many items are passed over.
    Offset(&'static str),
    /// The page before names the URL.
    Url,
    /// A `Link` header with the relation `next` names the URL.
    Link,
}

/// What asks for another page than the first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    /// A value of a query parameter.
    Query(&'static str, String),
    /// A URL, perhaps relative to the one before.
    Url(String),
}

impl<'c, Op: Paginated> Call<'c, Op> {
    /// Follows the list page by page.
    pub fn pages(self) -> Pages<'c, Op> {
        Pages {
            request: self.request,
            next: None,
            seen: BTreeSet::new(),
            done: false,
            operation: PhantomData,
        }
    }

    /// Follows the list item by item.
    pub fn stream(self) -> Items<'c, Op> {
        Items {
            pages: Some(self.pages()),
            page: Vec::new().into_iter(),
            pending: None,
        }
    }
}

/// The result of asking for a page.
type PageResult<Op> = Result<<Op as Operation>::Output, Error<<Op as Operation>::ErrorBody>>;

/// The pages of a list. The list ends where the server says so: it names no next
/// page, or one that it has named before, or it has nothing on the page.
#[must_use = "no page is asked for until `next` is awaited"]
pub struct Pages<'c, Op> {
    request: Request<'c>,
    next: Option<Next>,
    seen: BTreeSet<Next>,
    done: bool,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Paginated> Pages<'_, Op> {
    /// Asks for the next page. After an error, the next call asks for the same
    /// page again.
    pub async fn next(&mut self) -> Option<PageResult<Op>> {
        if self.done {
            return None;
        }
        let mut request = self.request.clone();
        match &self.next {
            Some(Next::Query(name, value)) => request.query(name, value, FORM),
            Some(Next::Url(url)) => request.follow(url),
            None => {}
        }
        match send::<Op>(request).await {
            Ok(response) => {
                match self.after(&response).filter(|next| self.seen.insert(next.clone())) {
                    Some(next) => self.next = Some(next),
                    None => self.done = true,
                }
                Some(Ok(response.into_body()))
            }
            Err(error) => Some(Err(error)),
        }
    }

    /// Returns what asks for the page after `response`.
    fn after(&self, response: &Response<Op::Output, Op>) -> Option<Next> {
        let page = response.body();
        if Op::has_more(page) == Some(false) {
            return None;
        }
        let named = || Op::next(page).filter(|next| !next.is_empty());
        match Op::PAGING {
            Paging::Cursor(parameter) => named().map(|cursor| Next::Query(parameter, cursor)),
            Paging::Url => named().map(Next::Url),
            Paging::Link => next_link(response.headers()).map(Next::Url),
            Paging::Page { parameter, first } => self.counted(parameter, first, Op::count(page).min(1)),
            Paging::Offset(parameter) => self.counted(parameter, 0, Op::count(page)),
        }
    }

    /// Adds to the number of the last request; nothing to add is the end.
    fn counted(&self, parameter: &'static str, first: u64, more: usize) -> Option<Next> {
        let last = match &self.next {
            Some(Next::Query(_, value)) => value.parse().ok()?,
            _ => self.request.number(parameter).unwrap_or(first),
        };
        let next = last.checked_add(u64::try_from(more).ok()?)?;
        (more > 0).then(|| Next::Query(parameter, next.to_string()))
    }
}

/// Finds the target of the first link with the relation `next` (RFC 8288 section 3).
fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    for mut rest in values {
        while let Some((_, after)) = rest.split_once('<') {
            let (target, after) = after.split_once('>')?;
            let (parameters, others) = link_parameters(after);
            if parameters.iter().any(|(name, value)| is_next(name, value)) {
                return Some(target.to_owned());
            }
            rest = others;
        }
    }
    None
}

fn is_next(name: &str, value: &str) -> bool {
    name.eq_ignore_ascii_case("rel")
        && value
            .split_ascii_whitespace()
            .any(|rel| rel.eq_ignore_ascii_case("next"))
}

/// Reads the parameters behind a link: names and values, and the text after them.
fn link_parameters(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut parameters = Vec::new();
    let mut rest = text.trim_start();
    while let Some(after) = rest.strip_prefix(';') {
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let value = after.strip_prefix('=').map(str::trim_start);
        let (value, after) = match value.and_then(|value| value.strip_prefix('"')) {
            // A quoted value may hold both separators.
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => {
                let value = value.unwrap_or(after);
                value.split_at(value.find([';', ',']).unwrap_or(value.len()))
            }
        };
        parameters.push((name.trim(), value.trim()));
        rest = after.trim_start();
    }
    (parameters, rest)
}

impl<Op> fmt::Debug for Pages<'_, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("request", &self.request)
            .field("next", &self.next)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

/// A page on its way, with the pages after it.
type Pending<'c, Op> = BoxFuture<'c, (Pages<'c, Op>, Option<PageResult<Op>>)>;

/// The items of a list: a [`Stream`], which ends with the list or after an error.
#[must_use = "no page is asked for until the stream is polled"]
pub struct Items<'c, Op: Paginated> {
    /// `None` while a page is on its way, and after the end.
    pages: Option<Pages<'c, Op>>,
    page: std::vec::IntoIter<Op::Item>,
    pending: Option<Pending<'c, Op>>,
}

/// Nothing in it is pinned: the future on its way has a box of its own.
impl<Op: Paginated> Unpin for Items<'_, Op> {}

impl<Op: Paginated> Items<'_, Op> {
    /// Returns the next item, and asks for the next page where that is needed.
    pub async fn next(&mut self) -> Option<Result<Op::Item, Error<Op::ErrorBody>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<Op: Paginated> Stream for Items<'_, Op> {
    type Item = Result<Op::Item, Error<Op::ErrorBody>>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if let Some(mut pages) = this.pages.take() {
                this.pending = Some(Box::pin(async move {
                    let page = pages.next().await;
                    (pages, page)
                }));
            }
            let Some(pending) = &mut this.pending else {
                return Poll::Ready(None);
            };
            let (pages, page) = ready!(pending.as_mut().poll(cx));
            this.pending = None;
            match page {
                Some(Ok(page)) => {
                    this.page = Op::into_items(page).into_iter();
                    this.pages = Some(pages);
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Op: Paginated> fmt::Debug for Items<'_, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
