//! What was said about progress reports: questions, answers, reasons of withdrawals.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::DateTime;
use domain::kernel::id::AccountId;
use domain::people::role::Role;
use domain::progress::report::Verb;
use domain::progress::shown::ShownRemark;
use serde::Serialize;
use serde_json::json;
use sqlx::{query, query_as};
use std::collections::HashMap;

/// The remarks on the given reports, the oldest first.
const OF: &str = given!(
    "SELECT m.report_id, m.verb, m.role, m.at, m.text FROM progress_remark m
     WHERE m.report_id IN (SELECT CAST(it ->> 'report' AS BIGINT) FROM given) ORDER BY m.id"
);

const PUT: &str = given!(
    "INSERT INTO progress_remark (report_id, verb, author_id, role, at, text, salt)
     SELECT CAST(it ->> 'report' AS BIGINT), it ->> 'verb', CAST(it ->> 'author' AS BIGINT), it ->> 'role',
            CAST(it ->> 'at' AS BIGINT), it ->> 'text', it ->> 'salt'
     FROM given ORDER BY i"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OF, PUT];

/// A remark to be stored.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NewRemark {
    /// Row id of the report.
    pub report: i64,
    pub verb: Verb,
    pub author: AccountId,
    /// As what.
    pub role: Role,
    /// Microseconds.
    pub at: i64,
    pub text: String,
    pub salt: String,
}

/// The remarks on the reports with these ids, by report, the oldest first.
pub(crate) async fn of(conn: &mut Conn, reports: &[i64]) -> Result<HashMap<i64, Vec<ShownRemark>>> {
    let mut remarks: HashMap<i64, Vec<ShownRemark>> = HashMap::new();
    if reports.is_empty() {
        return Ok(remarks);
    }
    let (json, count) =
        given::rows(&reports.iter().map(|id| json!({ "report": id })).collect::<Vec<_>>());
    let rows: Vec<(i64, String, Option<String>, i64, String)> =
        on!(conn, query_as(OF).bind(&json).bind(count) => fetch_all)?;
    for (report, verb, role, at, text) in rows {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("progress_remark of report {report}"), column, value)
        };
        let remark = ShownRemark {
            verb: verb_from_key(&verb).ok_or_else(|| bad("verb", &verb))?,
            role: role.as_deref().and_then(Role::from_key),
            at: DateTime::from_timestamp_micros(at).ok_or_else(|| bad("at", &at))?,
            text,
        };
        remarks.entry(report).or_default().push(remark);
    }
    Ok(remarks)
}

fn verb_from_key(key: &str) -> Option<Verb> {
    match key {
        "question" => Some(Verb::Question),
        "answer" => Some(Verb::Answer),
        "withdraw" => Some(Verb::Withdraw),
        _ => None,
    }
}

/// Stores remarks.
pub(crate) async fn put(tx: &mut Tx, remarks: &[NewRemark]) -> Result<()> {
    let (json, count) = given::rows(remarks);
    on!(tx, query(PUT).bind(&json).bind(count) => execute)?;
    Ok(())
}
