//! Follows the pages of a list.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

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
    /// The query parameter that takes the cursor.
    const CURSOR: &'static str;

    /// Returns the cursor of the page after this one.
    fn next_cursor(page: &Self::Output) -> Option<String>;

    /// Returns what the page holds.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

impl<'c, Op: Paginated> Call<'c, Op> {
    /// Follows the list page by page.
    pub fn pages(self) -> Pages<'c, Op> {
        Pages {
            request: self.request,
            cursor: None,
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

/// The pages of a list. The list ends where the server names no next cursor, or
/// one that it has named before.
#[must_use = "no page is asked for until `next` is awaited"]
pub struct Pages<'c, Op> {
    request: Request<'c>,
    cursor: Option<String>,
    seen: BTreeSet<String>,
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
        if let Some(cursor) = &self.cursor {
            request.query(Op::CURSOR, cursor, FORM);
        }
        match send::<Op>(request).await.map(Response::into_body) {
            Ok(page) => {
                self.advance(Op::next_cursor(&page));
                Some(Ok(page))
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn advance(&mut self, next: Option<String>) {
        match next.filter(|cursor| !cursor.is_empty()) {
            Some(cursor) if self.seen.insert(cursor.clone()) => self.cursor = Some(cursor),
            _ => self.done = true,
        }
    }
}

impl<Op> fmt::Debug for Pages<'_, Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("request", &self.request)
            .field("cursor", &self.cursor)
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
