//! `/about`: what this is, where its facts come from, their licences and caveats.

use super::not_found::Refusal;
use super::text::{Section, TextPage};
use crate::request::{backend, request};
use domain::place::source::Source;
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

/// The page about the product and its sources.
#[component]
pub fn AboutPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        match backend.districts(&request.actor()).sources().await {
            Ok(sources) => Either::Left(page(request.lang, sources)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(lang: Lang, sources: Vec<Source>) -> impl IntoView {
    view! {
        <TextPage title=lang.about_title()>
            <p class="lead">{lang.about_lead()}</p>
            <Section id="caveats" heading=lang.about_caveats_heading()>
                <p>{lang.about_caveats()}</p>
            </Section>
            <Section id="sources" heading=lang.about_sources_heading()>
                <ul class="sources">{sources.into_iter().map(|one| source(lang, &one)).collect_view()}</ul>
            </Section>
            <Section id="software" heading=lang.about_software_heading()>
                <p>{lang.about_software()}</p>
            </Section>
        </TextPage>
    }
}

fn source(lang: Lang, source: &Source) -> impl IntoView + use<> {
    view! {
        <li>
            <strong>{lang.pick(&source.title_th, &source.title_en).to_owned()}</strong>
            <p>{lang.pick(&source.note_th, &source.note_en).to_owned()}</p>
            <p class="quiet">{lang.about_source_line(lang.day(source.as_of), &source.licence)}</p>
        </li>
    }
}
