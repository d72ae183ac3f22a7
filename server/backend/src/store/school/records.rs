//! Schools, as the lists that count say; and the lists themselves.

use crate::Result;
use crate::store::engine::given;
use crate::store::engine::given::given;
use crate::store::{Conn, Inconsistent, Tx, on};
use chrono::{DateTime, Duration, Utc};
use domain::kernel::id::AccountId;
use domain::place::district::Slug;
use domain::place::position::Place;
use domain::school::{AcademicYear, KnownSchool, Level, Levels, School};
use serde::Serialize;
use sqlx::{FromRow, query, query_as, query_scalar};

/// So many lines are staged in one go, within two or three milliseconds: whoever reports meanwhile waits for
/// one step at most.
pub(crate) const STEP: usize = 35;

/// A list that is still staged after so long was given up: all of them take a minute.
const GIVEN_UP: Duration = Duration::hours(1);

/// What the lists say that count.
macro_rules! said {
    () => {
            "SELECT s.code, v.is_open, d.code AS district, v.name, v.level_from, v.level_to, v.province, v.amphoe,
                    v.tambon, v.lat, v.lon, v.students, v.teachers, i.year
             FROM school_version v
             JOIN school s ON s.id = v.school_id
             JOIN school_import i ON i.id = v.import_id
             LEFT JOIN district d ON d.id = v.district_id
             WHERE i.applied_at IS NOT NULL AND i.undone_at IS NULL"
    };
}

/// What the newest list says that counts, of each school.
macro_rules! known {
    ($($and:tt)*) => {
        concat!(
            said!(),
            " AND NOT EXISTS (
                   SELECT 1 FROM school_version n JOIN school_import m ON m.id = n.import_id
                   WHERE n.school_id = v.school_id AND n.import_id > v.import_id
                     AND m.applied_at IS NOT NULL AND m.undone_at IS NULL)",
            $($and)*
        )
    };
}

const ALL: &str = known!();

const OF_DISTRICT: &str =
    known!(" AND v.district_id = (SELECT id FROM district WHERE slug = $1) ORDER BY s.code");

/// What each of them says of one school.
const HISTORY: &str = concat!(said!(), " AND s.code = $1 ORDER BY v.import_id");

const DISTRICT_CODES: &str = "SELECT code FROM district WHERE closed_on IS NULL";

/// The newest list that counts.
const NEWEST: &str = "
    SELECT id, year FROM school_import
    WHERE applied_at IS NOT NULL AND undone_at IS NULL ORDER BY id DESC LIMIT 1";

const IMPORTS: &str = "
    SELECT i.id, i.year, i.file_name, i.opened, i.moved, i.changed, i.closed, i.applied_at, i.undone_at,
           a.display_name AS applied_by
    FROM school_import i LEFT JOIN account a ON a.id = i.applied_by
    WHERE i.applied_at IS NOT NULL ORDER BY i.id DESC";

const ORIGINAL: &str = "
    SELECT i.file_name, i.sha256, o.packed
    FROM school_import i JOIN school_import_original o ON o.import_id = i.id
    WHERE i.id = $1 AND i.applied_at IS NOT NULL";

const STAGE: &str = "
    INSERT INTO school_import (year, file_name, sha256, opened, moved, changed, closed, staged_at, applied_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";

const KEEP_ORIGINAL: &str =
    "INSERT INTO school_import_original (import_id, packed) VALUES ($1, $2)";

const PUT_SCHOOLS: &str = given!(
    "INSERT INTO school (code) SELECT it ->> 'code' FROM given WHERE true ON CONFLICT (code) DO NOTHING"
);

const PUT_VERSIONS: &str = given!(
    "INSERT INTO school_version (school_id, import_id, is_open, district_id, name, level_from, level_to, province,
                                 amphoe, tambon, lat, lon, students, teachers)
     SELECT s.id, $3, CAST(it ->> 'is_open' AS BIGINT), d.id, it ->> 'name', it ->> 'level_from', it ->> 'level_to',
            it ->> 'province', it ->> 'amphoe', it ->> 'tambon', CAST(it ->> 'lat' AS DOUBLE PRECISION),
            CAST(it ->> 'lon' AS DOUBLE PRECISION), CAST(it ->> 'students' AS BIGINT), CAST(it ->> 'teachers' AS BIGINT)
     FROM given JOIN school s ON s.code = it ->> 'code' LEFT JOIN district d ON d.code = it ->> 'district'"
);

/// Makes a staged list count, unless another has come to count since `$3` was the newest, or its lines are
/// not all there.
const APPLY: &str = "
    UPDATE school_import SET applied_at = $2
    WHERE id = $1 AND applied_at IS NULL
      AND COALESCE((SELECT MAX(id) FROM school_import WHERE applied_at IS NOT NULL AND undone_at IS NULL), 0) = $3
      AND (SELECT COUNT(*) FROM school_version WHERE import_id = $1) = $4";

