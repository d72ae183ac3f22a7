//! A replay of the log of events from its beginning: a recount that shares no statement and no fold
//! with the overview.

use crate::Backend;
use crate::store::{Conn, on};
use chrono::{DateTime, NaiveDate, Utc};
use domain::kernel::bangkok;
use serde_json::Value;
use sqlx::query_as;
use std::collections::BTreeMap;

/// The log's events of reports, in order.
pub(super) struct Log(Vec<(i64, String, DateTime<Utc>, Value)>);

/// A report as replayed from the log.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub district: String,
    pub item: String,
    pub kind: String,
    pub posted_at: DateTime<Utc>,
    pub state: String,
}

impl Log {
    pub async fn read(backend: &Backend) -> Self {
        let sql = "SELECT e.entity_id, e.verb, e.at, e.payload FROM event e WHERE e.entity = 'progress_report' ORDER BY e.id";
        let read = async |conn: &mut Conn| Ok(on!(conn, query_as(sql) => fetch_all)?);
        let rows: Vec<(String, String, i64, String)> = backend.db().read(read).await.unwrap();
        let event = |(id, verb, at, payload): (String, String, i64, String)| {
            let at = DateTime::from_timestamp_micros(at).unwrap();
            (id.parse().unwrap(), verb, at, serde_json::from_str(&payload).unwrap())
        };
        Self(rows.into_iter().map(event).collect())
    }

    /// The reports that count at the end of `day`.
    pub fn until(&self, day: NaiveDate) -> Vec<Told> {
        let mut reports: BTreeMap<i64, Told> = BTreeMap::new();
        for (id, verb, at, payload) in self.0.iter().filter(|one| bangkok::date(one.2) <= day) {
            let text = |name: &str| payload[name].as_str().unwrap_or_default().to_owned();
            match verb.as_str() {
                "posted" => {
                    let told = Told {
                        district: text("district"),
                        item: text("item"),
                        kind: text("kind"),
                        posted_at: *at,
                        state: "posted".to_owned(),
                    };
                    reports.insert(*id, told);
                }
                "corrected" | "withdrawn" => _ = reports.remove(id),
                _ => reports.get_mut(id).unwrap().state = text("state"),
            }
        }
        reports.into_values().collect()
    }
}
