//! `/admin/accounts/new`: creates an account with what it is appointed to.

use crate::pages::site::not_found::Refusal;
use crate::pages::site::text::TextPage;
use crate::parts::form::field::{FormNote, TextField};
use crate::parts::people::appointment::{AppointmentFields, blank};
use crate::request::{FormResult, backend, form_result, request};
use domain::Error;
use domain::kernel::bangkok;
use domain::map::board::MapBoard;
use domain::year::catalogue::PolicyItem;
use domain::year::fiscal_year::FiscalYear;
use leptos::either::Either;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// The form for a new account.
#[component]
pub fn NewAccountPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    Suspend::new(async move {
        let load = async {
            let actor = request.actor();
            backend.accounts(&actor)?;
            let board = backend.map(&actor).board().await?;
            let items = backend.years().catalogue(&actor, board.year).await?;
            Ok::<_, Error>((board, items))
        };
        match load.await {
            Ok((board, items)) => {
                let now = backend.now();
                let year_ends = FiscalYear::of(now).ends();
                let form = result
                    .clone()
                    .unwrap_or_else(|| blank(request.lang, bangkok::date(now), year_ends));
                Either::Left(page(request.lang, board, items, form, result))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(
    lang: Lang,
    board: Arc<MapBoard>,
    items: Vec<PolicyItem>,
    form: FormResult,
    result: Option<FormResult>,
) -> impl IntoView {
    view! {
        <TextPage title=lang.accounts_new()>
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href="/admin/accounts">{lang.accounts_title()}</a></nav>
            <FormNote lang result=result.clone()/>
            <form class="form" action="/do/create_account" method="post">
                <TextField
                    lang name="name" label=lang.account_name() hint=lang.accounts_name_hint().to_owned()
                    result=result.clone()
                />
                <TextField
                    lang name="display_name" label=lang.account_display_name()
                    hint=lang.accounts_display_name_hint().to_owned() result
                />
                <AppointmentFields lang board items form/>
                <button class="button button--primary" type="submit">{lang.accounts_new()}</button>
            </form>
        </TextPage>
    }
}
