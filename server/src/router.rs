//! The whole HTTP surface. What is not here is 404.

use crate::around;
use crate::form::posted_files;
use crate::form::posted_school_file;
use crate::form::posted_table;
use crate::http::map::{basemap, events};
use crate::http::open_data::openapi;
use crate::http::open_data::schools;
use crate::http::people::{accounts, import_accounts, keep_accounts};
use crate::http::profile::photo;
use crate::http::progress::{moves, several};
use crate::http::school::{dots, lists};
use crate::http::site::{health, pages, prefetch, static_files};
use crate::http::{file, open_data, overview, profile, progress};
use crate::page::render;
use crate::request::visitor::{Access, admit};
use crate::site::{Site, SiteParts};
use Access::{Everybody, SignedIn};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, any, get, post};
use domain::people::access::Action;
use std::sync::Arc;

/// An address with what answers it.
pub struct Row {
    /// In the router's notation.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What answers; another method is 405.
    pub answer: fn() -> MethodRouter<Arc<Site>>,
}

/// Who sees figures of the whole country.
const OVERSEES: Access = Access::Holders(Action::SeeOverview);
/// Who acknowledges reports, be it some or all.
const JUDGES: Access = Access::Holders(Action::AcknowledgeReport);
/// Who sees what waits for an acknowledgement.
const REVIEWS: Access = Access::Holders(Action::SeeWaitingReports);
/// Who fills in what is known of a district.
const EDITS: Access = Access::Holders(Action::EditProfile);
/// Who attaches files to reports.
const ATTACHES: Access = Access::Holders(Action::AttachEvidence);
/// Who keeps accounts.
const KEEPS: Access = Access::Holders(Action::ManageAccounts);
/// Who reads lists of accounts from files.
const IMPORTS: Access = Access::Holders(Action::ImportAccounts);

/// Who imports lists of schools.
const LISTS: Access = Access::Holders(Action::ImportSchools);

const fn row(path: &'static str, access: Access, answer: fn() -> MethodRouter<Arc<Site>>) -> Row {
    Row { path, access, answer }
}

/// Data and files: the same for everybody, so nobody asks who it is for. GET and HEAD.
#[rustfmt::skip]
pub const OPEN: &[Row] = &[
    // path                            who may      answered by                           kept by browsers and proxies
    row(open_data::LIST,               Everybody,  || get(open_data::list)),           // public, no-cache + ETag
    row(open_data::GEOJSON,            Everybody,  || get(open_data::geojson)),        // public, no-cache + ETag
    row("/api/v1/districts/{code}",    Everybody,  || get(open_data::district)),       // public, no-cache + ETag
    row(schools::ADDRESS,              Everybody,  || get(schools::schools)),          // public, no-cache + ETag
    row("/api/v1/openapi.json",        Everybody,  || get(openapi::openapi)),          // public, 1 hour
    row(dots::ADDRESS,          Everybody,  || get(dots::school_dots)),  // public, no-cache + ETag
    row("/basemap/provinces.geojson",  Everybody,  || get(basemap::provinces)),        // public, 1 day + ETag
    row("/pkg/{*file}",                Everybody,  || get(static_files::immutable)),   // for ever: names carry the hash
    row("/vendor/{*file}",             Everybody,  || get(static_files::immutable)),   // for ever: names carry the version
    row(prefetch::ADDRESS,             Everybody,  || get(prefetch::rules)),            // public, 1 hour
    row("/healthz",                    Everybody,  || get(health::healthz)),           // no-store
    row("/readyz",                     Everybody,  || get(health::readyz)),            // no-store
];

/// Pages of `app::routes`. A page that is missing here is not served. Public pages: public, no-cache
/// + `ETag`, kept here until something changes. For somebody signed in, or not 200: private, no-store.
#[rustfmt::skip]
pub const PAGES: &[Row] = &[
    row("/",                           Everybody,  || get(pages::page)),
    row("/districts/{slug}",           Everybody,  || get(pages::page)),
    row("/districts/{slug}/edit",       EDITS,      || get(pages::page)),
    row("/districts/{slug}/schools",   Everybody,  || get(pages::page)),
    row("/schools",                    Everybody,  || get(pages::page)),
    row("/schools/{code}",             Everybody,  || get(pages::page)),
    row("/items/{year}/{item}",        Everybody,  || get(pages::page)),
    row("/reports/{id}/files",         ATTACHES,   || get(pages::page)),
    row("/overview",                   OVERSEES,   || get(pages::page)),
    row("/overview/districts",         OVERSEES,   || get(pages::page)),
    row("/overview/compare",           OVERSEES,   || get(pages::page)),
    row("/clusters/{year}/{no}",       OVERSEES,   || get(pages::page)),
    row("/waiting",                    REVIEWS,    || get(pages::page)),
    row("/about",                      Everybody,  || get(pages::page)),
    row("/help",                       Everybody,  || get(pages::page)),
    row("/privacy",                    Everybody,  || get(pages::page)),
    row("/offline",                    Everybody,  || get(pages::page)),
    row("/open-data",                  Everybody,  || get(pages::page)),
    row("/sign-in",                    Everybody,  || get(pages::page)),
    row("/invitation",                 Everybody,  || get(pages::page)),
    row("/account",                    SignedIn,   || get(pages::page)),
    row("/admin/accounts",             KEEPS,      || get(pages::page)),
    row("/admin/accounts/new",         KEEPS,      || get(pages::page)),
    row("/admin/accounts/import",      IMPORTS,    || get(pages::page)),
    row("/admin/accounts/{id}",        KEEPS,      || get(pages::page)),
    row("/admin/schools",              LISTS,      || get(pages::page)),
    row("/admin/schools/checked/{id}", LISTS,      || get(pages::page)),
];

