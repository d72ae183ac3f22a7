//! A row of the router, and how its layers follow from it.

use crate::http::site::pages;
use crate::middleware::admit::admit;
use crate::middleware::every_request;
use crate::request::endpoint::{Access, Cached, Endpoint, Kind, Limits};
use crate::site::Site;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get};
use std::sync::Arc;

/// Makes the handlers of an address; another method is 405.
pub type Handlers = fn() -> MethodRouter<Arc<Site>>;

/// An address with its handlers.
#[derive(Debug)]
pub struct Row {
    /// Everything but the handlers.
    pub endpoint: Endpoint,
    /// The handlers.
    pub handlers: Handlers,
}

/// A page of the application. Those for everybody are kept until something changes.
pub const fn page(path: &'static str, access: Access) -> Row {
    let row = row(path, Kind::Page, access, || get(pages::page));
    match access {
        Access::Everybody => row.cache("public, no-cache").cached_by(pages::cached),
        Access::SignedIn | Access::Holders(_) => row.cache("private, no-store"),
    }
}

/// Data or files that are the same for everybody.
pub const fn open(path: &'static str, handlers: Handlers) -> Row {
    row(path, Kind::Open, Access::Everybody, handlers)
}

/// An answer that goes on.
pub const fn stream(path: &'static str, access: Access, handlers: Handlers) -> Row {
    row(path, Kind::Stream, access, handlers)
}

/// A file of a record.
pub const fn file(path: &'static str, access: Access, handlers: Handlers) -> Row {
    row(path, Kind::File, access, handlers)
}

/// What a form does.
pub const fn form(path: &'static str, access: Access, handlers: Handlers) -> Row {
    row(path, Kind::Form, access, handlers)
}

const fn row(path: &'static str, kind: Kind, access: Access, handlers: Handlers) -> Row {
    Row { endpoint: Endpoint::new(path, kind, access), handlers }
}

impl Row {
    /// The page is drawn from the parameters in these lists.
    #[must_use]
    pub const fn reads(mut self, lists: &'static [&'static [&'static str]]) -> Self {
        self.endpoint.reads = lists;
        self
    }

    /// With one of these parameters the page is for the reader alone.
    #[must_use]
    pub const fn personal(mut self, names: &'static [&'static str]) -> Self {
        self.endpoint.personal = names;
        self
    }

    /// It takes more than most.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.endpoint.limits = limits;
        self
    }

    /// `Cache-Control` of its answers for the public.
    #[must_use]
    pub const fn cache(mut self, policy: &'static str) -> Self {
        self.endpoint.cache = policy;
        self
    }

    /// A cache is asked before the handler.
    #[must_use]
    pub const fn cached_by(mut self, cached: Cached) -> Self {
        self.endpoint.cached = Some(cached);
        self
    }

    /// It ends the session.
    #[must_use]
    pub const fn ends_session(mut self) -> Self {
        self.endpoint.ends_session = true;
        self
    }

    /// The handlers within their layers.
    pub fn layered(&'static self, site: &Arc<Site>) -> MethodRouter<Arc<Site>> {
        let mut handlers = (self.handlers)();
        if self.endpoint.kind != Kind::Open {
            handlers = handlers.route_layer(from_fn_with_state(site.clone(), admit));
        }
        let handlers = handlers.fallback(async || StatusCode::METHOD_NOT_ALLOWED);
        around(&self.endpoint, handlers, site)
    }
}

/// The layers that every request passes, whatever it asks for.
pub fn around(
    endpoint: &'static Endpoint,
    handlers: MethodRouter<Arc<Site>>,
    site: &Arc<Site>,
) -> MethodRouter<Arc<Site>> {
    handlers
        .layer(DefaultBodyLimit::max(endpoint.limits.body as usize))
        .layer(from_fn_with_state((site.clone(), endpoint), every_request))
}
