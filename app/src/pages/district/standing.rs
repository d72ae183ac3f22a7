//! What the overview adds to a district's page, for who may see it: its course; and as of a day, where
//! it stood on each item, in place of the reports as they are now.

use super::super::overview::{marks, trend};
use crate::components::names::Named;
use crate::components::scrolled::Scrolled;
use crate::request::Request;
use backend::Backend;
use domain::district::Slug;
use domain::overview::Overview;
use leptos::prelude::*;
use words::Lang;

/// The overview that the page's address asks for; none for who may not see it.
pub(super) async fn overview(backend: &Backend, request: &Request) -> Option<Overview> {
    backend.overview(&request.actor(), &request.query).await.ok()
}

/// The district's course among its like.
pub(super) fn course(
    lang: Lang,
    overview: &Overview,
    slug: &Slug,
) -> Option<impl IntoView + use<>> {
    let place = overview.scene().district(slug)?;
    Some(trend(lang, overview, place))
}

/// As of a day that is over: each item's newest report on that day.
pub(super) fn as_of(lang: Lang, overview: &Overview, slug: &Slug) -> Option<impl IntoView + use<>> {
    let place = overview.scene().district(slug).filter(|_| overview.is_past())?;
    let rows = overview.scene().items.iter().enumerate().map(|(item, one)| {
        let newest = overview.standings().newest_on(place, item);
        let title = lang.pick(&one.title_th, &one.title_en).to_owned();
        let said = newest.map(|newest| {
            let said = lang.day_of(newest.at);
            let href = format!("/districts/{slug}#report-{}", newest.report);
            view! { <a href=href>{said}</a> }
        });
        view! {
            <tr>
                <th scope="row">{one.key().to_uppercase()} " " {title}</th>
                <td>{newest.map(|newest| newest.kind.name(lang))}</td>
                <td>{said}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    Some(view! {
        {marks(lang, overview)}
        <section class="card" aria-labelledby="lines-heading">
            <h2 id="lines-heading">{lang.district_reports()}</h2>
            <Scrolled by="lines-heading">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{lang.report_item()}</th>
                            <th scope="col">{lang.report_kind()}</th>
                            <th scope="col">{lang.item_newest()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
        </section>
    })
}
