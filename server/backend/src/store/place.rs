//! Statements about districts, provinces and clusters.

pub(crate) mod cluster;
pub(crate) mod district;
pub(crate) mod province;
pub(crate) mod shipped_fact;
pub(crate) mod source;

use std::collections::BTreeMap;

/// A row's values by field name, as text.
pub(crate) type Fields = BTreeMap<&'static str, Option<String>>;
