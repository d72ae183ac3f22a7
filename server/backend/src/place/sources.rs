//! Use case: the sources of the shipped facts.

use super::Districts;
use crate::store::place::source;
use domain::people::access::{Action, can};
use domain::place::source::Source;

impl Districts<'_> {
    /// The sources of the shipped facts, in the order of the list.
    pub async fn sources(self) -> domain::Result<Vec<Source>> {
        can(self.actor, Action::SeeDistrict)?;
        self.backend.read(source::all).await
    }
}
