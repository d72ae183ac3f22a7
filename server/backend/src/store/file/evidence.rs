//! Files and what they belong to. Who may see one is part of the statement that finds it.

use super::change::Change;
use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::file::owner::{FileOwner, audience, file_owners};
use crate::store::progress::reading::Scope;
use crate::store::{Conn, Inconsistent, Tx, on};
use domain::file::{Consent, Format, Purpose, ShownFile};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use serde_json::json;
use sqlx::{FromRow, query, query_as, query_scalar};
use std::collections::HashMap;

const PUT_FILE: &str = "
    INSERT INTO file (sha256, format, bytes, width, height, created_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (sha256) DO NOTHING";

const FILE: &str = "SELECT id FROM file WHERE sha256 = $1";

const PUT: &str = "
    INSERT INTO evidence_link (file_id, district_id, entity, entity_id, audience, purpose, consent, attached_at, attached_by)
    SELECT $1, d.id, $2, $3, $4, $5, $6, $7, $8 FROM district d WHERE d.slug = $9
    ON CONFLICT DO NOTHING RETURNING id";

const PUT_TEXT: &str =
    "INSERT INTO evidence_text (link_id, alt, name, salt) VALUES ($1, $2, $3, $4)";

/// The same file on the same record, with what is said about it.
const SAME: &str = "
    SELECT l.id, t.alt FROM evidence_link l LEFT JOIN evidence_text t ON t.link_id = l.id
    WHERE l.entity = $1 AND l.entity_id = $2 AND l.file_id = $3 AND l.removed_at IS NULL";

/// Something that a district has attached to a report, to be used again: who agreed to stand on the page of
/// an office has agreed to nothing else.
const AGAIN: &str = "
    SELECT l.file_id, f.format, t.name
    FROM evidence_link l JOIN file f ON f.id = l.file_id JOIN district d ON d.id = l.district_id
    JOIN evidence_text t ON t.link_id = l.id
    WHERE l.id = $1 AND d.slug = $2 AND l.entity = 'progress_report' AND l.removed_at IS NULL";

const FIND: &str = "
    SELECT entity, entity_id FROM evidence_link WHERE id = $1 AND removed_at IS NULL";

const REMOVE: &str = "
    UPDATE evidence_link SET removed_at = $2, removed_by = $3 WHERE id = $1 AND removed_at IS NULL";

/// What is said about a file of a record, be it as it stands or as it stood before.
const SAID: &str = "
    SELECT l.file_id, t.alt FROM evidence_link l JOIN evidence_text t ON t.link_id = l.id
    WHERE l.id = $1 AND l.entity = $2 AND l.entity_id = $3";

/// The same file on the same record once more, after it was taken off.
const SAY_ANEW: &str = "
    INSERT INTO evidence_link (file_id, district_id, entity, entity_id, audience, purpose, consent, attached_at, attached_by)
    SELECT file_id, district_id, entity, entity_id, audience, purpose, consent, $2, $3 FROM evidence_link
    WHERE id = $1 RETURNING id";

/// Its text, under the name that it had.
const SAY_TEXT: &str = "
    INSERT INTO evidence_text (link_id, alt, name, salt)
    SELECT $1, $3, name, $4 FROM evidence_text WHERE link_id = $2 RETURNING name";

/// The files of a record (`$2`) on another one of the same table (`$3`) as well.
const CARRY: &str = "
    INSERT INTO evidence_link (file_id, district_id, entity, entity_id, audience, purpose, consent, attached_at, attached_by)
    SELECT file_id, district_id, entity, $3, audience, purpose, consent, $4, $5 FROM evidence_link
    WHERE entity = $1 AND entity_id = $2 AND removed_at IS NULL ORDER BY id";

/// What is said about them.
const CARRY_TEXT: &str = "
    INSERT INTO evidence_text (link_id, alt, name, salt)
    SELECT n.id, t.alt, t.name, t.salt
    FROM evidence_link n JOIN evidence_link o ON o.entity = n.entity AND o.file_id = n.file_id AND o.removed_at IS NULL
    JOIN evidence_text t ON t.link_id = o.id
    WHERE o.entity = $1 AND o.entity_id = $2 AND n.entity_id = $3 AND n.removed_at IS NULL";

/// Takes all files off a record.
const LEAVE: &str = "
    UPDATE evidence_link SET removed_at = $3, removed_by = $4
    WHERE entity = $1 AND entity_id = $2 AND removed_at IS NULL";

/// Files of the given rows of a table (`$3`), in an order that stays when something else is said about one.
const OF_RECORDS: &str = given!(
    "SELECT l.entity_id, l.id, f.format, f.bytes, f.width, f.height, l.purpose, l.consent, t.alt, t.name
     FROM evidence_link l JOIN file f ON f.id = l.file_id JOIN evidence_text t ON t.link_id = l.id
     WHERE l.entity = $3 AND l.removed_at IS NULL
       AND l.entity_id IN (SELECT CAST(it ->> 'id' AS BIGINT) FROM given)
     ORDER BY l.file_id"
);

/// A district's files on a table's rows, each once, the newest first; without those of one record.
const EARLIER: &str = "
    SELECT l.entity_id, l.id, f.format, f.bytes, f.width, f.height, l.purpose, l.consent, t.alt, t.name
    FROM evidence_link l JOIN file f ON f.id = l.file_id JOIN evidence_text t ON t.link_id = l.id
    JOIN district d ON d.id = l.district_id
    WHERE d.slug = $1 AND l.entity = $2 AND l.removed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM evidence_link m WHERE m.file_id = l.file_id AND m.district_id = l.district_id
                      AND m.entity = $2 AND m.removed_at IS NULL AND m.id > l.id)
      AND NOT EXISTS (SELECT 1 FROM evidence_link m WHERE m.file_id = l.file_id AND m.entity = $2
                      AND m.entity_id = $3 AND m.removed_at IS NULL)
    ORDER BY l.id DESC LIMIT $4";

