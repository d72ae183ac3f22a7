//! Photos of offices and of who leads them: files of the rows `district` and `person_post`, the latter by
//! the first version of an entry, which is its row for good.

use crate::Result;
use crate::store::file::change::Change;
use crate::store::file::evidence;
use crate::store::file::evidence::RecordRow;
use crate::store::file::owner::FileOwner;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Utc};
use domain::file::{Consent, ShownFile};
use domain::place::district::Slug;
use domain::profile::photo::{Photos, Subject};
use sqlx::{FromRow, query, query_as, query_scalar};

/// A district's photos with the number of the entry, 0 for the office.
macro_rules! photos {
    ($when:literal) => {
        concat!(
            "SELECT CAST(COALESCE(p.no, 0) AS BIGINT) AS no, l.entity_id, l.id, f.format, f.bytes, f.width, f.height,
                    l.purpose, l.consent, t.alt, t.name
             FROM evidence_link l JOIN district d ON d.id = l.district_id JOIN file f ON f.id = l.file_id
             JOIN evidence_text t ON t.link_id = l.id
             LEFT JOIN person_post p ON l.entity = 'person_post' AND p.id = l.entity_id
             WHERE d.slug = $1 AND l.entity IN ('district', 'person_post') AND ",
            $when,
            " ORDER BY l.id"
        )
    };
}

/// As they stand.
const NOW: &str = photos!("l.removed_at IS NULL");

/// As they stood at `$2`.
const THEN: &str = photos!("l.attached_at <= $2 AND (l.removed_at IS NULL OR l.removed_at > $2)");

/// The row of an active district. It is written so that it is held: nobody else changes a photo of the
/// district's until the end of this transaction.
const HOLD: &str =
    "UPDATE district SET slug = slug WHERE slug = $1 AND closed_on IS NULL RETURNING id";

const ENTRY: &str = "SELECT id FROM person_post WHERE district_id = $1 AND no = $2 AND version = 1";

const LIVING: &str = "
    SELECT l.id, l.file_id, l.consent, t.alt FROM evidence_link l JOIN evidence_text t ON t.link_id = l.id
    WHERE l.entity = $1 AND l.entity_id = $2 AND l.removed_at IS NULL";

const ERASE_TEXTS: &str = "
    DELETE FROM evidence_text
    WHERE link_id IN (SELECT id FROM evidence_link WHERE entity = $1 AND entity_id = $2)";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[NOW, THEN, HOLD, ENTRY, LIVING, ERASE_TEXTS];

#[derive(FromRow)]
struct Row {
    no: i64,
    #[sqlx(flatten)]
    file: evidence::Row,
}

/// The photo that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Living {
    /// Row id of its being put up.
    pub id: i64,
    /// Row id.
    pub file: i64,
    pub consent: Consent,
    pub alt: String,
}

/// A district's photos as they stand, or as they stood at `then`.
pub(crate) async fn of(
    conn: &mut Conn,
    district: &Slug,
    then: Option<DateTime<Utc>>,
) -> Result<Photos> {
    let slug = district.as_str();
    let rows: Vec<Row> = match then.map(|then| then.timestamp_micros()) {
        None => on!(conn, query_as(NOW).bind(slug) => fetch_all)?,
        Some(then) => on!(conn, query_as(THEN).bind(slug).bind(then) => fetch_all)?,
    };
    let mut photos = Photos::default();
    for Row { no, file } in rows {
        let file = ShownFile::try_from(file)?;
        match no {
            0 => photos.office = Some(file),
            no => _ = photos.people.insert(no, file),
        }
    }
    Ok(photos)
}

/// What a photo of `subject` belongs to, held until the end of the transaction; `None` where there is no
/// such thing in an active district.
pub(crate) async fn record(
    tx: &mut Tx,
    district: &Slug,
    subject: Subject,
) -> Result<Option<RecordRow>> {
    let office: Option<i64> =
        on!(tx, query_scalar(HOLD).bind(district.as_str()) => fetch_optional)?;
    let Some(office) = office else { return Ok(None) };
    let Subject::Person(no) = subject else {
        return Ok(Some(RecordRow { owner: FileOwner::District, id: office }));
    };
    let entry: Option<i64> = on!(tx, query_scalar(ENTRY).bind(office).bind(no) => fetch_optional)?;
    Ok(entry.map(|id| RecordRow { owner: FileOwner::PersonPost, id }))
}

/// The photo of a record that stands.
pub(crate) async fn living(conn: &mut Conn, record: RecordRow) -> Result<Option<Living>> {
    let (entity, id) = record.bindings();
    let row: Option<(i64, i64, String, String)> =
        on!(conn, query_as(LIVING).bind(entity).bind(id) => fetch_optional)?;
    let living = |(id, file, consent, alt): (i64, i64, String, String)| {
        let bad = || Inconsistent::new(format!("evidence_link {id}"), "consent", &consent);
        let consent = Consent::from_key(&consent).ok_or_else(bad)?;
        Ok(Living { id, file, consent, alt })
    };
    row.map(living).transpose()
}

/// Takes every photo off a record, those too that others have taken the place of, and erases what is said
/// about them; gives how many there were. With that nothing keeps the files.
pub(crate) async fn take_off(tx: &mut Tx, record: RecordRow, change: Change) -> Result<u64> {
    evidence::leave(tx, record, change).await?;
    let (entity, id) = record.bindings();
    Ok(on!(tx, query(ERASE_TEXTS).bind(entity).bind(id) => execute)?)
}
