//! `/`: the map of all districts.

use super::not_found::Refusal;
use crate::components::outline::DrawnMap;
use crate::islands::district_map::DistrictMap;
use crate::islands::page_data::BOARD_ID;
use crate::request::{Request, backend, request};
use domain::access::Actor;
use domain::map_board::MapBoard;
use domain::map_view::MapView;
use domain::search::Index;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use std::sync::Arc;

/// The map page.
#[component]
pub fn MapPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        match backend.searchable_board(Actor::Public).await {
            Ok((board, index)) => Either::Left(page(board, index, &request)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(board: Arc<MapBoard>, index: Arc<Index>, request: &Request) -> impl IntoView + use<> {
    let lang = request.lang;
    let pairs = request.query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let (view, ignored) = MapView::parse(pairs, &board);
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
            <DrawnMap board view shown/>
        </DistrictMap>
    }
}
