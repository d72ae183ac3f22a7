//! The facts that ship with the product, and how they get into the database without undoing edits.

mod load;
mod merge;
mod shipped;

pub(crate) use load::{current, load};
pub(crate) use shipped::{FIRST_YEAR, Fact, Row, Set, Shipment};

/// What loading the facts did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Rows that were not there, as `entity key`.
    pub added: Vec<String>,
    /// Values that still were as shipped, and now are as this version ships them.
    pub updated: Vec<Difference>,
    /// Values that were edited, and stay.
    pub left_alone: Vec<Difference>,
}

/// A field whose value and shipped value differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The kind of row, such as `district`.
    pub entity: &'static str,
    /// Which one.
    pub key: String,
    /// The field.
    pub field: &'static str,
    /// The value that stood in the database.
    pub current: Option<String>,
    /// The value that this version ships.
    pub shipped: Option<String>,
}
