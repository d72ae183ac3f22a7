//! Use case: a fiscal year's catalogue.

use super::Years;
use crate::store::year::policy_item;
use domain::people::access::{Action, Actor, can};
use domain::year::catalogue::PolicyItem;
use domain::year::fiscal_year::FiscalYear;

impl Years<'_> {
    /// The year's items: policies, then quick wins by group. Empty for a year that is not open.
    pub async fn catalogue(
        self,
        actor: &Actor,
        year: FiscalYear,
    ) -> domain::Result<Vec<PolicyItem>> {
        can(actor, Action::SeeMap)?;
        self.backend.read(async |conn| policy_item::of_year(conn, year).await).await
    }
}
