//! What breaks around the program. Posts go through the real use case, and a ledger outside of the
//! database says what was promised: whoever heard Ok has a row, once, whatever broke meanwhile.

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
