//! Invented profiles of districts: nearly complete for most, sparse for some, empty for a few.

use super::dice::Dice;
use super::texts::Texts;
use super::write::{CHUNK, People, tell};
use crate::Result;
use crate::profile::{fact_digest, person_digest};
use crate::store::profile::fact;
use crate::store::profile::fact::{NewFact, audience};
use crate::store::profile::person_post;
use crate::store::profile::person_post::NewPerson;
use crate::store::{Event, EventKind, Tx};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::kernel::bangkok;
use domain::kernel::id::AccountId;
use domain::place::district::{DistrictKind, Slug};
use domain::profile::concept::{CONCEPTS, Concept, Kind};
use domain::profile::person::{Entry, Post};
use serde_json::json;

/// Facts and people of the districts, with their events.
pub(super) async fn write(
    tx: &mut Tx,
    texts: &Texts,
    districts: &[(Slug, DistrictKind)],
    people: &People,
    as_of: DateTime<Utc>,
    dice: &mut Dice,
) -> Result<()> {
    let (mut facts, mut persons, mut told) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (slug, kind)) in districts.iter().enumerate() {
        let at = as_of - Duration::days(dice.between(3, 25));
        let by = people.reporter(slug);
        let share = match index % 10 {
            9 => 0,
            7 | 8 => 45,
            _ => 94,
        };
        let own = known(texts, (slug, *kind), share, (at, by), dice);
        let listed: Vec<_> = own
            .iter()
            .map(|fact| {
                json!({
                    "key": fact.key, "period": fact.period, "version": fact.version,
                    "digest": fact_digest(slug, fact),
                })
            })
            .collect();
        let payload = json!({ "district": slug, "facts": listed });
        told.push(Event::by_account(at, by, EventKind::ProfileRecorded, slug, payload));
        facts.extend(own);
        if share > 0 {
            for (no, entry) in (1..).zip(led(texts, bangkok::date(as_of), dice)) {
                let salt = dice.digits();
                let payload = json!({
                    "district": slug, "no": no, "version": 1, "post": entry.post.key(),
                    "digest": person_digest(&salt, &entry),
                });
                told.push(Event::by_account(at, by, EventKind::PersonRecorded, slug, payload));
                persons.push(row(slug, no, entry, salt, (at, by)));
            }
        }
    }
    for chunk in facts.chunks(CHUNK) {
        fact::put(tx, chunk).await?;
    }
    for chunk in persons.chunks(CHUNK) {
        person_post::put(tx, chunk).await?;
    }
    tell(tx, told).await
}

/// The given percentage of the facts expected of the district, without those that have shipped.
fn known(
    texts: &Texts,
    (slug, kind): (&Slug, DistrictKind),
    share: u32,
    (at, by): (DateTime<Utc>, AccountId),
    dice: &mut Dice,
) -> Vec<NewFact> {
    let mut facts = Vec::new();
    for concept in CONCEPTS.iter().filter(|one| one.is_expected_of(kind)) {
        let value = value(texts, slug, concept, dice);
        let Some(value) = value.filter(|_| dice.happens(share)) else { continue };
        facts.push(NewFact {
            district: slug.clone(),
            key: concept.key,
            period: concept.period.of(bangkok::date(at)).unwrap_or_default(),
            version: 1,
            audience: audience(concept.audience),
            value: Some(value),
            salt: dice.digits(),
            at: at.timestamp_micros(),
            by,
        });
    }
    facts
}

fn value(texts: &Texts, slug: &Slug, concept: &Concept, dice: &mut Dice) -> Option<String> {
    let no = dice.between(1, 99);
    match (concept.key, concept.kind) {
        ("address", _) => Some(texts.profile.address.replace("{no}", &no.to_string())),
        ("contact_name", _) => Some(texts.profile.contact.clone()),
        ("contact_line", _) => Some(texts.profile.line.clone()),
        ("contact_mobile", _) => Some(format!("080-000-00{no:02}")),
        ("telephone", _) => Some(format!("030-000-0{no:02}")),
        ("email", _) => Some(format!("{slug}@example.org")),
        (key, Kind::Count(_)) if key.starts_with("pupils") => {
            Some(dice.between(900, 14_000).to_string())
        }
        (key, Kind::Count(_)) if key.starts_with("teachers") => {
            Some(dice.between(240, 1_900).to_string())
        }
        (_, Kind::Count(_)) => Some(dice.between(4, 40).to_string()),
        _ => None,
    }
}

/// A director since the last 1 October, the previous one, and two deputies.
fn led(texts: &Texts, today: NaiveDate, dice: &mut Dice) -> Vec<Entry> {
    let year = domain::year::fiscal_year::FiscalYear::of(bangkok::midnight(today));
    let (from, before) = (year.starts(), year.previous().previous().starts());
    let directors = &texts.profile.directors;
    let first = dice.below(u32::try_from(directors.len()).unwrap_or(0)) as usize;
    let name = |index: usize| directors[index % directors.len()].clone();
    let entry =
        |post, name, from, until| Entry { post, name, mobile: None, from: Some(from), until };
    let mut all = vec![
        entry(Post::Director, name(first + 1), before, from.pred_opt()),
        entry(Post::Director, name(first), from, None),
    ];
    for deputy in texts.profile.deputies.iter().take(2) {
        all.push(entry(Post::Deputy, deputy.clone(), from, None));
    }
    all
}

fn row(
    slug: &Slug,
    no: i64,
    entry: Entry,
    salt: String,
    (at, by): (DateTime<Utc>, AccountId),
) -> NewPerson {
    NewPerson {
        district: slug.clone(),
        no,
        version: 1,
        post: entry.post.key(),
        name: entry.name,
        mobile: entry.mobile,
        salt,
        from: entry.from,
        until: entry.until,
        at: at.timestamp_micros(),
        by,
    }
}
