//! What the office is by its row: each fact with where it comes from; and the districts around it.

use super::Loaded;
use super::origins::Origins;
use super::profile::origin;
use crate::parts::map::names::{Named, provinces};
use domain::map::board::MapBoard;
use domain::map::district_page::DistrictPage as District;
use domain::place::district::Neighbour;
use domain::place::position::Place;
use leptos::prelude::*;
use words::Lang;

/// The card. `place` is where the office stood on the day that is shown.
pub(super) fn facts(
    lang: Lang,
    (district, board): (&District, &MapBoard),
    place: Place,
    loaded: &Loaded,
) -> impl IntoView + use<> {
    let pin = &district.pin;
    let text = |value: &str| Some(view! { <span>{value.to_owned()}</span> }.into_any());
    let rows = [
        ("kind", lang.fact_kind(), text(&pin.kind.name(lang))),
        ("code", lang.fact_code(), text(&pin.code)),
        ("emis_code", lang.fact_emis_code(), district.emis_code.as_deref().and_then(text)),
        ("provinces", lang.fact_provinces(), text(&provinces(lang, board, &pin.provinces))),
        ("cluster", lang.fact_cluster(), pin.cluster.map(|no| cluster(lang, no))),
        ("seat_amphoe_th", lang.fact_seat(), pin.seat_th.as_deref().and_then(text)),
        ("position", lang.fact_place(), text(&format!("{:.4}, {:.4}", place.lat, place.lon))),
    ];
    // The clusters of another year may have been others.
    let is_of_year = loaded.past().is_none() || loaded.whole.day.standpoint.year == district.year;
    let rows = rows.into_iter().filter(|(field, ..)| is_of_year || *field != "cluster");
    let then = loaded.past().and_then(|_| loaded.whole.profile.newest("position"));
    let mut origins = Origins::new(lang, "known");
    let rows = rows.map(|(field, label, value)| {
        let known = district.origins.iter().find(|origin| origin.field == field);
        let said = match then.filter(|_| field == "position") {
            Some(then) => Some(origin(lang, then)),
            None => known.map(|known| {
                let title = lang.pick(&known.title_th, &known.title_en).to_owned();
                lang.fact_origin(title, lang.day(known.as_of))
            }),
        };
        let mark = said.map(|said| origins.mark(said));
        let value = value.unwrap_or_else(|| {
            view! { <span class="quiet">{lang.fact_unknown()}</span> }.into_any()
        });
        view! { <dt>{label}</dt> <dd>{value}{mark}</dd> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="card" aria-labelledby="known">
            <h2 id="known">{lang.district_known()}</h2>
            <dl class="facts facts--page">{rows}</dl>
            {origins.list()}
        </section>
    }
}

/// A cluster, leading to its districts on the map.
fn cluster(lang: Lang, no: i32) -> AnyView {
    view! { <a href=format!("/?cluster={no}")>{lang.map_cluster_n(no)}</a> }.into_any()
}

/// The nearest districts, and those of its cluster.
pub(super) fn neighbours(lang: Lang, district: &District) -> impl IntoView + use<> {
    let mates = district.pin.cluster.map(|no| {
        view! {
            <section class="card" aria-labelledby="mates">
                <h2 id="mates">{lang.district_cluster(no, district.year)}</h2>
                {links(lang, &district.cluster_mates, false)}
            </section>
        }
    });
    view! {
        <section class="card" aria-labelledby="nearest">
            <h2 id="nearest">{lang.district_nearest()}</h2>
            {links(lang, &district.nearest, true)}
        </section>
        {mates}
    }
}

fn links(lang: Lang, neighbours: &[Neighbour], with_distance: bool) -> impl IntoView + use<> {
    let items = neighbours.iter().map(|one| {
        let distance = with_distance.then(|| {
            view! { <span class="quiet">{lang.distance_km(format!("{:.0}", one.distance_km))}</span> }
        });
        view! { <li><a href=format!("/districts/{}", one.slug)>{one.name(lang)}</a> {distance}</li> }
    });
    view! { <ul class="near">{items.collect_view()}</ul> }
}
