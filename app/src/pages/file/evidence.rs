//! `/reports/{id}/files`: attaching pictures and documents to a report, and taking them off.

mod form;
mod here;

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::{Section, TextPage};
use crate::parts::file::evidence::{alt_of, file, purpose};
use crate::parts::form::field::FormNote;
use crate::parts::form::form_owner::FormOwner;
use crate::parts::form::typed_text::TypedText;
use crate::parts::map::names::{Named, district_name};
use crate::parts::progress::report::paragraphs;
use crate::request::{FormResult, backend, form_result, request};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::file::{ShownFile, TEXT_FIELD, text_field};
use domain::progress::evidence_desk::EvidenceDesk;
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

impl Desk {
    /// The report's files.
    fn files(&self) -> &[ShownFile] {
        self.shown.report.content.as_ref().map_or(&[], |content| &content.files)
    }

    /// Whether the page has this field. While something was typed, the report may have been taken back, a file
    /// taken off, or something else said about it.
    fn asks_for(&self, field: &str) -> bool {
        let of_a_file = |file: &ShownFile| text_field(file.id) == field;
        self.shown.report.may_attach && (field == "alt" || self.files().iter().any(of_a_file))
    }
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
            backend.files(&request.actor()).desk(id).await
        };
        let (lang, now, page) = (request.lang, backend.now(), request.path.clone());
        match load.await {
            Ok(shown) => desk(&Desk { lang, now, page, shown, result }).into_any(),
            Err(error) => {
                let texts = typed(result.as_ref(), |_| true);
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
        Some("described") => Some(lang.evidence_described()),
        Some("detached") => Some(lang.evidence_detached()),
        _ => None,
    });
    let done = done.unwrap_or_default();
    let (report, here) = (report(desk).into_any(), here::here(desk).into_any());
    let more = shown.report.may_attach.then(|| {
        let (form, earlier) = (form::form(desk).into_any(), earlier(desk).into_any());
        view! { <Section id="attach" heading=lang.evidence_add()>{form}</Section> {earlier} }
    });
    let texts = typed(result.as_ref(), |field| !desk.asks_for(field));
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

/// What was typed about files into those of the forms' fields that are asked for.
pub fn typed(result: Option<&FormResult>, is_asked: impl Fn(&str) -> bool) -> Vec<String> {
    let fields = result.into_iter().flat_map(|result| &result.fields);
    let texts = fields.filter(|(field, _)| *field == "alt" || field.starts_with(TEXT_FIELD));
    texts.filter(|(field, _)| is_asked(field)).map(|(_, text)| text.clone()).collect()
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
