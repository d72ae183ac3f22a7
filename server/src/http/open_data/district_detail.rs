//! One district as open data shows it: what stands in the list, and what its page adds.

use super::district::District;
use super::people::{Leader, Photo};
use chrono::NaiveDate;
use domain::kernel::bangkok;
use domain::map::board::MapBoard;
use domain::map::district_page::DistrictPage;
use domain::place::district;
use domain::profile::{KnownFact, Profile};
use serde::Serialize;
use utoipa::ToSchema;

/// An education service area office with what its page shows.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistrictDetail {
    /// As in the list.
    #[serde(flatten)]
    pub district: District,
    /// Full Thai name of the office.
    pub full_name_th: String,
    /// 4- or 6-digit area code of EMIS; `null` where not known.
    pub emis_code: Option<String>,
    /// 5-digit postcode of the office; `null` where not known.
    #[schema(example = "50300")]
    pub postcode: Option<String>,
    /// The fiscal year of `cluster` and `active_items`, in the Buddhist era.
    #[schema(example = 2570)]
    pub fiscal_year: i32,
    /// The other districts of the same cluster.
    pub cluster_mates: Vec<Neighbour>,
    /// The nearest other districts, nearest first; at most six.
    pub nearest: Vec<Neighbour>,
    /// What the office has made known of itself, by key; newer periods of a key first.
    pub facts: Vec<Fact>,
    /// Who directs the office and who deputises today.
    pub leaders: Vec<Leader>,
    /// The office's photo; `null` where there is none.
    pub photo: Option<Photo>,
    /// Where the fields come from.
    pub sources: Vec<FieldSource>,
}

/// Something that is publicly known of the office.
#[derive(Debug, Serialize, ToSchema)]
pub struct Fact {
    /// What it says.
    #[schema(example = "teachers_female")]
    pub key: String,
    /// The Buddhist year that it speaks of, academic or fiscal; `null` for what has no period.
    #[schema(example = 2569)]
    pub period: Option<i32>,
    /// As text; counts in digits.
    #[schema(example = "812")]
    pub value: String,
    /// The day that it was recorded on, or that its source speaks of.
    #[schema(value_type = String, format = Date)]
    pub as_of: NaiveDate,
}

/// Another district.
#[derive(Debug, Serialize, ToSchema)]
pub struct Neighbour {
    /// OBEC's 10-digit office code.
    #[schema(example = "1051010000")]
    pub code: String,
    /// Its name in addresses.
    #[schema(example = "p-lamphun-1")]
    pub slug: String,
    /// Thai short name.
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Great-circle distance between the two offices in kilometres, to a tenth.
    #[schema(example = 24.1)]
    pub distance_km: f64,
}

/// Where a field comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldSource {
    /// The field.
    #[schema(example = "website")]
    pub field: String,
    /// The source's key; `edited` where the value is no longer the published one.
    pub source: String,
    /// The source's title in Thai.
    pub title_th: String,
    /// The source's title in English.
    pub title_en: String,
    /// The day that the source speaks of.
    #[schema(value_type = String, format = Date)]
    pub as_of: NaiveDate,
}

impl DistrictDetail {
    /// As of the moment at which page and board were read; `profile` as the public may see it, at `host`.
    pub fn of(page: DistrictPage, board: &MapBoard, profile: Profile, host: &str) -> Self {
        let neighbours = |all: Vec<district::Neighbour>| {
            all.into_iter().filter_map(|one| Neighbour::of(one, board)).collect()
        };
        Self {
            district: District::of(&page.pin, board),
            full_name_th: page.full_name_th,
            emis_code: page.emis_code,
            postcode: page.postcode,
            fiscal_year: page.year.number(),
            cluster_mates: neighbours(page.cluster_mates),
            nearest: neighbours(page.nearest),
            leaders: Leader::all(&profile, bangkok::date(board.read_at), host),
            photo: Photo::of_office(&profile, host),
            facts: profile.facts.into_iter().map(Fact::from).collect(),
            sources: page.origins.into_iter().map(FieldSource::from).collect(),
        }
    }
}

impl Neighbour {
    /// With the code that stands on the board; all that is near or in a cluster stands there.
    fn of(one: district::Neighbour, board: &MapBoard) -> Option<Self> {
        Some(Self {
            code: board.pin(&one.slug)?.code.clone(),
            slug: one.slug.into(),
            name_th: one.name_th,
            name_en: one.name_en,
            distance_km: (one.distance_km * 10.0).round() / 10.0,
        })
    }
}

impl From<KnownFact> for Fact {
    fn from(one: KnownFact) -> Self {
        let KnownFact { concept, period, value, as_of, .. } = one;
        Self { key: concept.key.to_owned(), period, value, as_of }
    }
}

impl From<district::Origin> for FieldSource {
    fn from(one: district::Origin) -> Self {
        let district::Origin { field, source, title_th, title_en, as_of } = one;
        Self { field, source, title_th, title_en, as_of }
    }
}
