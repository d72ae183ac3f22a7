//! `/overview`: the whole country in one look. Each number leads to the districts behind it.

mod clusters;
mod compare;
mod controls;
mod definitions;
mod districts;
mod items;
mod map;
mod marks;
mod own;
mod present;
mod situation;
mod sort;
mod utmost;

pub use compare::ComparePage;
pub use districts::OverviewDistrictsPage;
pub(super) use districts::tables;
pub(super) use marks::{marks, opening, paper};
pub(super) use own::trend;

use super::not_found::Refusal;
use crate::components::chart::Patterns;
use crate::request::{Request, backend, request};
use domain::overview::{Overview, Picture};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// Where the overview is.
const PATH: &str = "/overview";
/// Where its districts are listed.
const LIST: &str = "/overview/districts";

/// The overview of what the address chooses.
#[component]
pub fn OverviewPage() -> impl IntoView {
    drawn(page)
}

/// What `page` makes of the overview that the address chooses; or why the reader does not get it.
fn drawn<V: IntoView + 'static>(
    page: impl FnOnce(&Request, &Overview) -> V + Send + 'static,
) -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        match backend.overview(&request.actor(), &request.query).await {
            Ok(overview) => Either::Left(page(&request, &overview)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let lang = request.lang;
    let actor = request.actor();
    let picture = overview.picture();
    let shown = Shown { lang, overview, picture: &picture };
    let presents = request.query.iter().any(|(name, _)| name == "present");
    let body = if presents {
        view! { <article class="present" id="overview" data-live=request.follows_news()>{marks(lang, overview)} {present::present(&shown, &actor)}</article> }
            .into_any()
    } else {
        view! { <article class="overview" id="overview" data-live=request.follows_news()>{whole(request, &shown)}</article> }.into_any()
    };
    view! {
        <Title text=lang.overview_title()/>
        <Patterns/>
        {body}
    }
}

fn whole(request: &Request, shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let actor = request.actor();
    view! {
        {opening(lang, overview, lang.overview_title())}
        {paper(request, overview, PATH)}
        {controls::controls(shown, PATH)}
        {own::own(lang, overview, &actor)}
        <div class="overview__grid">
            {situation::situation(shown)}
            {map::map(shown)}
            {items::items(shown)}
            {clusters::clusters(shown)}
            {utmost::silent(shown)}
            {utmost::movers(shown)}
            {utmost::waiting(shown, &actor)}
        </div>
        {definitions::definitions(shown)}
    }
}

/// The situation of what an overview shows, for pages of a part of it.
pub(super) fn situation(
    lang: Lang,
    overview: &Overview,
    picture: &Picture,
) -> impl IntoView + use<> {
    situation::situation(&Shown { lang, overview, picture })
}

/// What the parts of the page draw from.
struct Shown<'a> {
    lang: Lang,
    overview: &'a Overview,
    picture: &'a Picture,
}

impl Shown<'_> {
    /// The name of a district, leading to its page.
    fn district(&self, place: usize) -> impl IntoView + use<> {
        let district = &self.overview.scene().districts[place];
        let name = crate::components::names::district_name(
            self.lang,
            &district.name_th,
            &district.name_en,
        );
        view! { <a href=self.overview.district(place)>{name}</a> }
    }
}