/// Undoes the newest list that counts, and no other: those after it stand on it.
const UNDO: &str = "
    UPDATE school_import SET undone_at = $2
    WHERE id = $1 AND applied_at IS NOT NULL AND undone_at IS NULL
      AND id = (SELECT MAX(id) FROM school_import WHERE applied_at IS NOT NULL AND undone_at IS NULL)";

/// What was staged before `$1` and given up.
const FORGET_VERSIONS: &str = "
    DELETE FROM school_version
    WHERE import_id IN (SELECT id FROM school_import WHERE applied_at IS NULL AND staged_at < $1)";
const FORGET_ORIGINALS: &str = "
    DELETE FROM school_import_original
    WHERE import_id IN (SELECT id FROM school_import WHERE applied_at IS NULL AND staged_at < $1)";
const FORGET_IMPORTS: &str =
    "DELETE FROM school_import WHERE applied_at IS NULL AND staged_at < $1";

#[cfg(test)]
pub(crate) const STATEMENTS: &[&str] = &[
    ALL,
    OF_DISTRICT,
    HISTORY,
    DISTRICT_CODES,
    NEWEST,
    IMPORTS,
    ORIGINAL,
    STAGE,
    KEEP_ORIGINAL,
    PUT_SCHOOLS,
    PUT_VERSIONS,
    APPLY,
    UNDO,
    FORGET_VERSIONS,
    FORGET_ORIGINALS,
    FORGET_IMPORTS,
];

#[derive(FromRow)]
struct KnownRow {
    code: String,
    is_open: i64,
    district: Option<String>,
    name: String,
    level_from: Option<String>,
    level_to: Option<String>,
    province: String,
    amphoe: String,
    tambon: String,
    lat: Option<f64>,
    lon: Option<f64>,
    students: Option<i64>,
    teachers: Option<i64>,
    year: i64,
}

impl TryFrom<KnownRow> for KnownSchool {
    type Error = Inconsistent;

    fn try_from(row: KnownRow) -> Result<Self, Inconsistent> {
        let bad = |column, value: &dyn std::fmt::Display| {
            Inconsistent::new(format!("school {}", row.code), column, value)
        };
        let count = |count: Option<i64>| count.map(u32::try_from).transpose();
        let levels = |(from, to): (&String, &String)| {
            let levels = Level::from_key(from).zip(Level::from_key(to));
            let levels = levels.and_then(|(from, to)| Levels::new(from, to));
            levels.ok_or_else(|| bad("level_from", from))
        };
        let year = i32::try_from(row.year).ok().and_then(AcademicYear::new);
        Ok(Self {
            is_open: row.is_open == 1,
            year: year.ok_or_else(|| bad("year", &row.year))?,
            school: School {
                levels: row
                    .level_from
                    .as_ref()
                    .zip(row.level_to.as_ref())
                    .map(levels)
                    .transpose()?,
                students: count(row.students).map_err(|e| bad("students", &e))?,
                teachers: count(row.teachers).map_err(|e| bad("teachers", &e))?,
                place: row.lat.zip(row.lon).and_then(|(lat, lon)| Place::new(lat, lon)),
                code: row.code,
                name: row.name,
                district: row.district,
                province: row.province,
                amphoe: row.amphoe,
                tambon: row.tambon,
            },
        })
    }
}

/// A list that was applied.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct Import {
    pub id: i64,
    pub year: i64,
    pub file_name: String,
    pub opened: i64,
    pub moved: i64,
    pub changed: i64,
    pub closed: i64,
    pub applied_at: i64,
    pub undone_at: Option<i64>,
    /// What the account is called.
    pub applied_by: Option<String>,
}

/// A list to be staged.
#[derive(Debug, Clone)]
pub(crate) struct NewImport {
    pub year: i64,
    pub file_name: String,
    pub sha256: String,
    pub opened: i64,
    pub moved: i64,
    pub changed: i64,
    pub closed: i64,
    /// The account, by row id.
    pub applied_by: Option<AccountId>,
}

/// A line to be staged.
#[derive(Serialize)]
struct Staged<'a> {
    code: &'a str,
    is_open: i32,
    district: Option<&'a str>,
    name: &'a str,
    level_from: Option<&'static str>,
    level_to: Option<&'static str>,
    province: &'a str,
    amphoe: &'a str,
    tambon: &'a str,
    lat: Option<f64>,
    lon: Option<f64>,
    students: Option<u32>,
    teachers: Option<u32>,
}