const COUNT: &str = "
    SELECT COUNT(*) FROM evidence_link WHERE entity = $1 AND entity_id = $2 AND removed_at IS NULL";

/// A file that the reader may see, by its row id (`$5`). The rest is the reader's scope, as of `progress::reading`.
/// Each entity says who may see its files; those of an entity that is not named here are seen by nobody.
/// A file for everybody is found as long as its text is there, though another has taken its place: it is shown
/// as of days that are over.
macro_rules! readable {
    ($($(#[$doc:meta])+ $owner:ident $entity:literal $audience:ident,)+) => {
        concat!(
            "SELECT f.sha256, f.format, t.name, CAST(CASE l.entity",
            $(" WHEN '", $entity, "' THEN ", audience!($audience, is_public),)+
            " ELSE 0 END AS BIGINT) AS is_public
             FROM evidence_link l JOIN file f ON f.id = l.file_id JOIN evidence_text t ON t.link_id = l.id
             JOIN district d ON d.id = l.district_id
             LEFT JOIN progress_report r ON l.entity = 'progress_report' AND r.id = l.entity_id
             WHERE l.id = $5 AND CASE l.entity",
            $(" WHEN '", $entity, "' THEN ", audience!($audience, may_see),)+
            " ELSE 1 = 0 END"
        )
    };
}

const READABLE: &str = file_owners!(readable);

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    PUT_FILE, FILE, PUT, PUT_TEXT, SAME, AGAIN, FIND, REMOVE, SAID, SAY_ANEW, SAY_TEXT, CARRY,
    CARRY_TEXT, LEAVE, OF_RECORDS, EARLIER, COUNT, READABLE,
];

/// A row that files belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RecordRow {
    /// The entity.
    pub owner: FileOwner,
    /// The row.
    pub id: i64,
}

/// A file whose bytes lie in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// Of the bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    pub format: Format,
    pub bytes: u64,
    /// In pixels, of a picture.
    pub size: Option<(u32, u32)>,
}

/// A file about to be attached.
#[derive(Debug, Clone)]
pub(crate) struct NewLink {
    /// Row id.
    pub file: i64,
    pub district: Slug,
    pub record: RecordRow,
    pub purpose: Purpose,
    pub consent: Consent,
    pub alt: String,
    /// Without ending.
    pub name: String,
    pub salt: String,
    /// Microseconds.
    pub at: i64,
    /// Row id of the account.
    pub by: AccountId,
}

/// A file that somebody may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Readable {
    pub sha256: String,
    pub format: Format,
    /// Without ending.
    pub name: String,
    /// Whether everybody may.
    pub is_public: bool,
}

