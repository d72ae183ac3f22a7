//! `/admin/schools`: a list of schools is sent; below stand those that were applied, and the way back.

mod applied;
pub mod check;

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::{Section, TextPage};
use crate::parts::form::choice::choice;
use crate::parts::form::field::FormNote;
use crate::request::{FormResult, backend, form_result, request};
use backend::{LARGEST_SCHOOL_FILE, SchoolImport};
use domain::Error;
use domain::school::{AcademicYear, Column};
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

/// What a browser offers to choose.
const ACCEPT: &str = ".csv,.gz,.tsv,.txt,.xlsx,text/csv";
/// So many years back lists are still taken.
const YEARS_BACK: i32 = 5;

/// The lists of schools, for who imports them.
#[component]
pub fn SchoolImportsPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    Suspend::new(async move {
        let load = async { backend.school_imports(&request.actor())?.list().await };
        match load.await {
            Ok(lists) => {
                let year = AcademicYear::of(backend.now());
                Either::Left(page(request.lang, year, &lists, result))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(
    lang: Lang,
    year: AcademicYear,
    lists: &[SchoolImport],
    result: Option<FormResult>,
) -> impl IntoView + use<> {
    let done = result.as_ref().and_then(|result| said(lang, result));
    let (form, applied) = (form(lang, year, result.as_ref()), applied::applied(lang, lists));
    let error = result.filter(|result| result.error.is_some());
    view! {
        <TextPage title=lang.school_lists_title()>
            <p class="lead">{lang.school_lists_lead()}</p>
            <FormNote lang result=error/>
            {done.map(|done| view! { <p class="note note--done" role="status">{done}</p> })}
            <Section id="send" heading=lang.school_lists_send()>{form}</Section>
            <Section id="applied" heading=lang.school_lists_applied()>{applied}</Section>
        </TextPage>
    }
}

/// What the form that was sent has done.
fn said(lang: Lang, result: &FormResult) -> Option<String> {
    match result.done.as_deref()? {
        "applied" => {
            let count = result.fields.get("count").cloned().unwrap_or_default();
            Some(lang.school_lists_applied_now(count))
        }
        "undone" => Some(lang.school_lists_undone_now().to_owned()),
        "expired" => Some(lang.school_lists_expired().to_owned()),
        _ => None,
    }
}

fn form(lang: Lang, year: AcademicYear, result: Option<&FormResult>) -> impl IntoView + use<> {
    let typed = result.and_then(|result| result.fields.get("year").cloned());
    let years = (0..=YEARS_BACK).map(|back| (year.number() - back).to_string()).map(|one| {
        let is_chosen = typed.as_ref().map_or(one == year.to_string(), |typed| *typed == one);
        (one.clone(), one, is_chosen)
    });
    let years = choice("year", lang.school_column_year(), None, years.collect());
    let error = result.and_then(|result| refused(lang, result.error.as_ref()?));
    let is_wrong = error.is_some();
    let described = if is_wrong { "file-hint file-error" } else { "file-hint" };
    let hint = lang.school_lists_file_hint(LARGEST_SCHOOL_FILE >> 20);
    view! {
        <form class="form form--wide" action="/do/check_schools" method="post" enctype="multipart/form-data">
            {years}
            <div class="field">
                <label for="file">{lang.school_lists_file()}</label>
                <p class="quiet" id="file-hint">{hint}</p>
                <input
                    id="file" class="input" type="file" name="file" accept=ACCEPT required
                    aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
                />
                {error.map(|error| view! { <p class="field__error" id="file-error">{error}</p> })}
            </div>
            <button class="button button--primary" type="submit">{lang.school_lists_check()}</button>
            <p class="quiet">{lang.accounts_import_check_about()}</p>
            <p class="quiet">{columns(lang)}</p>
        </form>
    }
}

/// Why a file is refused as a whole, if it is.
fn refused(lang: Lang, error: &Error) -> Option<String> {
    let Error::Invalid(wrong) = error else { return None };
    let of_file = wrong.iter().find(|one| one.field == "file")?;
    Some(lang.school_file_reason(of_file.reason))
}

/// Which columns a list has.
fn columns(lang: Lang) -> String {
    let named = |is_needed| {
        let fits = |column: &Column| Column::NEEDED.contains(column) == is_needed;
        names(lang, Column::ALL.into_iter().filter(fits))
    };
    lang.school_lists_columns(named(true), named(false))
}

/// The names of columns in one line.
fn names(lang: Lang, columns: impl IntoIterator<Item = Column>) -> String {
    let names: Vec<&str> = columns.into_iter().map(|column| lang.school_column(column)).collect();
    names.join(lang.list_separator())
}
