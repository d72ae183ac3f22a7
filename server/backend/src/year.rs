//! Use cases: fiscal years and their catalogues.

pub(crate) mod catalogue;
pub(crate) mod catalogue_file;
pub(crate) mod fiscal_years;
pub(crate) mod load_catalogue;

use crate::Backend;

/// The fiscal years.
#[derive(Clone, Copy)]
pub struct Years<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The fiscal years.
    pub fn years(&self) -> Years<'_> {
        Years { backend: self }
    }
}
