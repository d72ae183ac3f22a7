//! `/`: the map of all districts.

use crate::pages::site::not_found::Refusal;
use crate::parts::map::district_map::DistrictMap;
use crate::parts::map::outline::DrawnMap;
use crate::parts::map::page_data::BOARD_ID;
use crate::request::{backend, request};
use domain::Result;
use domain::map::board::MapBoard;
use domain::map::search::Index;
use domain::map::view::MapView;
use domain::people::access::Actor;
use domain::school::SchoolDots;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use std::sync::Arc;
use words::Lang;

/// The map page.
#[component]
pub fn MapPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        let load = async {
            let (board, index) = backend.map(&Actor::Public).searchable().await?;
            let pairs = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let (view, ignored) = MapView::parse(pairs, &board);
            let mut schools = None;
            if view.schools {
                schools = Some(backend.schools(&Actor::Public).dots().await?);
            }
            Result::Ok(Shown { board, index, view, ignored, schools })
        };
        match load.await {
            Ok(shown) => Either::Left(page(request.lang, shown)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// What the page shows.
struct Shown {
    board: Arc<MapBoard>,
    index: Arc<Index>,
    view: MapView,
    /// Parameters that were left out.
    ignored: Vec<&'static str>,
    /// Where the view asks for them.
    schools: Option<Arc<SchoolDots>>,
}

fn page(lang: Lang, page: Shown) -> impl IntoView + use<> {
    let Shown { board, index, view, ignored, schools } = page;
    let shown = view.select(&board, &index, board.read_at);
    let data = serde_json::to_string(&*board).unwrap_or_default().replace('<', "\\u003c");
    let note = (!ignored.is_empty()).then(
        || view! { <p class="note" role="status">{lang.map_ignored(ignored.join(", "))}</p> },
    );
    provide_context(board.clone());
    provide_context(index);
    view! {
        <Title text=lang.map_title()/>
        <Meta name="description" content=lang.map_description(board.pins.len())/>
        <h1 class="visually-hidden">{lang.map_heading(board.pins.len())}</h1>
        <p class="print-head">{lang.print_head(shown.len(), board.pins.len(), lang.day_of(board.read_at))}</p>
        {note}
        <script type="application/json" id=BOARD_ID inner_html=data></script>
        <DistrictMap>
            <DrawnMap board view shown schools/>
            {near_schools(lang)}
        </DistrictMap>
    }
}

/// Where the schools around a dot are named when somebody presses on it.
fn near_schools(lang: Lang) -> impl IntoView {
    view! {
        <section class="map__schools" hidden aria-labelledby="near-schools">
            <h2 id="near-schools">{lang.schools_near()}</h2>
            <button class="panel__close" type="button" aria-label=lang.panel_close()>"✕"</button>
            <div class="schools"><ol id="schools-near"></ol></div>
        </section>
    }
}
