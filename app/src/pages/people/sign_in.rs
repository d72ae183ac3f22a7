//! `/sign-in`: name and password. Works without JavaScript; what was typed comes back, the password not.

use crate::pages::site::text::TextPage;
use crate::parts::form::field::{FormNote, TextField};
use crate::request::{backend, form_result, request};
use leptos::prelude::*;
use words::Lang;

/// The page to sign in on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let result = form_result();
    let return_to =
        request.query.iter().find(|(name, _)| name == "return_to").map(|(_, path)| path.clone());
    // A form of a page there waits for its account.
    let waits = return_to.as_ref().is_some_and(|page| page.contains("form="));
    let kept = waits.then(|| view! { <p class="note">{lang.sign_in_kept()}</p> });
    view! {
        <TextPage title=lang.sign_in_title()>
            <p class="lead">{lang.sign_in_lead()}</p>
            {kept}
            <FormNote lang result=result.clone() unknown=lang.sign_in_wrong()/>
            <form class="form" action="/do/sign_in" method="post">
                <TextField lang name="name" label=lang.account_name() autocomplete="username" result=result.clone()/>
                <TextField
                    lang name="password" label=lang.account_password() kind="password"
                    autocomplete="current-password" result
                />
                <input type="hidden" name="return_to" value=return_to/>
                <button class="button button--primary" type="submit">{lang.sign_in_do()}</button>
            </form>
            <p class="quiet">{lang.sign_in_lost()}</p>
            {backend().is_demo().then(|| demo_names(lang))}
        </TextPage>
    }
}

/// The names that a demo can be tried out with.
fn demo_names(lang: Lang) -> impl IntoView {
    let names = backend::DEMO_SIGN_INS
        .map(|(role, name)| view! { <dt>{lang.role(role)}</dt> <dd><code>{name}</code></dd> });
    view! {
        <section class="card" aria-labelledby="demo-names">
            <h2 id="demo-names">{lang.demo_names()}</h2>
            <p>{lang.demo_password(backend::DEMO_PASSWORD)}</p>
            <dl class="facts">{names.collect_view()}</dl>
        </section>
    }
}
