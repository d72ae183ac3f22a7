//! `/admin/accounts`: every account with its roles and whether it is open, and the search for one.

pub mod import;
pub mod new;
pub mod record;

use crate::pages::site::not_found::Refusal;
use crate::parts::map::names::Named;
use crate::parts::people::appointment::appointment_words;
use crate::request::{backend, request};
use backend::AccountRecord;
use chrono::{DateTime, Utc};
use domain::Error;
use domain::map::board::MapBoard;
use domain::people::account::AccountState;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// As many as a person looks through; whoever wants others searches.
const MOST: usize = 200;

/// The list of accounts.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let search = request.parameter("q").to_owned();
    Suspend::new(async move {
        let load = async {
            let found = backend.accounts(&request.actor())?.list(&search).await?;
            Ok::<_, Error>((found, backend.map(&request.actor()).board().await?))
        };
        match load.await {
            Ok((found, board)) => {
                Either::Left(page(request.lang, search, &found, &board, backend.now()))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(
    lang: Lang,
    search: String,
    found: &[AccountRecord],
    board: &MapBoard,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let count = match found.len() {
        0 => lang.accounts_empty().to_owned(),
        count if count > MOST => lang.accounts_shown(MOST, count),
        count => lang.accounts_count(count),
    };
    let rows = found.iter().take(MOST).map(|one| row(lang, one, board, now)).collect_view();
    view! {
        <Title text=lang.accounts_title()/>
        <article class="text text--wide">
            <h1>{lang.accounts_title()}</h1>
            <p class="actions">
                <a class="button button--primary" href="/admin/accounts/new">{lang.accounts_new()}</a>
                <a class="button" href="/admin/accounts/import">{lang.accounts_import()}</a>
                <a class="button" href="/admin/schools">{lang.school_lists_title()}</a>
            </p>
            <form class="account-search" action="/admin/accounts" method="get" role="search">
                <label for="q">{lang.accounts_search()}</label>
                <input id="q" class="input" type="search" name="q" maxlength="100" value=search/>
                <button class="button" type="submit">{lang.map_apply()}</button>
            </form>
            <p class="quiet">{count}</p>
            <ul class="account-list">{rows}</ul>
        </article>
    }
}

/// What it is called, what it is appointed to from now on, whether it is open.
fn row(
    lang: Lang,
    one: &AccountRecord,
    board: &MapBoard,
    now: DateTime<Utc>,
) -> impl IntoView + use<> {
    let href = format!("/admin/accounts/{}", one.id);
    let (name, display_name) = (one.name.to_string(), one.display_name.as_str().to_owned());
    let roles: Vec<String> = one
        .appointments
        .iter()
        .filter(|one| !one.has_ended(now))
        .map(|one| appointment_words(lang, one, board))
        .collect();
    let roles = if roles.is_empty() { vec![lang.account_no_roles().to_owned()] } else { roles };
    view! {
        <li>
            <p><a href=href>{name}</a> " " <span class="quiet">{display_name}</span></p>
            <ul>{roles.into_iter().map(|role| view! { <li>{role}</li> }).collect_view()}</ul>
            {account_state(lang, one.state())}
        </li>
    }
}

/// Whether somebody can sign in, in a word.
fn account_state(lang: Lang, state: AccountState) -> impl IntoView {
    let class = match state {
        AccountState::Open => "account-state account-state--open",
        AccountState::NoPassword => "account-state account-state--waiting",
        AccountState::Disabled => "account-state",
    };
    view! { <p class=class>{state.name(lang)}</p> }
}
