//! What the overview of a fiscal year is about: its districts, clusters and items.

use crate::place::district::{DistrictKind, Slug};
use crate::place::position::Place;
use crate::year::catalogue::PolicyItem;
use crate::year::fiscal_year::FiscalYear;

/// The year's districts and items. Figures refer to both by their place in these lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// The fiscal year.
    pub year: FiscalYear,
    /// Its items in the order of the catalogue.
    pub items: Vec<PolicyItem>,
    /// Its cluster numbers, ascending.
    pub clusters: Vec<i32>,
    /// The districts of the day in the order of the Thai dictionary.
    pub districts: Vec<OverviewDistrict>,
}

/// A district as the overview names it.
#[derive(Debug, Clone, PartialEq)]
pub struct OverviewDistrict {
    /// Row id.
    pub id: i64,
    /// 10-digit office code of OBEC.
    pub code: String,
    /// Its name in addresses.
    pub slug: Slug,
    /// Which schools it serves.
    pub kind: DistrictKind,
    /// Thai short name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// The year's cluster.
    pub cluster: Option<i32>,
    /// Where the office stands.
    pub place: Place,
}

impl Scene {
    /// The place of the item with this key, such as `p1`.
    pub fn item(&self, key: &str) -> Option<usize> {
        self.items.iter().position(|item| item.key() == key)
    }

    /// The place of the district with this slug.
    pub fn district(&self, slug: &Slug) -> Option<usize> {
        self.districts.iter().position(|district| district.slug == *slug)
    }
}
