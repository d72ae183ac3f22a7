//! Statements about jobs.

pub(crate) mod due_job;
