//! Read model: a district's public page, around its pin on the map.

use crate::kernel::order::indexes_by_key;
use crate::map::board::DistrictPin;
use crate::place::district::{Neighbour, Origin};
use crate::place::position::Place;
use crate::year::fiscal_year::FiscalYear;
use serde::{Deserialize, Serialize};

/// What a district's public page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistrictPage {
    /// The same read model as on the map.
    pub pin: DistrictPin,
    /// 4- or 6-digit area code of EMIS, where known.
    pub emis_code: Option<String>,
    /// Full Thai name of the office.
    pub full_name_th: String,
    /// 5-digit postcode of the office, where known.
    pub postcode: Option<String>,
    /// The fiscal year whose clusters are shown.
    pub year: FiscalYear,
    /// The other districts of the same cluster, in the list's order.
    pub cluster_mates: Vec<Neighbour>,
    /// The nearest other districts, nearest first (at most 6).
    pub nearest: Vec<Neighbour>,
    /// For each field shown, where it comes from.
    pub origins: Vec<Origin>,
}

/// The nearest others to `here` among `pins`, nearest first, those equally far in the order of `pins`;
/// at most `most`.
pub fn nearest<'a>(
    here: Place,
    pins: impl Iterator<Item = &'a DistrictPin>,
    most: usize,
) -> Vec<Neighbour> {
    let pins: Vec<&DistrictPin> = pins.collect();
    let distances = pins.iter().map(|pin| here.distance_km(pin.place)).zip(0..);
    let nearest = indexes_by_key(distances.collect()).into_iter().take(most);
    nearest.map(|index| pins[index].as_neighbour(here)).collect()
}
