//! The pins as they travel in the map's page: one list per field, because like stands beside like then,
//! and the page is a twentieth smaller once compressed.

use super::DistrictPin;
use crate::place::district::{DistrictKind, PositionSource, Slug};
use crate::place::position::Place;
use crate::progress::ProgressKind;
use crate::progress::standings::Standings;
use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The struct of lists, how pins are taken apart into it, and how they are put together again.
macro_rules! columns {
    ($($field:ident: $kind:ty),+ $(,)?) => {
        #[derive(Default, Serialize, Deserialize)]
        struct Columns { $($field: Vec<$kind>),+ }

        fn apart(pins: &[DistrictPin]) -> Columns {
            let mut columns = Columns::default();
            for pin in pins {
                $(columns.$field.push(pin.$field.clone().into());)+
            }
            columns
        }

        /// `None` where a list is shorter than that of the codes.
        fn together(columns: Columns) -> Option<Vec<DistrictPin>> {
            let count = columns.code.len();
            $(let mut $field = columns.$field.into_iter();)+
            let pin = |_| Some(DistrictPin { $($field: $field.next()?.into()),+ });
            (0..count).map(pin).collect()
        }
    };
}

columns! {
    code: String,
    slug: Slug,
    kind: DistrictKind,
    name_th: String,
    name_en: String,
    cluster: Option<i32>,
    provinces: Vec<String>,
    seat_th: Option<String>,
    website: Option<String>,
    place: Spot,
    position_source: PositionSource,
    newest: Seconds,
    report: Option<ProgressKind>,
    standings: Standings,
}

/// Latitude and longitude to four decimals of a degree (11 m), as in addresses.
#[derive(Serialize, Deserialize)]
struct Spot(f64, f64);

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Seconds(#[serde(with = "chrono::serde::ts_seconds_option")] Option<DateTime<Utc>>);

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        let short = |degrees: f64| (degrees * 1e4).round() / 1e4;
        Self(short(place.lat), short(place.lon))
    }
}

impl From<Spot> for Place {
    fn from(Spot(lat, lon): Spot) -> Self {
        Self { lat, lon }
    }
}

impl From<Option<DateTime<Utc>>> for Seconds {
    fn from(at: Option<DateTime<Utc>>) -> Self {
        Self(at)
    }
}

impl From<Seconds> for Option<DateTime<Utc>> {
    fn from(Seconds(at): Seconds) -> Self {
        at
    }
}

/// Writes the lists.
pub(super) fn serialize<S: Serializer>(pins: &[DistrictPin], to: S) -> Result<S::Ok, S::Error> {
    apart(pins).serialize(to)
}

/// Reads the lists.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<DistrictPin>, D::Error> {
    together(Columns::deserialize(from)?).ok_or_else(|| D::Error::custom("a list is too short"))
}

#[cfg(test)]
mod tests {
    use crate::map::board::MapBoard;
    use crate::map::view::tests::board;

    #[test]
    fn a_board_arrives_as_it_was_sent() {
        let text = serde_json::to_string(&board()).unwrap();
        assert_eq!(serde_json::from_str::<MapBoard>(&text).unwrap(), board());
    }

    #[test]
    fn lists_of_unequal_length_are_no_board() {
        let text = serde_json::to_string(&board()).unwrap();
        let short = text.replace("\"p-0\",", "");
        assert_ne!(short, text);
        assert!(serde_json::from_str::<MapBoard>(&short).is_err());
    }
}
