//! The whole HTTP surface: a row for each address, from which its layers follow. What is not here is 404.

mod row;

pub mod error_report;
pub mod file;
pub mod map;
pub mod open_data;
pub mod overview;
pub mod people;
pub mod profile;
pub mod progress;
pub mod school;
pub mod site;

use crate::form::{uploaded_files, uploaded_school_file, uploaded_table};
use crate::http::file as files;
use crate::http::map::{basemap, events};
use crate::http::open_data::{openapi, schools};
use crate::http::people::{accounts, import_accounts, keep_accounts};
use crate::http::profile::photo;
use crate::http::progress::{moves, several};
use crate::http::school::{dots, lists};
use crate::http::site::{health, pages, prefetch, static_files};
use crate::middleware::admit::admit;
use crate::page::prefetch::ADDRESS as PREFETCH;
use crate::page::{inline_scripts, render};
use crate::request::endpoint::Access::{Everybody, Holders, SignedIn};
use crate::request::endpoint::{Access, Endpoint, Kind};
use crate::site::{Site, SiteParts};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post};
use domain::map::view;
use domain::people::access::Action;
use domain::school::{self as schools_rules, ChangeFilter};
pub use row::Row;
use row::{around, file, form, open, page, stream};
use std::sync::Arc;

/// Figures of the whole country.
const OVERSEES: Access = Holders(Action::SeeOverview);
/// Acknowledging reports.
const JUDGES: Access = Holders(Action::AcknowledgeReport);
/// The reports that wait for an acknowledgement.
const REVIEWS: Access = Holders(Action::SeeWaitingReports);
/// The forms of a district's profile.
const EDITS: Access = Holders(Action::EditProfile);
/// The files of a report.
const ATTACHES: Access = Holders(Action::AttachEvidence);
/// The error reports about a district.
const ANSWERS: Access = Holders(Action::AnswerErrorReport);
/// Accounts.
const KEEPS: Access = Holders(Action::ManageAccounts);
/// Lists of accounts.
const IMPORTS: Access = Holders(Action::ImportAccounts);
/// Lists of schools.
const LISTS: Access = Holders(Action::ImportSchools);

/// Kept by browsers and proxies, and asked for again each time, by its `ETag`.
const ASK_FIRST: &str = "public, no-cache";
/// Kept by browsers and proxies.
const AN_HOUR: &str = "public, max-age=3600";

/// The parameters of a page that shows figures of the overview.
const OVERVIEW: &[&[&str]] = overview::PARAMETERS;

/// Data and files that are the same for everybody: the session is not looked up. GET and HEAD.
#[rustfmt::skip]
pub const OPEN: &[Row] = &[
    open(open_data::LIST,              || get(open_data::list)).cache(ASK_FIRST).cached_by(open_data::cached_list),
    open(open_data::GEOJSON,           || get(open_data::geojson)).cache(ASK_FIRST).cached_by(open_data::cached_geojson),
    open("/api/v1/districts/{code}",   || get(open_data::district)).cache(ASK_FIRST),
    open(schools::ADDRESS,             || get(schools::schools)).cache(ASK_FIRST),
    open("/api/v1/openapi.json",       || get(openapi::openapi)).cache(AN_HOUR),
    open(dots::ADDRESS,                || get(dots::school_dots)).cache(ASK_FIRST),
    open("/basemap/provinces.geojson", || get(basemap::provinces)).cache("public, max-age=86400"),
    // For ever, where names carry the hash or the version: `static_files` knows.
    open("/pkg/{*file}",               || get(static_files::immutable)),
    open("/vendor/{*file}",            || get(static_files::immutable)),
    open(PREFETCH,                     || get(prefetch::rules)).cache(AN_HOUR),
    open("/healthz",                   || get(health::healthz)),
    open("/readyz",                    || get(health::readyz)),
];

