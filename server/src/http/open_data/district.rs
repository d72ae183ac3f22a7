//! A district as open data shows it: a public contract of its own, so that the domain may move.

use chrono::{DateTime, Utc};
use domain::map::board::{DistrictPin, MapBoard};
use domain::progress::ProgressKind;
use serde::Serialize;
use utoipa::ToSchema;

/// An education service area office.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct District {
    /// OBEC's 10-digit office code.
    #[schema(example = "1050010000")]
    pub code: String,
    /// Its name in addresses, `/districts/{slug}`. Never changes.
    #[schema(example = "p-chiangmai-1")]
    pub slug: String,
    /// Which schools it serves: `primary` or `secondary`.
    pub kind: &'static str,
    /// Thai short name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Provinces served, the seat's first: 2-digit TIS 1099 codes (ISO 3166-2:TH numbers).
    #[schema(example = json!(["50"]))]
    pub provinces: Vec<String>,
    /// Cluster of the current fiscal year; `null` for a district without one.
    pub cluster: Option<i32>,
    /// Seat amphoe in Thai; `null` where not known.
    pub seat_th: Option<String>,
    /// Host name of the office's website; `null` where not known.
    pub website: Option<String>,
    /// Latitude of the office, WGS 84 degrees.
    pub lat: f64,
    /// Longitude of the office, WGS 84 degrees.
    pub lon: f64,
    /// How well the position is known: `listed`, `repaired` (from a list that had lost digits) or
    /// `confirmed` by the office.
    pub position_source: &'static str,
    /// Age of the newest report: `fresh` (0–30 days), `ageing` (31–60), `silent` (61 and more), `never`.
    pub status: &'static str,
    /// When the newest report was posted (RFC 3339, UTC); `null` before the first.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub newest_report: Option<DateTime<Utc>>,
    /// Kind of the newest report: `on_plan`, `adjusted` (the plan was) or `output`; `null` before the first.
    pub newest_report_kind: Option<&'static str>,
    /// How many of the fiscal year's items were reported on within 30 days.
    pub active_items: i32,
}

impl District {
    /// As of the moment at which the board was read.
    pub fn of(pin: &DistrictPin, board: &MapBoard) -> Self {
        Self {
            code: pin.code.clone(),
            slug: pin.slug.to_string(),
            kind: pin.kind.key(),
            name_th: pin.name_th.clone(),
            name_en: pin.name_en.clone(),
            provinces: pin.provinces.clone(),
            cluster: pin.cluster,
            seat_th: pin.seat_th.clone(),
            website: pin.website.clone(),
            lat: pin.place.lat,
            lon: pin.place.lon,
            position_source: pin.position_source.key(),
            status: pin.status(board.read_at).key(),
            newest_report: pin.newest,
            newest_report_kind: pin.report.map(ProgressKind::key),
            active_items: pin.standings.active_items(board.read_at),
        }
    }
}