/// A file of a row.
#[derive(FromRow)]
pub(crate) struct Row {
    entity_id: i64,
    id: i64,
    format: String,
    bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    purpose: String,
    consent: String,
    alt: String,
    name: String,
}

impl RecordRow {
    /// Table and row, as bound.
    pub(crate) fn bindings(self) -> (&'static str, i64) {
        (self.owner.entity(), self.id)
    }
}

impl TryFrom<Row> for ShownFile {
    type Error = Inconsistent;

    fn try_from(row: Row) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("evidence_link {}", row.id), column, value)
        };
        let side = |side: Option<i64>| side.and_then(|side| u32::try_from(side).ok());
        Ok(Self {
            id: row.id,
            format: Format::from_key(&row.format).ok_or_else(|| bad("format", &row.format))?,
            bytes: u64::try_from(row.bytes).map_err(|_| bad("bytes", &row.bytes))?,
            size: side(row.width).zip(side(row.height)),
            purpose: Purpose::from_key(&row.purpose).ok_or_else(|| bad("purpose", &row.purpose))?,
            consent: Consent::from_key(&row.consent).ok_or_else(|| bad("consent", &row.consent))?,
            alt: row.alt,
            name: row.name,
        })
    }
}

pub(crate) fn format_of(key: &str) -> Result<Format> {
    Ok(Format::from_key(key).ok_or_else(|| Inconsistent::new("file", "format", key))?)
}

/// Stores a file, once for each content; gives its row id.
pub(crate) async fn put_file(tx: &mut Tx, file: &NewFile, at: i64) -> Result<i64> {
    let bytes = i64::try_from(file.bytes).unwrap_or(i64::MAX);
    let (width, height) = file.size.map(|(w, h)| (i64::from(w), i64::from(h))).unzip();
    let (sha256, format) = (file.sha256.as_str(), file.format.key());
    on!(tx, query(PUT_FILE).bind(sha256).bind(format).bind(bytes).bind(width).bind(height).bind(at) => execute)?;
    Ok(on!(tx, query_scalar(FILE).bind(sha256) => fetch_one)?)
}

/// Attaches a file; `None` where the record has it already.
pub(crate) async fn put(tx: &mut Tx, link: &NewLink) -> Result<Option<i64>> {
    let id: Option<i64> = on!(tx, query_scalar(PUT).bind(link.file).bind(link.record.owner.entity()).bind(link.record.id)
        .bind(link.record.owner.noted_audience()).bind(link.purpose.key()).bind(link.consent.key()).bind(link.at).bind(link.by.get())
        .bind(link.district.as_str()) => fetch_optional)?;
    if let Some(id) = id {
        on!(tx, query(PUT_TEXT).bind(id).bind(&link.alt).bind(&link.name).bind(&link.salt) => execute)?;
    }
    Ok(id)
}

/// The same file on the same record: its row id and its alternative text.
pub(crate) async fn same(
    conn: &mut Conn,
    record: RecordRow,
    file: i64,
) -> Result<Option<(i64, Option<String>)>> {
    let (entity, id) = record.bindings();
    Ok(on!(conn, query_as(SAME).bind(entity).bind(id).bind(file) => fetch_optional)?)
}

/// The file of something that the district has attached: its row id, format and name.
pub(crate) async fn again(
    conn: &mut Conn,
    id: i64,
    district: &Slug,
) -> Result<Option<(i64, Format, String)>> {
    let row: Option<(i64, String, String)> =
        on!(conn, query_as(AGAIN).bind(id).bind(district.as_str()) => fetch_optional)?;
    row.map(|(file, format, name)| Ok((file, format_of(&format)?, name))).transpose()
}

/// An alternative text with its salt.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub alt: &'a str,
    pub salt: &'a str,
}

/// The row that an attached file belongs to; `None` also for an entity that is not known here.
pub(crate) async fn record_of(conn: &mut Conn, id: i64) -> Result<Option<RecordRow>> {
    let found: Option<(String, i64)> = on!(conn, query_as(FIND).bind(id) => fetch_optional)?;
    Ok(found.and_then(|(entity, id)| {
        FileOwner::from_entity(&entity).map(|owner| RecordRow { owner, id })
    }))
}

/// Takes a file off its record; gives whether it was there.
pub(crate) async fn remove(tx: &mut Tx, id: i64, change: Change) -> Result<bool> {
    Ok(on!(tx, query(REMOVE).bind(id).bind(change.at).bind(change.account()) => execute)? > 0)
}

