//! Use case: recording the director and the deputies of an office.

use super::Profiles;
use super::record::lost_race;
use crate::Result;
use crate::digest::sha256;
use crate::progress::new_salt;
use crate::store::place::district;
use crate::store::profile::person_post;
use crate::store::profile::person_post::NewPerson;
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::id::AccountId;
use domain::people::access::{Action, Record, can_with};
use domain::place::district::Slug;
use domain::profile::person::{Entry, Person};
use serde_json::json;

impl Profiles<'_> {
    /// Records an entry of the district: a new one, or, if `over` gives its number and the version that
    /// it is based on, the next version of that one. `Invalid` names the invalid
    /// fields; `Conflict` means that the entry was changed since. An entry equal to an existing
    /// one is not stored twice.
    pub async fn record_person<'a>(
        self,
        slug: &Slug,
        over: Option<(i64, i64)>,
        typed: impl Fn(&'static str) -> &'a str,
    ) -> domain::Result<()> {
        can_with(self.actor, Action::EditProfile, Record::District(slug))?;
        let by = self.actor.account().ok_or(Error::Unauthenticated)?.id();
        let entry = Entry::parse(typed).map_err(Error::Invalid)?;
        let (now, slug) = (self.backend.now(), slug.clone());
        self.backend.write(async move |tx| record(tx, (slug, entry), over, by, now).await).await
    }
}

async fn record(
    tx: &mut Tx,
    (slug, entry): (Slug, Entry),
    over: Option<(i64, i64)>,
    by: AccountId,
    now: DateTime<Utc>,
) -> Result<()> {
    if !district::is_active(tx, &slug).await? {
        return Err(Error::NotFound.into());
    }
    let people = person_post::of(tx, &slug, now, true).await?;
    let (no, version) = match over {
        Some((no, over)) => {
            let old = people.iter().find(|one| one.no == no).ok_or(Error::NotFound)?;
            if is_same(old, &entry) {
                return Ok(());
            }
            if old.version != over {
                return Err(Error::Conflict.into());
            }
            (no, over + 1)
        }
        None if people.iter().any(|one| is_same(one, &entry)) => return Ok(()),
        None => (people.last().map_or(0, |one| one.no) + 1, 1),
    };
    let person = NewPerson {
        district: slug.clone(),
        no,
        version,
        post: entry.post.key(),
        name: entry.name.clone(),
        mobile: entry.mobile.clone(),
        salt: new_salt(),
        from: entry.from,
        until: entry.until,
        at: now.timestamp_micros(),
        by,
    };
    let payload = json!({
        "district": slug, "no": no, "version": version, "post": person.post,
        "digest": digest(&person.salt, &entry),
    });
    person_post::put(tx, &[person]).await.map_err(lost_race)?;
    tx.emit(Event::by_account(now, by, EventKind::PersonRecorded, &slug, payload));
    Ok(())
}

fn is_same(person: &Person, entry: &Entry) -> bool {
    let Entry { post, name, mobile, from, until } = entry;
    person.name.as_ref() == Some(name)
        && (person.post, person.from, person.until) == (*post, *from, *until)
        && person.mobile == *mobile
}

/// The digest of an entry, with its salt.
pub(crate) fn digest(salt: &str, entry: &Entry) -> String {
    sha256(&format!("{salt}\u{1f}{}", entry.canonical()))
}
