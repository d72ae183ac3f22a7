//! `/report-error?about=…`: the form in which anybody reports an error in public data.

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::TextPage;
use crate::parts::form::field::{FormNote, TextArea, TextField};
use crate::request::{FormResult, backend, form_result, request};
use backend::KnownSubject;
use domain::Error;
use domain::error_report::Subject;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use words::Lang;

/// The form about one record; without one, how to come to it.
#[component]
pub fn ReportErrorPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let typed = result.as_ref().and_then(|result| result.fields.get("about").cloned());
    let about = typed.unwrap_or_else(|| request.parameter("about").to_owned());
    Suspend::new(async move {
        let lang = request.lang;
        if about.is_empty() {
            return EitherOf3::A(without_subject(lang));
        }
        let load = async {
            let about = Subject::parse(&about).ok_or(Error::NotFound)?;
            let known = backend.error_reports(&request.actor()).subject(&about).await?;
            Ok::<_, Error>((about, known))
        };
        match load.await {
            Ok((about, known)) => EitherOf3::B(form(lang, &about, known, result)),
            Err(error) => EitherOf3::C(view! { <Refusal error/> }),
        }
    })
}

fn without_subject(lang: Lang) -> impl IntoView + use<> {
    view! {
        <TextPage title=lang.error_report_do()>
            <p class="lead">{lang.error_report_lead()}</p>
            <p>{lang.error_report_subject()}</p>
            <p><a class="button" href="/">{lang.nav_map()}</a></p>
        </TextPage>
    }
}

fn form(
    lang: Lang,
    about: &Subject,
    known: KnownSubject,
    result: Option<FormResult>,
) -> impl IntoView + use<> {
    let (address, key) = (about.address(), about.key());
    view! {
        <TextPage title=lang.error_report_do()>
            <p class="lead">{lang.error_report_lead()}</p>
            <p>{lang.error_report_about()} ": " <a href=address lang="th">{known.name}</a></p>
            <FormNote lang result=result.clone()/>
            <form class="form" action="/do/report_error" method="post">
                <input type="hidden" name="about" value=key/>
                <TextArea
                    lang name="wrong" label=lang.error_report_wrong()
                    hint=lang.error_report_wrong_hint().to_owned() result=result.clone()
                />
                <TextArea lang name="correct" label=lang.error_report_correct() result=result.clone()/>
                <TextField
                    lang name="contact" label=lang.error_report_contact() optional=true
                    hint=lang.error_report_contact_hint().to_owned() result
                />
                <button class="button button--primary" type="submit">{lang.error_report_send()}</button>
            </form>
        </TextPage>
    }
}
