//! `/error-report?key=…`: a report as its sender sees it again, with the answer.

use super::holder;
use crate::pages::site::not_found::Refusal;
use crate::request::{backend, request};
use backend::KnownSubject;
use domain::Error;
use domain::error_report::{ErrorReportState, ErrorReportStatus};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use words::Lang;

/// The page behind the link that the sender was given.
#[component]
pub fn ErrorReportPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        let (actor, key) = (request.actor(), request.parameter("key"));
        let load = async {
            let status = backend.error_reports(&actor).status(key).await?;
            let known = backend.error_reports(&actor).subject(&status.about).await?;
            Ok::<_, Error>((status, known))
        };
        match load.await {
            Ok((status, known)) => Either::Left(page(request.lang, &status, &known)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(lang: Lang, status: &ErrorReportStatus, known: &KnownSubject) -> impl IntoView + use<> {
    let again = status.about.report_address();
    view! {
        <Meta name="robots" content="noindex"/>
        <Title text=lang.error_report_status_title()/>
        <article class="text">
            <h1>{lang.error_report_status_title()}</h1>
            <p>{lang.error_report_about()} ": " <a href=status.about.address() lang="th">{known.name.clone()}</a></p>
            <p class="quiet">{lang.error_report_received(lang.day_of(status.received_at))}</p>
            {state(lang, &status.state, status.office.as_deref())}
            <p><a href=again>{lang.error_report_again()}</a></p>
        </article>
    }
}

fn state(lang: Lang, state: &ErrorReportState, office: Option<&str>) -> impl IntoView + use<> {
    match state {
        ErrorReportState::Open { holder: held_by } => Either::Left(view! {
            <p class="note note--done" role="status">{lang.error_report_sent()}</p>
            <p>{lang.error_report_sent_text()}</p>
            <p>{lang.error_report_open()} " · " {holder(lang, *held_by, office)}</p>
        }),
        ErrorReportState::Closed { at, answer } => Either::Right(view! {
            <p>{lang.error_report_closed()} " · " {lang.error_report_answered(lang.day_of(*at))}</p>
            <blockquote lang="th">{answer.clone()}</blockquote>
        }),
    }
}
