//! Forms without JavaScript.

pub(crate) mod form_result;

use crate::Backend;

/// Results of forms that wait for the page that shows them.
#[derive(Clone, Copy)]
pub struct Forms<'a> {
    backend: &'a Backend,
}

impl Backend {
    /// The results of forms that wait for their page.
    pub fn forms(&self) -> Forms<'_> {
        Forms { backend: self }
    }
}
