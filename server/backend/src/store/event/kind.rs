//! The kinds of events: how each is stored, who may know of it, which kept values depend on it, and what it
//! does to a map that is shown. A new kind does not compile without all of these.

use crate::store::engine::given;
use serde_json::json;

/// Declares the enum with its list and its stored texts, so that neither can lack a kind.
macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $entity:literal $verb:literal,)+) => {
        /// What an event says has happened.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum EventKind {
            $($(#[$doc])+ $kind,)+
        }

        impl EventKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// Entity and verb, as stored. Stored events are never changed, so these texts never are.
            pub const fn stored(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$kind => ($entity, $verb),)+
                }
            }
        }
    };
}

kinds! {
    /// A report was posted.
    ReportPosted = "progress_report" "posted",
    /// A report was corrected by a newer one.
    ReportCorrected = "progress_report" "corrected",
    /// A report was withdrawn by its author.
    ReportWithdrawn = "progress_report" "withdrawn",
    /// A report was acknowledged, which opens its text to everybody.
    ReportAcknowledged = "progress_report" "acknowledged",
    /// A question was asked about a report.
    ReportQuestioned = "progress_report" "questioned",
    /// The question about a report was answered.
    ReportAnswered = "progress_report" "answered",
    /// A file was attached to a report.
    FileAttached = "progress_report" "attached",
    /// A file was taken off a report.
    FileDetached = "progress_report" "detached",
    /// A file of a report was given another description.
    FileDescribed = "progress_report" "described",
    /// Facts of a district's profile were recorded.
    ProfileRecorded = "profile" "recorded",
    /// A person in a district's office was recorded.
    PersonRecorded = "profile" "person_recorded",
    /// A photo of an office or a person was put up.
    PhotoPut = "profile" "photo_put",
    /// A photo of an office or a person was taken off.
    PhotoRemoved = "profile" "photo_removed",
    /// Something recorded of a district or a person was erased.
    ProfileErased = "profile" "erased",
    /// Columns of a district's own row were changed.
    DistrictChanged = "district" "changed",
    /// A set of shipped facts was loaded.
    FactsLoaded = "facts" "loaded",
    /// A fiscal year was opened.
    YearOpened = "fiscal_year" "opened",
    /// A fiscal year's catalogue was loaded from a file.
    CatalogueLoaded = "fiscal_year" "catalogue_loaded",
    /// A list of schools was applied.
    SchoolListApplied = "school_import" "applied",
    /// A list of schools was undone.
    SchoolListUndone = "school_import" "undone",
    /// A heading of school lists was assigned to a column.
    SchoolHeadingNamed = "school_heading" "named",
    /// Figures of the overview were exported.
    OverviewExported = "overview" "exported",
    /// An account was created.
    AccountCreated = "account" "created",
    /// An account was given other appointments.
    AccountAppointed = "account" "appointed",
    /// An account was disabled.
    AccountDisabled = "account" "disabled",
    /// An account was enabled again.
    AccountEnabled = "account" "enabled",
    /// A one-time link was issued for an account.
    AccountLinkIssued = "account" "link_issued",
    /// An account's password was set.
    AccountPasswordSet = "account" "password_set",
    /// An account signed in.
    AccountSignedIn = "account" "signed_in",
    /// An account signed out.
    AccountSignedOut = "account" "signed_out",
    /// All sessions of an account were ended by its owner.
    AccountSignedOutEverywhere = "account" "signed_out_everywhere",
}

/// Who may know of an event as it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everybody who follows the map.
    Everybody,
    /// The readers of the questions about the event's report.
    QuestionReaders,
    /// The streams of the event's own account, whose rights or session may be others now.
    OwnAccount,
    /// Nobody: it only stands in the log.
    Log,
}

/// A part of the data that kept values depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Reports with their texts and files.
    Reports,
    /// Questions about reports, and their answers.
    Questions,
    /// Profiles of districts, with people and photos.
    Profiles,
    /// Lists of schools.
    Schools,
    /// Districts, clusters, fiscal years and their catalogues.
    Districts,
    /// Accounts and their sessions.
    Accounts,
}

