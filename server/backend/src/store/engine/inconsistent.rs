//! A row that the domain cannot represent: the fault of an edit past the program, or ours.

use std::fmt;

/// Which row and column, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{row}, {column} = {value:?}")]
pub struct Inconsistent {
    /// Table and key, such as `district 1010010000`.
    pub row: String,
    /// The column.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
}

impl Inconsistent {
    pub(crate) fn new(
        row: impl fmt::Display,
        column: &'static str,
        value: impl fmt::Display,
    ) -> Self {
        Self { row: row.to_string(), column, value: value.to_string() }
    }
}