/// The file of what is or was attached to a record under this row id, and its alternative text.
pub(crate) async fn said(
    conn: &mut Conn,
    id: i64,
    record: RecordRow,
) -> Result<Option<(i64, String)>> {
    let (entity, record) = record.bindings();
    Ok(on!(conn, query_as(SAID).bind(id).bind(entity).bind(record) => fetch_optional)?)
}

/// Says something else about what is attached under this row id, which another one takes the place of; gives
/// that and the file's name. `None` where it is not there any more.
pub(crate) async fn say(
    tx: &mut Tx,
    id: i64,
    new: Said<'_>,
    change: Change,
) -> Result<Option<(i64, String)>> {
    let Said { alt, salt } = new;
    if !remove(tx, id, change).await? {
        return Ok(None);
    }
    let (at, by) = (change.at, change.account());
    let new: i64 = on!(tx, query_scalar(SAY_ANEW).bind(id).bind(at).bind(by) => fetch_one)?;
    let name: String =
        on!(tx, query_scalar(SAY_TEXT).bind(new).bind(id).bind(alt).bind(salt) => fetch_one)?;
    Ok(Some((new, name)))
}

/// Moves the files of a record to another one of the same table, with what is said about them; gives how many.
pub(crate) async fn carry_over(
    tx: &mut Tx,
    from: RecordRow,
    to: RecordRow,
    change: Change,
) -> Result<u64> {
    let (entity, id) = from.bindings();
    let (at, by) = (change.at, change.account());
    let count =
        on!(tx, query(CARRY).bind(entity).bind(id).bind(to.id).bind(at).bind(by) => execute)?;
    if count > 0 {
        on!(tx, query(CARRY_TEXT).bind(entity).bind(id).bind(to.id) => execute)?;
        leave(tx, from, change).await?;
    }
    Ok(count)
}

/// Takes all files off a record, on behalf of an account or of nobody.
pub(crate) async fn leave(tx: &mut Tx, record: RecordRow, change: Change) -> Result<()> {
    let (entity, id) = record.bindings();
    let (at, by) = (change.at, change.account());
    on!(tx, query(LEAVE).bind(entity).bind(id).bind(at).bind(by) => execute)?;
    Ok(())
}

/// The files of the rows with these ids, by row, in the order in which they were first kept.
pub(crate) async fn of_records(
    conn: &mut Conn,
    owner: FileOwner,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<ShownFile>>> {
    let mut files: HashMap<i64, Vec<ShownFile>> = HashMap::new();
    if ids.is_empty() {
        return Ok(files);
    }
    let (json, count) = given::rows(&ids.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>());
    let rows: Vec<Row> =
        on!(conn, query_as(OF_RECORDS).bind(&json).bind(count).bind(owner.entity()) => fetch_all)?;
    for row in rows {
        files.entry(row.entity_id).or_default().push(row.try_into()?);
    }
    Ok(files)
}

/// At most `limit` of a district's files, each once, without those of `record`.
pub(crate) async fn earlier(
    conn: &mut Conn,
    district: &Slug,
    record: RecordRow,
    limit: i64,
) -> Result<Vec<ShownFile>> {
    let (entity, id) = record.bindings();
    let rows: Vec<Row> = on!(conn, query_as(EARLIER).bind(district.as_str()).bind(entity).bind(id).bind(limit) => fetch_all)?;
    Ok(rows.into_iter().map(ShownFile::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// How many files a record has.
pub(crate) async fn count(conn: &mut Conn, record: RecordRow) -> Result<i64> {
    let (entity, id) = record.bindings();
    Ok(on!(conn, query_scalar(COUNT).bind(entity).bind(id) => fetch_one)?)
}

/// What was attached under this row id, where the scope reaches it.
pub(crate) async fn readable(conn: &mut Conn, scope: &Scope, id: i64) -> Result<Option<Readable>> {
    let (a, b, c, d) = scope.bindings();
    let row: Option<(String, String, String, i64)> =
        on!(conn, query_as(READABLE).bind(a).bind(&b).bind(c).bind(&d).bind(id) => fetch_optional)?;
    row.map(|(sha256, format, name, public)| {
        Ok(Readable { sha256, format: format_of(&format)?, name, is_public: public == 1 })
    })
    .transpose()
}
