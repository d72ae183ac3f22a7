//! A row that the domain cannot represent: the fault of an edit past the program, or ours.

use std::fmt;

/// Which row and column, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl fmt::Display for Inconsistent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} = {:?}", self.row, self.column, self.value)
    }
}
