//! The log of events.

use crate::Result;
use crate::store::{Conn, on};
use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::query_scalar;

/// Something that happened. The payload holds ids, states and numbers, never a person's name or text.
#[derive(Debug, Clone)]
pub struct Event {
    /// When, by the server's clock.
    pub at: DateTime<Utc>,
    /// Who: `system` for the program itself.
    pub actor: String,
    /// For whom, where someone acts for another.
    pub on_behalf: Option<String>,
    /// The kind of thing, such as `fiscal_year`.
    pub entity: &'static str,
    /// Which one.
    pub entity_id: String,
    /// What happened to it, such as `opened`.
    pub verb: &'static str,
    /// Details.
    pub payload: Value,
}

impl Event {
    /// An event of the program itself.
    pub fn by_system(at: DateTime<Utc>, entity: &'static str, entity_id: impl ToString, verb: &'static str, payload: Value) -> Self {
        let entity_id = entity_id.to_string();
        Self { at, actor: "system".to_owned(), on_behalf: None, entity, entity_id, verb, payload }
    }
}

/// The position that everybody may see; 0 while nothing has happened.
const POSITION: &str = "SELECT COALESCE(MAX(position), 0) FROM event_place";

/// When something last happened to an entity.
const LAST_AT: &str = "SELECT MAX(at) FROM event WHERE entity = $1 AND entity_id = $2";

pub(crate) const STATEMENTS: &[&str] = &[POSITION, LAST_AT];

/// The newest position of the log.
pub(crate) async fn position(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, query_scalar(POSITION) => fetch_one)?)
}

/// When something last happened to an entity, if ever.
pub(crate) async fn last_at(conn: &mut Conn, entity: &str, entity_id: &str) -> Result<Option<DateTime<Utc>>> {
    let micros: Option<i64> = on!(conn, query_scalar(LAST_AT).bind(entity).bind(entity_id) => fetch_one)?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}
