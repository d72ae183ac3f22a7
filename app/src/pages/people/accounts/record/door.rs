//! What opens and closes an account: a new link to set a password, disabling, enabling.

use super::Setting;
use domain::people::account::AccountState;
use leptos::either::Either;
use leptos::prelude::*;

/// The whole part of the page.
pub fn door(set: &Setting) -> impl IntoView + use<> {
    let lang = set.lang();
    let forms = match set.account.state() {
        AccountState::Disabled => {
            Either::Left(step(set, "/do/enable_account", lang.accounts_enable(), None))
        }
        AccountState::Open | AccountState::NoPassword => Either::Right(view! {
            {step(set, "/do/issue_link", lang.accounts_link_again(), Some(lang.accounts_link_again_about()))}
            {step(set, "/do/disable_account", lang.accounts_disable(), Some(lang.accounts_disable_about()))}
        }),
    };
    view! {
        <section aria-labelledby="door">
            <h2 id="door">{lang.accounts_door()}</h2>
            {forms}
        </section>
    }
}

/// A button with what it does, made on this version of the account.
fn step(
    set: &Setting,
    action: &'static str,
    label: &'static str,
    about: Option<&'static str>,
) -> impl IntoView + use<> {
    let about = about.map(|about| view! { <p class="quiet">{about}</p> });
    view! {
        <form class="step" action=action method="post">
            <input type="hidden" name="id" value=set.account.id.get()/>
            <input type="hidden" name="version" value=set.account.version/>
            <button class="button" type="submit">{label}</button>
            {about}
        </form>
    }
}
