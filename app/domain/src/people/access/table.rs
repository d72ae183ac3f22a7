//! The table of rights: one row per right. Source: `domain.md` §1 with "Who reads a progress report", and §3.

use crate::people::role::Role;
use crate::people::role::Role::{
    Administrator, BureauOfficer, Director, Executive, MonitoringLead, MonitoringOfficer, Reporter,
    Reviewer,
};
use Grant::{Everybody, Holders, OwnAccount};
use Scope::{All, OwnDistricts, OwnItems};

const DISTRICT: &[Role] = &[Reporter, Director];
const MONITORING: &[Role] = &[MonitoringOfficer, MonitoringLead];

/// Makes [`Action`] of rows `Name => [grants];`, each with its doc line.
macro_rules! rights {
    ($($(#[$doc:meta])+ $name:ident => [$($grant:expr),+];)+) => {
        /// What an actor asks to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])+ $name,)+
        }

        impl Action {
            /// All, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The grants of the action's row; without one of them it is refused.
            pub fn grants(self) -> &'static [Grant] {
                match self {
                    $(Self::$name => &[$($grant),+],)+
                }
            }
        }
    };
}

rights! {
    /// See the map, its list and the year's catalogue.
    SeeMap => [Everybody];
    /// See a district's public page.
    SeeDistrict => [Everybody];
    /// See an item's page over all districts.
    SeeItem => [Everybody];
    /// Read the open data.
    SeeOpenData => [Everybody];
    /// Report an error in public data, and read the answer by its link.
    ReportError => [Everybody];
    /// Read the open error reports about a district, and answer them.
    AnswerErrorReport => [Holders(DISTRICT, OwnDistricts), Holders(MONITORING, All)];
    /// Sign in, and set a password through an invitation.
    SignIn => [Everybody];
    /// Change the own password, see and end the own sign-ins.
    UseOwnAccount => [OwnAccount];
    /// List, search, create, appoint, disable and invite accounts.
    ManageAccounts => [Holders(&[Administrator], All)];
    /// Read a list of accounts from a file.
    ImportAccounts => [Holders(&[Administrator], All)];
    /// Look a list of schools over, apply it, undo it.
    ImportSchools => [Holders(MONITORING, All), Holders(&[Administrator], All)];
    /// Report a district's progress.
    PostReport => [Holders(DISTRICT, OwnDistricts)];
    /// Replace a report of the district by a new one.
    CorrectReport => [Holders(DISTRICT, OwnDistricts)];
    /// Take a report of the district back, with a reason.
    WithdrawReport => [Holders(DISTRICT, OwnDistricts)];
    /// Answer the bureau's question on a report of the district.
    AnswerQuestion => [Holders(DISTRICT, OwnDistricts)];
    /// Attach files to a report of the district, and take them off.
    AttachEvidence => [Holders(DISTRICT, OwnDistricts)];
    /// Ask a question about a report.
    QuestionReport => [Holders(MONITORING, All), Holders(&[BureauOfficer], OwnItems)];
    /// Acknowledge a report, which opens its text to everybody.
    AcknowledgeReport => [Holders(MONITORING, All), Holders(&[BureauOfficer], OwnItems)];
    /// See the figures of the whole country, of clusters, and their exports.
    SeeOverview => [
        Holders(DISTRICT, All),
        Holders(MONITORING, All),
        Holders(&[Reviewer, BureauOfficer, Executive, Administrator], All)
    ];
    /// See the reports that wait for an acknowledgement.
    SeeWaitingReports => [Holders(MONITORING, All), Holders(&[BureauOfficer], All)];
    /// Read text, story, number and link of a report that nobody has acknowledged yet.
    ReadUncheckedReport => [
        Holders(DISTRICT, OwnDistricts),
        Holders(MONITORING, All),
        Holders(&[Reviewer, BureauOfficer, Executive], All)
    ];
    /// Read a report that was taken back, and the reason.
    ReadWithdrawnReport => [Holders(DISTRICT, OwnDistricts), Holders(MONITORING, All)];
    /// Read the questions on a report and their answers.
    ReadQuestions => [
        Holders(DISTRICT, OwnDistricts),
        Holders(MONITORING, All),
        Holders(&[BureauOfficer], OwnItems)
    ];
    /// Record what is known of a district, and who leads it.
    EditProfile => [Holders(DISTRICT, OwnDistricts)];
    /// Confirm or move a district's pin.
    MovePin => [Holders(&[Director], OwnDistricts)];
    /// Read how the people of an office are reached, and what its page lacks.
    ReadInternalProfile => [Holders(DISTRICT, OwnDistricts), Holders(MONITORING, All)];
}

/// To whom a row of the table gives its action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// The public included.
    Everybody,
    /// Each account for itself.
    OwnAccount,
    /// Holders of these roles, for the records in this scope.
    Holders(&'static [Role], Scope),
}

/// The records that a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All.
    All,
    /// Those of the district appointed to.
    OwnDistricts,
    /// Those about the items appointed to.
    OwnItems,
    /// Those assigned to the account.
    Assigned,
}

/// The same rights once more, written by hand for the test. Columns: DR DD RV BO ME ML EX AD, an account without a role, the public.
/// `A` any record or none, `o` only the own, `-` never, `?` after signing in.
#[cfg(test)]
pub(super) const MATRIX: &[(Action, &str)] = &[
    (Action::SeeMap, "AAAAAAAAAA"),
    (Action::SeeDistrict, "AAAAAAAAAA"),
    (Action::SeeItem, "AAAAAAAAAA"),
    (Action::SeeOpenData, "AAAAAAAAAA"),
    (Action::ReportError, "AAAAAAAAAA"),
    (Action::AnswerErrorReport, "oo--AA---?"),
    (Action::SignIn, "AAAAAAAAAA"),
    (Action::UseOwnAccount, "ooooooooo?"),
    (Action::ManageAccounts, "-------A-?"),
    (Action::ImportAccounts, "-------A-?"),
    (Action::ImportSchools, "----AA-A-?"),
    (Action::PostReport, "oo-------?"),
    (Action::CorrectReport, "oo-------?"),
    (Action::WithdrawReport, "oo-------?"),
    (Action::AnswerQuestion, "oo-------?"),
    (Action::AttachEvidence, "oo-------?"),
    (Action::QuestionReport, "---oAA---?"),
    (Action::AcknowledgeReport, "---oAA---?"),
    (Action::SeeOverview, "AAAAAAAA-?"),
    (Action::SeeWaitingReports, "---AAA---?"),
    (Action::ReadUncheckedReport, "ooAAAAA--?"),
    (Action::ReadWithdrawnReport, "oo--AA---?"),
    (Action::ReadQuestions, "oo-oAA---?"),
    (Action::EditProfile, "oo-------?"),
    (Action::MovePin, "-o-------?"),
    (Action::ReadInternalProfile, "oo--AA---?"),
];
