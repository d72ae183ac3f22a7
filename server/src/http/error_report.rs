//! Handlers of error reports.

use crate::form::form_reply::go_on;
use crate::form::form_request::FormRequest;
use crate::page::reply;
use crate::request::rate_limit::RateLimit;
use crate::request::return_to::ReturnTo;
use app::request::FormResult;
use axum::http::StatusCode;
use axum::response::Response;
use domain::error_report::{ErrorReportForm, FIELDS, PER_HOUR};

/// `about`, `wrong`, `correct`, `contact`: takes an error report, and leads to its page. A form that cannot be taken
/// is the answer itself: nothing is kept of it.
pub async fn report_error(sent: FormRequest) -> Response {
    let typed = |field: &str| sent.form.get(field).to_owned();
    let form = ErrorReportForm {
        about: typed("about"),
        wrong: typed("wrong"),
        correct: typed("correct"),
        contact: typed("contact"),
    };
    let backend = sent.site.backend();
    let limit = sent.site.cache::<RateLimit<PER_HOUR>>();
    let taken = match limit.take(sent.visit.client, backend.now()) {
        Ok(()) => {
            let sent_in = backend.error_reports(&sent.actor()).send(&form).await;
            if sent_in.is_err() {
                limit.give_back(sent.visit.client);
            }
            sent_in
        }
        Err(throttled) => Err(throttled),
    };
    match taken {
        Ok(key) => go_on(&format!("/error-report?key={key}")),
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or_default();
            let result =
                FormResult { fields: sent.form.keep(&FIELDS), error: Some(error), done: None };
            let way = (&sent.visit, &sent.visitor);
            let mut page =
                reply::with_links(&sent.site, way, "/report-error", result, Vec::new()).await;
            if page.status() == StatusCode::OK {
                *page.status_mut() = status;
            }
            page
        }
    }
}

/// `id`, `answer`: answers an error report and closes it.
pub async fn answer_error_report(sent: FormRequest) -> Response {
    let (actor, answer) = (sent.actor(), sent.form.get("answer"));
    let id = sent.form.get("id").parse().unwrap_or_default();
    let result = match sent.site.backend().error_reports(&actor).answer(id, answer).await {
        Ok(()) => FormResult { done: Some("closed".to_owned()), ..FormResult::default() },
        Err(error) => {
            FormResult { fields: sent.form.keep(&["id", "answer"]), error: Some(error), done: None }
        }
    };
    let list = ReturnTo::parse("/error-reports").unwrap_or(ReturnTo::home());
    sent.back(list, result).await
}
