//! The small map: every district let through, coloured by what is chosen. Where they are too many to be told apart,
//! each mark is of those of a type in a cluster.

use super::{LIST, Shown};
use crate::parts::map::names::district_name;
use crate::parts::map::outline::percent_of;
use crate::parts::map::pin_mark::DrawnPin;
use backend::map::basemap;
use domain::overview::GroupRow;
use domain::place::position::Place;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

/// Beyond so many districts no pin can be told from its neighbours, nor be hit.
const MOST_PINS: usize = 1000;

/// The country with its pins. The list of districts says the same in words.
pub(super) fn map(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let outline = basemap::outline();
    let is_crowded = picture.districts.len() > MOST_PINS;
    let pins: Vec<AnyView> = if is_crowded {
        picture.groups.iter().map(|group| mark(shown, group)).collect()
    } else {
        picture.districts.iter().rev().map(|place| pin(shown, *place)).collect()
    };
    let gathered =
        is_crowded.then(|| view! { <p class="quiet">{lang.overview_map_gathered()}</p> });
    view! {
        <section class="card overview__map" aria-labelledby="country">
            <h2 id="country"><a href=overview.address(LIST)>{lang.overview_map()}</a></h2>
            <div class="small-map" aria-hidden="true">
                <svg viewBox=outline.sheet.view_box() focusable="false">
                    <path class="neighbours" d=outline.land.as_str()></path>
                    {outline.provinces.iter().map(|one| view! { <path class="province" d=one.d.as_str()></path> }).collect_view()}
                    <path class="lake" d=outline.lake.as_str()></path>
                </svg>
                <svg class="map__pins" focusable="false">{pins}</svg>
            </div>
            {gathered}
            <p class="quiet">{lang.map_credit()}</p>
        </section>
    }
}

/// A district, leading to its page.
fn pin(shown: &Shown<'_>, place: usize) -> AnyView {
    let Shown { lang, overview, .. } = *shown;
    let district = &overview.scene().districts[place];
    let status = overview.chosen.status_of(overview.standings(), place);
    let name = district_name(lang, &district.name_th, &district.name_en);
    let at = at(district.place);
    view! {
        <a href=overview.district(place) tabindex="-1">
            <title>{name}</title>
            <DrawnPin at kind=district.kind status/>
        </a>
    }
    .into_any()
}

/// The districts of a type in a cluster, as most of them stand, leading to their list.
fn mark(shown: &Shown<'_>, group: &GroupRow) -> AnyView {
    let Shown { lang, overview, .. } = *shown;
    let [fresh, all] = [group.statuses[0], group.statuses.iter().sum()].map(|n| lang.number(n));
    let name = group.cluster.map_or(String::new(), |no| lang.map_cluster_n(no));
    let title = format!("{name} {fresh}/{all}");
    let href = overview.choosing(LIST, |chosen| {
        (chosen.kind, chosen.cluster) = (Some(group.kind), group.cluster);
    });
    let (at, status) = (at(group.middle), most(group));
    view! {
        <a href=href tabindex="-1">
            <title>{title}</title>
            <DrawnPin at kind=group.kind status/>
        </a>
    }
    .into_any()
}

/// Where a place lies on the whole sheet.
fn at(place: Place) -> (String, String) {
    let sheet = basemap::outline().sheet;
    percent_of(sheet, [0.0, 0.0, sheet.width, sheet.height], place)
}

/// The status of most districts of a group; of two the earlier in the legend.
fn most(group: &GroupRow) -> RealTime {
    let counted = group.statuses.into_iter().zip(RealTime::ALL).rev();
    counted.max_by_key(|(count, _)| *count).map_or(RealTime::Never, |(_, status)| status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::place::district::DistrictKind;

    #[test]
    fn a_mark_shows_how_most_stand_and_of_two_the_better() {
        let shows = |statuses| {
            let middle = Place { lat: 13.0, lon: 100.0 };
            most(&GroupRow { kind: DistrictKind::Primary, cluster: Some(1), middle, statuses })
        };
        assert_eq!(shows([1, 2, 4, 3]), RealTime::Silent);
        assert_eq!(shows([2, 0, 2, 2]), RealTime::Fresh);
    }
}
