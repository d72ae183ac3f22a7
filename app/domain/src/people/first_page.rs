//! Where the work of a role begins ("งานของฉัน").

use crate::people::access::{AccountActor, Action, Actor, can};
use crate::people::role::Role;

/// The address that whoever asks begins on: an officer on the own district with the form, the bureau on
/// what waits for acknowledgement, an executive on the overview, an administrator on the accounts,
/// everybody else on the map.
pub fn first_page(actor: &Actor) -> String {
    let own = actor.account().and_then(|account| AccountActor::districts(account).next().cloned());
    let is_executive = actor.account().is_some_and(|account| account.is(Role::Executive));
    match own {
        Some(slug) => format!("/districts/{slug}#report"),
        None if can(actor, Action::SeeWaitingReports).is_ok() => "/waiting".to_owned(),
        None if is_executive => "/overview".to_owned(),
        None if can(actor, Action::ManageAccounts).is_ok() => "/admin/accounts".to_owned(),
        None => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::AccountId;
    use crate::people::appointment::Appointment;
    use crate::place::district::Slug;
    use chrono::NaiveDate;

    fn actor(role: Role, district: Option<&str>) -> Actor {
        let from = NaiveDate::from_ymd_opt(2025, 10, 1).unwrap();
        let district = district.and_then(Slug::parse);
        let appointment = Appointment::new(role, district, Vec::new(), from, None).unwrap();
        let now = "2026-01-01T00:00:00Z".parse().unwrap();
        AccountActor::new(AccountId::new(1), vec![appointment], now).into()
    }

    #[test]
    fn each_role_begins_where_its_work_is() {
        assert_eq!(first_page(&Actor::Public), "/");
        let reporter = actor(Role::Reporter, Some("p-nan-1"));
        assert_eq!(first_page(&reporter), "/districts/p-nan-1#report");
        assert_eq!(first_page(&actor(Role::MonitoringOfficer, None)), "/waiting");
        assert_eq!(first_page(&actor(Role::Executive, None)), "/overview");
        assert_eq!(first_page(&actor(Role::Administrator, None)), "/admin/accounts");
    }
}
