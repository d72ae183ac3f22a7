//! Lists of schools: one that was sent is kept and shown on a page, and from there applied as it was shown.

use crate::form::form_reply::{FormReply, go_on};
use crate::form::form_request::FormRequest;
use crate::form::uploaded_school_file::UploadedSchoolFile;
use crate::request::fault;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use app::request::FormResult;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use backend::OriginalFile;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::percent::percent_encode;
use domain::people::access::Actor;
use domain::school::AcademicYear;
use std::collections::BTreeMap;
use std::sync::Arc;

const PAGE: &str = "/admin/schools";

/// `year`, `file`: keeps a list for its sender, whose next page says what it would do.
pub async fn check_schools(sent: FormRequest<UploadedSchoolFile>) -> Response {
    let actor = sent.actor();
    let FormRequest { site, visit, visitor, form: UploadedSchoolFile { form, file } } = sent;
    let kept = async {
        let imports = site.backend().school_imports(&actor)?;
        let year = form.get("year").parse().ok().and_then(AcademicYear::new);
        let unknown = || Error::Invalid(vec![FieldError::new("year", Reason::Unknown)]);
        imports.keep(file?, year.ok_or_else(unknown)?).await
    };
    match kept.await {
        Ok(id) => go_on(&page_of(id)),
        Err(error) => {
            let result = FormResult { fields: form.keep(&["year"]), ..refused(error) };
            FormReply { site: &site, visit: &visit, visitor: &visitor }.back(PAGE, result).await
        }
    }
}

/// `upload`, `column` (several): remembers which column each heading of a kept list names.
pub async fn name_school_columns(sent: FormRequest) -> Response {
    let id = sent.form.get("upload").parse().unwrap_or_default();
    let columns: Vec<&str> = sent.form.all("column").collect();
    let named = async {
        let imports = sent.site.backend().school_imports(&sent.actor())?;
        imports.name_columns(id, &columns).await
    };
    match named.await {
        Ok(()) => sent.way().back(&page_of(id), done("named", BTreeMap::new())).await,
        Err(Error::NotFound) => expired(&sent).await,
        Err(error) => {
            let fields = BTreeMap::from([("columns".to_owned(), columns.join(" "))]);
            sent.way().back(&page_of(id), FormResult { fields, ..refused(error) }).await
        }
    }
}

/// `upload`, `digest`: applies a kept list, if it would still do what was shown.
pub async fn apply_schools(sent: FormRequest) -> Response {
    let id = sent.form.get("upload").parse().unwrap_or_default();
    let applied = async {
        let imports = sent.site.backend().school_imports(&sent.actor())?;
        imports.apply(id, sent.form.get("digest")).await
    };
    match applied.await {
        Ok(report) if report.applied.is_some() => {
            let count = report.changes.len().to_string();
            let fields = BTreeMap::from([("count".to_owned(), count)]);
            sent.way().back(PAGE, done("applied", fields)).await
        }
        Ok(_) => go_on(&page_of(id)),
        Err(Error::NotFound) => expired(&sent).await,
        Err(error) => sent.way().back(&page_of(id), refused(error)).await,
    }
}

/// `id`: undoes the newest list that counts.
pub async fn undo_schools(sent: FormRequest) -> Response {
    let id = sent.form.get("id").parse().unwrap_or_default();
    let undone = async { sent.site.backend().school_imports(&sent.actor())?.undo(id).await };
    let result = match undone.await {
        Ok(()) => done("undone", BTreeMap::new()),
        Err(error) => refused(error),
    };
    sent.way().back(PAGE, result).await
}

/// The file of a list that was applied, as it was sent.
pub async fn original(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let actor = visitor.account.as_ref().map_or(Actor::Public, |account| account.actor.clone());
    let found = async {
        let imports = site.backend().school_imports(&actor)?;
        imports.original(id.parse().map_err(|_| Error::NotFound)?).await
    };
    match found.await {
        Ok(file) => attachment(file),
        Err(error) => fault::answer(&visit, fault::status(&error), site.css_href()),
    }
}

fn attachment(file: OriginalFile) -> Response {
    let name = percent_encode(&file.name).replace(',', "%2C");
    let named = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    let plain = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, plain);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let named = named.unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, named);
    response
}

fn page_of(id: i64) -> String {
    format!("{PAGE}/checked/{id}")
}

async fn expired(sent: &FormRequest) -> Response {
    sent.way().back(PAGE, done("expired", BTreeMap::new())).await
}

fn refused(error: Error) -> FormResult {
    FormResult { error: Some(error), ..FormResult::default() }
}

fn done(what: &str, fields: BTreeMap<String, String>) -> FormResult {
    FormResult { fields, error: None, done: Some(what.to_owned()) }
}
