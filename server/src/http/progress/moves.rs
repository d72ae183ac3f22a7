//! What the forms beside a report do: each step of its life after posting.

use crate::form::form_request::FormRequest;
use crate::request::return_to::ReturnTo;
use app::request::FormResult;
use axum::response::Response;
use domain::Result;

/// What may have been typed.
const TYPED: [&str; 4] = ["id", "reason", "question", "answer"];

/// `id`, `reason`: takes a report back.
pub async fn withdraw_report(sent: FormRequest) -> Response {
    let (actor, reason) = (sent.actor(), sent.form.get("reason"));
    let moved = sent.site.backend().reports(&actor).withdraw(id(&sent), reason).await;
    back(&sent, moved, "withdrawn").await
}

/// `id`, `question`: asks about a report.
pub async fn question_report(sent: FormRequest) -> Response {
    let (actor, question) = (sent.actor(), sent.form.get("question"));
    let moved = sent.site.backend().reports(&actor).question(id(&sent), question).await;
    back(&sent, moved, "questioned").await
}

/// `id`, `answer`: answers the question on a report.
pub async fn answer_question(sent: FormRequest) -> Response {
    let (actor, answer) = (sent.actor(), sent.form.get("answer"));
    let moved = sent.site.backend().reports(&actor).answer(id(&sent), answer).await;
    back(&sent, moved, "answered").await
}

/// `id`: acknowledges a report.
pub async fn acknowledge_report(sent: FormRequest) -> Response {
    let moved = sent.site.backend().reports(&sent.actor()).acknowledge(id(&sent)).await;
    back(&sent, moved, "acknowledged").await
}

/// The report's row id; one that is none names no report.
fn id(sent: &FormRequest) -> i64 {
    sent.form.get("id").parse().unwrap_or_default()
}

/// Back to the page that the form was on, which shows what came of it beside the report.
async fn back(sent: &FormRequest, moved: Result<()>, done: &str) -> Response {
    let result = match moved {
        Ok(()) => FormResult {
            fields: sent.form.keep(&["id"]),
            done: Some(done.to_owned()),
            ..FormResult::default()
        },
        Err(error) => FormResult {
            fields: sent.form.keep(&TYPED),
            error: Some(error),
            ..FormResult::default()
        },
    };
    sent.back(ReturnTo::home(), result).await
}
