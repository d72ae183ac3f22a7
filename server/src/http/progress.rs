//! What the forms of progress reports do: posting, and each step of a report's life.

use crate::answered_form::{Way, go_on};
use crate::for_script;
use crate::posted::Posted;
use crate::return_to::ReturnTo;
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

/// `id`, `reason`: takes a report back.
pub async fn withdraw_report(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let moved =
        site.backend().withdraw_report(&actor(&visitor), id(&form), form.get("reason")).await;
    back(&Way { site: &site, visit: &visit, visitor: &visitor }, &form, moved).await
}

/// `id`, `question`: asks about a report.
pub async fn question_report(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let moved =
        site.backend().question_report(&actor(&visitor), id(&form), form.get("question")).await;
    back(&Way { site: &site, visit: &visit, visitor: &visitor }, &form, moved).await
}

/// `id`, `answer`: answers the question on a report.
pub async fn answer_question(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let moved =
        site.backend().answer_question(&actor(&visitor), id(&form), form.get("answer")).await;
    back(&Way { site: &site, visit: &visit, visitor: &visitor }, &form, moved).await
}

/// `id`: acknowledges a report.
pub async fn acknowledge_report(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    form: Posted,
) -> Response {
    let moved = site.backend().acknowledge_report(&actor(&visitor), id(&form)).await;
    back(&Way { site: &site, visit: &visit, visitor: &visitor }, &form, moved).await
}

fn actor(visitor: &Visitor) -> Actor {
    visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
}

/// The report's row id; one that is none names no report.
fn id(form: &Posted) -> i64 {
    form.get("id").parse().unwrap_or_default()
}

fn done(what: &str) -> FormResult {
    FormResult { done: Some(what.to_owned()), ..FormResult::default() }
}

/// Back to the page that the form was on, which shows what came of it beside the report.
async fn back(way: &Way<'_>, form: &Posted, moved: Result<(), Error>) -> Response {
    let page = ReturnTo::parse(form.get("return_to")).unwrap_or(ReturnTo::home());
    let result = match moved {
        Ok(()) => done("moved"),
        Err(error) => FormResult {
            fields: form.keep(&["id", "reason", "question", "answer"]),
            error: Some(error),
            done: None,
        },
    };
    way.back(page.as_str(), result).await
}
