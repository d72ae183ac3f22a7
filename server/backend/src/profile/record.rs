//! Use case: recording a group of facts as a whole, each change as a separate version.

use super::Profiles;
use super::read::Base;
use crate::Result;
use crate::digest::sha256;
use crate::map::basemap;
use crate::progress::new_salt;
use crate::store::profile::fact;
use crate::store::profile::fact::{NewFact, Stored, audience};
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Utc};
use domain::Error;
use domain::kernel::bangkok;
use domain::kernel::error::{FieldError, Reason};
use domain::kernel::id::AccountId;
use domain::people::access::{Action, Record, can_with};
use domain::place::district::Slug;
use domain::profile::concept::{Concept, Group, Kind, Owner};
use domain::profile::form::{Filled, parse};
use domain::profile::typed_place;
use domain::profile::versions::{Verdict, Version, judge};
use serde_json::json;
use std::collections::BTreeMap;

/// Greatest distance of an office outside its provinces, in kilometres: outlines are not exact.
const TOLERANCE_KM: f64 = 1.0;

/// A group of facts as typed.
#[derive(Debug, Clone, Default)]
pub struct TypedFacts {
    /// The Buddhist year that the form was rendered for; `None` for facts without a period.
    pub period: Option<i32>,
    /// The value of each field, by key.
    pub typed: BTreeMap<String, String>,
    /// The version that each field is based on, by key; 0 if it is missing.
    pub over: BTreeMap<String, i64>,
}

impl Profiles<'_> {
    /// Records a group of facts of the district; returns the number of changes. All of them or none:
    /// `Invalid` names the invalid fields, `Conflict` means that another value was recorded
    /// since. Idempotent.
    pub async fn record(
        self,
        slug: &Slug,
        group: Group,
        typed: TypedFacts,
    ) -> domain::Result<usize> {
        let action = match group.owner() {
            Owner::Office => Action::EditProfile,
            Owner::Director => Action::MovePin,
        };
        can_with(self.actor, action, Record::District(slug))?;
        let by = self.actor.account().ok_or(Error::Unauthenticated)?.id();
        let (now, slug) = (self.backend.now(), slug.clone());
        let base = self.backend.read(async |conn| self.base(conn, &slug).await).await?;
        let now_in = group.period().of(bangkok::date(now));
        if !(typed.period == now_in || is_last(typed.period, now_in)) {
            return Err(Error::Malformed);
        }
        let field = |key: &'static str| typed.typed.get(key).map_or("", String::as_str);
        let filled = parse(group, base.kind, field).map_err(Error::Invalid)?;
        within_provinces(&base, &filled)?;
        let work = Work { slug, base, typed, filled, by };
        self.backend.write(async move |tx| work.record(tx, now).await).await
    }
}

/// Whether the period is the previous one: a form may have been rendered before the year changed.
fn is_last(period: Option<i32>, now: Option<i32>) -> bool {
    period.zip(now).is_some_and(|(period, now)| period + 1 == now)
}

fn within_provinces(base: &Base, filled: &[Filled]) -> domain::Result<()> {
    for (concept, value) in filled.iter().filter(|(one, _)| one.kind == Kind::Position) {
        let refuse = |reason| Err(Error::Invalid(vec![FieldError::new(concept.key, reason)]));
        let Some(value) = value else { return refuse(Reason::Missing) };
        let place = typed_place::parse(value);
        match place.map(|place| basemap::is_within(&base.provinces, place, TOLERANCE_KM)) {
            Ok(true) => {}
            Ok(false) => return refuse(Reason::OutsideProvinces),
            Err(reason) => return refuse(reason),
        }
    }
    Ok(())
}

struct Work {
    slug: Slug,
    base: Base,
    typed: TypedFacts,
    filled: Vec<Filled>,
    by: AccountId,
}

