//! Use cases: progress reports. Each change checks the domain's rules within its own transaction.

pub(crate) mod client_key;

mod moves;
mod post;
mod read;
mod waiting;

pub use moves::Acknowledged;
pub(crate) use moves::event_of;
pub(crate) use post::{posted, text};
pub(crate) use read::{item_lines, scope, shown};
pub use waiting::WaitingPage;

use crate::Backend;
use crate::digest::sha256;
use crate::store::file::evidence::RecordRow;
use crate::store::file::owner::FileOwner;
use domain::people::access::Actor;
use domain::place::district::Slug;

/// Reports on progress, as one actor reads and changes them.
#[derive(Clone, Copy)]
pub struct Reports<'a> {
    backend: &'a Backend,
    actor: &'a Actor,
}

impl Backend {
    /// The reports on progress, for this actor.
    pub fn reports<'a>(&'a self, actor: &'a Actor) -> Reports<'a> {
        Reports { backend: self, actor }
    }
}

/// A report as the record that files belong to.
pub(crate) fn report_row(id: i64) -> RecordRow {
    RecordRow { owner: FileOwner::ProgressReport, id }
}

/// 16 random bytes as text. Stored only beside the text: erasing both leaves a digest that
/// reveals nothing.
pub(crate) fn new_salt() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// The digest of a report posted for a district. `canonical` as of
/// [`NewReport::canonical`](domain::progress::new_report::NewReport::canonical).
pub(crate) fn digest(salt: &str, district: &Slug, canonical: &str) -> String {
    sha256(&format!("{salt}\u{1f}{district}\u{1f}{canonical}"))
}

/// The digest of a question, an answer or a reason.
pub(crate) fn remark_digest(salt: &str, text: &str) -> String {
    sha256(&format!("{salt}\u{1f}{text}"))
}
