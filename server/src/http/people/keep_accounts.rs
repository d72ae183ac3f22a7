//! What the forms of an administrator do to accounts: create, appoint, disable, enable, issue a link.

use crate::form::fields::FormFields;
use crate::form::form_reply::FormReply;
use crate::form::form_request::FormRequest;
use crate::page::reply;
use app::request::FormResult;
use axum::response::Response;
use backend::{Accounts, Link, NewAccount, TypedAppointment};
use domain::Error;
use domain::kernel::id::AccountId;

/// `name`, `display_name` and an appointment: creates the account. The answer is its page with the link.
pub async fn create_account(sent: FormRequest) -> Response {
    let (form, way) = (&sent.form, sent.way());
    let new = NewAccount {
        name: form.get("name").to_owned(),
        display_name: form.get("display_name").to_owned(),
        appointments: vec![appointment(form)],
    };
    let created = async { accounts(&sent)?.create(new).await };
    match created.await {
        Ok(link) => with_link(&way, link, "created").await,
        Err(error) => way.back("/admin/accounts/new", typed(form, error)).await,
    }
}

/// `id`, `version`, `which`, an appointment: adds it, or puts it in the place of the one named by `which`.
pub async fn appoint_account(sent: FormRequest) -> Response {
    let (form, way) = (&sent.form, sent.way());
    let (id, version) = record(form);
    let new = appointment(form);
    let appointed = async { accounts(&sent)?.appoint(id, version, form.get("which"), new).await };
    let result = match appointed.await {
        Ok(()) => done("appointed"),
        Err(error) => typed(form, error),
    };
    way.back(&page_of(id), result).await
}

/// `id`, `version`: lets nobody sign in any more.
pub async fn disable_account(sent: FormRequest) -> Response {
    let (id, version) = record(&sent.form);
    let disabled = async { accounts(&sent)?.disable(id, version).await };
    let result = outcome(disabled.await, "disabled");
    sent.way().back(&page_of(id), result).await
}

/// `id`, `version`: opens a disabled account again.
pub async fn enable_account(sent: FormRequest) -> Response {
    let (id, version) = record(&sent.form);
    let enabled = async { accounts(&sent)?.enable(id, version).await };
    let result = outcome(enabled.await, "enabled");
    sent.way().back(&page_of(id), result).await
}

/// `id`, `version`: issues a new link to set a password. The answer is the account's page with it.
pub async fn issue_link(sent: FormRequest) -> Response {
    let (id, version) = record(&sent.form);
    let issued = async { accounts(&sent)?.new_link(id, version).await };
    match issued.await {
        Ok(link) => with_link(&sent.way(), link, "link_issued").await,
        Err(error) => sent.way().back(&page_of(id), outcome(Err(error), "")).await,
    }
}

/// The keeping of accounts, for who has sent the form.
fn accounts(sent: &FormRequest) -> domain::Result<Accounts> {
    sent.site.backend().accounts(&sent.actor())
}

async fn with_link(way: &FormReply<'_>, link: Link, what: &str) -> Response {
    let page = page_of(link.account);
    reply::with_links(way.site, (way.visit, way.visitor), &page, done(what), vec![link]).await
}

fn page_of(account: AccountId) -> String {
    format!("/admin/accounts/{account}")
}

/// The account's row id and the version that the form was made on; what is no number names none.
fn record(form: &FormFields) -> (AccountId, i64) {
    let number = |field| form.get(field).parse().unwrap_or_default();
    (AccountId::new(number("id")), number("version"))
}

fn appointment(form: &FormFields) -> TypedAppointment {
    let text = |field| form.get(field).to_owned();
    TypedAppointment {
        role: text("role"),
        district: text("district"),
        items: items(form),
        from: text("from"),
        until: text("until"),
    }
}

/// The boxes that were ticked, as [`TypedAppointment`] takes them.
fn items(form: &FormFields) -> String {
    form.all("items").collect::<Vec<_>>().join(" ")
}

fn done(what: &str) -> FormResult {
    FormResult { done: Some(what.to_owned()), ..FormResult::default() }
}

fn outcome(changed: Result<(), Error>, what: &str) -> FormResult {
    match changed {
        Ok(()) => done(what),
        Err(error) => FormResult { error: Some(error), ..FormResult::default() },
    }
}

/// A refused form with all that was typed in it.
fn typed(form: &FormFields, error: Error) -> FormResult {
    let named = ["name", "display_name", "which", "role", "district", "from", "until"];
    let mut fields = form.keep(&named);
    fields.insert("items".to_owned(), items(form));
    FormResult { fields, error: Some(error), done: None }
}
