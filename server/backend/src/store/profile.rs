//! Statements about what is known of districts.

pub(crate) mod fact;
pub(crate) mod person_post;
pub(crate) mod photo;

/// The entity of the log of events: a district's profile.
pub(crate) const ENTITY: &str = "profile";
