//! What the forms of progress reports do: posting, here; each step of a report's life, below.

pub mod moves;
pub mod several;

use crate::answered_form::Way;
use crate::posted::Posted;
use crate::site::Site;
use crate::visit::Visit;
use crate::visitor::Visitor;
use app::request::FormResult;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::Error;
use domain::access::Actor;
use domain::district::Slug;
use domain::progress::form::ReportForm;
use std::sync::Arc;

/// The fields of the report's form, as in [`ReportForm`].
const REPORT: [&str; 11] = [
    "item",
    "kind",
    "text",
    "what_changed",
    "why",
    "number",
    "unit",
    "link",
    "story",
    "key",
    "corrects",
];

/// `district` and the fields of the report: posts it, then shows the district's page.
pub async fn post_progress(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let way = Way { site: &site, visit: &visit, visitor: &visitor };
    let Some(slug) = Slug::parse(form.get("district")) else { return way.fault(&Error::NotFound) };
    let actor = actor(&visitor);
    let result = match site.backend().post_progress(&actor, &slug, &report(&form)).await {
        Ok(_) => done("posted"),
        Err(error) => FormResult { fields: form.keep(&REPORT), error: Some(error), done: None },
    };
    way.back(&format!("/districts/{slug}"), result).await
}

fn report(form: &Posted) -> ReportForm {
    let [item, kind, text, what_changed, why, number, unit, link, story, key, corrects] =
        REPORT.map(|field| form.get(field).to_owned());
    ReportForm { item, kind, text, what_changed, why, number, unit, link, story, key, corrects }
}

fn actor(visitor: &Visitor) -> Actor {
    visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
}

fn done(what: &str) -> FormResult {
    FormResult { done: Some(what.to_owned()), ..FormResult::default() }
}
