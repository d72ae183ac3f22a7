//! `/districts/{slug}`: what is publicly known of one district, with source and date, as it stands or as it
//! stood when a day was over.

mod day;
mod facts;
mod gaps;
mod locator;
mod origins;
mod profile;
mod reports;
pub mod schools;
mod standing;

use self::standing::Then;
use crate::pages::site::not_found::Refusal;
use crate::parts;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::PinMark;
use crate::parts::progress::report::Setting;
use crate::request::{FormResult, Request, backend, form_result, request};
use backend::{Backend, WholeDistrict};
use chrono::{DateTime, NaiveDate, Utc};
use domain::Error;
use domain::people::access::{Action, Record, can_with};
use domain::place::district::{PositionSource, Slug};
use domain::place::position::Place;
use domain::progress::pin_status::RealTime;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;
use words::Lang;

/// The district that the address names, if its name can be one.
pub(crate) fn slug() -> Option<Slug> {
    let named = use_params_map().with_untracked(|params| params.get("slug"));
    named.as_deref().and_then(Slug::parse)
}

/// A district's page.
#[component]
pub fn DistrictPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let slug = slug();
    Suspend::new(async move {
        match load(&backend, &request, slug).await {
            Ok(loaded) => {
                let parts = parts(&request, &loaded, (result, backend.now()));
                Either::Left(page(request.lang, &loaded, parts))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// Places of schools, as far as they are known, and how many schools there are.
type Schools = (Vec<Place>, u32);

/// All that the page is drawn from.
struct Loaded {
    whole: WholeDistrict,
    /// Where it stood, as of a day that is over.
    then: Option<Then>,
    /// Those of today: of a day that is over there are none.
    schools: Schools,
}

async fn load(backend: &Backend, request: &Request, slug: Option<Slug>) -> domain::Result<Loaded> {
    let (actor, slug) = (request.actor(), slug.ok_or(Error::NotFound)?);
    let whole = backend.districts(&actor).page(&slug, &request.query).await?;
    if whole.day.past().is_some() {
        let counted =
            whole.overview.as_ref().and_then(|seen| Then::counted(request.lang, seen, &slug));
        let reports = || whole.then.as_ref().map(|then| Then::of(request.lang, then, &whole.day));
        let then = counted.or_else(reports);
        return Ok(Loaded { whole, then, schools: Schools::default() });
    }
    let schools = backend.schools(&actor).places(&whole.page.pin.code).await?;
    Ok(Loaded { whole, then: None, schools })
}

impl Loaded {
    /// The day that is shown, where it is over.
    fn past(&self) -> Option<NaiveDate> {
        self.whole.day.past()
    }

    /// By the newest report on that day.
    fn status(&self) -> RealTime {
        let WholeDistrict { page, board, .. } = &self.whole;
        self.then.as_ref().map_or_else(|| page.pin.status(board.read_at), |then| then.status)
    }

    /// Where the office stood on that day, and how well that is known.
    fn position(&self) -> (Place, Option<PositionSource>) {
        let pin = &self.whole.page.pin;
        let (now, then) =
            ((pin.place, Some(pin.position_source)), self.whole.profile.newest("position"));
        let Some(place) = self.past().and_then(|_| self.whole.profile.place()) else { return now };
        let confirmed = then.is_some_and(|fact| fact.version > 0);
        let source = if confirmed { Some(PositionSource::Confirmed) } else { now.1 };
        // What was listed before the office confirmed it was listed in a way that nobody knows any more.
        (place, source.filter(|one| confirmed || *one != PositionSource::Confirmed))
    }
}

/// What stands on the page beside what is known: the head of paper, the reports, what may be done.
struct Parts {
    paper: AnyView,
    reports: AnyView,
    may_edit: bool,
    sees_gaps: bool,
}

fn parts(
    request: &Request,
    loaded: &Loaded,
    (result, now): (Option<FormResult>, DateTime<Utc>),
) -> Parts {
    let Loaded { whole, then, .. } = loaded;
    let WholeDistrict { overview, profile, .. } = whole;
    let (lang, seen, pin) = (request.lang, overview.as_ref(), &whole.page.pin);
    let name = pin.name(lang);
    let reports = if let Some(then) = then {
        standing::table(lang, then, &pin.slug).into_any()
    } else {
        let set = Setting { lang, now, page: request.path.clone(), result };
        reports::reports(request, &set, pin, &whole.lines).into_any()
    };
    let course = seen.and_then(|seen| standing::course(lang, seen, &pin.slug));
    let (actor, record) = (request.actor(), Record::District(&profile.district));
    let may = |action| loaded.past().is_none() && can_with(&actor, action, record).is_ok();
    Parts {
        paper: paper(request, &name, loaded).into_any(),
        reports: view! { {reports} {course} }.into_any(),
        may_edit: may(Action::EditProfile),
        sees_gaps: may(Action::ReadInternalProfile),
    }
}

/// On paper alone: the office, the district, the day, and the way back.
fn paper(request: &Request, name: &str, loaded: &Loaded) -> impl IntoView + use<> {
    let day = loaded.past().map(|day| format!("?on={day}")).unwrap_or_default();
    let address = format!("{}{}{day}", request.public_url, request.path);
    let shown = format!("{name} · {}", request.lang.day(loaded.whole.day.standpoint.day));
    parts::layout::paper::paper(request.lang, address, &[shown])
}

fn page(
    lang: Lang,
    loaded: &Loaded,
    Parts { paper, reports, may_edit, sees_gaps }: Parts,
) -> impl IntoView + use<> {
    let WholeDistrict { page: district, board, profile, .. } = &loaded.whole;
    let (pin, status, day) = (&district.pin, loaded.status(), loaded.whole.day.standpoint.day);
    let name = pin.name(lang);
    let title = match loaded.past() {
        Some(day) => format!("{name} · {}", lang.day(day)),
        None => name.clone(),
    };
    let on_map = format!("/?district={}", pin.slug);
    let schools = format!("/districts/{}/schools", pin.slug);
    let edit = may_edit.then(|| {
        let href = format!("/districts/{}/edit", pin.slug);
        view! { <p><a class="button" href=href>{lang.profile_edit()}</a></p> }
    });
    let gaps = sees_gaps.then(|| gaps::gaps(lang, profile, may_edit));
    let (place, source) = loaded.position();
    view! {
        <Title text=title/>
        <Meta name="description" content=lang.district_description(&name)/>
        {loaded.past().map(|_| view! { <Meta name="robots" content="noindex"/> })}
        <article class="district">
            <nav class="crumbs" aria-label=lang.nav_crumbs()><a href=on_map>{lang.district_on_map()}</a> <a href=schools>{lang.school_list_see()}</a></nav>
            <header class="district__head">
                <PinMark kind=pin.kind status/>
                <div>
                    <h1>{name}</h1>
                    <p class="quiet" lang="th">{district.full_name_th.clone()}</p>
                    <p class="quiet" lang="en">{pin.name_en.clone()}</p>
                    <p class="district__status">{status.name(lang)}</p>
                    {edit}
                </div>
            </header>
            {day::mark(lang, &loaded.whole.day, &pin.slug)}
            {paper}
            {gaps}
            <div class="district__columns">
                {profile::contact(lang, profile, day)}
                {profile::figures(lang, profile)}
                <section class="card" aria-labelledby="where">
                    <h2 id="where">{lang.district_where()}</h2>
                    {locator::locator(lang, (district, place, status), &loaded.schools)}
                    {source.map(|source| view! { <p class="district__position">{source.name(lang)}</p> })}
                </section>
            </div>
            {reports}
            <div class="district__columns">
                <div class="stack-of-cards">
                    {facts::facts(lang, (district, board), place, loaded)}
                    {day::others(lang, &loaded.whole.day, profile)}
                </div>
                {facts::neighbours(lang, district)}
            </div>
        </article>
    }
}
