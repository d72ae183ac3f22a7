//! Changing an account: what it is appointed to, whether it is open, a new link.

use super::create::issue;
use super::districts::Districts;
use super::{Accounts, By, Link, TypedAppointment, told};
use crate::Result;
use crate::store::people::account::Account;
use crate::store::people::invitation::Purpose;
use crate::store::people::{account, appointment, session};
use crate::store::{Conn, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::appointment::Appointment;
use serde_json::json;
use std::collections::BTreeMap;

impl Accounts {
    /// Appoints an account, or puts another appointment in the place of the one with the key `which`;
    /// its sessions end, for rights have changed. `Invalid` names the fields of [`TypedAppointment`];
    /// `Conflict` where the account has changed since `version`; refused for the own account.
    pub async fn appoint(
        &self,
        id: AccountId,
        version: i64,
        which: &str,
        typed: TypedAppointment,
    ) -> domain::Result<()> {
        let (by, now, which) = (self.by, self.backend.now(), which.to_owned());
        let work = async move |tx: &mut Tx| {
            by.demand_other(id)?;
            account_of(tx, id).await?;
            let new = typed.parse(&Districts::read(tx).await?, now).map_err(Error::Invalid)?;
            if !account::touch(tx, id, version).await? {
                return Err(Error::Conflict.into());
            }
            let all = with(appointment::of_account(tx, id).await?, &which, new)?;
            appoint(tx, by, BTreeMap::from([(id, all)]), now).await
        };
        self.backend.write_ending_sessions(work).await
    }

    /// Lets nobody sign in any more, and ends the account's sessions at once. What it wrote stays.
    /// `Conflict` where the account has changed since `version`; refused for the own account.
    pub async fn disable(&self, id: AccountId, version: i64) -> domain::Result<()> {
        let (by, now) = (self.by, self.backend.now());
        let work = async move |tx: &mut Tx| {
            by.demand_other(id)?;
            if account_of(tx, id).await?.disabled_at.is_some() {
                return Ok(());
            }
            if !account::set_disabled(tx, id, version, Some(now)).await? {
                return Err(Error::Conflict.into());
            }
            let ended = session::end_all(tx, id).await?;
            tx.emit(by.event(
                now,
                id,
                EventKind::AccountDisabled,
                json!({ "sessions_ended": ended }),
            ));
            Ok(())
        };
        self.backend.write_ending_sessions(work).await
    }

    /// Opens a disabled account again. `Conflict` where it has changed since `version`; refused for the
    /// own account.
    pub async fn enable(&self, id: AccountId, version: i64) -> domain::Result<()> {
        let (by, now) = (self.by, self.backend.now());
        let work = async move |tx: &mut Tx| {
            by.demand_other(id)?;
            if account_of(tx, id).await?.disabled_at.is_none() {
                return Ok(());
            }
            if !account::set_disabled(tx, id, version, None).await? {
                return Err(Error::Conflict.into());
            }
            tx.emit(by.event(now, id, EventKind::AccountEnabled, json!({})));
            Ok(())
        };
        self.backend.write(work).await
    }

    /// A new link to set a password; an older one is void. The present password holds until it is used.
    /// `NotFound` for a disabled account; refused for the own one. `Conflict` where the account has
    /// changed since `version`, so that sending the same form again voids no link that was handed over.
    pub async fn new_link(&self, id: AccountId, version: i64) -> domain::Result<Link> {
        let (by, now) = (self.by, self.backend.now());
        let work = async move |tx: &mut Tx| {
            by.demand_other(id)?;
            let account = account_of(tx, id).await?;
            if account.disabled_at.is_some() {
                return Err(Error::NotFound.into());
            }
            if !account::touch(tx, id, version).await? {
                return Err(Error::Conflict.into());
            }
            let has_password = account.password_hash.is_some();
            let purpose = if has_password { Purpose::Reset } else { Purpose::Invite };
            let links = issue(tx, by, vec![(id, account.name)], purpose, now).await?;
            links.into_iter().next().ok_or(crate::Error::Fault("no link was issued"))
        };
        self.backend.write(work).await
    }
}

/// Replaces appointments and ends the sessions that began under others.
pub(super) async fn appoint(
    tx: &mut Tx,
    by: By,
    of: BTreeMap<AccountId, Vec<Appointment>>,
    now: DateTime<Utc>,
) -> Result<()> {
    appointment::replace(tx, &of).await?;
    for (id, appointments) in of {
        session::end_all(tx, id).await?;
        tx.emit(by.event(
            now,
            id,
            EventKind::AccountAppointed,
            json!({ "appointments": told(&appointments) }),
        ));
    }
    Ok(())
}

/// The appointments with a new one, in the place of the one with the key `which` where that names one.
fn with(
    mut all: Vec<Appointment>,
    which: &str,
    new: Appointment,
) -> domain::Result<Vec<Appointment>> {
    if !which.is_empty() {
        let place = all.iter().position(|one| one.key() == which).ok_or(Error::Conflict)?;
        all.remove(place);
    }
    if all.iter().any(|one| one.key() == new.key()) {
        return Err(Error::Invalid(vec![FieldError::new("role", Reason::AlreadyAppointed)]));
    }
    all.push(new);
    Ok(all)
}

async fn account_of(conn: &mut Conn, id: AccountId) -> Result<Account> {
    Ok(account::by_id(conn, id).await?.ok_or(Error::NotFound)?)
}
