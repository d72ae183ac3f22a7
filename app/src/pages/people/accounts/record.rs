//! `/admin/accounts/{id}`: one account: what it is appointed to, and whether and how it can be used.

mod door;
mod form;

use super::account_state;
use crate::pages::site::not_found::Refusal;
use crate::parts::form::field::FormNote;
use crate::parts::people::appointment::appointment_words;
use crate::parts::people::new_link::NewLink;
use crate::request::{FormResult, Request, backend, form_result, new_links, request};
use backend::{AccountRecord, Link};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::id::AccountId;
use domain::kernel::percent::percent_encode;
use domain::map::board::MapBoard;
use domain::people::appointment::Appointment;
use domain::year::catalogue::PolicyItem;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use std::sync::Arc;
use words::Lang;

/// What the page is drawn from.
struct Setting {
    request: Request,
    now: DateTime<Utc>,
    account: AccountRecord,
    board: Arc<MapBoard>,
    items: Vec<PolicyItem>,
    result: Option<FormResult>,
    links: Arc<[Link]>,
}

/// The page of one account, for who keeps accounts.
#[component]
pub fn AccountRecordPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let (result, links) = (form_result(), new_links());
    let id = use_params_map().with_untracked(|params| params.get("id")?.parse::<AccountId>().ok());
    Suspend::new(async move {
        let load = async {
            let actor = request.actor();
            let accounts = backend.accounts(&actor)?;
            let account = accounts.get(id.ok_or(Error::NotFound)?).await?;
            let board = backend.map(&actor).board().await?;
            let items = backend.years().catalogue(&actor, board.year).await?;
            Ok::<_, Error>((account, board, items))
        };
        match load.await {
            Ok((account, board, items)) => {
                let now = backend.now();
                Either::Left(page(&Setting { request, now, account, board, items, result, links }))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

impl Setting {
    fn lang(&self) -> Lang {
        self.request.lang
    }

    /// Whether it is the account of who looks at it, whom the use cases let change nothing here.
    fn is_own(&self) -> bool {
        self.request.account.as_ref().is_some_and(|own| own.account == self.account.id)
    }

    /// What came back of the form of an appointment; that of the others says nothing beside a field.
    fn typed(&self) -> Option<&FormResult> {
        self.result.as_ref().filter(|result| result.fields.contains_key("which"))
    }
}

fn page(set: &Setting) -> impl IntoView + use<> {
    let (lang, account) = (set.lang(), &set.account);
    let name = account.name.to_string();
    let said = set.result.clone().filter(|_| set.typed().is_none());
    let links = set.links.iter().map(|link| {
        view! { <NewLink lang link=link.clone() public_url=set.request.public_url.clone()/> }
    });
    let since = account.disabled_at.map(|at| lang.accounts_disabled_since(lang.day_of(at)));
    let forms = if set.is_own() {
        Either::Left(view! { <p class="note">{lang.refusal_own_account()}</p> })
    } else {
        Either::Right(view! { {form::form(set)} {door::door(set)} })
    };
    view! {
        <Title text=name.clone()/>
        <article class="text">
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href="/admin/accounts">{lang.accounts_title()}</a></nav>
            <h1>{name}</h1>
            <FormNote lang done=done_words(lang, said.as_ref()) result=said/>
            {links.collect_view()}
            <dl class="facts">
                <dt>{lang.account_display_name()}</dt> <dd>{account.display_name.as_str().to_owned()}</dd>
                <dt>{lang.accounts_door()}</dt> <dd>{account_state(lang, account.state())} {since}</dd>
            </dl>
            {appointments(set)}
            {forms}
        </article>
    }
}

/// What the form that was sent has done.
fn done_words(lang: Lang, result: Option<&FormResult>) -> &'static str {
    match result.and_then(|result| result.done.as_deref()) {
        Some("created") => lang.accounts_created(),
        Some("appointed") => lang.accounts_appointed(),
        Some("disabled") => lang.accounts_disabled(),
        Some("enabled") => lang.accounts_enabled(),
        _ => lang.accounts_link_issued(),
    }
}

/// Past, present and future, each with the way to change it.
fn appointments(set: &Setting) -> impl IntoView + use<> {
    let lang = set.lang();
    let rows = set.account.appointments.iter().map(|one| appointment(set, one)).collect_view();
    let none = set.account.appointments.is_empty().then(|| lang.account_no_roles());
    view! {
        <section aria-labelledby="appointments">
            <h2 id="appointments">{lang.accounts_appointments()}</h2>
            {none}
            <ul class="appointments">{rows}</ul>
        </section>
    }
}

fn appointment(set: &Setting, one: &Appointment) -> impl IntoView + use<> {
    let lang = set.lang();
    let words = appointment_words(lang, one, &set.board);
    let standing = match (one.is_current(set.now), one.has_ended(set.now)) {
        (true, _) => None,
        (false, true) => Some(lang.accounts_appointment_ended()),
        (false, false) => Some(lang.accounts_appointment_coming()),
    };
    let change = (!set.is_own()).then(|| {
        let href = format!(
            "/admin/accounts/{}?change={}#appointment",
            set.account.id,
            percent_encode(&one.key())
        );
        let label = format!("{}: {words}", lang.accounts_change());
        view! { <a href=href aria-label=label>{lang.accounts_change()}</a> }
    });
    view! {
        <li>
            <span>{words.clone()} {standing.map(|standing| view! { <span class="quiet">" "{standing}</span> })}</span>
            {change}
        </li>
    }
}
