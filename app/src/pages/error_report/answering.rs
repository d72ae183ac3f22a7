//! `/error-reports`: the open reports that the reader may answer, the oldest first.

use super::holder;
use crate::pages::site::not_found::Refusal;
use crate::parts::form::field::in_textarea;
use crate::parts::form::form_owner::FormOwner;
use crate::request::{FormResult, backend, form_result, request};
use domain::error_report::{OpenErrorReport, OpenErrorReports};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// The list, each report with the form of its answer.
#[component]
pub fn ErrorReportsPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    Suspend::new(async move {
        match backend.error_reports(&request.actor()).open().await {
            Ok(open) => Either::Left(page(request.lang, &open, result.as_ref())),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(lang: Lang, open: &OpenErrorReports, result: Option<&FormResult>) -> impl IntoView + use<> {
    let done = result.filter(|result| result.error.is_none()).map(|_| lang.error_report_done());
    let shown = open.reports.len();
    let is_cut = shown < usize::try_from(open.count).unwrap_or(usize::MAX);
    // What was typed about a report that somebody else has closed meanwhile stands here.
    let lost = result.filter(|result| open.reports.iter().all(|one| !is_of(result, one)));
    let lost = lost
        .and_then(|result| Some((result.sentence(lang)?, result.fields.get("answer").cloned())));
    view! {
        <Title text=lang.error_report_list_title()/>
        <article class="text">
            <h1>{lang.error_report_list_title()}</h1>
            <p class="lead">{lang.error_report_list_lead()}</p>
            {done.map(|done| view! { <p class="note note--done" role="status">{done}</p> })}
            {lost.map(|(sentence, typed)| view! {
                <div class="note note--error" role="alert"><p>{sentence}</p> <p>{typed}</p></div>
            })}
            {match open.count {
                0 => view! { <p>{lang.error_report_none()}</p> }.into_any(),
                count => view! { <p>{lang.error_report_count(count)}</p> }.into_any(),
            }}
            {open.reports.iter().map(|one| report(lang, one, result)).collect_view()}
            {is_cut.then(|| view! { <p class="quiet">{lang.error_report_more(open.count, shown)}</p> })}
        </article>
    }
}

fn is_of(result: &FormResult, report: &OpenErrorReport) -> bool {
    result.fields.get("id").is_some_and(|id| *id == report.id.to_string())
}

fn report(lang: Lang, one: &OpenErrorReport, result: Option<&FormResult>) -> impl IntoView + use<> {
    let result = result.filter(|result| is_of(result, one));
    let error = result
        .and_then(|result| result.sentence_of(lang, "answer").or_else(|| result.sentence(lang)));
    let typed = result.and_then(|result| result.fields.get("answer").cloned());
    let (field, heading) = (format!("answer-{}", one.id), format!("error-report-{}", one.id));
    let (hint, wrong) = (format!("{field}-hint"), format!("{field}-error"));
    let described = if error.is_some() { format!("{hint} {wrong}") } else { hint.clone() };
    let contact = one.contact.clone().map(|contact| {
        view! { <p class="quiet">{lang.error_report_contact_of(contact)}</p> }
    });
    view! {
        <section class="card" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()><a href=one.about.address() lang="th">{one.name.clone()}</a></h2>
            <p class="quiet">
                {lang.error_report_received(lang.day_of(one.received_at))} " · " {holder(lang, one.holder, one.office.as_deref())}
            </p>
            <dl class="facts facts--page">
                <dt>{lang.error_report_wrong()}</dt> <dd>{one.wrong.clone()}</dd>
                <dt>{lang.error_report_correct()}</dt> <dd>{one.correct.clone()}</dd>
            </dl>
            {contact}
            <form class="form" action="/do/answer_error_report" method="post">
                <FormOwner/>
                <input type="hidden" name="id" value=one.id.to_string()/>
                <input type="hidden" name="return_to" value="/error-reports"/>
                <div class="field">
                    <label for=field.clone()>{lang.error_report_answer()}</label>
                    <p class="quiet" id=hint>{lang.error_report_answer_hint()}</p>
                    <textarea
                        id=field class="input" name="answer" rows="3" required=true
                        aria-describedby=described aria-invalid=error.is_some().then_some("true")
                    >{in_textarea(typed)}</textarea>
                    {error.map(|error| view! { <p class="field__error" id=wrong>{error}</p> })}
                </div>
                <button class="button button--primary" type="submit">{lang.error_report_answer_do()}</button>
            </form>
        </section>
    }
}
