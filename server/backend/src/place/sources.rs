//! Use case: where the shipped facts come from.

use crate::Backend;
use crate::store::place::source;
use domain::place::source::Source;

impl Backend {
    /// The sources of the shipped facts, in the order of the list.
    pub async fn sources(&self) -> domain::Result<Vec<Source>> {
        self.read(source::all).await
    }
}
