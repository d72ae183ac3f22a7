//! What accounts are appointed to.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::NaiveDate;
use domain::kernel::id::AccountId;
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::year::item_name::ItemName;
use serde_json::json;
use sqlx::{FromRow, query, query_as};
use std::collections::BTreeMap;

const OF_ACCOUNT: &str = "
    SELECT p.id, p.account_id, p.role, d.slug AS district, p.items, p.from_day, p.until_day
    FROM appointment p LEFT JOIN district d ON d.id = p.district_id
    WHERE p.account_id = $1 ORDER BY p.from_day, p.id";

const ALL: &str = "
    SELECT p.id, p.account_id, p.role, d.slug AS district, p.items, p.from_day, p.until_day
    FROM appointment p LEFT JOIN district d ON d.id = p.district_id ORDER BY p.account_id, p.from_day, p.id";

const LEAVE: &str = given!(
    "DELETE FROM appointment WHERE account_id IN (SELECT CAST(it ->> 'account' AS BIGINT) FROM given)"
);

const PUT: &str = given!(
    "INSERT INTO appointment (account_id, role, district_id, items, from_day, until_day)
     SELECT CAST(it ->> 'account' AS BIGINT), it ->> 'role', d.id, it ->> 'items', it ->> 'from', it ->> 'until'
     FROM given LEFT JOIN district d ON d.slug = it ->> 'district' ORDER BY i"
);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[OF_ACCOUNT, ALL, LEAVE, PUT];

#[derive(FromRow)]
struct Row {
    id: i64,
    account_id: i64,
    role: String,
    district: Option<String>,
    items: Option<String>,
    from_day: String,
    until_day: Option<String>,
}

impl TryFrom<Row> for Appointment {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("appointment {}", row.id), column, value)
        };
        let day = |column, text: &str| text.parse::<NaiveDate>().map_err(|_| bad(column, &text));
        let items = row.items.as_deref().unwrap_or("[]");
        let slug = |text: &String| Slug::parse(text).ok_or_else(|| bad("district_id", text));
        Appointment::new(
            Role::from_key(&row.role).ok_or_else(|| bad("role", &row.role))?,
            row.district.as_ref().map(slug).transpose()?,
            serde_json::from_str::<Vec<ItemName>>(items).map_err(|_| bad("items", &items))?,
            day("from_day", &row.from_day)?,
            row.until_day.as_deref().map(|text| day("until_day", text)).transpose()?,
        )
        .map_err(|_| bad("role", &row.role))
    }
}

/// An account's appointments, by their first day.
pub(crate) async fn of_account(conn: &mut Conn, account: AccountId) -> Result<Vec<Appointment>> {
    let rows = on!(conn, query_as::<_, Row>(OF_ACCOUNT).bind(account.get()) => fetch_all)?;
    Ok(rows.into_iter().map(Appointment::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// All appointments by account, each list by first day.
pub(crate) async fn all(conn: &mut Conn) -> Result<BTreeMap<AccountId, Vec<Appointment>>> {
    let rows = on!(conn, query_as::<_, Row>(ALL) => fetch_all)?;
    let mut all: BTreeMap<AccountId, Vec<Appointment>> = BTreeMap::new();
    for row in rows {
        all.entry(AccountId::new(row.account_id)).or_default().push(row.try_into()?);
    }
    Ok(all)
}

/// Replaces the appointments of the given accounts. The districts exist.
pub(crate) async fn replace(tx: &mut Tx, of: &BTreeMap<AccountId, Vec<Appointment>>) -> Result<()> {
    let accounts: Vec<_> = of.keys().map(|id| json!({ "account": id.to_string() })).collect();
    let row = |account: AccountId, one: &Appointment| {
        json!({
            "account": account.to_string(),
            "role": one.role().key(),
            "district": one.district(),
            "items": (!one.items().is_empty()).then(|| json!(one.items()).to_string()),
            "from": one.from(),
            "until": one.until(),
        })
    };
    let rows: Vec<_> =
        of.iter().flat_map(|(id, all)| all.iter().map(move |one| row(*id, one))).collect();
    for (statement, rows) in [(LEAVE, accounts), (PUT, rows)] {
        let (json, count) = given::rows(&rows);
        if count > 0 {
            on!(tx, query(statement).bind(&json).bind(count) => execute)?;
        }
    }
    Ok(())
}
