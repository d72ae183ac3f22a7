//! Districts and shipped facts.

pub(crate) mod facts;
