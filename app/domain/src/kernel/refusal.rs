//! What the rules of a record do not allow, each with what is possible instead.

use crate::people::role::Role;
use crate::progress::state::State;
use crate::year::fiscal_year::FiscalYear;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a request that was understood is not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "detail", rename_all = "snake_case")]
pub enum Refusal {
    /// The key of an earlier post came with other content. The earlier one stands.
    KeyReused,
    /// The report's state does not lead there; [`State::verbs`] says what does.
    WrongState(State),
    /// A newer report corrects this one; act on that.
    Corrected,
    /// The fiscal year is closed; only an erratum is possible.
    YearClosed(FiscalYear),
    /// Nobody accepts what they submitted; another person may.
    OwnReport,
    /// Nobody changes the own rights, or closes the own account; another administrator may.
    OwnAccount,
    /// Another's record. These roles may, where it is their own or in their charge.
    NotYours {
        /// In the order of [`Role::ALL`].
        may: Vec<Role>,
    },
    /// A list of schools of a later academic year counts already; older ones come first.
    LaterList(i32),
    /// Another list of schools stands on this one, or it does not count any more.
    NotNewestList,
    /// The appointment that would have allowed it is over.
    AppointmentEnded {
        /// Its role.
        role: Role,
        /// Its last day.
        on: NaiveDate,
    },
}

impl Refusal {
    /// The HTTP status that says the same: 403 where another person may, 409 where nobody may now.
    pub fn status(&self) -> u16 {
        match self {
            Self::OwnReport
            | Self::OwnAccount
            | Self::NotYours { .. }
            | Self::AppointmentEnded { .. } => 403,
            Self::KeyReused
            | Self::WrongState(_)
            | Self::Corrected
            | Self::YearClosed(_)
            | Self::LaterList(_)
            | Self::NotNewestList => 409,
        }
    }
}
