//! `/account`: the own account: password, where it is signed in, signing out.

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::{Section, TextPage};
use crate::parts::form::field::{FormNote, TextField};
use crate::parts::map::names::district_of;
use crate::request::{FormResult, SignedIn, backend, form_result, request};
use backend::OwnSignIn;
use chrono::{DateTime, Utc};
use domain::Error;
use domain::map::board::MapBoard;
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// The page of one's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    Suspend::new(async move {
        let load = async {
            let account = request.account.clone().ok_or(Error::Unauthenticated)?;
            let sign_ins = backend.sessions().own(&account).await?;
            let board = backend.map(&request.actor()).board().await?;
            Ok::<_, Error>((account, sign_ins, board))
        };
        match load.await {
            Ok((account, sign_ins, board)) => {
                let roles = roles(request.lang, &account, &board);
                Either::Left(page(request.lang, &account, roles, sign_ins, result, backend.now()))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(
    lang: Lang,
    account: &Arc<SignedIn>,
    roles: String,
    sign_ins: Vec<OwnSignIn>,
    result: Option<FormResult>,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let name = account.name.as_str().to_owned();
    let display_name = account.display_name.as_str().to_owned();
    let sign_ins = sign_ins.iter().map(|one| sign_in(lang, one, now)).collect_view();
    view! {
        <TextPage title=lang.account_title()>
            <p class="lead">{display_name}</p>
            <dl class="facts">
                <dt>{lang.account_name()}</dt> <dd>{name}</dd>
                <dt>{lang.account_roles()}</dt> <dd>{roles}</dd>
            </dl>
            <form action="/do/sign_out" method="post">
                <button class="button" type="submit">{lang.sign_out_do()}</button>
            </form>
            <Section id="password" heading=lang.account_change_password()>
                <FormNote lang result=result.clone() done=lang.account_password_changed()/>
                <form class="form" action="/do/change_password" method="post">
                    <TextField
                        lang name="current_password" label=lang.account_current_password() kind="password"
                        autocomplete="current-password" result=result.clone()
                    />
                    <TextField
                        lang name="new_password" label=lang.account_new_password() kind="password"
                        autocomplete="new-password" hint=lang.account_password_hint().to_owned() result
                    />
                    <button class="button button--primary" type="submit">{lang.account_change_password()}</button>
                </form>
            </Section>
            <Section id="sign-ins" heading=lang.account_sign_ins()>
                <ul class="sign-ins">{sign_ins}</ul>
                <form action="/do/sign_out_everywhere" method="post">
                    <button class="button" type="submit">{lang.sign_out_everywhere_do()}</button>
                </form>
            </Section>
        </TextPage>
    }
}

/// What the account is appointed to now.
fn roles(lang: Lang, account: &SignedIn, board: &MapBoard) -> String {
    let current = account.actor.account().map(domain::people::access::AccountActor::appointments);
    let names: Vec<String> = current
        .unwrap_or_default()
        .iter()
        .map(|one| match one.district() {
            Some(slug) => {
                format!("{} ({})", lang.role(one.role()), district_of(lang, board, slug))
            }
            None => lang.role(one.role()).to_owned(),
        })
        .collect();
    if names.is_empty() {
        lang.account_no_roles().to_owned()
    } else {
        names.join(lang.list_separator())
    }
}

fn sign_in(lang: Lang, one: &OwnSignIn, now: DateTime<Utc>) -> impl IntoView + use<> {
    let seen = lang.account_seen(lang.day_of(one.since), lang.days_ago(one.last_seen, now));
    let this = one.is_this_one.then(|| view! { <strong>{lang.account_this_one()}</strong> });
    view! { <li><span>{one.device.clone()}</span> {this} <span class="quiet">{seen}</span></li> }
}
