//! `/invitation?token=…`: sets the first or a new password by a one-time link.

use crate::pages::site::text::TextPage;
use crate::parts::form::field::{FormNote, TextField};
use crate::request::{form_result, request};
use leptos::prelude::*;

/// The page behind an invitation's link.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let request = request();
    let lang = request.lang;
    let result = form_result();
    let token =
        request.query.iter().find(|(name, _)| name == "token").map(|(_, token)| token.clone());
    view! {
        <TextPage title=lang.invitation_title()>
            <p class="lead">{lang.invitation_lead()}</p>
            <FormNote lang result=result.clone()/>
            <form class="form" action="/do/accept_invitation" method="post">
                <input type="hidden" name="token" value=token/>
                <TextField
                    lang name="new_password" label=lang.account_new_password() kind="password"
                    autocomplete="new-password" hint=lang.account_password_hint().to_owned() result
                />
                <button class="button button--primary" type="submit">{lang.invitation_do()}</button>
            </form>
        </TextPage>
    }
}
