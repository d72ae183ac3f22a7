//! Every page and its address. Each page loads what it shows through a use case, and is drawn whole before it is sent.

pub mod error_report;
pub mod file;
pub mod map;
pub mod overview;
pub mod people;
pub mod place;
pub mod profile;
pub mod progress;
pub mod school;
pub mod site;

use crate::pages::error_report::{ErrorReportPage, ErrorReportsPage, ReportErrorPage};
use crate::pages::file::evidence::{EvidencePage, typed};
use crate::pages::map::MapPage;
use crate::pages::overview::{ComparePage, OverviewDistrictsPage, OverviewPage};
use crate::pages::people::account::AccountPage;
use crate::pages::people::accounts::AccountsPage;
use crate::pages::people::accounts::import::ImportAccountsPage;
use crate::pages::people::accounts::new::NewAccountPage;
use crate::pages::people::accounts::record::AccountRecordPage;
use crate::pages::people::invitation::InvitationPage;
use crate::pages::people::sign_in::SignInPage;
use crate::pages::place::cluster::ClusterPage;
use crate::pages::place::district::DistrictPage;
use crate::pages::place::district::schools::DistrictSchoolsPage;
use crate::pages::profile::district_edit::DistrictEditPage;
use crate::pages::progress::item::ItemPage;
use crate::pages::progress::waiting::WaitingPage;
use crate::pages::school::detail::SchoolPage;
use crate::pages::school::lists::SchoolImportsPage;
use crate::pages::school::lists::check::CheckedSchoolsPage;
use crate::pages::school::search::SchoolsPage;
use crate::pages::site::about::AboutPage;
use crate::pages::site::help::HelpPage;
use crate::pages::site::not_found::{NotFoundPage, Refusal};
use crate::pages::site::offline::OfflinePage;
use crate::pages::site::open_data::OpenDataPage;
use crate::pages::site::privacy::PrivacyPage;
use crate::parts::form::typed_text::TypedText;
use crate::parts::layout::frame::Frame;
use crate::request::{RouteRefusal, form_result, lang};
use domain::Error;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The application: the frame around all pages, and the page that the address names.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                {match use_context::<RouteRefusal>() {
                    Some(RouteRefusal(error)) => Either::Left(view! { <RefusedPage error/> }),
                    None => Either::Right(view! { <AllRoutes/> }),
                }}
            </Frame>
        </Router>
    }
}

#[component]
fn AllRoutes() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <Route path=path!("/") view=MapPage ssr=SsrMode::Async/>
            <Route path=path!("/districts/:slug") view=DistrictPage ssr=SsrMode::Async/>
            <Route path=path!("/districts/:slug/edit") view=DistrictEditPage ssr=SsrMode::Async/>
            <Route path=path!("/districts/:slug/schools") view=DistrictSchoolsPage ssr=SsrMode::Async/>
            <Route path=path!("/schools") view=SchoolsPage ssr=SsrMode::Async/>
            <Route path=path!("/schools/:code") view=SchoolPage ssr=SsrMode::Async/>
            <Route path=path!("/items/:year/:item") view=ItemPage ssr=SsrMode::Async/>
            <Route path=path!("/reports/:id/files") view=EvidencePage ssr=SsrMode::Async/>
            <Route path=path!("/overview") view=OverviewPage ssr=SsrMode::Async/>
            <Route path=path!("/overview/districts") view=OverviewDistrictsPage ssr=SsrMode::Async/>
            <Route path=path!("/overview/compare") view=ComparePage ssr=SsrMode::Async/>
            <Route path=path!("/clusters/:year/:no") view=ClusterPage ssr=SsrMode::Async/>
            <Route path=path!("/waiting") view=WaitingPage ssr=SsrMode::Async/>
            <Route path=path!("/report-error") view=ReportErrorPage ssr=SsrMode::Async/>
            <Route path=path!("/error-report") view=ErrorReportPage ssr=SsrMode::Async/>
            <Route path=path!("/error-reports") view=ErrorReportsPage ssr=SsrMode::Async/>
            <Route path=path!("/about") view=AboutPage ssr=SsrMode::Async/>
            <Route path=path!("/help") view=HelpPage ssr=SsrMode::Async/>
            <Route path=path!("/privacy") view=PrivacyPage ssr=SsrMode::Async/>
            <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("/invitation") view=InvitationPage ssr=SsrMode::Async/>
            <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/accounts") view=AccountsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/accounts/new") view=NewAccountPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/accounts/import") view=ImportAccountsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/accounts/:id") view=AccountRecordPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/schools") view=SchoolImportsPage ssr=SsrMode::Async/>
            <Route path=path!("/admin/schools/checked/:id") view=CheckedSchoolsPage ssr=SsrMode::Async/>
            <Route path=path!("/offline") view=OfflinePage ssr=SsrMode::Async/>
            <Route path=path!("/open-data") view=OpenDataPage ssr=SsrMode::Async/>
        </Routes>
    }
}

/// In place of a page that the reader may not open: why, and the texts that a form brought along.
#[component]
fn RefusedPage(error: Error) -> impl IntoView {
    let texts = typed(form_result().as_ref(), |_| true);
    view! { <Refusal error/> <TypedText lang=lang() texts/> }
}
