//! `/admin/schools/checked/{id}`: what a list that was sent would do, its columns, and the button to apply it.
//! It is looked over each time the page is drawn, so that it never shows what would have been.

mod columns;
mod report;

use super::{names, refused};
use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::TextPage;
use crate::parts::form::field::FormNote;
use crate::request::{FormResult, Request, backend, form_result, request};
use backend::{CheckedSchools, FileHeading};
use domain::Error;
use domain::map::board::MapBoard;
use domain::school::ChangeFilter;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use words::Lang;

/// The check of one list, for its sender.
#[component]
pub fn CheckedSchoolsPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let id = use_params_map().with_untracked(|params| params.get("id")?.parse::<i64>().ok());
    Suspend::new(async move {
        let load = async {
            let imports = backend.school_imports(&request.actor())?;
            let checked = imports.check(id.ok_or(Error::NotFound)?).await?;
            Ok::<_, Error>((checked, backend.map(&request.actor()).board().await?))
        };
        match load.await {
            Ok((checked, board)) => Either::Left(page(&request, &checked, &board, result)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(
    request: &Request,
    checked: &CheckedSchools,
    board: &MapBoard,
    result: Option<FormResult>,
) -> impl IntoView + use<> {
    let lang = request.lang;
    let filter = ChangeFilter::parse(|name| request.parameter(name).to_owned());
    let found = match &checked.report {
        Ok(Some(report)) => report::report(lang, checked, report, filter, board).into_any(),
        Ok(None) => lacking(lang, checked.heading.as_ref()).into_any(),
        Err(error) => {
            let said = refused(lang, error).unwrap_or_else(|| lang.error(error));
            view! { <p class="note note--error" role="alert">{said}</p> }.into_any()
        }
    };
    let columns = checked
        .heading
        .as_ref()
        .map(|heading| columns::columns(lang, checked.id, heading, result.as_ref()));
    let note = note(lang, result);
    let of = lang.school_lists_of(&checked.file_name, checked.year);
    view! {
        <TextPage title=lang.school_lists_check_title()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href="/admin/schools">{lang.school_lists_title()}</a></nav>
            <p class="lead">{of}</p>
            {note}
            {found}
            {columns}
            <p><a class="button" href="/admin/schools">{lang.school_lists_send_other()}</a></p>
        </TextPage>
    }
}

/// What came of the form that was sent from here; what is wrong with a column stands beside the columns.
fn note(lang: Lang, result: Option<FormResult>) -> impl IntoView + use<> {
    let result = result.filter(|result| !matches!(result.error, Some(Error::Invalid(_))))?;
    if result.error == Some(Error::Conflict) {
        let said = lang.school_lists_changed_meanwhile();
        return Some(view! { <p class="note note--error" role="alert">{said}</p> }.into_any());
    }
    let done = lang.school_lists_map_done();
    Some(view! { <FormNote lang result=Some(result) done/> }.into_any())
}

/// Which columns nobody has named yet.
fn lacking(lang: Lang, heading: Option<&FileHeading>) -> impl IntoView + use<> {
    let lacking = heading.map(FileHeading::lacking).unwrap_or_default();
    let said = lang.school_lists_lacking(names(lang, lacking));
    view! { <p class="note note--error" role="alert">{said}</p> }
}
