//! The facts that ship with the product, and their loading into the database without overwriting edits.

mod load;
mod merge;
mod shipped;

pub(crate) use load::{current, load};
pub(crate) use shipped::{FIRST_YEAR, Fact, Row, Set, Shipment};

/// The result of loading the facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// New rows, as `entity key`.
    pub added: Vec<String>,
    /// Unedited values that were updated to this version's.
    pub updated: Vec<Difference>,
    /// Edited values, which are kept.
    pub left_alone: Vec<Difference>,
}

/// A field whose value and shipped value differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The kind of row, such as `district`.
    pub entity: &'static str,
    /// Key of the row.
    pub key: String,
    /// Name of the field.
    pub field: &'static str,
    /// The value in the database.
    pub current: Option<String>,
    /// The value that this version ships.
    pub shipped: Option<String>,
}