/// Whether a page is at this path, in the router's notation.
pub fn is_page(path: &str) -> bool {
    PAGES.iter().any(|row| row.path == path)
}

/// Answers that go on for as long as somebody listens. Nothing is kept.
#[rustfmt::skip]
pub const STREAMS: &[Row] = &[
    row("/events",                     Everybody,  || get(events::events)),            // no-store
];

/// Files of records: for whoever may see the record. To be asked for again each time, by their `ETag`.
#[rustfmt::skip]
pub const FILES: &[Row] = &[
    row("/files/{id}/small",           Everybody,  || get(file::small)),
    row("/files/{id}/{name}",          Everybody,  || get(file::file)),
    row("/admin/schools/{id}/original", LISTS,     || get(lists::original)),        // no-store
];

/// What forms do: POST from our own pages only, answered by 303, or by the page itself where it shows a
/// one-time link. Nothing is kept.
#[rustfmt::skip]
pub const FORMS: &[Row] = &[
    row("/do/sign_in",                 Everybody,  || post(accounts::sign_in)),
    row("/do/sign_out",                Everybody,  || post(accounts::sign_out)),
    row("/do/sign_out_everywhere",     SignedIn,   || post(accounts::sign_out_everywhere)),
    row("/do/change_password",         SignedIn,   || post(accounts::change_password)),
    row("/do/accept_invitation",       Everybody,  || post(accounts::accept_invitation)),
    row("/do/post_progress",           SignedIn,   || post(progress::post_progress)),
    row("/do/withdraw_report",         SignedIn,   || post(moves::withdraw_report)),
    row("/do/question_report",         SignedIn,   || post(moves::question_report)),
    row("/do/answer_question",         SignedIn,   || post(moves::answer_question)),
    row("/do/acknowledge_report",      SignedIn,   || post(moves::acknowledge_report)),
    row("/do/record_facts",            SignedIn,   || post(profile::record_facts)),
    row("/do/record_person",           SignedIn,   || post(profile::record_person)),
    row(posted_files::PHOTO_ADDRESS,   SignedIn,   || post(photo::put_photo).layer(posted_files::limit())),
    row("/do/remove_photo",            SignedIn,   || post(photo::remove_photo)),
    row("/do/choose_reports",          JUDGES,     || post(several::choose_reports)),
    row("/do/acknowledge_reports",     JUDGES,     || post(several::acknowledge_reports)),
    row(posted_files::ADDRESS,         SignedIn,   || post(file::attach_evidence).layer(posted_files::limit())),
    row("/do/describe_evidence",       SignedIn,   || post(file::describe_evidence)),
    row("/do/remove_evidence",         SignedIn,   || post(file::remove_evidence)),
    row("/do/export_overview",         OVERSEES,   || post(overview::export_overview)), // answered by a file
    row("/do/create_account",          KEEPS,      || post(keep_accounts::create_account)),
    row("/do/appoint_account",         KEEPS,      || post(keep_accounts::appoint_account)),
    row("/do/disable_account",         KEEPS,      || post(keep_accounts::disable_account)),
    row("/do/enable_account",          KEEPS,      || post(keep_accounts::enable_account)),
    row("/do/issue_link",              KEEPS,      || post(keep_accounts::issue_link)),
    row(posted_table::ADDRESS,         IMPORTS,    || post(import_accounts::check_accounts).layer(posted_table::limit())),
    row("/do/import_accounts",         IMPORTS,    || post(import_accounts::import_accounts)),
    row(posted_school_file::ADDRESS,   LISTS,      || post(lists::check_schools).layer(posted_school_file::limit())),
    row("/do/name_school_columns",     LISTS,      || post(lists::name_school_columns)),
    row(lists::APPLY,           LISTS,      || post(lists::apply_schools)),
    row("/do/undo_schools",            LISTS,      || post(lists::undo_schools)),
];

// Files at the site's root, such as the favicon: everybody, public, 1 hour. Anything else is 404.

/// The site's routes, with everything that happens around them.
pub async fn router(parts: SiteParts) -> Router {
    let drawn = render::page_paths(&parts);
    let site = Site::new(parts, &drawn).await;
    let mut routes = Router::new();
    for row in OPEN {
        routes = routes.route(row.path, (row.answer)());
    }
    let pages = PAGES.iter().filter(|row| drawn.iter().any(|path| path == row.path));
    for row in pages.chain(STREAMS).chain(FILES).chain(FORMS) {
        let door = from_fn_with_state((site.clone(), row.access), admit);
        routes = routes.route(row.path, (row.answer)().route_layer(door));
    }
    let door = from_fn_with_state((site.clone(), Everybody), admit);
    routes
        .fallback_service(any(pages::anything_else).layer(door).with_state(site.clone()))
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(DefaultBodyLimit::max(around::MAX_BODY as usize))
        .layer(from_fn_with_state(site.clone(), around::every_request))
        .with_state(site)
}
