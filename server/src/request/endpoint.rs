//! What the router's row says of an address. Middleware and handlers find it in the [`Visit`], so that none of
//! them asks for a path.

use crate::request::visit::Visit;
use crate::site::Site;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Error;
use domain::people::access;
use domain::people::access::{Action, Actor};
use futures::future::BoxFuture;
use std::time::Duration;

/// The parameter that names the result of a form; every page reads it.
const FORM: &str = "form";

/// Answers from a cache, ahead of the handler, where the cache holds what is right now.
pub type Cached = for<'a> fn(&'a Site, &'a Visit, &'a HeaderMap) -> BoxFuture<'a, Option<Response>>;

/// An address with everything but its handler.
#[derive(Debug, Clone, Copy)]
pub struct Endpoint {
    /// In the router's notation.
    pub path: &'static str,
    /// What kind of answer it gives.
    pub kind: Kind,
    /// The right to use it.
    pub access: Access,
    /// Lists of the parameters that a page is drawn from.
    pub reads: &'static [&'static [&'static str]],
    /// Parameters with which a page is for the reader alone.
    pub personal: &'static [&'static str],
    /// How much it takes.
    pub limits: Limits,
    /// `Cache-Control` of an answer with status 200 for the public.
    pub cache: &'static str,
    /// The cache that is asked before the handler, for readers who are not signed in.
    pub cached: Option<Cached>,
    /// Whether it ends the session, so that it is also forgotten while the database is away.
    pub ends_session: bool,
}

/// The kinds of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Data and files that are the same for everybody: the session is not looked up.
    Open,
    /// A page of the application.
    Page,
    /// An answer that goes on.
    Stream,
    /// A file of a record.
    File,
    /// What a form does.
    Form,
    /// For addresses without a row.
    Fallback,
}

/// The right to use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The public included.
    Everybody,
    /// Every account.
    SignedIn,
    /// Accounts with a role that may do this to some record.
    Holders(Action),
}

/// How much an address takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest body, in bytes.
    pub body: u32,
    /// The longest time until the answer begins.
    pub time: Duration,
}

impl Access {
    /// Whether `actor` may come in, whatever the record is.
    pub fn admits(self, actor: &Actor) -> domain::Result<()> {
        match self {
            Self::Everybody => Ok(()),
            Self::SignedIn => actor.account().map(drop).ok_or(Error::Unauthenticated),
            Self::Holders(action) => access::can_for_some(actor, action),
        }
    }
}

impl Limits {
    /// Of most addresses.
    pub const USUAL: Self = Self { body: 64 * 1024, time: Duration::from_secs(30) };
}

impl Endpoint {
    /// Every address without a row of its own: files at the site's root, else "not found".
    pub const FALLBACK: &Self = &Self::new("", Kind::Fallback, Access::Everybody);

    /// Without parameters, with the usual limits, kept nowhere.
    pub const fn new(path: &'static str, kind: Kind, access: Access) -> Self {
        Self {
            path,
            kind,
            access,
            reads: &[],
            personal: &[],
            limits: Limits::USUAL,
            cache: "no-store",
            cached: None,
            ends_session: false,
        }
    }

    /// Whether the page reads a query parameter of this name.
    pub fn reads(&self, name: &str) -> bool {
        self.is_personal(name) || self.reads.iter().any(|names| names.contains(&name))
    }

    /// Whether a page with this parameter is for the reader alone.
    pub fn is_personal(&self, name: &str) -> bool {
        name == FORM || self.personal.contains(&name)
    }
}
