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
pub(super) use marks::{marks, note, opening, paper, past};
pub(super) use own::trend;

use crate::drawings::{Drawings, Reader};
use crate::pages::site::not_found::Refusal;
use crate::parts::chart::Patterns;
use crate::request::{Request, backend, drawings, request};
use domain::overview::{Overview, Picture};
use domain::people::access::{AccountActor, Action, can};
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
    let drawings = drawings();
    drawn(move |request, overview| page(&drawings, request, overview))
}

/// What `page` makes of the overview that the address chooses; or why the reader does not get it.
fn drawn<V: IntoView + 'static>(
    page: impl FnOnce(&Request, &Overview) -> V + Send + 'static,
) -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        match backend.overview(&request.actor()).view(&request.query).await {
            Ok(overview) => Either::Left(page(&request, &overview)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// Most of it is the same for many readers, and drawn once for all of them.
fn page(drawings: &Drawings, request: &Request, overview: &Overview) -> impl IntoView + use<> {
    let reader = reader(request);
    let title = reader.lang.overview_title();
    let html = drawings.of(&reader, overview, || body(&reader, overview).to_html());
    let class = if reader.presents { "present" } else { "overview" };
    view! {
        <Title text=title/>
        <Patterns/>
        <article class=class id="overview" data-live=request.follows_news() inner_html=html.to_string()/>
    }
}

/// What of who reads makes a difference here.
fn reader(request: &Request) -> Reader {
    let actor = request.actor();
    Reader {
        lang: request.lang,
        public_url: request.public_url.clone(),
        presents: request.query.iter().any(|(name, _)| name == "present"),
        own: actor.account().and_then(|account| AccountActor::districts(account).next()).cloned(),
        sees_waiting: can(&actor, Action::SeeWaitingReports).is_ok(),
    }
}

fn body(reader: &Reader, overview: &Overview) -> impl IntoView + use<> {
    let lang = reader.lang;
    let picture = overview.picture();
    let shown = Shown { lang, overview, picture: &picture };
    if reader.presents {
        view! { {marks(lang, overview)} {present::present(&shown, reader)} }.into_any()
    } else {
        whole(reader, &shown).into_any()
    }
}

fn whole(reader: &Reader, shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    view! {
        {opening(lang, overview, lang.overview_title())}
        {paper((lang, &reader.public_url), overview, PATH)}
        {controls::controls(shown, PATH)}
        {reader.own.as_ref().and_then(|own| own::own(lang, overview, own))}
        <div class="overview__grid">
            {situation::situation(shown)}
            {map::map(shown)}
            {items::items(shown)}
            {clusters::clusters(shown)}
            {utmost::silent(shown)}
            {utmost::movers(shown)}
            {utmost::waiting(shown, reader.sees_waiting)}
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
        let name = crate::parts::map::names::district_name(
            self.lang,
            &district.name_th,
            &district.name_en,
        );
        view! { <a href=self.overview.district(place)>{name}</a> }
    }
}
