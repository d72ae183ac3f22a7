//! Creating an account, with the link that leads into it.

use super::districts::Districts;
use super::{Accounts, By, LINK_LIVES, Link, TypedAppointment, told};
use crate::Result;
use crate::people::token::Token;
use crate::store::people::invitation::{NewLink, Purpose};
use crate::store::people::{account, appointment, invitation};
use crate::store::{EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::account::{AccountName, DisplayName};
use domain::people::appointment::Appointment;
use serde_json::json;
use std::collections::BTreeMap;

/// An account to be, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAccount {
    /// The name to sign in with.
    pub name: String,
    /// What the person is called on pages.
    pub display_name: String,
    /// What the account is appointed to; may be empty.
    pub appointments: Vec<TypedAppointment>,
}

impl Accounts {
    /// Creates an account without a password, and the link to set one. `Invalid` names the fields
    /// `name`, `display_name` and those of [`TypedAppointment`]; from the second appointment on with
    /// its number, as `role_2`.
    pub async fn create(&self, new: NewAccount) -> domain::Result<Link> {
        let (by, now) = (self.by, self.backend.now());
        self.backend.write(async move |tx| create(tx, by, &new, now).await).await
    }
}

async fn create(tx: &mut Tx, by: By, new: &NewAccount, now: DateTime<Utc>) -> Result<Link> {
    let mut wrong = Vec::new();
    let name =
        AccountName::parse(&new.name).map_err(|reason| wrong.push(FieldError::new("name", reason)));
    let display_name = DisplayName::parse(&new.display_name)
        .map_err(|reason| wrong.push(FieldError::new("display_name", reason)));
    let districts = Districts::read(tx).await?;
    let appointments =
        parse_all(&new.appointments, &districts, now).map_err(|more| wrong.extend(more));
    let (Ok(name), Ok(display_name), Ok(appointments)) = (name, display_name, appointments) else {
        return Err(Error::Invalid(wrong).into());
    };
    let added = account::add(tx, &[(name.clone(), display_name)], now).await?;
    let Some((id, _)) = added.first() else {
        return Err(Error::Invalid(vec![FieldError::new("name", Reason::Taken)]).into());
    };
    let payload = json!({ "appointments": told(&appointments) });
    appointment::replace(tx, &BTreeMap::from([(*id, appointments)])).await?;
    tx.emit(by.event(now, *id, EventKind::AccountCreated, payload));
    let links = issue(tx, by, vec![(*id, name)], Purpose::Invite, now).await?;
    links.into_iter().next().ok_or(crate::Error::Fault("no link was issued"))
}

/// All appointments, or every field that is wrong.
fn parse_all(
    typed: &[TypedAppointment],
    districts: &Districts,
    now: DateTime<Utc>,
) -> Result<Vec<Appointment>, Vec<FieldError>> {
    let (mut parsed, mut wrong) = (Vec::new(), Vec::new());
    for (index, one) in typed.iter().enumerate() {
        match one.parse(districts, now) {
            Ok(appointment) => parsed.push(appointment),
            Err(fields) => wrong.extend(fields.into_iter().map(|field| numbered(field, index))),
        }
    }
    if wrong.is_empty() { Ok(parsed) } else { Err(wrong) }
}

fn numbered(mut wrong: FieldError, index: usize) -> FieldError {
    if index > 0 {
        wrong.field = format!("{}_{}", wrong.field, index + 1);
    }
    wrong
}

/// Issues a link to each of the accounts; older ones are void.
pub(super) async fn issue(
    tx: &mut Tx,
    by: By,
    accounts: Vec<(AccountId, AccountName)>,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<Vec<Link>> {
    let until = now + LINK_LIVES;
    let link = |(account, name)| Link { account, name, token: Token::new(), until };
    let links: Vec<Link> = accounts.into_iter().map(link).collect();
    let new = |link: &Link| NewLink { account: link.account, digest: link.token.digest(), purpose };
    invitation::issue(tx, &links.iter().map(new).collect::<Vec<_>>(), now, until).await?;
    for link in &links {
        tx.emit(by.event(
            now,
            link.account,
            EventKind::AccountLinkIssued,
            json!({ "purpose": purpose.key() }),
        ));
    }
    Ok(links)
}
