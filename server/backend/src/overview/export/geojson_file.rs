//! The offices of a view as points (RFC 7946), with the figures of the page.

use domain::overview::Overview;
use serde_json::{Value, json};

pub(super) fn write(overview: &Overview) -> Vec<u8> {
    let listed = overview.chosen.listed(overview.scene(), overview.standings());
    let features: Vec<Value> = listed.into_iter().map(|place| feature(overview, place)).collect();
    let whole = json!({
        "type": "FeatureCollection",
        "as_of": overview.standpoint.day,
        "read_at": overview.counted.read_at,
        "fiscal_year": overview.scene().year,
        "features": features,
    });
    whole.to_string().into_bytes()
}

fn feature(overview: &Overview, place: usize) -> Value {
    let standings = overview.standings();
    let district = &overview.scene().districts[place];
    let newest = overview.chosen.newest(standings, place);
    json!({
        "type": "Feature",
        "id": district.slug,
        "geometry": { "type": "Point", "coordinates": [district.place.lon, district.place.lat] },
        "properties": {
            "code": district.code,
            "kind": district.kind,
            "name_th": district.name_th,
            "name_en": district.name_en,
            "cluster": district.cluster,
            "status": overview.chosen.status_of(standings, place),
            "newest_report": newest.map(|one| one.at),
            "newest_kind": newest.map(|one| one.kind),
            "active_items": standings.active_items(place, standings.days.len().saturating_sub(1)),
        },
    })
}
