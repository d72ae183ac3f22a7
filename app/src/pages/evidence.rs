//! `/reports/{id}/files`: attaching pictures and documents to a report, and taking them off.

mod form;

use super::not_found::Refusal;
use super::text::{Section, TextPage};
use crate::components::evidence::{alt_of, file, megabytes, purpose};
use crate::components::field::FormNote;
use crate::components::form_owner::FormOwner;
use crate::components::names::{Named, district_name};
use crate::components::report::paragraphs;
use crate::components::typed_text::TypedText;
use crate::request::{FormResult, backend, form_result, request};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::evidence::{EvidenceDesk, MIB, ShownFile};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use words::Lang;

/// What the page is made of.
struct Desk {
    lang: Lang,
    now: DateTime<Utc>,
    /// The page's path, to come back to.
    page: String,
    shown: EvidenceDesk,
    result: Option<FormResult>,
}

/// The page, for who may attach to the report or take off.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let id = id.and_then(|id| id.parse::<i64>().ok());
    Suspend::new(async move {
        let load = async {
            let id = id.ok_or(Error::NotFound)?;
            backend.evidence_desk(&request.actor(), id).await
        };
        let (lang, now, page) = (request.lang, backend.now(), request.path.clone());
        match load.await {
            Ok(shown) => desk(&Desk { lang, now, page, shown, result }).into_any(),
            Err(error) => {
                let typed = result.and_then(|mut result| result.fields.remove("alt"));
                let texts = typed.into_iter().collect();
                view! { <Refusal error/> <TypedText lang texts/> }.into_any()
            }
        }
    })
}

fn desk(desk: &Desk) -> impl IntoView + use<> {
    let Desk { lang, shown, result, .. } = desk;
    let lang = *lang;
    let name = district_name(lang, &shown.name_th, &shown.name_en);
    let href = format!("/districts/{}#report-{}", shown.report.district, shown.report.id);
    let done = result.as_ref().and_then(|result| match result.done.as_deref() {
        Some("attached") => Some(lang.evidence_attached()),
        Some("detached") => Some(lang.evidence_detached()),
        _ => None,
    });
    let done = done.unwrap_or_default();
    let (report, here) = (report(desk).into_any(), here(desk).into_any());
    let more = shown.report.may_attach.then(|| {
        let (form, earlier) = (form::form(desk).into_any(), earlier(desk).into_any());
        view! { <Section id="attach" heading=lang.evidence_add()>{form}</Section> {earlier} }
    });
    // The report may have been taken back while something was typed.
    let typed = result.as_ref().and_then(|result| result.fields.get("alt").cloned());
    let texts = typed.into_iter().filter(|_| more.is_none()).collect();
    let note = result.clone().filter(|result| result.error.is_some() || !done.is_empty());
    view! {
        <TextPage title=lang.evidence_title()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href=href>{name}</a></nav>
            <FormNote lang result=note done/>
            <TypedText lang texts/>
            {report}
            <Section id="here" heading=lang.evidence_of_report()>{here}</Section>
            {more}
        </TextPage>
    }
}

/// Which report it is.
fn report(desk: &Desk) -> impl IntoView + use<> {
    let Desk { lang, now, shown, .. } = desk;
    let report = &shown.report;
    let title = lang.pick(&shown.title_th, &shown.title_en);
    let item = format!("{} {title}", report.item.key().to_uppercase());
    let head = format!("{} · {}", report.kind.name(*lang), lang.days_ago(report.posted_at, *now));
    let text = report.content.as_ref().map(|content| paragraphs(&content.text));
    view! {
        <div class="remark">
            <p class="quiet">{item}<br/>{head}</p>
            {text}
        </div>
    }
}

/// The report's files, each with a button that takes it off.
fn here(desk: &Desk) -> impl IntoView + use<> {
    let Desk { lang, shown, .. } = desk;
    let lang = *lang;
    let files = shown.report.content.as_ref().map(|content| content.files.as_slice());
    let files = files.unwrap_or_default();
    let none = files.is_empty().then(|| view! { <p>{lang.evidence_none()}</p> });
    let items = (0..files.len()).map(|index| {
        let alt = alt_of(files, index);
        view! {
            <li>
                {file(lang, files, index)}
                {about(lang, &files[index], &alt)}
                <form action="/do/remove_evidence" method="post">
                    <FormOwner/>
                    <input type="hidden" name="id" value=files[index].id.to_string()/>
                    <input type="hidden" name="return_to" value=desk.page.clone()/>
                    <button class="button" type="submit" aria-label=lang.evidence_remove_named(&alt)>{lang.evidence_remove()}</button>
                </form>
            </li>
        }
    });
    let (used, most) = (megabytes(shown.room.0), shown.room.1 / MIB);
    view! {
        {none}
        <ul class="files files--desk">{items.collect_view()}</ul>
        <p class="quiet">{lang.evidence_room(used, most)}</p>
    }
}

/// What is said about a file.
fn about(lang: Lang, file: &ShownFile, alt: &str) -> impl IntoView + use<> {
    let what = purpose(lang, file.purpose);
    // Of a document the link says it already.
    let alt = file.format.is_image().then(|| view! { <br/> {alt.to_owned()} });
    view! { <p><span class="quiet">{what}</span>{alt}</p> }
}

/// The district's other files, to be used again as they are.
fn earlier(desk: &Desk) -> Option<impl IntoView + use<>> {
    let Desk { lang, shown, page, .. } = desk;
    let (lang, files) = (*lang, &shown.earlier);
    let items = (0..files.len()).map(|index| {
        let one = &files[index];
        let alt = alt_of(files, index);
        let hidden = [
            ("report", shown.report.id.to_string()),
            ("again", one.id.to_string()),
            ("alt", one.alt.clone()),
            ("purpose", one.purpose.key().to_owned()),
            ("consent", one.consent.key().to_owned()),
            ("return_to", page.clone()),
        ];
        let hidden =
            hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <li>
                {file(lang, files, index)}
                {about(lang, one, &alt)}
                <form action="/do/attach_evidence" method="post">
                    <FormOwner/>
                    {hidden.collect_view()}
                    <button class="button" type="submit" aria-label=lang.evidence_again_named(&alt)>{lang.evidence_again()}</button>
                </form>
            </li>
        }
    });
    let items = items.collect_view();
    (!files.is_empty()).then(|| {
        view! {
            <Section id="earlier" heading=lang.evidence_earlier()>
                <ul class="files files--desk">{items}</ul>
            </Section>
        }
    })
}