impl<'a> From<&'a (School, bool)> for Staged<'a> {
    fn from((school, is_open): &'a (School, bool)) -> Self {
        Self {
            code: &school.code,
            is_open: i32::from(*is_open),
            district: school.district.as_deref(),
            name: &school.name,
            level_from: school.levels.map(|levels| levels.from.key()),
            level_to: school.levels.map(|levels| levels.to.key()),
            province: &school.province,
            amphoe: &school.amphoe,
            tambon: &school.tambon,
            lat: school.place.map(|place| place.lat),
            lon: school.place.map(|place| place.lon),
            students: school.students,
            teachers: school.teachers,
        }
    }
}

/// All schools that a list ever named and that counts.
pub(crate) async fn all(conn: &mut Conn) -> Result<Vec<KnownSchool>> {
    let rows = on!(conn, query_as::<_, KnownRow>(ALL) => fetch_all)?;
    Ok(rows.into_iter().map(KnownSchool::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// Those of a district, closed ones too.
pub(crate) async fn of_district(conn: &mut Conn, slug: &Slug) -> Result<Vec<KnownSchool>> {
    let rows = on!(conn, query_as::<_, KnownRow>(OF_DISTRICT).bind(slug.as_str()) => fetch_all)?;
    Ok(rows.into_iter().map(KnownSchool::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// What the lists that count have said of the school with this code, the oldest first.
pub(crate) async fn history(conn: &mut Conn, code: &str) -> Result<Vec<KnownSchool>> {
    let rows = on!(conn, query_as::<_, KnownRow>(HISTORY).bind(code) => fetch_all)?;
    Ok(rows.into_iter().map(KnownSchool::try_from).collect::<Result<_, Inconsistent>>()?)
}

/// The office codes that a school may belong to.
pub(crate) async fn district_codes(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(on!(conn, query_scalar(DISTRICT_CODES) => fetch_all)?)
}

/// Row id and year of the newest list that counts.
pub(crate) async fn newest(conn: &mut Conn) -> Result<Option<(i64, i64)>> {
    Ok(on!(conn, query_as(NEWEST) => fetch_optional)?)
}

/// All that were applied, undone ones too, the newest first.
pub(crate) async fn imports(conn: &mut Conn) -> Result<Vec<Import>> {
    Ok(on!(conn, query_as::<_, Import>(IMPORTS) => fetch_all)?)
}

/// Name, SHA-256 and content, packed, of the file of a list that was applied.
pub(crate) async fn original(
    conn: &mut Conn,
    import: i64,
) -> Result<Option<(String, String, Vec<u8>)>> {
    Ok(on!(conn, query_as(ORIGINAL).bind(import) => fetch_optional)?)
}

/// Begins to stage a list, and forgets those that were given up; gives its row id.
pub(crate) async fn stage(
    tx: &mut Tx,
    import: &NewImport,
    packed: &[u8],
    now: DateTime<Utc>,
) -> Result<i64> {
    for statement in [FORGET_VERSIONS, FORGET_ORIGINALS, FORGET_IMPORTS] {
        let given_up = (now - GIVEN_UP).timestamp_micros();
        on!(tx, query(statement).bind(given_up) => execute)?;
    }
    let id: i64 = on!(tx, query_scalar(STAGE).bind(import.year).bind(&import.file_name).bind(&import.sha256)
        .bind(import.opened).bind(import.moved).bind(import.changed).bind(import.closed)
        .bind(now.timestamp_micros()).bind(import.applied_by.map(AccountId::get)) => fetch_one)?;
    on!(tx, query(KEEP_ORIGINAL).bind(id).bind(packed) => execute)?;
    Ok(id)
}

/// Stages some lines: the schools with whether they are open.
pub(crate) async fn stage_lines(tx: &mut Tx, import: i64, lines: &[(School, bool)]) -> Result<()> {
    let staged: Vec<Staged> = lines.iter().map(Staged::from).collect();
    let (json, count) = given::rows(&staged);
    on!(tx, query(PUT_SCHOOLS).bind(&json).bind(count) => execute)?;
    on!(tx, query(PUT_VERSIONS).bind(&json).bind(count).bind(import) => execute)?;
    Ok(())
}

/// Lets a staged list count; `false` where it was planned on another newest one, or lines are missing.
pub(crate) async fn apply(
    tx: &mut Tx,
    import: i64,
    before: i64,
    lines: usize,
    now: DateTime<Utc>,
) -> Result<bool> {
    let lines = i64::try_from(lines).unwrap_or(i64::MAX);
    let done = on!(tx, query(APPLY).bind(import).bind(now.timestamp_micros()).bind(before).bind(lines) => execute)?;
    Ok(done == 1)
}

/// Undoes a list; `false` where it is not the newest one that counts.
pub(crate) async fn undo(tx: &mut Tx, import: i64, now: DateTime<Utc>) -> Result<bool> {
    Ok(on!(tx, query(UNDO).bind(import).bind(now.timestamp_micros()) => execute)? == 1)
}
