//! The log of events, and the chain of hashes over the order in which everybody sees them.

use crate::Result;
use crate::digest::sha256;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::event::kind::{EventKind, StoredKind};
use crate::store::event::positions::Newest;
use crate::store::{Conn, Tx, on};
use chrono::{DateTime, Utc};
use domain::kernel::id::AccountId;
use serde::Serialize;
use serde_json::Value;
use sqlx::{FromRow, query, query_as, query_scalar};
use std::fmt;

/// Something that happened. The payload holds ids, states and numbers, never a person's name or text.
#[derive(Debug, Clone)]
pub struct Event {
    at: DateTime<Utc>,
    /// `system` for the program itself.
    actor: String,
    /// For whom, where someone acts for another.
    on_behalf: Option<String>,
    kind: EventKind,
    /// Which one of the kind's entity.
    entity_id: String,
    payload: Value,
}

impl Event {
    /// An event that a person caused, by their account.
    pub fn by_account(
        at: DateTime<Utc>,
        account: AccountId,
        kind: EventKind,
        entity_id: &impl ToString,
        payload: Value,
    ) -> Self {
        let actor = format!("account {account}");
        Self { actor, ..Self::by_system(at, kind, entity_id, payload) }
    }

    /// The same for an account, or for the program itself where it is none.
    pub fn by(
        at: DateTime<Utc>,
        account: Option<AccountId>,
        kind: EventKind,
        entity_id: &impl ToString,
        payload: Value,
    ) -> Self {
        match account {
            Some(account) => Self::by_account(at, account, kind, entity_id, payload),
            None => Self::by_system(at, kind, entity_id, payload),
        }
    }

    /// An event of the program itself.
    pub fn by_system(
        at: DateTime<Utc>,
        kind: EventKind,
        entity_id: &impl ToString,
        payload: Value,
    ) -> Self {
        let (actor, entity_id) = ("system".to_owned(), entity_id.to_string());
        Self { at, actor, on_behalf: None, kind, entity_id, payload }
    }

    /// What it says has happened.
    pub(crate) fn kind(&self) -> EventKind {
        self.kind
    }

    /// When it happened, by the server's clock.
    pub(crate) fn at(&self) -> DateTime<Utc> {
        self.at
    }
}

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position of the newest event; 0 while nothing has happened.
    pub position: i64,
    /// Its hash: 64 lower-case hexadecimal digits.
    pub hash: String,
}

impl Head {
    /// From `POSITION:HASH`, as it is shown.
    pub fn parse(text: &str) -> Option<Self> {
        let (position, hash) = text.split_once(':')?;
        let is_hash = hash.len() == 64
            && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        Some(Self { position: position.parse().ok()?, hash: is_hash.then(|| hash.to_owned())? })
    }

    /// Before the first event.
    pub(crate) fn none() -> Self {
        Self { position: 0, hash: "0".repeat(64) }
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

/// How many events are placed or verified in one go.
pub(crate) const PAGE: i64 = 1000;

const INSERT: &str = given!(
    "INSERT INTO event (at, actor, on_behalf, entity, entity_id, verb, payload)
     SELECT CAST(it ->> 'at' AS BIGINT), it ->> 'actor', it ->> 'on_behalf', it ->> 'entity', it ->> 'entity_id',
            it ->> 'verb', it ->> 'payload'
     FROM given ORDER BY i"
);

/// The position that everybody may see; 0 while nothing has happened.
const POSITION: &str = "SELECT COALESCE(MAX(position), 0) FROM event_place";

/// When something last happened to an entity.
const LAST_AT: &str = "SELECT MAX(at) FROM event WHERE entity = $1 AND entity_id = $2";

/// When the first thing happened. Looks through the whole log: to be asked once.
const FIRST_AT: &str = "SELECT MIN(at) FROM event";

const HEAD: &str = "SELECT position, hash FROM event_place ORDER BY position DESC LIMIT 1";

const WAITING: &str = "
    SELECT e.id, e.at, e.actor, e.on_behalf, e.entity, e.entity_id, e.verb, e.payload
    FROM event_waiting w JOIN event e ON e.id = w.event_id ORDER BY e.id LIMIT $1";

const ANY_WAITING: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM event_waiting LIMIT 1) w";

const PLACE: &str = given!(
    "INSERT INTO event_place (position, event_id, prev_hash, hash)
     SELECT CAST(it ->> 'position' AS BIGINT), CAST(it ->> 'event_id' AS BIGINT), it ->> 'prev_hash', it ->> 'hash'
     FROM given"
);

const PLACED_AFTER: &str = "
    SELECT p.position, p.prev_hash, p.hash,
           e.id, e.at, e.actor, e.on_behalf, e.entity, e.entity_id, e.verb, e.payload
    FROM event_place p JOIN event e ON e.id = p.event_id WHERE p.position > $1 ORDER BY p.position LIMIT $2";

/// The newest position of each kind of event after a position.
const NEWEST_AFTER: &str = "
    SELECT e.entity, e.verb, MAX(p.position)
    FROM event_place p JOIN event e ON e.id = p.event_id WHERE p.position > $1 GROUP BY e.entity, e.verb";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    INSERT,
    POSITION,
    LAST_AT,
    FIRST_AT,
    HEAD,
    WAITING,
    ANY_WAITING,
    PLACE,
    PLACED_AFTER,
    NEWEST_AFTER,
];