/// Pages of `app::pages`. A page that is missing here is not served. A page sees the parameters of its row, `form`
/// and `lang`, and no others.
#[rustfmt::skip]
pub const PAGES: &[Row] = &[
    page("/",                           Everybody).reads(&[view::NAMES]),
    page("/districts/{slug}",           Everybody).reads(OVERVIEW).personal(&["correct", "posted"]),
    page("/districts/{slug}/edit",      EDITS),
    page("/districts/{slug}/schools",   Everybody).reads(&[&schools_rules::NAMES]),
    // `few` asks for the first schools alone, `near` for those around a place.
    page("/schools",                    Everybody).reads(&[&["q", "page", "few", "near"]]),
    page("/schools/{code}",             Everybody),
    page("/items/{year}/{item}",        Everybody).reads(OVERVIEW),
    page("/reports/{id}/files",         ATTACHES),
    page("/overview",                   OVERSEES).reads(OVERVIEW),
    page("/overview/districts",         OVERSEES).reads(OVERVIEW),
    page("/overview/compare",           OVERSEES).reads(OVERVIEW),
    page("/clusters/{year}/{no}",       OVERSEES).reads(OVERVIEW),
    page("/waiting",                    REVIEWS).reads(&[&["item", "cluster"]]),
    page("/report-error",               Everybody).reads(&[&["about"]]),
    page("/error-report",               Everybody).personal(&["key"]),
    page("/error-reports",              ANSWERS),
    page("/about",                      Everybody),
    page("/help",                       Everybody),
    page("/privacy",                    Everybody),
    page("/offline",                    Everybody),
    page("/open-data",                  Everybody),
    page("/sign-in",                    Everybody).personal(&["return_to"]),
    page("/invitation",                 Everybody).personal(&["token"]),
    page("/account",                    SignedIn),
    page("/admin/accounts",             KEEPS).reads(&[&["q"]]),
    page("/admin/accounts/new",         KEEPS),
    page("/admin/accounts/import",      IMPORTS),
    page("/admin/accounts/{id}",        KEEPS).personal(&["change"]),
    page("/admin/schools",              LISTS),
    page("/admin/schools/checked/{id}", LISTS).reads(&[&ChangeFilter::NAMES]),
];

/// Answers that go on for as long as somebody listens.
pub const STREAMS: &[Row] = &[stream("/events", Everybody, || get(events::events))];

/// Files of records, for accounts that may see the record. To be asked for again each time, by their `ETag`.
#[rustfmt::skip]
pub const FILES: &[Row] = &[
    file("/files/{id}/small",             Everybody, || get(files::small)),
    file("/files/{id}/{name}",            Everybody, || get(files::file)),
    file("/admin/schools/{id}/original",  LISTS,     || get(lists::original)),
];

