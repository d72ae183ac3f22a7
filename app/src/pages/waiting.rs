//! `/waiting`: the bureau's first page, what waits for acknowledgement, longest first.

use super::not_found::Refusal;
use super::text::TextPage;
use crate::components::names::Named;
use crate::components::report::{Setting, report};
use crate::request::{backend, form_result, request};
use domain::Error;
use domain::map_board::MapBoard;
use domain::progress::shown::{ShownReport, Waiting};
use leptos::either::Either;
use leptos::prelude::*;

/// What waits for who is signed in.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    Suspend::new(async move {
        let load = async {
            let waiting = backend.waiting_reports(&request.actor()).await?;
            Ok::<_, Error>((waiting, backend.map_board(request.actor()).await?))
        };
        match load.await {
            Ok((waiting, board)) => {
                let set = Setting {
                    lang: request.lang,
                    now: backend.now(),
                    page: "/waiting".to_owned(),
                    result,
                };
                Either::Left(page(&set, &waiting, &board))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(set: &Setting, waiting: &Waiting, board: &MapBoard) -> impl IntoView + use<> {
    let lang = set.lang;
    let count = lang.waiting_count(waiting.total);
    let reports = waiting.reports.iter().map(|one| entry(set, one, board)).collect_view();
    view! {
        <TextPage title=lang.waiting_title()>
            <p class="lead">{count}</p>
            {reports}
        </TextPage>
    }
}

fn entry(set: &Setting, one: &ShownReport, board: &MapBoard) -> impl IntoView + use<> {
    let name = board.pin(&one.district).map(|pin| pin.name(set.lang)).unwrap_or_default();
    view! {
        <section class="card">
            <h2><a href=format!("/districts/{}", one.district)>{name}</a> " · " {one.item.key().to_uppercase()}</h2>
            {report(set, one)}
        </section>
    }
}
