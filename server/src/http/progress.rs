//! What the forms of progress reports do: posting, here; each step of a report's life, below.

pub mod moves;
pub mod several;

use crate::answered_form::{Way, go_on};
use crate::for_script;
use crate::posted::Posted;
use crate::site::Site;
use crate::visit::Visit;
use crate::visitor::Visitor;
use app::request::FormResult;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Error;
use domain::access::Actor;
use domain::district::Slug;
use domain::progress::form::{FIELDS, ReportForm};
use std::sync::Arc;

/// `district` and the fields of the report: posts it, then shows that it is saved. `by` is the row id of
/// the account that typed it, where a device kept the report: nobody else's session sends it.
pub async fn post_progress(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    headers: HeaderMap,
    form: Posted,
) -> Response {
    let way = Way { site: &site, visit: &visit, visitor: &visitor };
    let Some(slug) = Slug::parse(form.get("district")) else { return way.fault(&Error::NotFound) };
    let posted = if is_by(&visitor, form.get("by")) {
        let report = ReportForm::read(|field| form.get(field).to_owned());
        site.backend().post_progress(&actor(&visitor), &slug, &report).await
    } else {
        Err(Error::Unauthenticated)
    };
    if for_script::asks(&headers) {
        return for_script::answer(visit.language.lang, posted.as_ref().map(|id| Some(*id)));
    }
    match posted {
        Ok(id) => go_on(&format!("/districts/{slug}?posted={id}#report")),
        Err(error) => {
            let result = FormResult { fields: form.keep(&FIELDS), error: Some(error), done: None };
            way.back(&format!("/districts/{slug}"), result).await
        }
    }
}

/// Whether the account that is signed in is the one that typed, where that is said.
fn is_by(visitor: &Visitor, by: &str) -> bool {
    let account = visitor.account.as_ref().map(|account| account.account.to_string());
    by.is_empty() || account.as_deref() == Some(by)
}

fn actor(visitor: &Visitor) -> Actor {
    visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
}
