//! `/offline`: what opens without a network: what this device keeps, and the form of a report. The same
//! for everybody; whose it is, only the device knows.

use super::not_found::Refusal;
use super::text::{Section, TextPage};
use crate::parts::progress::kept_reports::KeptReports;
use crate::parts::progress::report_form::ReportForm;
use crate::request::{backend, lang};
use domain::people::access::Actor;
use domain::year::catalogue::PolicyItem;
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

/// The page for no network.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let (backend, lang) = (backend(), lang());
    Suspend::new(async move {
        let load = async {
            let year = backend.map(&Actor::Public).board().await?.year;
            backend.years().catalogue(&Actor::Public, year).await
        };
        match load.await {
            Ok(items) => Either::Left(page(lang, items)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(lang: Lang, items: Vec<PolicyItem>) -> impl IntoView {
    let key = backend::new_client_key();
    view! {
        <TextPage title=lang.offline_title()>
            <p class="lead">{lang.offline_lead()}</p>
            <Section id="kept" heading=lang.kept_heading()>
                <KeptReports/>
                <noscript><p class="quiet">{lang.offline_needs_script()}</p></noscript>
            </Section>
            <section class="card" id="report" aria-labelledby="report-heading" hidden>
                <h2 id="report-heading">{lang.report_title()} " · " <span data-own-district=""></span></h2>
                <ReportForm lang district=None items key result=None/>
            </section>
        </TextPage>
    }
}
