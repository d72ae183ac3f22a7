//! Provinces.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::place::Fields;
use crate::store::{Conn, Tx, on};
use domain::map::board::Province;
use sqlx::{FromRow, query, query_as};

const ALL: &str = "SELECT code, name_th, name_en, region, lat, lon FROM province ORDER BY code";

const PUT: &str = given!(
    "INSERT INTO province (code, name_th, name_en, region, lat, lon)
     SELECT it ->> 'code', it ->> 'name_th', it ->> 'name_en', it ->> 'region',
            CAST(it ->> 'lat' AS DOUBLE PRECISION), CAST(it ->> 'lon' AS DOUBLE PRECISION)
     FROM given WHERE true
     ON CONFLICT (code) DO UPDATE SET name_th = excluded.name_th, name_en = excluded.name_en,
        region = excluded.region, lat = excluded.lat, lon = excluded.lon, version = province.version + 1"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[ALL, PUT];

#[derive(FromRow)]
struct Row {
    code: String,
    name_th: String,
    name_en: String,
    region: String,
    lat: f64,
    lon: f64,
}

impl From<Row> for Province {
    fn from(row: Row) -> Self {
        Self { code: row.code, name_th: row.name_th, name_en: row.name_en }
    }
}

/// All provinces, by code.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Province>> {
    let rows = on!(conn, query_as::<_, Row>(ALL) => fetch_all)?;
    Ok(rows.into_iter().map(Province::from).collect())
}

/// Every province as facts, by code.
pub(crate) async fn as_facts(conn: &mut Conn) -> Result<Vec<(String, Fields)>> {
    let rows = on!(conn, query_as::<_, Row>(ALL) => fetch_all)?;
    let fields = |row: &Row| {
        Fields::from([
            ("name_th", Some(row.name_th.clone())),
            ("name_en", Some(row.name_en.clone())),
            ("region", Some(row.region.clone())),
            ("lat", Some(format!("{:.4}", row.lat))),
            ("lon", Some(format!("{:.4}", row.lon))),
        ])
    };
    Ok(rows.iter().map(|row| (row.code.clone(), fields(row))).collect())
}

/// Writes provinces as given, each with its `code`.
pub(crate) async fn put(tx: &mut Tx, provinces: &[Fields]) -> Result<()> {
    let (json, count) = given::rows(provinces);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}
