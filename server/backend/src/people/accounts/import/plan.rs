//! What the lines of a file do, one after another, before any of it is done.

use super::{By, Change, ImportRow, Line};
use crate::Result;
use crate::people::accounts::districts::Districts;
use crate::people::accounts::{AccountRecord, TypedAppointment, all};
use crate::store::Conn;
use chrono::{DateTime, Utc};
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::account::{AccountName, DisplayName};
use domain::people::appointment::Appointment;
use std::collections::{BTreeMap, BTreeSet};

/// Row id and version of an account that is stored.
type Stored = Option<(AccountId, i64)>;

/// All that a file does.
pub(super) struct Plan {
    pub rows: Vec<ImportRow>,
    /// The accounts to be created.
    pub new: Vec<(AccountName, DisplayName)>,
    /// The accounts in it that exist and have no password yet, by name.
    pub without_password: BTreeMap<AccountName, AccountId>,
    /// All appointments of each account that changes or is new.
    pub appointments: BTreeMap<AccountName, (Stored, Vec<Appointment>)>,
}

/// The accounts as the lines before have left them.
struct Draft {
    accounts: BTreeMap<AccountName, AccountRecord>,
    new: Vec<(AccountName, DisplayName)>,
    appointments: BTreeMap<AccountName, Vec<Appointment>>,
    changed: BTreeSet<AccountName>,
    without_password: BTreeMap<AccountName, AccountId>,
    districts: Districts,
    by: By,
    now: DateTime<Utc>,
}

/// What the lines do to the accounts as they stand. Changes nothing.
pub(super) async fn plan(
    conn: &mut Conn,
    by: By,
    lines: &[(u64, Line)],
    now: DateTime<Utc>,
) -> Result<Plan> {
    let districts = Districts::read(conn).await?;
    let accounts: BTreeMap<_, _> =
        all(conn).await?.into_iter().map(|one| (one.name.clone(), one)).collect();
    let appointments =
        accounts.iter().map(|(name, one)| (name.clone(), one.appointments.clone())).collect();
    let mut draft = Draft {
        accounts,
        new: Vec::new(),
        appointments,
        changed: BTreeSet::new(),
        without_password: BTreeMap::new(),
        districts,
        by,
        now,
    };
    let row = |(number, line): &(u64, Line)| {
        let change = draft.take(line).unwrap_or_else(Change::Refused);
        ImportRow { line: *number, name: line.name.clone(), change }
    };
    let rows = lines.iter().map(row).collect();
    Ok(draft.finish(rows))
}

impl Draft {
    fn take(&mut self, line: &Line) -> Result<Change, Vec<FieldError>> {
        let mut wrong = Vec::new();
        let name = self.name(line).map_err(|reason| wrong.push(FieldError::new("name", reason)));
        let appointment =
            typed(line).parse(&self.districts, self.now).map_err(|more| wrong.extend(more));
        let is_new = name.as_ref().is_ok_and(|name| !self.appointments.contains_key(name));
        let display_name = if is_new { Some(DisplayName::parse(&line.display_name)) } else { None };
        if let Some(Err(reason)) = display_name {
            wrong.push(FieldError::new("display_name", reason));
        }
        let (Ok(name), Ok(appointment), true) = (name, appointment, wrong.is_empty()) else {
            return Err(wrong);
        };
        if let Some(Ok(display_name)) = display_name {
            self.new.push((name.clone(), display_name));
            self.appointments.insert(name.clone(), vec![appointment]);
            self.changed.insert(name);
            return Ok(Change::Created);
        }
        Ok(self.appoint(name, appointment))
    }

    /// The name, where an import may touch its account.
    fn name(&self, line: &Line) -> Result<AccountName, Reason> {
        let name = AccountName::parse(&line.name)?;
        match self.accounts.get(&name) {
            Some(one) if one.disabled_at.is_some() => Err(Reason::DisabledAccount),
            Some(one) if self.by.demand_other(one.id).is_err() => Err(Reason::OwnAccount),
            _ => Ok(name),
        }
    }

    fn appoint(&mut self, name: AccountName, appointment: Appointment) -> Change {
        if let Some(one) = self.accounts.get(&name).filter(|one| !one.has_password) {
            self.without_password.insert(name.clone(), one.id);
        }
        let own = self.appointments.entry(name.clone()).or_default();
        let same = |one: &&mut Appointment| one.key() == appointment.key();
        let change = match own.iter_mut().find(same) {
            Some(one) if *one == appointment => return Change::Unchanged,
            Some(one) => {
                *one = appointment;
                Change::Changed
            }
            None => {
                own.push(appointment);
                Change::Appointed
            }
        };
        self.changed.insert(name);
        change
    }

    fn finish(self, rows: Vec<ImportRow>) -> Plan {
        let Self { accounts, new, mut appointments, changed, without_password, .. } = self;
        appointments.retain(|name, _| changed.contains(name));
        let stored = |name: &AccountName| accounts.get(name).map(|one| (one.id, one.version));
        let appointments =
            appointments.into_iter().map(|(name, all)| (name.clone(), (stored(&name), all)));
        Plan { rows, new, without_password, appointments: appointments.collect() }
    }
}

fn typed(line: &Line) -> TypedAppointment {
    TypedAppointment {
        role: line.role.clone(),
        district: line.district.clone(),
        items: line.items.clone(),
        from: line.from.clone(),
        until: line.until.clone(),
    }
}
