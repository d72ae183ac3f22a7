//! Use cases: keeping accounts. Whoever holds an [`Accounts`] may; what it does, does so in that name.

mod change;
mod create;
mod districts;
mod import;
mod typed;

pub use create::NewAccount;
pub use import::{Change, ImportReport, ImportRow, Step};
pub use typed::TypedAppointment;

use crate::map::board;
use crate::people::token::Token;
use crate::store::people::account::Account;
use crate::store::people::{account, appointment};
use crate::store::{Conn, Event, EventKind};
use crate::{Backend, Result};
use chrono::{DateTime, Duration, Utc};
use domain::Error;
use domain::kernel::id::AccountId;
use domain::kernel::refusal::Refusal;
use domain::kernel::thai;
use domain::map::board::MapBoard;
use domain::people::access::{Action, Actor, can};
use domain::people::account::{AccountName, AccountState, DisplayName};
use domain::people::appointment::Appointment;
use serde_json::Value;

/// A one-time link can be used for so long.
pub const LINK_LIVES: Duration = Duration::hours(72);

/// The keeping of accounts, in somebody's name.
#[derive(Clone)]
pub struct Accounts {
    backend: Backend,
    by: By,
    may_import: bool,
}

/// In whose name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// Whoever sits at the machine's keyboard.
    Operator,
    /// An account.
    Account(AccountId),
}

/// An account with all that an administrator sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRecord {
    /// Row id.
    pub id: AccountId,
    /// The name to sign in with.
    pub name: AccountName,
    /// What the person is called on pages.
    pub display_name: DisplayName,
    /// Past, present and future, by first day.
    pub appointments: Vec<Appointment>,
    /// Since when nobody may sign in with it.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether a password has been set; until then only the link leads in.
    pub has_password: bool,
    /// Counts changes; a change brings the one that it was made on.
    pub version: i64,
}

/// A one-time link to set a password: shown once, for it is stored nowhere.
#[derive(Debug, Clone)]
pub struct Link {
    /// The account.
    pub account: AccountId,
    /// The name to sign in with.
    pub name: AccountName,
    /// The secret of the link.
    pub token: Token,
    /// Until when it can be used.
    pub until: DateTime<Utc>,
}

impl Backend {
    /// The keeping of accounts, for whoever may.
    pub fn accounts(&self, actor: &Actor) -> domain::Result<Accounts> {
        can(actor, Action::ManageAccounts)?;
        let by = By::Account(actor.account().ok_or(Error::Unauthenticated)?.id());
        let may_import = can(actor, Action::ImportAccounts).is_ok();
        Ok(Accounts { backend: self.clone(), by, may_import })
    }

    /// The keeping of accounts for the command line: who reaches the database may anyway.
    pub fn accounts_of_operator(&self) -> Accounts {
        Accounts { backend: self.clone(), by: By::Operator, may_import: true }
    }
}

impl Accounts {
    /// The accounts by name; with a search only those whose name, display name or district has each
    /// of its words.
    pub async fn list(&self, search: &str) -> domain::Result<Vec<AccountRecord>> {
        let search = thai::fold(search);
        let list = async |conn: &mut Conn| {
            let board = board::whole(&self.backend, conn).await?.board;
            Ok(all(conn).await?.into_iter().filter(|one| one.matches(&search, &board)).collect())
        };
        self.backend.read(list).await
    }

    /// The account of this id, or `NotFound`.
    pub async fn get(&self, id: AccountId) -> domain::Result<AccountRecord> {
        let get = async |conn: &mut Conn| {
            let account = account::by_id(conn, id).await?.ok_or(Error::NotFound)?;
            Ok(AccountRecord::new(account, appointment::of_account(conn, id).await?))
        };
        self.backend.read(get).await
    }

    /// The account of this name, or `NotFound`.
    pub async fn find(&self, name: &AccountName) -> domain::Result<AccountRecord> {
        let found =
            self.backend.read(async |conn| account::by_name(conn, name.as_str()).await).await?;
        self.get(found.ok_or(Error::NotFound)?.id).await
    }
}

impl AccountRecord {
    fn new(account: Account, appointments: Vec<Appointment>) -> Self {
        Self {
            id: account.id,
            name: account.name,
            display_name: account.display_name,
            appointments,
            disabled_at: account.disabled_at,
            has_password: account.password_hash.is_some(),
            version: account.version,
        }
    }

    /// Whether somebody can sign in with it.
    pub fn state(&self) -> AccountState {
        match (self.disabled_at, self.has_password) {
            (Some(_), _) => AccountState::Disabled,
            (None, false) => AccountState::NoPassword,
            (None, true) => AccountState::Open,
        }
    }

    /// Whether each word of a folded search stands in what the account is known by.
    fn matches(&self, folded: &str, board: &MapBoard) -> bool {
        let mut text = format!("{} {}", self.name, self.display_name.as_str());
        for slug in self.appointments.iter().filter_map(Appointment::district) {
            let name = board.pin(slug).map_or("", |pin| &pin.name_th);
            text = format!("{text} {slug} {name}");
        }
        let text = thai::fold(&text);
        folded.split(' ').all(|word| text.contains(word))
    }
}

impl By {
    fn event(
        self,
        at: DateTime<Utc>,
        account: AccountId,
        kind: EventKind,
        payload: Value,
    ) -> Event {
        match self {
            Self::Operator => Event::by_system(at, kind, &account, payload),
            Self::Account(by) => Event::by_account(at, by, kind, &account, payload),
        }
    }

    /// Refuses changing the own account: nobody gives rights to themselves or locks the door behind.
    fn demand_other(self, account: AccountId) -> Result<()> {
        match self {
            Self::Account(own) if own == account => Err(Error::Refused(Refusal::OwnAccount).into()),
            _ => Ok(()),
        }
    }
}

async fn all(conn: &mut Conn) -> Result<Vec<AccountRecord>> {
    let mut appointments = appointment::all(conn).await?;
    let record = |account: Account| {
        let own = appointments.remove(&account.id).unwrap_or_default();
        AccountRecord::new(account, own)
    };
    Ok(account::all(conn).await?.into_iter().map(record).collect())
}

/// Appointments as events tell them.
fn told(appointments: &[Appointment]) -> Value {
    serde_json::to_value(appointments).expect("appointments are plain data")
}