impl Topic {
    /// Every topic, in the order of declaration.
    pub const ALL: [Self; 6] = [
        Self::Reports,
        Self::Questions,
        Self::Profiles,
        Self::Schools,
        Self::Districts,
        Self::Accounts,
    ];

    /// The topics that pages for everybody depend on.
    pub const PUBLIC: &'static [Self] =
        &[Self::Reports, Self::Profiles, Self::Schools, Self::Districts];
}

/// What an event does to a map that is shown or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The pin of the report's district may be another.
    Pin,
    /// The report may show another text or other files; the pin stays.
    Report,
    /// Anything may be another: kept maps are read from the beginning, and clients reload.
    Everything,
    /// Nothing.
    Nothing,
}

impl EventKind {
    /// Who may know of it.
    pub(crate) const fn audience(self) -> Audience {
        match self {
            Self::ReportPosted
            | Self::ReportCorrected
            | Self::ReportWithdrawn
            | Self::ReportAcknowledged
            | Self::FileAttached
            | Self::FileDetached
            | Self::FileDescribed
            | Self::ProfileRecorded
            | Self::PersonRecorded
            | Self::PhotoPut
            | Self::PhotoRemoved
            | Self::ProfileErased
            | Self::DistrictChanged
            | Self::FactsLoaded
            | Self::YearOpened
            | Self::CatalogueLoaded
            | Self::SchoolListApplied
            | Self::SchoolListUndone => Audience::Everybody,
            Self::ReportQuestioned | Self::ReportAnswered => Audience::QuestionReaders,
            Self::AccountCreated
            | Self::AccountAppointed
            | Self::AccountDisabled
            | Self::AccountEnabled
            | Self::AccountLinkIssued
            | Self::AccountPasswordSet
            | Self::AccountSignedIn
            | Self::AccountSignedOut
            | Self::AccountSignedOutEverywhere => Audience::OwnAccount,
            Self::SchoolHeadingNamed | Self::OverviewExported => Audience::Log,
        }
    }

    /// The topic of the kept values that depend on it; `None` where none does.
    pub(crate) const fn topic(self) -> Option<Topic> {
        match self {
            Self::ReportPosted
            | Self::ReportCorrected
            | Self::ReportWithdrawn
            | Self::ReportAcknowledged
            | Self::FileAttached
            | Self::FileDetached
            | Self::FileDescribed => Some(Topic::Reports),
            Self::ReportQuestioned | Self::ReportAnswered => Some(Topic::Questions),
            Self::ProfileRecorded
            | Self::PersonRecorded
            | Self::PhotoPut
            | Self::PhotoRemoved
            | Self::ProfileErased => Some(Topic::Profiles),
            Self::SchoolListApplied | Self::SchoolListUndone => Some(Topic::Schools),
            Self::DistrictChanged
            | Self::FactsLoaded
            | Self::YearOpened
            | Self::CatalogueLoaded => Some(Topic::Districts),
            Self::AccountCreated
            | Self::AccountAppointed
            | Self::AccountDisabled
            | Self::AccountEnabled
            | Self::AccountLinkIssued
            | Self::AccountPasswordSet
            | Self::AccountSignedIn
            | Self::AccountSignedOut
            | Self::AccountSignedOutEverywhere => Some(Topic::Accounts),
            Self::SchoolHeadingNamed | Self::OverviewExported => None,
        }
    }

    /// What it does to a map.
    pub(crate) const fn effect(self) -> Effect {
        match self {
            Self::ReportPosted | Self::ReportCorrected | Self::ReportWithdrawn => Effect::Pin,
            Self::ReportAcknowledged
            | Self::FileAttached
            | Self::FileDetached
            | Self::FileDescribed => Effect::Report,
            Self::DistrictChanged
            | Self::FactsLoaded
            | Self::YearOpened
            | Self::CatalogueLoaded => Effect::Everything,
            Self::ReportQuestioned
            | Self::ReportAnswered
            | Self::ProfileRecorded
            | Self::PersonRecorded
            | Self::PhotoPut
            | Self::PhotoRemoved
            | Self::ProfileErased
            | Self::SchoolListApplied
            | Self::SchoolListUndone
            | Self::SchoolHeadingNamed
            | Self::OverviewExported
            | Self::AccountCreated
            | Self::AccountAppointed
            | Self::AccountDisabled
            | Self::AccountEnabled
            | Self::AccountLinkIssued
            | Self::AccountPasswordSet
            | Self::AccountSignedIn
            | Self::AccountSignedOut
            | Self::AccountSignedOutEverywhere => Effect::Nothing,
        }
    }