/// What forms do: POST from our own pages only, answered by 303, or by the page itself where it shows a
/// one-time link. Nothing is kept.
#[rustfmt::skip]
pub const FORMS: &[Row] = &[
    form("/do/sign_in",               Everybody,  || post(accounts::sign_in)),
    form("/do/sign_out",              Everybody,  || post(accounts::sign_out)).ends_session(),
    form("/do/sign_out_everywhere",   SignedIn,   || post(accounts::sign_out_everywhere)).ends_session(),
    form("/do/change_password",       SignedIn,   || post(accounts::change_password)),
    form("/do/accept_invitation",     Everybody,  || post(accounts::accept_invitation)),
    form("/do/post_progress",         SignedIn,   || post(progress::post_progress)),
    form("/do/withdraw_report",       SignedIn,   || post(moves::withdraw_report)),
    form("/do/question_report",       SignedIn,   || post(moves::question_report)),
    form("/do/answer_question",       SignedIn,   || post(moves::answer_question)),
    form("/do/acknowledge_report",    SignedIn,   || post(moves::acknowledge_report)),
    form("/do/record_facts",          SignedIn,   || post(profile::record_facts)),
    form("/do/record_person",         SignedIn,   || post(profile::record_person)),
    form("/do/put_photo",             SignedIn,   || post(photo::put_photo)).limits(uploaded_files::LIMITS),
    form("/do/remove_photo",          SignedIn,   || post(photo::remove_photo)),
    form("/do/choose_reports",        JUDGES,     || post(several::choose_reports)),
    form("/do/acknowledge_reports",   JUDGES,     || post(several::acknowledge_reports)),
    form("/do/attach_evidence",       SignedIn,   || post(files::attach_evidence)).limits(uploaded_files::LIMITS),
    form("/do/describe_evidence",     SignedIn,   || post(files::describe_evidence)),
    form("/do/remove_evidence",       SignedIn,   || post(files::remove_evidence)),
    form("/do/export_overview",       OVERSEES,   || post(overview::export_overview)), // answered by a file
    form("/do/report_error",          Everybody,  || post(error_report::report_error)),
    form("/do/answer_error_report",   ANSWERS,    || post(error_report::answer_error_report)),
    form("/do/create_account",        KEEPS,      || post(keep_accounts::create_account)),
    form("/do/appoint_account",       KEEPS,      || post(keep_accounts::appoint_account)),
    form("/do/disable_account",       KEEPS,      || post(keep_accounts::disable_account)),
    form("/do/enable_account",        KEEPS,      || post(keep_accounts::enable_account)),
    form("/do/issue_link",            KEEPS,      || post(keep_accounts::issue_link)),
    form("/do/check_accounts",        IMPORTS,    || post(import_accounts::check_accounts)).limits(uploaded_table::LIMITS),
    form("/do/import_accounts",       IMPORTS,    || post(import_accounts::import_accounts)),
    form("/do/check_schools",         LISTS,      || post(lists::check_schools)).limits(uploaded_school_file::LIMITS),
    form("/do/name_school_columns",   LISTS,      || post(lists::name_school_columns)),
    form("/do/apply_schools",         LISTS,      || post(lists::apply_schools)).limits(uploaded_school_file::APPLY_LIMITS),
    form("/do/undo_schools",          LISTS,      || post(lists::undo_schools)),
];

/// All rows.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    OPEN.iter().chain(PAGES).chain(STREAMS).chain(FILES).chain(FORMS)
}

// Files at the site's root, such as the favicon: everybody, public, 1 hour. Anything else is 404.

/// The site's routes, with everything that happens around them.
pub async fn router(parts: SiteParts) -> Router {
    let drawn = render::page_paths(&parts);
    let site = Site::new(parts);
    let scripts = inline_scripts::of_pages(&site, &drawn).await;
    let site = Arc::new(site.with_scripts(&scripts));
    let is_served = |row: &&Row| {
        row.endpoint.kind != Kind::Page || drawn.iter().any(|path| path == row.endpoint.path)
    };
    let mut routes = Router::new();
    for row in rows().filter(is_served) {
        routes = routes.route(row.endpoint.path, row.layered(&site));
    }
    let fallback = any(pages::anything_else).layer(from_fn_with_state(site.clone(), admit));
    routes
        .fallback_service(around(Endpoint::FALLBACK, fallback, &site).with_state(site.clone()))
        .with_state(site)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::prefetch::{ADDRESS, HEADER, RULES};

    #[test]
    fn each_prefetch_rule_is_about_pages_that_exist() {
        let rules: serde_json::Value = serde_json::from_str(RULES).unwrap();
        let patterns = &rules["prefetch"][0]["where"]["and"][0]["href_matches"];
        for pattern in patterns.as_array().unwrap() {
            let begin = pattern.as_str().unwrap().trim_end_matches('*');
            assert!(PAGES.iter().any(|page| page.endpoint.path.starts_with(begin)), "{begin}");
        }
        assert_eq!(HEADER, format!("\"{ADDRESS}\""));
    }
}
