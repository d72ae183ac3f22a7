//! Accounts from a table: what was sent is checked on a page, and from there imported as it is.

use crate::form::form_reply::go_on;
use crate::form::form_request::FormRequest;
use crate::form::uploaded_table::UploadedTable;
use crate::page::reply;
use app::request::FormResult;
use axum::response::Response;
use backend::Step;
use domain::Error;
use domain::kernel::error::FieldError;
use std::collections::BTreeMap;

const PAGE: &str = "/admin/accounts/import";

/// `table` or `file`: keeps the table for its sender, whose next page says what it would do.
pub async fn check_accounts(sent: FormRequest<UploadedTable>) -> Response {
    let (table, error) = match &sent.form.text {
        Ok(text) => (text.clone(), None),
        Err(reason) => {
            (String::new(), Some(Error::Invalid(vec![FieldError::new("table", *reason)])))
        }
    };
    sent.way().back(PAGE, FormResult { error, ..kept(table) }).await
}

/// `checked`, `renew_links`: imports the table that is kept under that id, so that it is the one that was
/// checked. The answer is the page with the links.
pub async fn import_accounts(sent: FormRequest) -> Response {
    let (backend, way, id) = (sent.site.backend(), sent.way(), sent.form.get("checked"));
    let checked = sent.visitor.form_result(&sent.site, id).await;
    let Some(table) = checked.and_then(|mut checked| checked.fields.remove("table")) else {
        return way.back(PAGE, done("expired", BTreeMap::new())).await;
    };
    let step = Step::Apply { renew_links: !sent.form.get("renew_links").is_empty() };
    let imported = async { backend.accounts(&sent.actor())?.import(&table, step).await };
    match imported.await {
        Ok(report) if report.is_applied => {
            let lines = BTreeMap::from([("lines".to_owned(), report.rows.len().to_string())]);
            reply::with_links(
                way.site,
                (way.visit, way.visitor),
                PAGE,
                done("imported", lines),
                report.links,
            )
            .await
        }
        // What has changed since it was checked stands in the way; the same page says what.
        Ok(_) => go_on(&format!("{PAGE}?form={id}")),
        Err(error) => way.back(PAGE, FormResult { error: Some(error), ..kept(table) }).await,
    }
}

fn kept(table: String) -> FormResult {
    FormResult { fields: BTreeMap::from([("table".to_owned(), table)]), ..FormResult::default() }
}

fn done(what: &str, fields: BTreeMap<String, String>) -> FormResult {
    FormResult { fields, error: None, done: Some(what.to_owned()) }
}
