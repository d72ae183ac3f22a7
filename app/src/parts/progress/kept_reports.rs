//! What this device keeps: drafts and reports that wait. Another account's is said to be there, not shown.

use crate::parts::map::page_data;
use domain::progress::kept::{KeptReport, KeptState};
use leptos::prelude::*;
use words::Lang;

/// The list of what is kept here.
#[island]
pub fn KeptReports() -> impl IntoView {
    let lang = page_data::lang();
    let kept = RwSignal::new(Vec::<KeptReport>::new());
    let own = RwSignal::new(None::<i64>);
    #[cfg(not(feature = "ssr"))]
    {
        use crate::browser::{device, dom};
        leptos::task::spawn_local(async move {
            own.set(dom::account().or(device::worker().await.map(|worker| worker.account)));
            kept.set(device::reports().await);
        });
        device::watch(move |all| kept.set(all));
    }
    view! {
        <div class="kept">
            {move || {
                let own = own.get();
                kept.with(|all| {
                    let (mine, others): (Vec<_>, Vec<_>) =
                        all.iter().partition(|one| Some(one.account) == own);
                    let others = (!others.is_empty()).then(|| {
                        view! { <p class="note">{lang.kept_of_others(others.len())}</p> }
                    });
                    let empty = (mine.is_empty() && others.is_none())
                        .then(|| view! { <p class="quiet">{lang.kept_nothing()}</p> });
                    view! { {mine.into_iter().map(|one| entry(lang, one)).collect_view()} {others} {empty} }
                })
            }}
        </div>
    }
}

fn entry(lang: Lang, report: &KeptReport) -> impl IntoView + use<> {
    let state = match report.state {
        KeptState::Queued => lang.saving_waiting(),
        KeptState::Draft => lang.kept_draft(),
    };
    let page = format!("/districts/{}#report", report.district);
    let refusal = report.refusal.clone().map(|said| view! { <p class="field__error">{said}</p> });
    let key = report.form.key.clone();
    view! {
        <article class="card">
            <p><strong>{report.district_name.clone()}</strong> <span class="quiet">{state}</span></p>
            <p class="kept__text">{report.form.text.clone()}</p>
            {refusal}
            <p class="actions">
                <a class="button" href=page>{lang.kept_open()}</a>
                <button class="button" type="button" on:click=move |_| discard(&key, lang)>{lang.kept_discard()}</button>
            </p>
        </article>
    }
}

/// Throws a report away, after asking.
fn discard(key: &str, lang: Lang) {
    #[cfg(not(feature = "ssr"))]
    {
        use crate::browser::device;
        let key = key.to_owned();
        if window().confirm_with_message(lang.kept_discard_sure()).unwrap_or(false) {
            leptos::task::spawn_local(async move {
                device::forget(&key).await;
                device::tell().await;
            });
        }
    }
    #[cfg(feature = "ssr")]
    let _ = (key, lang);
}
