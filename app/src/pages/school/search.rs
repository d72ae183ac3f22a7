//! `/schools?q=`: a school found among all of the country, with the district it belongs to.

use crate::pages::site::not_found::Refusal;
use crate::parts::layout::pager::{PageOf, pager};
use crate::parts::map::names::Named;
use crate::request::{Request, backend, request};
use domain::Error;
use domain::map::board::{MapBoard, Province};
use domain::map::view::{MAX_SEARCH, with_query};
use domain::school::{FoundSchools, RegisterQuery, School};
use leptos::either::EitherOf5;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use words::Lang;

/// So many schools stand on a page.
const PAGE: u32 = 50;
/// So many below the map's search while somebody types.
const FEW: u32 = 8;
/// When more are found than these, a word more helps better than turning pages.
const MANY: u32 = 200;
/// Bangkok's code: what is an amphoe elsewhere is called otherwise there.
const BANGKOK: &str = "10";
/// Where this page is.
const PATH: &str = "/schools";

/// The search for schools.
#[component]
pub fn SchoolsPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    Suspend::new(async move {
        let load = async {
            let board = backend.map(&request.actor()).board().await?;
            let mut query = asked(&request);
            let mut found = backend.schools(&request.actor()).find(&query).await?;
            let last = found.total.div_ceil(query.per_page).max(1);
            if query.page > last {
                query.page = last;
                found = backend.schools(&request.actor()).find(&query).await?;
            }
            Ok::<_, Error>((board, query, found))
        };
        match load.await {
            Ok((board, query, found)) => page(request.lang, &board, &query, &found).into_any(),
            Err(error) => view! { <Refusal error/> }.into_any(),
        }
    })
}

fn asked(request: &Request) -> RegisterQuery {
    let page = request.parameter("page").parse().unwrap_or(1);
    let per_page = if request.parameter("few").is_empty() { PAGE } else { FEW };
    if let Some(around) = RegisterQuery::around(request.parameter("near"), per_page) {
        return around;
    }
    RegisterQuery::search(request.parameter("q"), page, per_page)
}

fn page(
    lang: Lang,
    board: &MapBoard,
    query: &RegisterQuery,
    found: &FoundSchools,
) -> impl IntoView + use<> {
    let words = query.words.clone();
    // The title of a window is written as it is: what somebody typed must not stand in it.
    view! {
        <Title text=lang.schools_title()/>
        <Meta name="robots" content="noindex"/>
        <article class="overview schools">
            <h1>{lang.schools_title()}</h1>
            <form class="filters__search" action=PATH method="get" role="search">
                <label class="visually-hidden" for="q">{lang.schools_search()}</label>
                <input
                    id="q" class="input" type="search" name="q" value=words maxlength=MAX_SEARCH.to_string()
                    placeholder=lang.schools_search() enterkeyhint="search"
                />
                <button class="button button--primary" type="submit">{lang.map_apply()}</button>
            </form>
            {answer(lang, board, query, found)}
        </article>
    }
}

/// What there is to say: nothing to search in, nothing asked, nothing found, or the schools.
fn answer(
    lang: Lang,
    board: &MapBoard,
    query: &RegisterQuery,
    found: &FoundSchools,
) -> impl IntoView + use<> {
    let Some(year) = found.year else {
        return EitherOf5::A(view! { <p>{lang.schools_no_list()}</p> });
    };
    if query.near.is_some() {
        return EitherOf5::E(around(lang, board, found));
    }
    if query.words.is_empty() {
        return EitherOf5::B(view! {
            <p id="schools-found">{lang.schools_hint(lang.count(found.total), year)}</p>
        });
    }
    if found.total == 0 {
        return EitherOf5::C(view! { <p id="schools-found">{lang.schools_none(&query.words)}</p> });
    }
    let pages = found.total.div_ceil(query.per_page).max(1);
    let many = (found.total > MANY).then(|| view! { <p class="quiet">{lang.schools_many()}</p> });
    let address =
        |page: u32| with_query(PATH, [("q", query.words.clone()), ("page", page.to_string())]);
    let rows = found.schools.iter().map(|known| row(lang, board, &known.school)).collect_view();
    EitherOf5::D(view! {
        <p class="lead">{lang.schools_count(lang.count(found.total))} " · " {lang.school_list_year(year)}</p>
        {many}
        <ol id="schools-found" class="schools__found">{rows}</ol>
        {pager(lang, PageOf { page: query.page, pages }, &address)}
    })
}

/// The schools around a place; a line where there are none.
fn around(lang: Lang, board: &MapBoard, found: &FoundSchools) -> impl IntoView + use<> {
    let rows = found.schools.iter().map(|known| row(lang, board, &known.school)).collect_view();
    let rest = i32::try_from(found.total).unwrap_or(i32::MAX)
        - i32::try_from(found.schools.len()).unwrap_or_default();
    let more = (rest > 0)
        .then(|| view! { <li class="quiet">{lang.schools_near_more(lang.number(rest))}</li> });
    view! {
        <h2>{lang.schools_near()}</h2>
        <ol id="schools-near" class="schools__found">{rows}{more}</ol>
    }
}

/// A school with where it is, leading to its page.
fn row(lang: Lang, board: &MapBoard, school: &School) -> impl IntoView + use<> {
    let pin = school.district.as_deref().and_then(|code| board.pin_of_code(code));
    let href = format!("{PATH}/{}", school.code);
    let name = view! { <a href=href lang="th">{school.name.clone()}</a> };
    let district = pin.map_or_else(|| lang.schools_no_district().to_owned(), |pin| pin.name(lang));
    let levels = school.levels.map(|levels| lang.school_levels(levels));
    let line = [Some(place_in_words(lang, board, school)), levels, Some(district)];
    let line = line.into_iter().flatten().filter(|part| !part.is_empty());
    view! { <li>{name} <span class="quiet">{line.collect::<Vec<_>>().join(" · ")}</span></li> }
}

/// Tambon, amphoe and province, as far as the list names them.
pub(crate) fn place_in_words(lang: Lang, board: &MapBoard, school: &School) -> String {
    let bangkok =
        board.province(BANGKOK).is_some_and(|one: &Province| one.name_th == school.province);
    let [tambon, amphoe, province] = if bangkok {
        [
            lang.place_khwaeng(&school.tambon),
            lang.place_khet(&school.amphoe),
            school.province.clone(),
        ]
    } else {
        [
            lang.place_tambon(&school.tambon),
            lang.place_amphoe(&school.amphoe),
            lang.place_province(&school.province),
        ]
    };
    let parts = [(tambon, &school.tambon), (amphoe, &school.amphoe), (province, &school.province)];
    let known = parts.into_iter().filter(|(_, name)| !name.is_empty()).map(|(part, _)| part);
    known.collect::<Vec<_>>().join(" ")
}
