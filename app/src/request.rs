//! What a page knows of the request that it answers. The server provides one per request.

use crate::drawings::Drawings;
pub use backend::SignedIn;
use backend::{Backend, Link};
use domain::Error;
use domain::people::access::{AccountActor, Action, Actor, Record, can_with};
use domain::place::district::Slug;
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use words::Lang;

/// The request, as far as pages care.
#[derive(Debug, Clone)]
pub struct Request {
    /// The language to answer in.
    pub lang: Lang,
    /// The path, such as `/districts/p-bangkok`.
    pub path: String,
    /// Decoded query parameters, in the order of the address.
    pub query: Vec<(String, String)>,
    /// The request's reference, as in the log.
    pub reference: String,
    /// Where the public reaches this server, without a slash at the end.
    pub public_url: String,
    /// Who is signed in, if anybody.
    pub account: Option<Arc<SignedIn>>,
}

/// What a form posted before came back with. Found in the context of the page that the form is on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormResult {
    /// What was typed, by field name. Never a password.
    pub fields: BTreeMap<String, String>,
    /// Why it was not done.
    pub error: Option<Error>,
    /// What was done, as a word that the page turns into a sentence.
    pub done: Option<String>,
}

/// One-time links that this answer shows and that nothing keeps.
#[derive(Debug, Clone, Default)]
pub struct NewLinks(Arc<[Link]>);

impl NewLinks {
    /// These, in their order.
    pub fn of(links: Vec<Link>) -> Self {
        Self(links.into())
    }
}

/// Why the address refuses the reader: found in the context where no page may be drawn.
#[derive(Debug, Clone)]
pub struct RouteRefusal(pub Error);

/// The request that is being answered.
pub fn request() -> Request {
    expect_context()
}

/// The use cases.
pub fn backend() -> Backend {
    expect_context()
}

/// Parts of pages that are kept.
pub fn drawings() -> Drawings {
    expect_context()
}

/// The language to answer in.
pub fn lang() -> Lang {
    request().lang
}

/// What the form on this page came back with, if it has just been sent.
pub fn form_result() -> Option<FormResult> {
    use_context()
}

/// The links to be shown in this answer, where a form has just issued some.
pub fn new_links() -> Arc<[Link]> {
    use_context::<NewLinks>().unwrap_or_default().0
}

/// Answers with the HTTP status of an error.
pub fn set_status_of(error: &Error) {
    if let Some(response) = use_context::<ResponseOptions>() {
        let status = axum::http::StatusCode::from_u16(error.status());
        response.set_status(status.unwrap_or(axum::http::StatusCode::INTERNAL_SERVER_ERROR));
    }
}

impl Request {
    /// Who is asking, for use cases.
    pub fn actor(&self) -> Actor {
        self.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
    }

    /// The districts that who is signed in may report for.
    pub fn own_districts(&self) -> Vec<Slug> {
        let actor = self.actor();
        let own = actor.account().into_iter().flat_map(AccountActor::districts);
        own.filter(|slug| can_with(&actor, Action::PostReport, Record::District(slug)).is_ok())
            .cloned()
            .collect()
    }

    /// For `data-live` of a part that any report may change: it follows the news unless the page shows
    /// another day than today.
    pub fn follows_news(&self) -> Option<&'static str> {
        let is_of_a_day = self.query.iter().any(|(name, _)| name == "on");
        (!is_of_a_day).then_some("")
    }

    /// The value of a query parameter; empty where the address has none.
    pub fn parameter(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// This page's address in another language.
    pub fn address_in(&self, lang: Lang) -> String {
        let kept = self.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, value)| *name != "lang" && !value.is_empty());
        domain::map::view::with_query(&self.path, kept.chain([("lang", lang.code())]))
    }
}

impl FormResult {
    /// Why the value in `field` was refused, if it was.
    pub fn sentence_of(&self, lang: Lang, field: &str) -> Option<String> {
        let Some(Error::Invalid(wrong)) = &self.error else { return None };
        wrong.iter().find(|wrong| wrong.field == field).map(|wrong| lang.reason(wrong.reason))
    }

    /// Why the form as a whole was refused, if it was. Who sees a form again that nobody was signed in
    /// for has signed in since.
    pub fn sentence(&self, lang: Lang) -> Option<String> {
        let error = self.error.as_ref()?;
        Some(match error {
            Error::Unauthenticated => lang.form_kept().to_owned(),
            other => lang.error(other),
        })
    }
}
