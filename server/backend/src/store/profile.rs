//! Statements about what is known of districts.

pub(crate) mod fact;
pub(crate) mod person_post;
pub(crate) mod photo;
