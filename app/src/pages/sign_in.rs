//! `/sign-in`: name and password. Works without JavaScript; what was typed comes back, the password not.

use super::text::TextPage;
use crate::components::field::{FormNote, TextField};
use crate::request::{form_result, request};
use leptos::prelude::*;

/// The page to sign in on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let result = form_result();
    let return_to =
        request.query.iter().find(|(name, _)| name == "return_to").map(|(_, path)| path.clone());
    view! {
        <TextPage title=lang.sign_in_title()>
            <p class="lead">{lang.sign_in_lead()}</p>
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
        </TextPage>
    }
}
