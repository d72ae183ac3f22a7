//! Districts (service area offices).

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::place::Fields;
use crate::store::{Conn, Inconsistent, Tx, on};
use domain::map::board::DistrictPin;
use domain::place::district::{DistrictKind, PositionSource, Slug};
use domain::place::position::Place;
use domain::progress::standings::Standings;
use sqlx::{FromRow, query, query_as, query_scalar};

/// Districts with their cluster of the year `$1` and the provinces served; closed ones too where `$2` is 1.
const ALL: &str = "
    SELECT d.code, d.emis_code, d.slug, d.kind, d.name_th, d.full_name_th, d.name_en, d.seat_province,
           d.area_no, d.seat_amphoe_th, d.lat, d.lon, d.position_source, d.website, d.postcode, m.cluster_no,
           (SELECT string_agg(p.province_code, ';' ORDER BY p.province_code)
            FROM district_province p WHERE p.district_id = d.id) AS provinces
    FROM district d
    LEFT JOIN cluster_membership m ON m.district_id = d.id AND m.fiscal_year = $1
    WHERE d.closed_on IS NULL OR $2 = 1
    ORDER BY d.code";

const PUT: &str = given!(
    "INSERT INTO district (code, emis_code, slug, kind, name_th, full_name_th, name_en, seat_province, area_no,
                           seat_amphoe_th, lat, lon, position_source, website, postcode)
     SELECT it ->> 'code', it ->> 'emis_code', it ->> 'slug', it ->> 'kind', it ->> 'name_th', it ->> 'full_name_th',
            it ->> 'name_en', it ->> 'seat_province', CAST(it ->> 'area_no' AS BIGINT), it ->> 'seat_amphoe_th',
            CAST(it ->> 'lat' AS DOUBLE PRECISION), CAST(it ->> 'lon' AS DOUBLE PRECISION),
            it ->> 'position_source', it ->> 'website', it ->> 'postcode'
     FROM given WHERE true
     ON CONFLICT (code) DO UPDATE SET emis_code = excluded.emis_code, kind = excluded.kind,
        name_th = excluded.name_th, full_name_th = excluded.full_name_th, name_en = excluded.name_en,
        seat_province = excluded.seat_province, area_no = excluded.area_no, seat_amphoe_th = excluded.seat_amphoe_th,
        lat = excluded.lat, lon = excluded.lon, position_source = excluded.position_source,
        website = excluded.website, postcode = excluded.postcode, version = district.version + 1"
);

const LEAVE_PROVINCES: &str = given!(
    "DELETE FROM district_province WHERE district_id IN
     (SELECT d.id FROM district d JOIN given ON d.code = it ->> 'district')"
);

const SERVE_PROVINCES: &str = given!(
    "INSERT INTO district_province (district_id, province_code)
     SELECT d.id, it ->> 'province' FROM given JOIN district d ON d.code = it ->> 'district'
     WHERE true ON CONFLICT DO NOTHING"
);

const IS_ACTIVE: &str = "SELECT COUNT(*) FROM district WHERE slug = $1 AND closed_on IS NULL";

const NAMES: &str = "SELECT code, slug, name_th, name_en FROM district ORDER BY code";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] =
    &[ALL, IS_ACTIVE, NAMES, PUT, LEAVE_PROVINCES, SERVE_PROVINCES];

#[derive(FromRow)]
struct Row {
    code: String,
    emis_code: Option<String>,
    slug: String,
    kind: String,
    name_th: String,
    full_name_th: String,
    name_en: String,
    seat_province: String,
    area_no: Option<i64>,
    seat_amphoe_th: Option<String>,
    lat: f64,
    lon: f64,
    position_source: String,
    website: Option<String>,
    postcode: Option<String>,
    cluster_no: Option<i64>,
    provinces: Option<String>,
}

/// A district with all that its own page adds to the pin.
#[derive(Debug, Clone)]
pub(crate) struct District {
    pub pin: DistrictPin,
    pub emis_code: Option<String>,
    pub full_name_th: String,
    pub postcode: Option<String>,
    pub area_no: Option<i64>,
}

#[derive(FromRow)]
struct NamesRow {
    code: String,
    slug: String,
    name_th: String,
    name_en: String,
}

/// What a district is called.
pub(crate) struct Names {
    pub code: String,
    pub slug: Slug,
    pub name_th: String,
    pub name_en: String,
}

impl TryFrom<NamesRow> for Names {
    type Error = Inconsistent;

    fn try_from(row: NamesRow) -> Result<Self, Inconsistent> {
        let NamesRow { code, slug, name_th, name_en } = row;
        let parsed = Slug::parse(&slug)
            .ok_or_else(|| Inconsistent::new(format!("district {code}"), "slug", &slug))?;
        Ok(Self { code, slug: parsed, name_th, name_en })
    }
}

