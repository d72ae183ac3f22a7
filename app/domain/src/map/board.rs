//! What the map page knows: every district as a pin, with the names that its filters need.

mod columns;

use crate::place::district::{DistrictKind, Neighbour, PositionSource, Slug};
use crate::place::position::Place;
use crate::progress::ProgressKind;
use crate::progress::pin_status::RealTime;
use crate::progress::standings::{Standing, Standings};
use crate::year::catalogue::PolicyItem;
use crate::year::fiscal_year::FiscalYear;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One snapshot of the whole map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapBoard {
    /// The fiscal year whose clusters and catalogue are shown.
    pub year: FiscalYear,
    /// When the snapshot was read.
    #[serde(with = "chrono::serde::ts_microseconds")]
    pub read_at: DateTime<Utc>,
    /// Position of the event log that the snapshot was read at.
    pub position: i64,
    /// The items of the year's catalogue, in its order.
    pub items: Vec<PolicyItem>,
    /// Cluster numbers of the year, ascending.
    pub clusters: Vec<i32>,
    /// Provinces in the order of the Thai dictionary.
    pub provinces: Vec<Province>,
    /// Districts in the order of the Thai dictionary ("เขต 2" before "เขต 10").
    #[serde(with = "columns")]
    pub pins: Vec<DistrictPin>,
}

/// A province, for names and the filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Province {
    /// 2-digit TIS 1099 code (ISO 3166-2:TH number).
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
}

/// A district on the map and in its list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistrictPin {
    /// 10-digit office code of OBEC. Never changes.
    pub code: String,
    /// Its name in addresses.
    pub slug: Slug,
    /// Which schools it serves.
    pub kind: DistrictKind,
    /// Thai short name, with no-break space before the area number.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The year's cluster, 1–18; `None` for a district without one that year.
    pub cluster: Option<i32>,
    /// Codes of the provinces served, the seat's first.
    pub provinces: Vec<String>,
    /// Seat amphoe in Thai, where known.
    pub seat_th: Option<String>,
    /// Host name of the office's website, where known.
    pub website: Option<String>,
    /// Where the office stands.
    pub place: Place,
    /// How well that is known.
    pub position_source: PositionSource,
    /// When the newest report that counts was posted, of whatever year; to the second.
    #[serde(with = "chrono::serde::ts_seconds_option")]
    pub newest: Option<DateTime<Utc>>,
    /// The kind of that report.
    pub report: Option<ProgressKind>,
    /// Where it stands on each item of [`MapBoard::items`].
    pub standings: Standings,
}

impl DistrictPin {
    /// The real-time status at `now`.
    pub fn status(&self, now: DateTime<Utc>) -> RealTime {
        self.status_on(None, now)
    }

    /// The newest report that counts: on the item at this place of the catalogue, or on any item.
    pub fn standing(&self, item: Option<usize>) -> Option<Standing> {
        match item {
            Some(place) => self.standings.get(place),
            None => Some(Standing::new(self.report?, self.newest?)),
        }
    }

    /// The real-time status at `now` on the item at this place of the catalogue, or on any item.
    pub fn status_on(&self, item: Option<usize>, now: DateTime<Utc>) -> RealTime {
        Standing::status(self.standing(item), now)
    }

    /// This district as a link on the page of one at `from`.
    pub fn as_neighbour(&self, from: Place) -> Neighbour {
        Neighbour {
            slug: self.slug.clone(),
            kind: self.kind,
            name_th: self.name_th.clone(),
            name_en: self.name_en.clone(),
            distance_km: from.distance_km(self.place),
        }
    }
}

impl MapBoard {
    /// The district with this slug.
    pub fn pin(&self, slug: &Slug) -> Option<&DistrictPin> {
        self.pins.iter().find(|pin| pin.slug == *slug)
    }

    /// The district with this office code.
    pub fn pin_of_code(&self, code: &str) -> Option<&DistrictPin> {
        self.pins.iter().find(|pin| pin.code == code)
    }

    /// The place in the catalogue of the item with this name.
    pub fn place_of(&self, item: ItemName) -> Option<usize> {
        self.items.iter().position(|one| one.name() == Some(item))
    }

    /// The province with this code.
    pub fn province(&self, code: &str) -> Option<&Province> {
        self.provinces.iter().find(|province| province.code == code)
    }
}
