//! `/admin/accounts/import`: a table of accounts is sent, checked, and imported as it was checked.

mod columns;
mod report;

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::TextPage;
use crate::parts::form::field::{FormNote, TextArea};
use crate::parts::people::new_link::NewLinkTable;
use crate::request::{FormResult, Request, backend, form_result, new_links, request};
use backend::{ImportReport, Link, Step};
use domain::Error;
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// The page of the import. It checks what was sent each time it is drawn, so that it never shows what an
/// older state of the accounts would have made of it.
#[component]
pub fn ImportAccountsPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let (result, links) = (form_result(), new_links());
    Suspend::new(async move {
        let load = async {
            let accounts = backend.accounts(&request.actor())?;
            let Some(table) = table(result.as_ref()) else { return Ok((None, result)) };
            match accounts.import(&table, Step::Check).await {
                Ok(report) => Ok((Some(report), result)),
                Err(error @ Error::Invalid(_)) => {
                    let result = result.map(|result| FormResult { error: Some(error), ..result });
                    Ok((None, result))
                }
                Err(error) => Err(error),
            }
        };
        match load.await {
            Ok((report, result)) => Either::Left(page(&request, report, result, links)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// The table that is to be checked, if one was sent and could be read.
fn table(result: Option<&FormResult>) -> Option<String> {
    result.filter(|result| result.error.is_none())?.fields.get("table").cloned()
}

fn page(
    request: &Request,
    report: Option<ImportReport>,
    result: Option<FormResult>,
    links: Arc<[Link]>,
) -> impl IntoView + use<> {
    let lang = request.lang;
    let is_done = result.as_ref().is_some_and(|one| one.done.as_deref() == Some("imported"));
    let content = if is_done {
        Either::Left(done(request, result, links))
    } else {
        Either::Right(asking(request, report, result))
    };
    view! {
        <TextPage title=lang.accounts_import()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href="/admin/accounts">{lang.accounts_title()}</a></nav>
            {content}
        </TextPage>
    }
}

/// After the import: how many, and the links, in this answer alone.
fn done(
    request: &Request,
    result: Option<FormResult>,
    links: Arc<[Link]>,
) -> impl IntoView + use<> {
    let lang = request.lang;
    let lines = result.and_then(|mut result| result.fields.remove("lines")).unwrap_or_default();
    let said = lang.accounts_import_done(lines, links.len());
    let public_url = request.public_url.clone();
    view! {
        <p class="note note--done" role="status">{said}</p>
        {(!links.is_empty()).then(|| view! { <NewLinkTable lang links public_url/> })}
    }
}

/// Before the import: what was found in the table, the table, what it has to look like.
fn asking(
    request: &Request,
    report: Option<ImportReport>,
    result: Option<FormResult>,
) -> impl IntoView + use<> {
    let lang = request.lang;
    let is_expired = result.as_ref().is_some_and(|one| one.done.as_deref() == Some("expired"));
    let expired = is_expired
        .then(|| view! { <p class="note" role="status">{lang.accounts_import_expired()}</p> });
    let refused = result.clone().filter(|result| result.error.is_some());
    let id = request.parameter("form").to_owned();
    let is_sound = report.as_ref().is_some_and(ImportReport::is_sound);
    view! {
        <p class="lead">{lang.accounts_import_lead()}</p>
        {expired}
        <FormNote lang result=refused/>
        {report.map(|report| report::report(lang, &report, id))}
        {form(lang, result, is_sound)}
        {columns::columns(lang)}
    }
}

/// A field to paste into and one for a file; the coding is that of forms with files. Once a table
/// `is_sound`, the next step is to import it.
fn form(lang: Lang, result: Option<FormResult>, is_sound: bool) -> impl IntoView {
    let button = if is_sound { "button" } else { "button button--primary" };
    view! {
        <form class="form form--wide" action="/do/check_accounts" method="post" enctype="multipart/form-data">
            <TextArea
                lang name="table" label=lang.accounts_import_table() rows=10 optional=true
                hint=lang.accounts_import_table_hint().to_owned() result
            />
            <div class="field">
                <label for="file">{lang.accounts_import_file()}</label>
                <p class="quiet" id="file-hint">{lang.accounts_import_file_hint()}</p>
                <input id="file" class="input" type="file" name="file" accept=".csv,.tsv,.txt,text/csv" aria-describedby="file-hint"/>
            </div>
            <button class=button type="submit">{lang.accounts_import_check()}</button>
            <p class="quiet">{lang.accounts_import_check_about()}</p>
        </form>
    }
}
