//! Everything stateful: the store (all SQL), the use cases, the shipped facts.
//!
//! A page calls one method of [`Backend`]. What it answers is a read model of `domain`, or a
//! `domain::Error`; internal causes are logged here once, under a reference, and go no further.

mod accounts;
mod backend;
mod backup;
pub mod basemap;
mod catalogue;
mod check;
mod client_key;
mod clock;
mod collation;
mod demo;
mod digest;
mod district_day;
mod district_page;
mod error;
mod evidence;
mod facts;
mod fiscal_years;
mod form_result;
mod map_board;
mod migrate;
mod news;
mod overview;
mod own_password;
mod password;
mod profile;
mod progress;
mod schools;
mod session;
mod sign_in;
mod sources;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod token;

pub use accounts::{
    AccountRecord, Accounts, Change, ImportReport, ImportRow, LINK_LIVES, Link, NewAccount, Step,
    TypedAppointment,
};
pub use backend::Backend;
pub use backup::{Copied, backup, note_of, restore};
pub use check::{Finding, Rule, check, check_files, check_head, head};
pub use client_key::new_client_key;
pub use clock::Clock;
pub use demo::{DEMO_FIRST_DAY, DEMO_PASSWORD, DEMO_SEED, DEMO_SIGN_INS, Demo, demo, full_demo};
pub use district_day::ReportsThen;
pub use district_page::WholeDistrict;
pub use error::{Error, Result};
pub use evidence::{AttachRefused, DEFAULT_QUOTA, FoundFile, Swept, Upload};
pub use facts::{Difference, Loaded};
pub use fiscal_years::{Opened, open_year};
pub use migrate::{Migrated, migrate};
pub use news::Told;
pub use overview::{ExportFormat, ExportedFile, Query};
pub use password::HashCost;
pub use profile::{Erasure, TypedFacts};
pub use progress::Acknowledged;
pub use schools::{
    CheckedSchools, FileHeading, LARGEST_SCHOOL_FILE, OriginalFile, RefusedLine, SchoolFile,
    SchoolImport, SchoolImports, SchoolReport,
};
pub use session::{NewSession, OwnSignIn, SignedIn};
pub use sign_in::SignIn;
pub use store::Head;
pub use token::Token;