    /// Whether nobody who follows the map hears of it.
    fn is_silent(self) -> bool {
        match self.audience() {
            Audience::Everybody => self.effect() == Effect::Nothing,
            Audience::QuestionReaders | Audience::OwnAccount => false,
            Audience::Log => true,
        }
    }
}

/// The kind of an event that was read from the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StoredKind {
    /// A kind that this version writes.
    Known(EventKind),
    /// Written by a newer version: it may mean anything, to everything that is kept.
    Unknown,
}

impl StoredKind {
    /// From entity and verb, as stored.
    pub(crate) fn parse(entity: &str, verb: &str) -> Self {
        let kind = EventKind::ALL.iter().find(|kind| kind.stored() == (entity, verb));
        kind.map_or(Self::Unknown, |kind| Self::Known(*kind))
    }

    /// The topics of the kept values that depend on it.
    pub(crate) fn topics(self) -> Vec<Topic> {
        match self {
            Self::Known(kind) => kind.topic().into_iter().collect(),
            Self::Unknown => Topic::ALL.to_vec(),
        }
    }
}

/// The kinds that no follower of the map hears of, as [`bound`].
pub(crate) fn silent() -> (String, i64) {
    bound(EventKind::is_silent)
}

/// The kinds on which nothing of these topics depends, as [`bound`].
pub(crate) fn without(topics: &[Topic]) -> (String, i64) {
    bound(|kind| kind.topic().is_none_or(|topic| !topics.contains(&topic)))
}

/// Those kinds as a JSON array and its length, for `given`: objects whose `kind` is entity and verb with a
/// space between. Statements leave out the kinds that do not matter, so that an unknown one stays in.
fn bound(which: impl Fn(EventKind) -> bool) -> (String, i64) {
    let kinds = EventKind::ALL.iter().filter(|kind| which(**kind)).map(|kind| {
        let (entity, verb) = kind.stored();
        json!({ "kind": format!("{entity} {verb}") })
    });
    given::rows(&kinds.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_is_stored_under_texts_of_its_own_and_read_back() {
        let stored: BTreeSet<_> = EventKind::ALL.iter().map(|kind| kind.stored()).collect();
        assert_eq!(stored.len(), EventKind::ALL.len());
        for kind in EventKind::ALL {
            let (entity, verb) = kind.stored();
            assert_eq!(StoredKind::parse(entity, verb), StoredKind::Known(*kind));
            assert!(!entity.contains(' ') && !verb.contains(' '), "{kind:?}");
        }
    }

    #[test]
    fn what_no_version_has_written_yet_is_unknown_and_touches_every_topic() {
        for (entity, verb) in [("visit", "planned"), ("progress_report", "reviewed"), ("", "")] {
            let kind = StoredKind::parse(entity, verb);
            assert_eq!((kind, kind.topics()), (StoredKind::Unknown, Topic::ALL.to_vec()));
        }
    }

    #[test]
    fn what_only_some_may_know_touches_no_page_for_everybody_and_moves_no_map() {
        for kind in EventKind::ALL.iter().filter(|kind| kind.audience() != Audience::Everybody) {
            assert_eq!(kind.effect(), Effect::Nothing, "{kind:?}");
            let is_public = |topic| Topic::PUBLIC.contains(&topic);
            assert!(!kind.topic().is_some_and(is_public), "{kind:?}");
        }
    }

    #[test]
    fn what_everybody_may_know_touches_the_pages_for_everybody() {
        for kind in EventKind::ALL.iter().filter(|kind| kind.audience() == Audience::Everybody) {
            assert!(kind.topic().is_some_and(|topic| Topic::PUBLIC.contains(&topic)), "{kind:?}");
        }
    }

    #[test]
    fn topics_are_listed_in_the_order_of_their_numbers() {
        for (number, topic) in Topic::ALL.into_iter().enumerate() {
            assert_eq!(topic as usize, number);
        }
    }
}
