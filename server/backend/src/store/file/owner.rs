//! Entities that own files, and who may see the files of each. The files of any other entity are seen by nobody.

/// The declaration: variant, table as in the log of events, audience of its files. It makes the enum and the
/// statement that finds a file, so neither knows an entity that the other does not.
macro_rules! file_owners {
    ($then:ident) => {
        $then! {
            /// A progress report.
            ProgressReport "progress_report" readers_of_report,
            /// A district: photos of its office.
            District "district" everybody,
            /// An entry of a district's directors and deputies: photos of the person.
            PersonPost "person_post" everybody,
        }
    };
}
pub(crate) use file_owners;

/// An audience as two conditions in SQL: who may see a file, and whether everybody may.
///
/// They use the links `l`, their district `d`, the report `r` they belong to if it is a report's, and the reader's
/// scope of `progress::reading` as `$1` to `$4`.
macro_rules! audience {
    (everybody, may_see) => {
        "l.audience = 'everybody'"
    };
    (everybody, is_public) => {
        "1"
    };
    (readers_of_report, may_see) => {
        "l.removed_at IS NULL
         AND ((r.state = 'acknowledged' AND r.corrected_by IS NULL)
              OR (r.state <> 'withdrawn' AND ($1 = 1 OR $2 LIKE '%;' || d.slug || ';%'))
              OR (r.state = 'withdrawn' AND ($3 = 1 OR $4 LIKE '%;' || d.slug || ';%')))"
    };
    (readers_of_report, is_public) => {
        "CASE WHEN r.state = 'acknowledged' AND r.corrected_by IS NULL THEN 1 ELSE 0 END"
    };
}
pub(crate) use audience;

/// The audience as `evidence_link` notes it: a replaced file is kept where it was for everybody.
macro_rules! noted_audience {
    (everybody) => {
        "everybody"
    };
    (readers_of_report) => {
        "readers"
    };
}

macro_rules! declare {
    ($($(#[$doc:meta])+ $owner:ident $entity:literal $audience:ident,)+) => {
        /// An entity that files belong to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum FileOwner { $($(#[$doc])+ $owner),+ }

        impl FileOwner {
            /// The table, as in the log of events.
            pub(crate) fn entity(self) -> &'static str {
                match self { $(Self::$owner => $entity),+ }
            }

            /// The owner with this table; `None` for an entity of another version.
            pub(crate) fn from_entity(entity: &str) -> Option<Self> {
                match entity { $($entity => Some(Self::$owner),)+ _ => None }
            }

            /// The audience as `evidence_link` notes it.
            pub(crate) fn noted_audience(self) -> &'static str {
                match self { $(Self::$owner => noted_audience!($audience)),+ }
            }
        }
    };
}
file_owners!(declare);