impl Work {
    async fn record(self, tx: &mut Tx, now: DateTime<Utc>) -> Result<usize> {
        let stored = fact::of(tx, &self.slug, now, true).await?;
        let mut facts = Vec::new();
        for (concept, value) in &self.filled {
            let over = self.typed.over.get(concept.key).copied().unwrap_or_default();
            let history = self.history(concept, &stored);
            // A position that only comes from the list is confirmed by leaving it unchanged.
            let confirms = concept.kind == Kind::Position && history.len() == 1 && over == 0;
            match judge(&history, over, value.as_deref()) {
                Verdict::Same if confirms => {
                    facts.push(self.fact(concept, value.as_deref(), 1, now));
                }
                Verdict::Same => {}
                Verdict::Record(no) => facts.push(self.fact(concept, value.as_deref(), no, now)),
                Verdict::Conflict => return Err(Error::Conflict.into()),
            }
        }
        if facts.is_empty() {
            return Ok(0);
        }
        fact::put(tx, &facts).await.map_err(lost_race)?;
        let mut own = Vec::new();
        for fact in &facts {
            if self.keep_in_row(tx, fact).await? {
                own.push(fact.key);
            }
        }
        let told: Vec<_> = facts
            .iter()
            .map(|fact| {
                json!({
                    "key": fact.key, "period": fact.period, "version": fact.version,
                    "digest": digest(&self.slug, fact),
                })
            })
            .collect();
        let payload = json!({ "district": self.slug, "facts": told });
        tx.emit(Event::by_account(now, self.by, EventKind::ProfileRecorded, &self.slug, payload));
        if !own.is_empty() {
            let payload = json!({ "fields": own });
            tx.emit(Event::by_account(
                now,
                self.by,
                EventKind::DistrictChanged,
                &self.base.code,
                payload,
            ));
        }
        Ok(facts.len())
    }

    /// The versions of a fact, starting with the value before the first of them.
    fn history(&self, concept: &'static Concept, stored: &[Stored]) -> Vec<Version> {
        let mut own: Vec<Version> = stored
            .iter()
            .filter(|one| one.concept == concept && one.period == self.typed.period)
            .map(|one| one.version.clone())
            .collect();
        let value = if own.is_empty() { self.base.value(concept) } else { None };
        own.insert(0, Version { no: 0, value, at: DateTime::<Utc>::MIN_UTC });
        own
    }

    fn fact(
        &self,
        concept: &Concept,
        value: Option<&str>,
        version: i64,
        now: DateTime<Utc>,
    ) -> NewFact {
        NewFact {
            district: self.slug.clone(),
            key: concept.key,
            period: self.typed.period.unwrap_or_default(),
            version,
            audience: audience(concept.audience),
            value: value.map(str::to_owned),
            salt: new_salt(),
            at: now.timestamp_micros(),
            by: self.by,
        }
    }

    /// Updates the district's own row with a recorded fact, if the map and open data read it there;
    /// returns whether they do.
    async fn keep_in_row(&self, tx: &mut Tx, fact: &NewFact) -> Result<bool> {
        let value = fact.value.as_deref();
        match fact.key {
            "website" => fact::set_website(tx, &self.slug, value).await?,
            "postcode" => fact::set_postcode(tx, &self.slug, value).await?,
            "position" => {
                let place = value.and_then(|value| typed_place::parse(value).ok());
                let place = place.ok_or(crate::Error::Fault("a position that is none"))?;
                fact::set_position(tx, &self.slug, place.lat, place.lon).await?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The digest of a version, with its salt.
pub(crate) fn digest(slug: &Slug, fact: &NewFact) -> String {
    let value = fact.value.as_deref().unwrap_or_default();
    let (salt, key, period) = (&fact.salt, fact.key, fact.period);
    sha256(&[salt, slug.as_str(), key, &period.to_string(), value].join("\u{1f}"))
}

/// Two concurrent writes: the database accepts one.
pub(super) fn lost_race(error: crate::Error) -> crate::Error {
    match error {
        crate::Error::Store(sqlx::Error::Database(cause)) if cause.is_unique_violation() => {
            Error::Conflict.into()
        }
        other => other,
    }
}
