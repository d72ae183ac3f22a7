//! Many rows in one trip: bound as one JSON array, read row by row in SQL.

use serde::Serialize;

/// A statement over `given`, whose column `it` is element number `i` of the JSON array `$1`; `$2` is the
/// array's length, or the placeholders named first. Values come out as text (`it ->> 'name'`) and are
/// cast where the column is not text.
macro_rules! given {
    ($json:literal, $count:literal, $($sql:tt)+) => {
        concat!(
            "WITH RECURSIVE step (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM step WHERE i + 1 < ",
            $count,
            "), given AS MATERIALIZED (SELECT i, CAST(",
            $json,
            " AS json_text) -> i AS it FROM step WHERE i < ",
            $count,
            ") ",
            $($sql)+
        )
    };
    ($($sql:tt)+) => {
        given!("$1", "$2", $($sql)+)
    };
}
pub(crate) use given;

/// The array and its length, as `$1` and `$2`.
pub(crate) fn rows<T: Serialize>(rows: &[T]) -> (String, i64) {
    let json = serde_json::to_string(rows).expect("rows are plain values with text keys");
    (json, i64::try_from(rows.len()).unwrap_or(i64::MAX))
}
