//! Faults in the environment of the program. Posts go through the real use case, and a ledger outside the
//! database records the acknowledgements: each acknowledged post has exactly one row, whatever failed meanwhile.

mod clock_moved;
mod held;
mod killed;
mod ledger;
mod one_key;
pub(crate) mod own_process;
mod postgres_away;
mod torn;
mod unanswered;
mod unwritable;

use crate::tests::clock;
use crate::tests::progress::{HERE, appoint, slug};
