//! Rights: [`table`] grants actions on records to roles; every use case asks [`can`] or [`can_with`] first.

mod table;
#[cfg(test)]
mod tests;

use crate::kernel::id::AccountId;
use crate::kernel::refusal::Refusal;
use crate::people::appointment::Appointment;
use crate::people::role::Role;
use crate::place::district::Slug;
use crate::year::item_name::ItemName;
use crate::{Error, Result};
use chrono::{DateTime, Utc};
use std::sync::Arc;

pub use table::{Action, Grant, Scope};

/// Who is asking. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Anybody, not signed in.
    Public,
    /// A person who has signed in.
    Account(Arc<AccountActor>),
}

/// An account with what it is appointed to at the moment of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountActor {
    id: AccountId,
    current: Vec<Appointment>,
    ended: Vec<Appointment>,
}

/// Whose record an action touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record<'a> {
    /// Nobody's: the action as such.
    Nothing,
    /// An account's own things.
    Account(AccountId),
    /// Something of a district.
    District(&'a Slug),
    /// Something of a district about an item.
    Report(&'a Slug, ItemName),
    /// Something about a district that is assigned to accounts, such as a review to its reviewers.
    Assigned {
        /// The district.
        district: &'a Slug,
        /// The accounts, by row id.
        to: &'a [AccountId],
    },
}

impl AccountActor {
    /// The account with this row id at `now`, from all its appointments, past and future ones too.
    pub fn new(id: AccountId, appointments: Vec<Appointment>, now: DateTime<Utc>) -> Self {
        let (current, others): (Vec<_>, Vec<_>) =
            appointments.into_iter().partition(|one| one.is_current(now));
        let ended = others.into_iter().filter(|one| one.has_ended(now)).collect();
        Self { id, current, ended }
    }

    /// The account's row id.
    pub fn id(&self) -> AccountId {
        self.id
    }

    /// The appointments that hold now, in the order given.
    pub fn appointments(&self) -> &[Appointment] {
        &self.current
    }

    /// Whether one of the roles held now is `role`.
    pub fn is(&self, role: Role) -> bool {
        self.current.iter().any(|one| one.role() == role)
    }

    /// The districts that the account writes for now.
    pub fn districts(&self) -> impl Iterator<Item = &Slug> {
        self.current.iter().filter_map(Appointment::district)
    }
}

impl Actor {
    /// The account that is signed in.
    pub fn account(&self) -> Option<&AccountActor> {
        match self {
            Self::Public => None,
            Self::Account(account) => Some(account),
        }
    }
}

impl From<AccountActor> for Actor {
    fn from(account: AccountActor) -> Self {
        Self::Account(Arc::new(account))
    }
}

/// Whether `actor` may do `action` where it touches nobody's record. What is bound to a record is
/// refused here; ask [`can_with`].
pub fn can(actor: &Actor, action: Action) -> Result<()> {
    can_with(actor, action, Record::Nothing)
}

/// Whether `actor` may do `action` to `record`. Else `Unauthenticated` for the public,
/// [`Refusal::AppointmentEnded`] or [`Refusal::NotYours`] where that is the only reason, and
/// `Forbidden` where none of the account's roles does such a thing.
pub fn can_with(actor: &Actor, action: Action, record: Record<'_>) -> Result<()> {
    let grants = action.grants();
    if grants.contains(&Grant::Everybody) {
        return Ok(());
    }
    let account = actor.account().ok_or(Error::Unauthenticated)?;
    let own = record == Record::Account(account.id);
    if (own && grants.contains(&Grant::OwnAccount))
        || account.granting(&account.current, action, record).is_some()
    {
        return Ok(());
    }
    let ended = account.granting(&account.ended, action, record);
    if let Some((role, Some(on))) = ended.map(|one| (one.role(), one.until())) {
        return Err(Error::Refused(Refusal::AppointmentEnded { role, on }));
    }
    let may = who_may(action);
    if account.current.iter().any(|one| may.contains(&one.role())) {
        return Err(Error::Refused(Refusal::NotYours { may }));
    }
    Err(Error::Forbidden)
}

/// Whether `actor` may do `action` to some record: the check of an address, before the record is known.
/// [`can_with`] follows once it is. Else the same errors, without [`Refusal::NotYours`].
pub fn can_for_some(actor: &Actor, action: Action) -> Result<()> {
    let grants = action.grants();
    if grants.contains(&Grant::Everybody) {
        return Ok(());
    }
    let account = actor.account().ok_or(Error::Unauthenticated)?;
    let may = who_may(action);
    let holds = |appointment: &&Appointment| may.contains(&appointment.role());
    if grants.contains(&Grant::OwnAccount) || account.current.iter().any(|one| holds(&one)) {
        return Ok(());
    }
    let ended = account.ended.iter().find(holds);
    Err(match ended.map(|one| (one.role(), one.until())) {
        Some((role, Some(on))) => Error::Refused(Refusal::AppointmentEnded { role, on }),
        _ => Error::Forbidden,
    })
}

/// As what `actor` does `action` to `record`: the role of the first appointment that allows it.
pub fn acting_as(actor: &Actor, action: Action, record: Record<'_>) -> Option<Role> {
    let account = actor.account()?;
    account.granting(&account.current, action, record).map(Appointment::role)
}

/// The roles that may do `action` to some record, in the order of [`Role::ALL`]; all of them where
/// no role is needed.
pub fn who_may(action: Action) -> Vec<Role> {
    let may = |role: &Role| {
        action.grants().iter().any(|grant| match grant {
            Grant::Everybody | Grant::OwnAccount => true,
            Grant::Holders(roles, _) => roles.contains(role),
        })
    };
    Role::ALL.into_iter().filter(may).collect()
}

impl AccountActor {
    /// The first of `appointments` that allows `action` on `record`.
    fn granting<'a>(
        &self,
        appointments: &'a [Appointment],
        action: Action,
        record: Record<'_>,
    ) -> Option<&'a Appointment> {
        appointments.iter().find(|one| {
            action.grants().iter().any(|grant| match grant {
                Grant::Holders(roles, scope) => {
                    roles.contains(&one.role()) && self.reaches(one, *scope, record)
                }
                Grant::Everybody | Grant::OwnAccount => false,
            })
        })
    }

    /// Whether `record` is in the scope of an appointment of this account.
    fn reaches(&self, appointment: &Appointment, scope: Scope, record: Record<'_>) -> bool {
        let district = match record {
            Record::District(slug)
            | Record::Report(slug, _)
            | Record::Assigned { district: slug, .. } => Some(slug),
            Record::Nothing | Record::Account(_) => None,
        };
        match (scope, record) {
            (Scope::All, _) => true,
            (Scope::OwnDistricts, _) => district.is_some() && appointment.district() == district,
            (Scope::OwnItems, Record::Report(_, item)) => appointment.items().contains(&item),
            (Scope::Assigned, Record::Assigned { to, .. }) => to.contains(&self.id),
            (Scope::OwnItems | Scope::Assigned, _) => false,
        }
    }
}