#[derive(FromRow)]
struct Row {
    id: i64,
    at: i64,
    actor: String,
    on_behalf: Option<String>,
    entity: String,
    entity_id: String,
    verb: String,
    payload: String,
}

/// An event at its place, as stored.
#[derive(FromRow)]
pub(crate) struct Placed {
    pub position: i64,
    pub prev_hash: String,
    pub hash: String,
    #[sqlx(flatten)]
    event: Row,
}

#[derive(Serialize)]
struct Place {
    position: i64,
    event_id: i64,
    prev_hash: String,
    hash: String,
}

impl Row {
    /// The hash of this event at `position`, after the event with `prev_hash`.
    fn hash(&self, prev_hash: &str, position: i64) -> String {
        let Self { id, at, actor, on_behalf, entity, entity_id, verb, payload } = self;
        let content =
            (prev_hash, position, id, at, actor, on_behalf, entity, entity_id, verb, payload);
        let text = serde_json::to_string(&content).expect("numbers and texts");
        sha256(&text)
    }
}

impl Placed {
    /// Whether this event follows `before` in an unbroken chain.
    pub(crate) fn follows(&self, before: &Head) -> bool {
        self.position == before.position + 1
            && self.prev_hash == before.hash
            && self.hash == self.event.hash(&self.prev_hash, self.position)
    }
}

/// Writes the events of a use case that were emitted so far; the store does so at its end.
pub(crate) async fn insert(tx: &mut Tx) -> Result<()> {
    let events = std::mem::take(&mut tx.events);
    if events.is_empty() {
        return Ok(());
    }
    let row = |e: &Event| {
        let (entity, verb) = e.kind.stored();
        serde_json::json!({
            "at": e.at.timestamp_micros(), "actor": e.actor, "on_behalf": e.on_behalf, "entity": entity,
            "entity_id": e.entity_id, "verb": verb, "payload": e.payload.to_string(),
        })
    };
    let (json, count) = given::rows(&events.iter().map(row).collect::<Vec<_>>());
    on!(tx, query(INSERT).bind(&json).bind(count) => execute)?;
    Ok(())
}

/// Gives the events that wait their places, in the order of their ids, at most [`PAGE`].
/// The caller holds the one right to do so. `None` where none waits.
pub(crate) async fn place(conn: &mut Conn) -> Result<Option<Newest>> {
    let waiting = on!(conn, query_as::<_, Row>(WAITING).bind(PAGE) => fetch_all)?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let mut head = head(conn).await?;
    let mut places = Vec::with_capacity(waiting.len());
    let mut newest = Newest::nothing(head.position);
    for event in waiting {
        let position = head.position + 1;
        newest.note(StoredKind::parse(&event.entity, &event.verb), position);
        let hash = event.hash(&head.hash, position);
        let prev_hash = std::mem::replace(&mut head, Head { position, hash: hash.clone() }).hash;
        places.push(Place { position, event_id: event.id, prev_hash, hash });
    }
    let (json, count) = given::rows(&places);
    on!(conn, query(PLACE).bind(&json).bind(count) => execute)?;
    Ok(Some(newest))
}

/// What has been placed after a position.
pub(crate) async fn newest_after(conn: &mut Conn, position: i64) -> Result<Newest> {
    let kinds: Vec<(String, String, i64)> =
        on!(conn, query_as(NEWEST_AFTER).bind(position) => fetch_all)?;
    let mut newest = Newest::nothing(position);
    for (entity, verb, position) in kinds {
        newest.note(StoredKind::parse(&entity, &verb), position);
    }
    Ok(newest)
}

/// Whether an event waits for its place.
pub(crate) async fn any_waiting(conn: &mut Conn) -> Result<bool> {
    let count: i64 = on!(conn, query_scalar(ANY_WAITING) => fetch_one)?;
    Ok(count > 0)
}

/// The newest position of the log.
pub(crate) async fn position(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, query_scalar(POSITION) => fetch_one)?)
}

/// The end of the chain.
pub(crate) async fn head(conn: &mut Conn) -> Result<Head> {
    let head: Option<(i64, String)> = on!(conn, query_as(HEAD) => fetch_optional)?;
    Ok(head.map_or_else(Head::none, |(position, hash)| Head { position, hash }))
}

/// The events after a position, at most [`PAGE`].
pub(crate) async fn placed_after(conn: &mut Conn, position: i64) -> Result<Vec<Placed>> {
    Ok(on!(conn, query_as::<_, Placed>(PLACED_AFTER).bind(position).bind(PAGE) => fetch_all)?)
}

/// When the first thing happened, if anything has.
pub(crate) async fn first_at(conn: &mut Conn) -> Result<Option<DateTime<Utc>>> {
    let micros: Option<i64> = on!(conn, query_scalar(FIRST_AT) => fetch_one)?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}

/// When something last happened to an entity, if ever.
pub(crate) async fn last_at(
    conn: &mut Conn,
    entity: &str,
    entity_id: &str,
) -> Result<Option<DateTime<Utc>>> {
    let micros: Option<i64> =
        on!(conn, query_scalar(LAST_AT).bind(entity).bind(entity_id) => fetch_one)?;
    Ok(micros.and_then(DateTime::from_timestamp_micros))
}
