//! `/schools/{code}`: one school, where it is, and what the lists have said of it year by year.

mod history;

use crate::pages::school::search::place_in_words;
use crate::pages::site::not_found::Refusal;
use crate::parts::form::typed_text::in_title;
use crate::parts::layout::paper::paper;
use crate::parts::map::locator::{dot_mark, dots, locator};
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::PinMark;
use crate::request::{Request, backend, request};
use backend::map::basemap;
use domain::Error;
use domain::map::board::{DistrictPin, MapBoard};
use domain::school::{School, SchoolHistory, Size};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use words::Lang;

/// A school's page.
#[component]
pub fn SchoolPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let code = use_params_map().with_untracked(|params| params.get("code")).unwrap_or_default();
    Suspend::new(async move {
        let load = async {
            let board = backend.map(&request.actor()).board().await?;
            Ok::<_, Error>((backend.schools(&request.actor()).get(&code).await?, board))
        };
        match load.await {
            Ok((history, board)) => Either::Left(page(&request, &history, &board)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(request: &Request, history: &SchoolHistory, board: &MapBoard) -> impl IntoView + use<> {
    let (lang, known) = (request.lang, &history.known);
    let school = &known.school;
    let pin = school.district.as_deref().and_then(|code| board.pin_of_code(code));
    let name = lang.school_named(&school.name);
    let place = place_in_words(lang, board, school);
    let title = [name.clone(), place.clone()].into_iter().filter(|part| !part.is_empty());
    let title = in_title(&title.collect::<Vec<_>>().join(" · "));
    let status = if known.is_open {
        lang.school_open(history.newest)
    } else {
        lang.school_closed(known.year)
    };
    let list = pin.map(|pin| {
        let href = format!("/districts/{}/schools", pin.slug);
        view! { <a href=href>{lang.school_list_of(pin.name(lang))}</a> }
    });
    let address = format!("{}{}", request.public_url, request.path);
    let paper = paper(lang, address, &[name.clone(), lang.school_list_year(history.newest)]);
    view! {
        <Title text=title/>
        <article class="district">
            <nav class="crumbs" aria-label=lang.nav_crumbs()>{list} <a href="/schools">{lang.schools_title()}</a></nav>
            <header>
                <h1 lang="th">{name}</h1>
                <p class="quiet">{place.clone()}</p>
                <p class="district__status">{status}</p>
            </header>
            {paper}
            <div class="district__columns">
                {facts(lang, school, pin, place)}
                {map(lang, (school, pin), board)}
            </div>
            {history::history(lang, history, board)}
        </article>
    }
}

/// What the newest list says that names it.
fn facts(
    lang: Lang,
    school: &School,
    pin: Option<&DistrictPin>,
    place: String,
) -> impl IntoView + use<> {
    let text = |text: String| (!text.is_empty()).then(|| view! { <span>{text}</span> }.into_any());
    let count = |count: Option<u32>| count.and_then(|count| text(lang.count(count)));
    let district = match pin {
        Some(pin) => {
            let href = format!("/districts/{}", pin.slug);
            Some(view! { <a href=href>{pin.name(lang)}</a> }.into_any())
        }
        None => text(lang.schools_no_district().to_owned()),
    };
    let levels = school.levels.map(|levels| lang.school_levels(levels)).unwrap_or_default();
    let degrees = school.place.map(|place| format!("{:.4}, {:.4}", place.lat, place.lon));
    let rows = [
        (lang.school_column_code(), text(school.code.clone())),
        (lang.school_list_level(), text(levels)),
        (lang.item_district(), district),
        (lang.school_address(), text(place)),
        (lang.school_column_students(), count(school.students)),
        (lang.school_column_teachers(), count(school.teachers)),
        (lang.school_list_size(), text(lang.school_size(Size::of(school.students)).to_owned())),
        (lang.fact_place(), degrees.and_then(text)),
    ];
    let rows = rows.map(|(label, value)| {
        let value = value.unwrap_or_else(|| {
            view! { <span class="quiet">{lang.fact_unknown()}</span> }.into_any()
        });
        view! { <dt>{label}</dt> <dd>{value}</dd> }
    });
    view! {
        <section class="card" aria-labelledby="known">
            <h2 id="known">{lang.district_known()}</h2>
            <dl class="facts facts--page">{rows.collect_view()}</dl>
        </section>
    }
}

/// Where it is among the provinces of its district, or in its own, and where the office is.
fn map(
    lang: Lang,
    (school, pin): (&School, Option<&DistrictPin>),
    board: &MapBoard,
) -> Option<impl IntoView + use<>> {
    let own = board.provinces.iter().find(|one| one.name_th == school.province);
    let provinces = match pin {
        Some(pin) => pin.provinces.clone(),
        None => vec![own?.code.clone()],
    };
    let map = basemap::locator(&provinces)?;
    let (place, status) = (school.place?, pin.map(|pin| pin.status(board.read_at)));
    let office = pin.zip(status).map(|(pin, status)| {
        let kind = pin.kind;
        view! { <li><PinMark kind status/> {lang.locator_office()}</li> }
    });
    let drawn = pin.zip(status).map(|(pin, status)| (pin.place, pin.kind, status));
    let dot = (dots(&map, &[place], 1), true);
    let label = lang.district_locator(lang.school_named(&school.name));
    Some(view! {
        <section class="card" aria-labelledby="where">
            <h2 id="where">{lang.district_where()}</h2>
            {locator(&map, label, dot, drawn)}
            <ul class="locator__legend">
                <li>{dot_mark()} <span>{lang.locator_school()}</span></li>
                {office}
            </ul>
        </section>
    })
}
