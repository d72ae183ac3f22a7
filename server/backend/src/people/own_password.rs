//! Use cases: setting one's password, by knowing the old one or by a one-time link.

use super::Sessions;
use crate::Result;
use crate::people::password::is_common;
use crate::people::session;
use crate::people::session::{NewSession, SignedIn};
use crate::people::sign_in::attempt::Attempt;
use crate::people::token::Token;
use crate::store::people::account::Account;
use crate::store::people::{account, invitation};
use crate::store::{Conn, Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::{Action, Actor, can};
use domain::people::account::AccountName;
use domain::people::account::password::Password;
use serde_json::json;
use std::net::IpAddr;

/// A change of one's own password, as the form has it.
#[derive(Clone, Copy)]
pub struct PasswordChange<'a> {
    /// The password that still holds.
    pub current: &'a str,
    /// The password that is to hold.
    pub new: &'a str,
    /// The address that the request comes from.
    pub address: IpAddr,
    /// The browser, as it describes itself.
    pub device: &'a str,
}

impl Sessions<'_> {
    /// Whose link this is, while it can be used; else `NotFound`.
    pub async fn invited(self, token: &Token) -> domain::Result<AccountName> {
        can(&Actor::Public, Action::SignIn)?;
        Ok(self.holder(token).await?.name)
    }

    /// Sets the password by a one-time link and signs in; every other session of the account ends.
    /// `NotFound` for a link that is used up, too old or unknown; `Invalid` on `new_password`.
    pub async fn accept_invitation(
        self,
        token: &Token,
        new_password: &str,
        device: &str,
    ) -> domain::Result<NewSession> {
        can(&Actor::Public, Action::SignIn)?;
        let holder = self.holder(token).await?;
        let hash = self.hash_new(new_password, &holder.name).await?;
        let (digest, device, now) = (token.digest(), device.to_owned(), self.backend.now());
        let work = async move |tx: &mut Tx| {
            if !invitation::use_up(tx, &digest, now).await? {
                return Err(Error::NotFound.into());
            }
            set(tx, holder.id, &hash, &device, now).await
        };
        self.backend.write_ending_sessions(work).await
    }

    /// Sets another password for who is signed in. All sessions end; the answer is a new one.
    /// `Invalid` on `current_password` or `new_password`; guesses at the current one are throttled.
    pub async fn change_password(
        self,
        who: &SignedIn,
        change: PasswordChange<'_>,
    ) -> domain::Result<NewSession> {
        let PasswordChange { current, new, address, device } = change;
        let id = session::own(&who.actor)?;
        let wrong =
            || Error::Invalid(vec![FieldError::new("current_password", Reason::WrongPassword)]);
        let attempt = Attempt::new(who.name.as_str(), address);
        let found = self.evaluate(&attempt, current).await?.filter(|found| found.id == id);
        let found = found.ok_or_else(wrong)?;
        let hash = self.hash_new(new, &who.name).await?;
        let (device, now) = (device.to_owned(), self.backend.now());
        let work = async move |tx: &mut Tx| {
            let now_stored =
                account::by_id(tx, id).await?.and_then(|account| account.password_hash);
            if now_stored != found.password_hash {
                return Err(Error::Conflict.into());
            }
            attempt.succeeded(tx, id, now).await?;
            set(tx, id, &hash, &device, now).await
        };
        self.backend.write_ending_sessions(work).await
    }

    async fn holder(self, token: &Token) -> domain::Result<Account> {
        let (digest, now) = (token.digest(), self.backend.now());
        let holder = async |conn: &mut Conn| {
            let id = invitation::account(conn, &digest, now).await?.ok_or(Error::NotFound)?;
            Ok(account::by_id(conn, id).await?.ok_or(Error::NotFound)?)
        };
        self.backend.read(holder).await
    }

    async fn hash_new(self, typed: &str, name: &AccountName) -> domain::Result<String> {
        let refused = |reason| {
            Error::Invalid(vec![FieldError::new("new_password", Reason::Password(reason))])
        };
        let password = Password::parse(typed, name, is_common).map_err(refused)?;
        self.backend.hasher().hash(password.as_str()).await.map_err(crate::Error::publish)
    }
}

/// Sets the password, ends every session and opens a new one.
async fn set(
    tx: &mut Tx,
    account: AccountId,
    hash: &str,
    device: &str,
    now: DateTime<Utc>,
) -> Result<NewSession> {
    if !account::set_password(tx, account, hash).await? {
        return Err(Error::NotFound.into());
    }
    let ended = crate::store::people::session::end_all(tx, account).await?;
    let payload = json!({ "sessions_ended": ended });
    tx.emit(Event::by_account(now, account, EventKind::AccountPasswordSet, &account, payload));
    session::open(tx, account, device, now).await
}
