//! Use case: signing in.

pub(crate) mod attempt;

use super::Sessions;
use crate::Result;
use crate::people::session;
use crate::people::session::NewSession;
use crate::people::token::Token;
use crate::store::people::account::Account;
use crate::store::people::{account, sign_in_failure};
use crate::store::{Event, EventKind, Tx};
use attempt::Attempt;
use chrono::{DateTime, Utc};
use domain::Error;
use domain::people::access::{Action, Actor, can};
use serde_json::json;
use std::fmt;
use std::net::IpAddr;

/// What somebody brings who wants to sign in, as typed and as sent.
pub struct SignIn {
    /// The account's name.
    pub name: String,
    /// The password.
    pub password: String,
    /// Where the request comes from.
    pub address: IpAddr,
    /// What the browser says of itself; shown among the account's sign-ins.
    pub device: String,
    /// The session that the browser still holds: it ends.
    pub replaces: Option<Token>,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

impl Sessions<'_> {
    /// Opens a session. `Unauthenticated`, after the same work, for a name that does not exist, a wrong
    /// password, a disabled account and one without a password yet; `Throttled` before its pause is over.
    pub async fn open(self, given: SignIn) -> domain::Result<NewSession> {
        can(&Actor::Public, Action::SignIn)?;
        let attempt = Attempt::new(&given.name, given.address);
        let found =
            self.evaluate(&attempt, &given.password).await?.ok_or(Error::Unauthenticated)?;
        let now = self.backend.now();
        if let Some(old) = &given.replaces {
            self.backend.lately_signed_in().forget(&old.digest());
        }
        self.backend.write(async move |tx| admit(tx, &attempt, &found, given, now).await).await
    }
}

/// Opens the session of an account whose password was right a moment ago.
async fn admit(
    tx: &mut Tx,
    attempt: &Attempt,
    found: &Account,
    given: SignIn,
    now: DateTime<Utc>,
) -> Result<NewSession> {
    let current = account::by_id(tx, found.id).await?.ok_or(Error::Unauthenticated)?;
    if current.open_hash() != found.open_hash() {
        return Err(Error::Unauthenticated.into());
    }
    attempt.succeeded(tx, found.id, now).await?;
    sign_in_failure::sweep(tx, now).await?;
    crate::store::people::session::sweep(tx, now).await?;
    if let Some(old) = given.replaces {
        crate::store::people::session::end(tx, &old.digest()).await?;
    }
    tx.emit(Event::by_account(now, found.id, EventKind::AccountSignedIn, &found.id, json!({})));
    session::open(tx, found.id, &given.device, now).await
}
