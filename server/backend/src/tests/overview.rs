//! The overview: each figure against an independent recount.

mod files;
mod keeping;
mod recount;
mod replay;
pub(super) mod rush;

pub(super) use rush::post;

use super::clock;
use crate::Backend;
use chrono::NaiveDate;
use domain::kernel::id::AccountId;
use domain::overview::Overview;
use domain::people::access::{AccountActor, Actor};
use domain::people::appointment::Appointment;
use domain::people::role::Role;

/// An executive without an account in the database: reading checks the role alone.
fn executive(backend: &Backend) -> Actor {
    let from = backend.now().date_naive() - chrono::Duration::days(1);
    let one = Appointment::new(Role::Executive, None, Vec::new(), from, None).expect("it fits");
    AccountActor::new(AccountId::new(1), vec![one], backend.now()).into()
}

/// The overview for query parameters.
async fn overview(backend: &Backend, pairs: &[(&str, &str)]) -> Overview {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let query: Vec<(String, String)> = pairs.iter().map(owned).collect();
    backend
        .overview(&executive(backend))
        .view(&query)
        .await
        .expect("an executive sees the overview")
}

async fn overview_of(backend: &Backend, day: NaiveDate) -> Overview {
    overview(backend, &[("on", &day.to_string())]).await
}
