//! Invariants of the stored data. Filled in below.
