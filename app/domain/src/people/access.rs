//! Who may do what to whose record: [`table`] says it, every use case asks [`can`] or [`can_with`] first.

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
use table::{TABLE, Who, Whose};

pub use table::Action;

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
    if rows(action).any(|who| matches!(who, Who::Everybody)) {
        return Ok(());
    }
    let account = actor.account().ok_or(Error::Unauthenticated)?;
    let own = record == Record::Account(account.id);
    if rows(action).any(|who| matches!(who, Who::OwnAccount) && own)
        || granting(&account.current, action, record).is_some()
    {
        return Ok(());
    }
    let ended = granting(&account.ended, action, record);
    if let Some((role, Some(on))) = ended.map(|one| (one.role(), one.until())) {
        return Err(Error::Refused(Refusal::AppointmentEnded { role, on }));
    }
    let may = who_may(action);
    if account.current.iter().any(|one| may.contains(&one.role())) {
        return Err(Error::Refused(Refusal::NotYours { may }));
    }
    Err(Error::Forbidden)
}

/// As what `actor` does `action` to `record`: the role of the first appointment that allows it.
pub fn acting_as(actor: &Actor, action: Action, record: Record<'_>) -> Option<Role> {
    granting(&actor.account()?.current, action, record).map(Appointment::role)
}

/// The roles that may do `action` to some record, in the order of [`Role::ALL`]; all of them where
/// no role is needed.
pub fn who_may(action: Action) -> Vec<Role> {
    let may = |role: &Role| {
        rows(action).any(|who| match who {
            Who::Everybody | Who::OwnAccount => true,
            Who::Holders(roles, _) => roles.contains(role),
        })
    };
    Role::ALL.into_iter().filter(may).collect()
}

fn rows(action: Action) -> impl Iterator<Item = &'static Who> {
    TABLE.iter().filter(move |row| row.0 == action).map(|row| &row.1)
}

/// The first appointment that allows `action` on `record`.
fn granting<'a>(
    appointments: &'a [Appointment],
    action: Action,
    record: Record<'_>,
) -> Option<&'a Appointment> {
    appointments.iter().find(|one| {
        rows(action).any(|who| match who {
            Who::Holders(roles, whose) => {
                roles.contains(&one.role()) && reaches(one, *whose, record)
            }
            Who::Everybody | Who::OwnAccount => false,
        })
    })
}

/// Whether a record is among those that an appointment is for.
fn reaches(appointment: &Appointment, whose: Whose, record: Record<'_>) -> bool {
    match (whose, record) {
        (Whose::Anybodys, _) => true,
        (Whose::OwnDistricts, Record::District(slug) | Record::Report(slug, _)) => {
            appointment.district() == Some(slug)
        }
        (Whose::OwnItems, Record::Report(_, item)) => appointment.items().contains(&item),
        _ => false,
    }
}
