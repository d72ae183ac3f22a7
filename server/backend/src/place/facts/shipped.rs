//! Parses the embedded files of `server/data` into rows of facts, each with its source.

use crate::store::place::Fields;
use domain::place::source::Source;
use domain::year::catalogue::Track;
use domain::year::fiscal_year::FiscalYear;
use serde::Deserialize;
use std::collections::BTreeMap;

const PROVINCES: &str = include_str!("../../../../data/provinces.csv");
const DISTRICTS: &str = include_str!("../../../../data/districts.csv");
const CATALOGUE: &str = include_str!("../../../../data/catalogue-2567.json");
const SOURCES: &str = include_str!("../../../../data/sources.json");
const VERSIONS: &str = include_str!("../../../../data/versions.json");

/// The first fiscal year of the product: the one whose catalogue and clusters ship.
pub(crate) const FIRST_YEAR: i32 = 2567;

/// The shipped facts of a version of the product.
#[derive(Debug, Clone)]
pub(crate) struct Shipment {
    pub sources: Vec<Source>,
    /// In the order of their references.
    pub sets: Vec<Set>,
}

/// The rows of one entity, versioned together.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    pub entity: &'static str,
    pub version: i64,
    pub rows: Vec<Row>,
}

/// A row as shipped.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Key of the row in reports, events and `shipped_fact`.
    pub key: String,
    /// The identifying columns, which never change.
    pub identity: Fields,
    pub facts: Vec<Fact>,
}

/// A value as shipped.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub field: &'static str,
    pub value: Option<String>,
    /// Key of its source.
    pub source: &'static str,
}

impl Shipment {
    /// The shipment embedded in this binary.
    pub(crate) fn embedded() -> Self {
        let versions: BTreeMap<String, Version> =
            serde_json::from_str(VERSIONS).expect("versions.json is embedded");
        let version = |file: &str| versions[file].version;
        let districts: Vec<District> = rows(DISTRICTS);
        Self {
            sources: serde_json::from_str(SOURCES).expect("sources.json is embedded"),
            sets: vec![
                Set { entity: "province", version: version("provinces.csv"), rows: provinces() },
                Set {
                    entity: "district",
                    version: version("districts.csv"),
                    rows: districts.iter().map(District::row).collect(),
                },
                Set {
                    entity: "cluster_membership",
                    version: version("districts.csv"),
                    rows: districts.iter().map(District::membership).collect(),
                },
                Set {
                    entity: "policy_item",
                    version: version("catalogue-2567.json"),
                    rows: catalogue(),
                },
            ],
        }
    }
}

/// The version of a file. Its digest is for the test that a changed file gets a new version.
#[derive(Deserialize)]
struct Version {
    version: i64,
    #[cfg(test)]
    sha256: String,
}

#[derive(Deserialize)]
struct Province {
    code: String,
    name_th: String,
    name_en: String,
    region: String,
    lat: String,
    lon: String,
}

#[derive(Deserialize)]
struct District {
    code: String,
    emis_code: String,
    slug: String,
    kind: String,
    name_th: String,
    full_name_th: String,
    name_en: String,
    provinces: String,
    area_no: String,
    cluster: String,
    seat_amphoe_th: String,
    lat: String,
    lon: String,
    position_source: String,
    website: String,
    postcode: String,
}

#[derive(Deserialize)]
struct Catalogue {
    fiscal_year: FiscalYear,
    groups: Vec<Group>,
    items: Vec<Item>,
}

#[derive(Deserialize)]
struct Group {
    key: String,
    title_th: String,
    title_en: String,
}

#[derive(Deserialize)]
struct Item {
    track: Track,
    group: Option<String>,
    no: i32,
    title_th: String,
    title_en: String,
}

fn rows<T: for<'d> Deserialize<'d>>(csv: &str) -> Vec<T> {
    let rows: Result<_, _> = csv::Reader::from_reader(csv.as_bytes()).deserialize().collect();
    rows.expect("the embedded table is well formed")
}

fn fact(field: &'static str, value: impl Into<String>, source: &'static str) -> Fact {
    let value: String = value.into();
    Fact { field, value: Some(value).filter(|value| !value.is_empty()), source }
}

/// Joins a name and its area number with a no-break space.
fn no_break(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((name, no)) if no.bytes().all(|b| b.is_ascii_digit()) => format!("{name}\u{a0}{no}"),
        _ => name.to_owned(),
    }
}

