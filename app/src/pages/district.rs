//! `/districts/{slug}`: what is publicly known of one district, with source and date.

mod gaps;
mod locator;
mod origins;
mod profile;
mod reports;
pub mod schools;
mod standing;

use self::origins::Origins;
use super::not_found::Refusal;
use crate::components;
use crate::components::names::Named;
use crate::components::pin_mark::PinMark;
use crate::components::report::Setting;
use crate::request::{Request, backend, form_result, request};
use backend::WholeDistrict;
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Action, Record, can_with};
use domain::district::{DistrictPage as District, Neighbour, Slug};
use domain::map_board::MapBoard;
use domain::overview::Standpoint;
use domain::place::Place;
use domain::profile::Profile;
use domain::{Error, bangkok};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;
use words::Lang;

/// The district that the address names, if its name can be one.
pub(super) fn slug() -> Option<Slug> {
    let named = use_params_map().with_untracked(|params| params.get("slug"));
    named.as_deref().and_then(Slug::parse)
}

/// A district's page.
#[component]
pub fn DistrictPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let slug = slug();
    Suspend::new(async move {
        let load = async {
            let slug = slug.ok_or(Error::NotFound)?;
            let whole = backend.district_page(&request.actor(), &slug).await?;
            let overview = standing::overview(&backend, &request).await;
            let day =
                overview.as_ref().filter(|seen| seen.is_past()).map(|seen| seen.standpoint.day);
            let as_of = day.map(Standpoint::end_of);
            let profile = backend.profile(&request.actor(), &slug, as_of).await?;
            let code = &whole.page.pin.code;
            let schools = backend.school_places(&request.actor(), code).await?;
            Ok::<_, Error>((whole, overview, day, (profile, schools)))
        };
        match load.await {
            Ok((WholeDistrict { page: district, lines, board }, overview, day, known)) => {
                let (page_path, now) = (request.path.clone(), backend.now());
                let set = Setting { lang: request.lang, now, page: page_path, result };
                let (slug, name) = (district.pin.slug.clone(), district.pin.name(request.lang));
                let (lang, seen) = (request.lang, overview.as_ref());
                let reports = match seen.and_then(|seen| standing::as_of(lang, seen, &slug)) {
                    Some(then) => then.into_any(),
                    None => reports::reports(&request, &set, (&slug, &name), &lines).into_any(),
                };
                let course = seen.and_then(|seen| standing::course(lang, seen, &slug));
                let reports = view! { {reports} {course} }.into_any();
                let known = Known::of(&request, known, day, now);
                let paper = paper(&request, &name, &known).into_any();
                Either::Left(page(request.lang, (&district, &board), &known, (paper, reports)))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

/// Places of schools, as far as they are known, and how many schools there are.
type Schools = (Vec<Place>, u32);

/// What the office has recorded, and what may be done about it.
struct Known {
    profile: Profile,
    /// Where its schools are, and how many they are in all.
    schools: Schools,
    /// The day that is shown, where it is over.
    past: Option<NaiveDate>,
    /// The day that is shown.
    day: NaiveDate,
    may_edit: bool,
    sees_gaps: bool,
}

impl Known {
    fn of(
        request: &Request,
        (profile, schools): (Profile, Schools),
        past: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Self {
        let (actor, record) = (request.actor(), Record::District(&profile.district));
        let may = |action| past.is_none() && can_with(&actor, action, record).is_ok();
        let (may_edit, sees_gaps) = (may(Action::EditProfile), may(Action::ReadInternalProfile));
        Self {
            day: past.unwrap_or(bangkok::date(now)),
            profile,
            schools,
            past,
            may_edit,
            sees_gaps,
        }
    }
}

/// On paper alone: the office, the district, the day, and the way back.
fn paper(request: &Request, name: &str, known: &Known) -> impl IntoView + use<> {
    let day = known.past.map(|day| format!("?on={day}")).unwrap_or_default();
    let address = format!("{}{}{day}", request.public_url, request.path);
    let shown = format!("{name} · {}", request.lang.day(known.day));
    components::paper::paper(request.lang, address, &[shown])
}

fn page(
    lang: Lang,
    (district, board): (&District, &MapBoard),
    known: &Known,
    (paper, reports): (AnyView, AnyView),
) -> impl IntoView + use<> {
    let pin = &district.pin;
    let status = pin.status(board.read_at);
    let name = pin.name(lang);
    let on_map = format!("/?district={}", pin.slug);
    let schools = format!("/districts/{}/schools", pin.slug);
    let edit = known.may_edit.then(|| {
        let href = format!("/districts/{}/edit", pin.slug);
        view! { <p><a class="button" href=href>{lang.profile_edit()}</a></p> }
    });
    let gaps = known.sees_gaps.then(|| gaps::gaps(lang, &known.profile, known.may_edit));
    let then = known.past.map(|day| {
        view! { <p class="note">{lang.profile_then(lang.day(day))}</p> }
    });
    view! {
        <Title text=name.clone()/>
        <Meta name="description" content=lang.district_description(&name)/>
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
            {paper}
            {gaps}
            {then}
            <div class="district__columns">
                {profile::contact(lang, &known.profile, known.day)}
                {profile::figures(lang, &known.profile)}
                <section class="card" aria-labelledby="where">
                    <h2 id="where">{lang.district_where()}</h2>
                    {locator::locator(lang, district, board, &known.schools)}
                    <p class="district__position">{pin.position_source.name(lang)}</p>
                </section>
            </div>
            {reports}
            <div class="district__columns">
                <section class="card" aria-labelledby="known">
                    <h2 id="known">{lang.district_known()}</h2>
                    {facts(lang, district, board)}
                </section>
                <section class="card" aria-labelledby="nearest">
                    <h2 id="nearest">{lang.district_nearest()}</h2>
                    {links(lang, &district.nearest, true)}
                </section>
                {pin.cluster.map(|no| view! {
                    <section class="card" aria-labelledby="mates">
                        <h2 id="mates">{lang.district_cluster(no, district.year)}</h2>
                        {links(lang, &district.cluster_mates, false)}
                    </section>
                })}
            </div>
        </article>
    }
}

/// Each fact with where it comes from.
fn facts(lang: Lang, district: &District, board: &MapBoard) -> impl IntoView + use<> {
    let pin = &district.pin;
    let text = |value: &str| Some(view! { <span>{value.to_owned()}</span> }.into_any());
    let rows = [
        ("kind", lang.fact_kind(), text(&pin.kind.name(lang))),
        ("code", lang.fact_code(), text(&pin.code)),
        ("emis_code", lang.fact_emis_code(), district.emis_code.as_deref().and_then(text)),
        (
            "provinces",
            lang.fact_provinces(),
            text(&components::names::provinces(lang, board, &pin.provinces)),
        ),
        ("cluster", lang.fact_cluster(), pin.cluster.map(|no| cluster(lang, no))),
        ("seat_amphoe_th", lang.fact_seat(), pin.seat_th.as_deref().and_then(text)),
        (
            "position",
            lang.fact_place(),
            text(&format!("{:.4}, {:.4}", pin.place.lat, pin.place.lon)),
        ),
    ];
    let mut origins = Origins::new(lang, "known");
    let rows = rows.map(|(field, label, value)| {
        let origin = district.origins.iter().find(|origin| origin.field == field);
        let origin = origin.map(|origin| {
            let title = lang.pick(&origin.title_th, &origin.title_en).to_owned();
            origins.mark(lang.fact_origin(title, lang.day(origin.as_of)))
        });
        let value = value.unwrap_or_else(|| {
            view! { <span class="quiet">{lang.fact_unknown()}</span> }.into_any()
        });
        view! { <dt>{label}</dt> <dd>{value}{origin}</dd> }
    });
    view! {
        <dl class="facts facts--page">{rows.collect_view()}</dl>
        {origins.list()}
    }
}

/// A cluster, leading to its districts on the map.
fn cluster(lang: Lang, no: i32) -> AnyView {
    view! { <a href=format!("/?cluster={no}")>{lang.map_cluster_n(no)}</a> }.into_any()
}

fn links(lang: Lang, neighbours: &[Neighbour], with_distance: bool) -> impl IntoView + use<> {
    let items = neighbours.iter().map(|one| {
        let distance = with_distance.then(|| {
            view! { <span class="quiet">{lang.distance_km(format!("{:.0}", one.distance_km))}</span> }
        });
        view! { <li><a href=format!("/districts/{}", one.slug)>{one.name(lang)}</a> {distance}</li> }
    });
    view! { <ul class="near">{items.collect_view()}</ul> }
}
