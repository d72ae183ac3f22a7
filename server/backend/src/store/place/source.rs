//! Sources of the shipped facts.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use domain::place::source::Source;
use serde_json::{Value, json};
use sqlx::{FromRow, query, query_as};

const ALL: &str =
    "SELECT key, title_th, title_en, licence, as_of, note_th, note_en FROM source ORDER BY place";

const PUT: &str = given!(
    "INSERT INTO source (key, place, title_th, title_en, licence, as_of, note_th, note_en)
     SELECT it ->> 'key', CAST(it ->> 'place' AS BIGINT), it ->> 'title_th', it ->> 'title_en', it ->> 'licence',
            it ->> 'as_of', it ->> 'note_th', it ->> 'note_en'
     FROM given WHERE true
     ON CONFLICT (key) DO UPDATE SET place = excluded.place, title_th = excluded.title_th,
        title_en = excluded.title_en, licence = excluded.licence, as_of = excluded.as_of,
        note_th = excluded.note_th, note_en = excluded.note_en"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[ALL, PUT];

#[derive(FromRow)]
struct Row {
    key: String,
    title_th: String,
    title_en: String,
    licence: String,
    as_of: String,
    note_th: String,
    note_en: String,
}

impl TryFrom<Row> for Source {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let as_of = row
            .as_of
            .parse()
            .map_err(|_| Inconsistent::new(format!("source {}", row.key), "as_of", &row.as_of))?;
        let Row { key, title_th, title_en, licence, note_th, note_en, .. } = row;
        Ok(Self { key, title_th, title_en, licence, as_of, note_th, note_en })
    }
}

/// All sources, in the order of the list.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<Source>> {
    let rows = on!(conn, query_as::<_, Row>(ALL) => fetch_all)?;
    Ok(rows.into_iter().map(Source::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Writes sources as given. Nobody edits them, so they are simply the shipped ones.
pub(crate) async fn put(tx: &mut Tx, sources: &[Source]) -> Result<()> {
    let rows: Vec<Value> = (0..).zip(sources).map(|(place, source)| row(place, source)).collect();
    put_rows(tx, &rows).await
}

/// Writes a source at a place of the list.
pub(crate) async fn put_one(tx: &mut Tx, place: i64, source: &Source) -> Result<()> {
    put_rows(tx, &[row(place, source)]).await
}

async fn put_rows(tx: &mut Tx, rows: &[Value]) -> Result<()> {
    let (json, count) = given::rows(rows);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}

fn row(place: i64, source: &Source) -> Value {
    json!({
        "place": place, "key": source.key, "title_th": source.title_th, "title_en": source.title_en,
        "licence": source.licence, "as_of": source.as_of, "note_th": source.note_th, "note_en": source.note_en,
    })
}