impl Row {
    /// Provinces served, the seat's first.
    fn provinces(&self) -> Vec<String> {
        let served = self
            .provinces
            .as_deref()
            .unwrap_or_default()
            .split(';')
            .filter(|code| !code.is_empty());
        let others = served.filter(|code| *code != self.seat_province);
        std::iter::once(self.seat_province.as_str()).chain(others).map(str::to_owned).collect()
    }
}

impl District {
    /// The facts of this row that may ship, by field.
    pub(crate) fn facts(&self) -> Fields {
        let pin = &self.pin;
        let position =
            format!("{:.6},{:.6},{}", pin.place.lat, pin.place.lon, pin.position_source.key());
        Fields::from([
            ("emis_code", self.emis_code.clone()),
            ("kind", Some(pin.kind.key().to_owned())),
            ("name_th", Some(pin.name_th.clone())),
            ("full_name_th", Some(self.full_name_th.clone())),
            ("name_en", Some(pin.name_en.clone())),
            ("provinces", Some(pin.provinces.join(";"))),
            ("area_no", self.area_no.map(|no| no.to_string())),
            ("seat_amphoe_th", pin.seat_th.clone()),
            ("position", Some(position)),
            ("website", pin.website.clone()),
            ("postcode", self.postcode.clone()),
        ])
    }
}

impl TryFrom<Row> for District {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("district {}", row.code), column, value)
        };
        let pin = DistrictPin {
            code: row.code.clone(),
            slug: Slug::parse(&row.slug).ok_or_else(|| bad("slug", &row.slug))?,
            kind: DistrictKind::from_key(&row.kind).ok_or_else(|| bad("kind", &row.kind))?,
            cluster: row
                .cluster_no
                .map(i32::try_from)
                .transpose()
                .map_err(|e| bad("cluster_no", &e))?,
            provinces: row.provinces(),
            place: Place::new(row.lat, row.lon).ok_or_else(|| bad("lat", &row.lat))?,
            position_source: PositionSource::from_key(&row.position_source)
                .ok_or_else(|| bad("position_source", &row.position_source))?,
            name_th: row.name_th,
            name_en: row.name_en,
            seat_th: row.seat_amphoe_th,
            website: row.website,
            newest: None,
            report: None,
            standings: Standings::default(),
        };
        let Row { emis_code, full_name_th, postcode, area_no, .. } = row;
        Ok(Self { pin, emis_code, full_name_th, postcode, area_no })
    }
}

/// The active districts with their cluster of `year`, by code.
pub(crate) async fn active(conn: &mut Conn, year: i32) -> Result<Vec<District>> {
    read(conn, year, false).await
}

/// Whether there is an active district with this slug.
pub(crate) async fn is_active(conn: &mut Conn, slug: &Slug) -> Result<bool> {
    let found: i64 = on!(conn, query_scalar(IS_ACTIVE).bind(slug.as_str()) => fetch_one)?;
    Ok(found > 0)
}

/// What every district is called, closed ones too, by code.
pub(crate) async fn names(conn: &mut Conn) -> Result<Vec<Names>> {
    let rows = on!(conn, query_as::<_, NamesRow>(NAMES) => fetch_all)?;
    Ok(rows.into_iter().map(Names::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Every district as facts, closed ones too, by code.
pub(crate) async fn as_facts(conn: &mut Conn) -> Result<Vec<(String, Fields)>> {
    let districts = read(conn, 0, true).await?;
    Ok(districts
        .into_iter()
        .map(|district| (district.pin.code.clone(), district.facts()))
        .collect())
}

async fn read(conn: &mut Conn, year: i32, closed_too: bool) -> Result<Vec<District>> {
    let (year, closed_too) = (i64::from(year), i64::from(closed_too));
    let rows = on!(conn, query_as::<_, Row>(ALL).bind(year).bind(closed_too) => fetch_all)?;
    Ok(rows.into_iter().map(District::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Writes districts as given, each with its `code` and `slug`, and the provinces they serve.
/// A slug that stands stays: addresses never change.
pub(crate) async fn put(tx: &mut Tx, districts: &[Fields]) -> Result<()> {
    let (mut rows, mut served) = (Vec::new(), Vec::new());
    for district in districts {
        let text = |field: &str| district.get(field).cloned().flatten().unwrap_or_default();
        let provinces = text("provinces");
        for province in provinces.split(';').filter(|code| !code.is_empty()) {
            served.push(Fields::from([
                ("district", Some(text("code"))),
                ("province", Some(province.to_owned())),
            ]));
        }
        let position = text("position");
        let mut parts = position.splitn(3, ',').map(|part| Some(part.to_owned()));
        let mut row = district.clone();
        row.extend(["lat", "lon", "position_source"].map(|field| (field, parts.next().flatten())));
        row.insert("seat_province", provinces.split(';').next().map(str::to_owned));
        rows.push(row);
    }
    for (statement, rows) in [(PUT, &rows), (LEAVE_PROVINCES, &served), (SERVE_PROVINCES, &served)]
    {
        let (json, count) = given::rows(rows);
        on!(tx, query(statement).bind(&json).bind(count) => execute)?;
    }
    Ok(())
}
