//! Which files are kept, and what they take: those of what living rows say, and the photos that others have
//! taken the place of, as long as their text is there. So days that are over are shown as they were.

use crate::Result;
use crate::store::file::evidence::format_of;
use crate::store::{Conn, on};
use domain::file::Format;
use domain::place::district::Slug;
use sqlx::{query_as, query_scalar};

/// Bytes of a district's files, each counted once.
const USED: &str = "
    SELECT CAST(COALESCE(SUM(f.bytes), 0) AS BIGINT) FROM file f
    WHERE f.id IN (SELECT l.file_id FROM evidence_link l JOIN district d ON d.id = l.district_id
                   WHERE d.slug = $1 AND l.removed_at IS NULL
                   UNION
                   SELECT l.file_id FROM evidence_link l JOIN district d ON d.id = l.district_id
                   JOIN evidence_text t ON t.link_id = l.id WHERE d.slug = $1 AND l.audience = 'everybody')";

const NEEDED: &str = "
    SELECT f.sha256, f.format FROM file f
    WHERE f.id IN (SELECT l.file_id FROM evidence_link l WHERE l.removed_at IS NULL
                   UNION
                   SELECT l.file_id FROM evidence_link l JOIN evidence_text t ON t.link_id = l.id
                   WHERE l.audience = 'everybody')
    ORDER BY f.sha256";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[USED, NEEDED];

/// Bytes of a district's files, each counted once.
pub(crate) async fn used(conn: &mut Conn, district: &Slug) -> Result<u64> {
    let bytes: i64 = on!(conn, query_scalar(USED).bind(district.as_str()) => fetch_one)?;
    Ok(u64::try_from(bytes).unwrap_or_default())
}

/// Digest and format of every file that is kept.
pub(crate) async fn needed(conn: &mut Conn) -> Result<Vec<(String, Format)>> {
    let rows: Vec<(String, String)> = on!(conn, query_as(NEEDED) => fetch_all)?;
    rows.into_iter().map(|(sha256, format)| Ok((sha256, format_of(&format)?))).collect()
}
