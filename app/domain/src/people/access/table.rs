//! The table of rights. Source: `domain.md` §1 with "Who reads a progress report", and §3.

use crate::people::role::Role;
use crate::people::role::Role::{
    Administrator, BureauOfficer, Director, Executive, MonitoringLead, MonitoringOfficer, Reporter,
    Reviewer,
};
use Action::{
    AcknowledgeReport, AnswerQuestion, AttachEvidence, CorrectReport, EditProfile, ImportAccounts,
    ImportSchools, ManageAccounts, MovePin, PostReport, QuestionReport, ReadInternalProfile,
    ReadQuestions, ReadUncheckedReport, ReadWithdrawnReport, SeeDistrict, SeeItem, SeeMap,
    SeeOpenData, SeeOverview, SeeWaitingReports, SignIn, UseOwnAccount, WithdrawReport,
};
use Who::{Everybody, Holders, OwnAccount};
use Whose::{Anybodys, OwnDistricts, OwnItems};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// See the map, its list and the year's catalogue.
    SeeMap,
    /// See a district's public page.
    SeeDistrict,
    /// See an item's page over all districts.
    SeeItem,
    /// Read the open data.
    SeeOpenData,
    /// Sign in, and set a password through an invitation.
    SignIn,
    /// Change the own password, see and end the own sign-ins.
    UseOwnAccount,
    /// List, search, create, appoint, disable and invite accounts.
    ManageAccounts,
    /// Read a list of accounts from a file.
    ImportAccounts,
    /// Look a list of schools over, apply it, undo it.
    ImportSchools,
    /// Report a district's progress.
    PostReport,
    /// Replace a report of the district by a new one.
    CorrectReport,
    /// Take a report of the district back, with a reason.
    WithdrawReport,
    /// Answer the bureau's question on a report of the district.
    AnswerQuestion,
    /// Attach files to a report of the district, and take them off.
    AttachEvidence,
    /// Ask a question about a report.
    QuestionReport,
    /// Acknowledge a report, which opens its text to everybody.
    AcknowledgeReport,
    /// See the figures of the whole country, of clusters, and their exports.
    SeeOverview,
    /// See the reports that wait for an acknowledgement.
    SeeWaitingReports,
    /// Read text, story, number and link of a report that nobody has acknowledged yet.
    ReadUncheckedReport,
    /// Read a report that was taken back, and the reason.
    ReadWithdrawnReport,
    /// Read the questions on a report and their answers.
    ReadQuestions,
    /// Record what is known of a district, and who leads it.
    EditProfile,
    /// Confirm or move a district's pin.
    MovePin,
    /// Read how the people of an office are reached, and what its page lacks.
    ReadInternalProfile,
}

impl Action {
    /// All, in the order of the table.
    pub const ALL: [Self; 24] = [
        SeeMap,
        SeeDistrict,
        SeeItem,
        SeeOpenData,
        SignIn,
        UseOwnAccount,
        ManageAccounts,
        ImportAccounts,
        ImportSchools,
        PostReport,
        CorrectReport,
        WithdrawReport,
        AnswerQuestion,
        AttachEvidence,
        QuestionReport,
        AcknowledgeReport,
        SeeOverview,
        SeeWaitingReports,
        ReadUncheckedReport,
        ReadWithdrawnReport,
        ReadQuestions,
        EditProfile,
        MovePin,
        ReadInternalProfile,
    ];
}

/// Who a row of the table allows something.
pub(super) enum Who {
    /// The public included.
    Everybody,
    /// Each account to itself.
    OwnAccount,
    /// Who holds one of these roles, to these records.
    Holders(&'static [Role], Whose),
}

/// Which records a role reaches.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// All.
    Anybodys,
    /// Those of the district appointed to.
    OwnDistricts,
    /// Those about the items appointed to.
    OwnItems,
}

const DISTRICT: &[Role] = &[Reporter, Director];
const MONITORING: &[Role] = &[MonitoringOfficer, MonitoringLead];
const BUREAU: &[Role] = &[BureauOfficer];

/// What is not in it is refused.
pub(super) const TABLE: &[(Action, Who)] = &[
    (SeeMap, Everybody),
    (SeeDistrict, Everybody),
    (SeeItem, Everybody),
    (SeeOpenData, Everybody),
    (SignIn, Everybody),
    (UseOwnAccount, OwnAccount),
    (ManageAccounts, Holders(&[Administrator], Anybodys)),
    (ImportAccounts, Holders(&[Administrator], Anybodys)),
    (ImportSchools, Holders(MONITORING, Anybodys)),
    (ImportSchools, Holders(&[Administrator], Anybodys)),
    (PostReport, Holders(DISTRICT, OwnDistricts)),
    (CorrectReport, Holders(DISTRICT, OwnDistricts)),
    (WithdrawReport, Holders(DISTRICT, OwnDistricts)),
    (AnswerQuestion, Holders(DISTRICT, OwnDistricts)),
    (AttachEvidence, Holders(DISTRICT, OwnDistricts)),
    (QuestionReport, Holders(MONITORING, Anybodys)),
    (QuestionReport, Holders(BUREAU, OwnItems)),
    (AcknowledgeReport, Holders(MONITORING, Anybodys)),
    (AcknowledgeReport, Holders(BUREAU, OwnItems)),
    (SeeOverview, Holders(DISTRICT, Anybodys)),
    (SeeOverview, Holders(&[Reviewer, BureauOfficer, Executive, Administrator], Anybodys)),
    (SeeOverview, Holders(MONITORING, Anybodys)),
    (SeeWaitingReports, Holders(&[BureauOfficer, MonitoringOfficer, MonitoringLead], Anybodys)),
    (ReadUncheckedReport, Holders(DISTRICT, OwnDistricts)),
    (ReadUncheckedReport, Holders(&[Reviewer, BureauOfficer, Executive], Anybodys)),
    (ReadUncheckedReport, Holders(MONITORING, Anybodys)),
    (ReadWithdrawnReport, Holders(DISTRICT, OwnDistricts)),
    (ReadWithdrawnReport, Holders(MONITORING, Anybodys)),
    (ReadQuestions, Holders(DISTRICT, OwnDistricts)),
    (ReadQuestions, Holders(MONITORING, Anybodys)),
    (ReadQuestions, Holders(BUREAU, OwnItems)),
    (EditProfile, Holders(DISTRICT, OwnDistricts)),
    (MovePin, Holders(&[Director], OwnDistricts)),
    (ReadInternalProfile, Holders(DISTRICT, OwnDistricts)),
    (ReadInternalProfile, Holders(MONITORING, Anybodys)),
];
