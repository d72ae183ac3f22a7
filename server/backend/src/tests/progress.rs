//! Progress reports, from the form to each reader's view.

mod moving;
mod posting;
mod reading;

use super::clock;
use crate::Backend;
use crate::store::people::account;
use crate::store::{Tx, on};
use domain::people::access::{AccountActor, Actor};
use domain::people::account::{AccountName, DisplayName};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::place::district::Slug;
use domain::progress::form::ReportForm;
use domain::year::item_name::ItemName;
use sqlx::{query, query_scalar};

pub(crate) const HERE: &str = "p-nan-1";
pub(crate) const THERE: &str = "p-nan-2";

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

/// An account with one appointment; a district's role is of `district`, a bureau officer's of 2567/p1.
pub(crate) async fn appoint(backend: &Backend, role: Role, district: &str) -> Actor {
    let name = format!("{}-{district}-{}", role.key().to_lowercase(), rand::random::<u32>());
    let new = (
        AccountName::parse(&name).expect("a name"),
        DisplayName::parse("ผู้ทดสอบ").expect("a display name"),
    );
    let now = backend.now();
    let add = async move |tx: &mut Tx| account::add(tx, &[new], now).await;
    let id = backend.db().write(add).await.expect("the account is added")[0].0;
    let district = role.is_of_a_district().then(|| slug(district));
    let items = ItemName::parse("2567/p1").into_iter().filter(|_| role == Role::BureauOfficer);
    let from = now.date_naive() - chrono::Duration::days(1);
    let one = Appointment::new(role, district, items.collect(), from, None).expect("it fits");
    AccountActor::new(id, vec![one], now).into()
}

/// A valid form with a unique key.
pub(super) fn form(item: &str) -> ReportForm {
    ReportForm {
        item: item.to_owned(),
        kind: "on_plan".to_owned(),
        text: "ดำเนินการแล้วทุกโรงเรียน".to_owned(),
        key: crate::new_client_key().to_string(),
        ..ReportForm::default()
    }
}

/// The log's verbs of a report, in order.
async fn verbs(backend: &Backend, id: i64) -> Vec<String> {
    let sql =
        "SELECT verb FROM event WHERE entity = 'progress_report' AND entity_id = $1 ORDER BY id";
    let id = id.to_string();
    let read = async |conn: &mut crate::store::Conn| {
        Ok(on!(conn, query_scalar(sql).bind(&id) => fetch_all)?)
    };
    backend.db().read(read).await.expect("the log can be read")
}

/// Whether the database accepts a change that bypasses the program.
async fn is_taken(backend: &Backend, sql: &'static str) -> bool {
    let change = async move |tx: &mut Tx| {
        on!(tx, query(sql) => execute)?;
        Ok(())
    };
    backend.db().write(change).await.is_ok()
}
