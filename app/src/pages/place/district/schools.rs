//! `/districts/{slug}/schools`: the district's schools, looked through page by page.

use crate::pages::site::not_found::Refusal;
use crate::parts::form::choice::choice;
use crate::parts::layout::pager::{PageOf, pager};
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::Named;
use crate::parts::school::school_words::counted;
use crate::request::{backend, request};
use domain::Error;
use domain::map::board::DistrictPin;
use domain::map::view::with_query;
use domain::school::{AcademicYear, Level, School, SchoolFilter, SchoolList, Size};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

/// The list of a district's schools.
#[component]
pub fn DistrictSchoolsPage() -> impl IntoView {
    let (backend, request) = (backend(), request());
    let slug = super::slug();
    let filter = SchoolFilter::parse(|name| Some(request.parameter(name).to_owned()));
    Suspend::new(async move {
        let load = async {
            let slug = slug.ok_or(Error::NotFound)?;
            backend.schools(&request.actor()).of_district(&slug, filter).await
        };
        match load.await {
            Ok(found) => Either::Left(page(request.lang, &found.list, &found.pin)),
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

fn page(lang: Lang, list: &SchoolList, pin: &DistrictPin) -> impl IntoView + use<> {
    let name = pin.name(lang);
    let heading = lang.school_list_of(&name);
    let path = format!("/districts/{}/schools", pin.slug);
    let shown = match list.year {
        Some(year) => Either::Left(schools(lang, list, year, path)),
        None => Either::Right(view! { <p class="lead">{lang.school_list_empty()}</p> }),
    };
    view! {
        <Title text=heading.clone()/>
        <article class="overview">
            <nav class="crumbs" aria-label=lang.nav_crumbs()>
                <a href=format!("/districts/{}", pin.slug)>{name}</a>
            </nav>
            <h1>{heading}</h1>
            {shown}
        </article>
    }
}

fn schools(
    lang: Lang,
    list: &SchoolList,
    year: AcademicYear,
    path: String,
) -> impl IntoView + use<> {
    let students = (list.students > 0).then(
        || view! { <p class="quiet">{lang.school_list_students(lang.count(list.students))}</p> },
    );
    let found = if list.found == 0 {
        let words = &list.filter.words;
        let elsewhere = (!words.is_empty()).then(|| {
            let href = with_query("/schools", [("q", words)]);
            view! { <p><a href=href>{lang.school_list_elsewhere(words)}</a></p> }
        });
        Either::Left(view! { <p>{lang.school_list_none()}</p> {elsewhere} })
    } else {
        Either::Right(table(lang, list))
    };
    view! {
        <p class="lead" id="schools-heading">
            {lang.school_list_count(lang.count(list.found), lang.count(list.total))}
            " · " {lang.school_list_year(year)}
        </p>
        {students}
        {controls(lang, list, path.clone())}
        {found}
        {pager(lang, PageOf { page: list.filter.page, pages: list.pages() }, &|page| address(&path, &list.filter, page))}
        {closed(lang, list)}
    }
}

fn controls(lang: Lang, list: &SchoolList, path: String) -> impl IntoView + use<> {
    let filter = &list.filter;
    let levels = Level::ALL.map(|level| {
        (level.key().to_owned(), lang.school_level(level).to_owned(), filter.level == Some(level))
    });
    let sizes = Size::ALL.map(|size| {
        (size.key().to_owned(), lang.school_size(size).to_owned(), filter.size == Some(size))
    });
    let amphoes = list.amphoes.iter().map(|(amphoe, count)| {
        let is_chosen = filter.amphoe.as_ref() == Some(amphoe);
        (amphoe.clone(), format!("{amphoe} ({count})"), is_chosen)
    });
    let all = lang.school_list_all();
    view! {
        <form class="controls" action=path.clone() method="get">
            <div class="field">
                <label for="q">{lang.school_list_words()}</label>
                <input id="q" class="input" type="search" name="q" value=filter.words.clone()/>
            </div>
            {choice("level", lang.school_list_level(), Some(all), levels.to_vec())}
            {choice("amphoe", lang.school_list_amphoe(), Some(all), amphoes.collect())}
            {choice("size", lang.school_list_size(), Some(all), sizes.to_vec())}
            <button class="button button--primary" type="submit">{lang.school_list_filter()}</button>
        </form>
        <p class="controls__more"><a href=path>{lang.school_list_unlike()}</a></p>
    }
}

fn table(lang: Lang, list: &SchoolList) -> impl IntoView + use<> {
    let rows = list.schools.iter().cloned().map(move |school| {
        let levels = school.levels.map(|levels| lang.school_levels(levels));
        let (students, teachers) = (counted(lang, school.students), counted(lang, school.teachers));
        view! {
            <tr>
                <th scope="row" lang="th"><a href=format!("/schools/{}", school.code)>{school.name}</a></th>
                <td>{levels}</td>
                <td lang="th">{school.amphoe}</td>
                <td lang="th">{school.tambon}</td>
                <td class="number">{students}</td>
                <td class="number">{teachers}</td>
                <td class="number">{school.code}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Scrolled by="schools-heading">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{lang.school_column_name()}</th>
                        <th scope="col">{lang.school_column_levels()}</th>
                        <th scope="col">{lang.school_column_amphoe()}</th>
                        <th scope="col">{lang.school_column_tambon()}</th>
                        <th scope="col" class="number">{lang.school_column_students()}</th>
                        <th scope="col" class="number">{lang.school_column_teachers()}</th>
                        <th scope="col" class="number">{lang.school_column_code()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Scrolled>
    }
}

/// The address of another page of the same list.
fn address(path: &str, filter: &SchoolFilter, page: u32) -> String {
    let pairs = [
        ("q", filter.words.clone()),
        ("level", filter.level.map(|level| level.key().to_owned()).unwrap_or_default()),
        ("amphoe", filter.amphoe.clone().unwrap_or_default()),
        ("size", filter.size.map(|size| size.key().to_owned()).unwrap_or_default()),
        ("page", page.to_string()),
    ];
    with_query(path, pairs.into_iter().filter(|(_, value)| !value.is_empty()))
}

/// Schools that an earlier list had.
fn closed(lang: Lang, list: &SchoolList) -> Option<impl IntoView + use<>> {
    let rows = move |(school, year): &(School, AcademicYear)| {
        let href = format!("/schools/{}", school.code);
        view! { <li><a href=href lang="th">{school.name.clone()}</a> " " <span class="quiet">{lang.school_list_closed_since(year)}</span></li> }
    };
    (!list.closed.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="closed">
                <h2 id="closed">{lang.school_list_closed()}</h2>
                <ul class="near">{list.closed.iter().map(rows).collect_view()}</ul>
            </section>
        }
    })
}