fn provinces() -> Vec<Row> {
    let row = |p: Province| Row {
        key: p.code.clone(),
        identity: Fields::from([("code", Some(p.code))]),
        facts: [
            ("name_th", p.name_th),
            ("name_en", p.name_en),
            ("region", p.region),
            ("lat", p.lat),
            ("lon", p.lon),
        ]
        .map(|(field, value)| fact(field, value, "tis_1099"))
        .into(),
    };
    rows(PROVINCES).into_iter().map(row).collect()
}

impl District {
    fn row(&self) -> Row {
        let position = format!("{},{},{}", self.lat, self.lon, self.position_source);
        Row {
            key: self.code.clone(),
            identity: Fields::from([
                ("code", Some(self.code.clone())),
                ("slug", Some(self.slug.clone())),
            ]),
            facts: vec![
                fact("emis_code", &self.emis_code, "emis_areas"),
                fact("kind", &self.kind, "emis_areas"),
                fact("name_th", no_break(&self.name_th), "emis_areas"),
                fact("full_name_th", no_break(&self.full_name_th), "emis_areas"),
                fact("name_en", &self.name_en, "office_list"),
                fact("provinces", &self.provinces, "emis_areas"),
                fact("area_no", &self.area_no, "emis_areas"),
                fact("seat_amphoe_th", &self.seat_amphoe_th, "seat_estimate"),
                fact("position", position, "office_list"),
                fact("website", &self.website, "office_list"),
                fact("postcode", &self.postcode, "office_list"),
            ],
        }
    }

    fn membership(&self) -> Row {
        Row {
            key: format!("{FIRST_YEAR}/{}", self.code),
            identity: Fields::from([
                ("year", Some(FIRST_YEAR.to_string())),
                ("district", Some(self.code.clone())),
            ]),
            facts: vec![fact("cluster", &self.cluster, "office_list")],
        }
    }
}

fn catalogue() -> Vec<Row> {
    let catalogue: Catalogue = serde_json::from_str(CATALOGUE).expect("the catalogue is embedded");
    let year = catalogue.fiscal_year;
    let row = |item: &Item| {
        let group = catalogue.groups.iter().find(|group| Some(&group.key) == item.group.as_ref());
        let name = |pick: fn(&Group) -> &String| group.map(pick).cloned().unwrap_or_default();
        let prefix = item.group.as_deref().unwrap_or("p").to_ascii_lowercase();
        let text =
            |field, value: String| Fact { field, value: Some(value), source: "catalogue_2567" };
        Row {
            key: format!("{year}/{prefix}{}", item.no),
            identity: Fields::from([
                ("year", Some(year.to_string())),
                ("track", Some(item.track.key().to_owned())),
                ("group_key", Some(item.group.clone().unwrap_or_default())),
                ("no", Some(item.no.to_string())),
            ]),
            facts: vec![
                text("group_th", name(|group| &group.title_th)),
                text("group_en", name(|group| &group.title_en)),
                text("title_th", item.title_th.clone()),
                text("title_en", item.title_en.clone()),
            ],
        }
    };
    catalogue.items.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_has_a_new_version() {
        let versions: BTreeMap<String, Version> = serde_json::from_str(VERSIONS).unwrap();
        for (file, text) in [
            ("provinces.csv", PROVINCES),
            ("districts.csv", DISTRICTS),
            ("catalogue-2567.json", CATALOGUE),
        ] {
            let digest = crate::digest::sha256(text);
            assert_eq!(
                versions[file].sha256, digest,
                "{file} changed: raise its version and its digest in versions.json"
            );
        }
    }

    #[test]
    fn every_fact_names_a_source_that_ships() {
        let shipment = Shipment::embedded();
        let known: Vec<&str> = shipment.sources.iter().map(|source| source.key.as_str()).collect();
        for fact in shipment.sets.iter().flat_map(|set| &set.rows).flat_map(|row| &row.facts) {
            assert!(known.contains(&fact.source), "{}", fact.source);
        }
    }

    #[test]
    fn an_area_number_stays_on_the_line_of_its_name() {
        assert_eq!(no_break("สพป.ตาก เขต 2"), "สพป.ตาก เขต\u{a0}2");
        assert_eq!(no_break("สพม.ตาก"), "สพม.ตาก");
    }

    #[test]
    fn the_seat_is_the_first_of_the_provinces_served() {
        let seats: Vec<BTreeMap<String, String>> = rows(DISTRICTS);
        assert!(!seats.is_empty());
        for row in seats {
            assert_eq!(
                row["provinces"].split(';').next(),
                Some(row["seat_province"].as_str()),
                "{}",
                row["code"]
            );
        }
    }
}
