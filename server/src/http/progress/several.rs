//! What the forms of the page of waiting reports do: several are chosen, looked over, acknowledged.

use crate::form::form_request::FormRequest;
use crate::request::return_to::ReturnTo;
use app::request::FormResult;
use axum::response::Response;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use std::collections::BTreeMap;

/// `report`, as often as there are chosen ones: leads to a page that lists what would be acknowledged.
/// Changes nothing.
pub async fn choose_reports(sent: FormRequest) -> Response {
    let ids = ids(&sent);
    let nothing = Error::Invalid(vec![FieldError::new("chosen", Reason::Missing)]);
    let error = ids.is_empty().then_some(nothing);
    let fields = fields([("chosen", join(&ids))]);
    back(&sent, FormResult { fields, error, ..FormResult::default() }).await
}

/// `report`, as often as there are chosen ones: acknowledges them. One that cannot be is named on the
/// page that this leads to and does not keep the others back.
pub async fn acknowledge_reports(sent: FormRequest) -> Response {
    let ids = ids(&sent);
    let result = match sent.site.backend().reports(&sent.actor()).acknowledge_all(&ids).await {
        Ok(outcome) => {
            let refused: Vec<i64> = outcome.refused.iter().map(|(id, _)| *id).collect();
            let count = outcome.done.len().to_string();
            FormResult {
                fields: fields([("chosen", join(&refused)), ("count", count)]),
                done: Some("acknowledged_several".to_owned()),
                ..FormResult::default()
            }
        }
        Err(error) => FormResult {
            fields: fields([("chosen", join(&ids))]),
            error: Some(error),
            ..FormResult::default()
        },
    };
    back(&sent, result).await
}

/// Row ids; what is none names no report.
fn ids(sent: &FormRequest) -> Vec<i64> {
    sent.form.all("report").filter_map(|id| id.parse().ok()).collect()
}

fn join(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")
}

fn fields<const N: usize>(pairs: [(&str, String); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

async fn back(sent: &FormRequest, result: FormResult) -> Response {
    sent.back(ReturnTo::waiting(), result).await
}
