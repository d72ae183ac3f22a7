//! Everything stateful: the store (all SQL), the use cases, the shipped facts.
//!
//! A page calls one method of a handle, such as `backend.districts(&actor).page(…)`. It returns a read model of
//! `domain`, or a `domain::Error`; internal causes are logged here once, under a reference, and are not exposed.

pub(crate) mod database;
mod file;
pub(crate) mod form;
pub(crate) mod job;
pub mod map;
pub(crate) mod people;
pub(crate) mod place;
mod school;
pub(crate) mod year;

mod backend;
mod clock;
mod collation;
mod demo;
mod digest;
mod error;
mod error_report;
mod kept;
mod overview;
mod profile;
mod progress;
pub mod store;
#[cfg(test)]
mod tests;

pub use crate::database::backup::{Copied, backup, note_of, restore};
pub use crate::database::check::{Finding, Rule, check, check_files, check_head, head};
pub use crate::database::migrate::{Migrated, migrate};
pub use crate::file::{AttachRefused, DEFAULT_QUOTA, Files, FoundFile, Swept, Upload, Uploads};
pub use crate::form::Forms;
pub use crate::job::{Job, Jobs, Round};
pub use crate::map::news::Told;
pub use crate::map::{MapHandle, NewsFeed};
pub use crate::people::Sessions;
pub use crate::people::accounts::{
    AccountRecord, Accounts, Change, ImportReport, ImportRow, LINK_LIVES, Link, NewAccount, Step,
    TypedAppointment,
};
pub use crate::people::own_password::PasswordChange;
pub use crate::people::password::HashCost;
pub use crate::people::session::{NewSession, OwnSignIn, SignedIn};
pub use crate::people::sign_in::SignIn;
pub use crate::people::token::Token;
pub use crate::place::Districts;
pub use crate::place::district_day::ReportsThen;
pub use crate::place::district_page::WholeDistrict;
pub use crate::place::facts::{Difference, Loaded};
pub use crate::progress::client_key::new_client_key;
pub use crate::school::{
    CheckedSchools, DistrictSchools, FileHeading, LARGEST_SCHOOL_FILE, OriginalFile, RefusedLine,
    SchoolFile, SchoolImport, SchoolImports, SchoolReport, Schools,
};
pub use crate::year::Years;
pub use crate::year::catalogue_file::{CatalogueFile, CatalogueFileFault};
pub use crate::year::fiscal_years::{Opened, open_year};
pub use crate::year::load_catalogue::{CatalogueReport, load_catalogue};
pub use backend::Backend;
pub use clock::Clock;
#[doc(hidden)]
pub use demo::crowded::{copy_districts, crowded_demo};
pub use demo::{DEMO_FIRST_DAY, DEMO_PASSWORD, DEMO_SEED, DEMO_SIGN_INS, Demo, demo, full_demo};
pub use error::{Error, Result};
pub use error_report::{ErrorReports, KnownSubject};
pub use kept::{Found, Kept};
pub use overview::{ExportFormat, ExportedFile, OverviewHandle, Query};
pub use profile::{Erasure, OperatorProfiles, Profiles, TypedFacts};
pub use progress::{Acknowledged, Reports, WaitingPage};
pub use store::{Head, Stamp, Topic};
