//! What the overview adds to a district's page, for who may see it: its course. And as of a day that is
//! over, for everybody, where it stood on each item in place of the reports as they are now.

use crate::pages::overview::trend;
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::Named;
use backend::ReportsThen;
use chrono::{DateTime, Utc};
use domain::overview::{Overview, ShownDay, Standpoint};
use domain::place::district::Slug;
use domain::progress::ProgressKind;
use domain::progress::pin_status::RealTime;
use domain::progress::shown::ItemLine;
use domain::year::catalogue::PolicyItem;
use leptos::prelude::*;
use words::Lang;

/// The district's course among its like.
pub(super) fn course(
    lang: Lang,
    overview: &Overview,
    slug: &Slug,
) -> Option<impl IntoView + use<>> {
    let place = overview.scene().district(slug)?;
    Some(trend(lang, overview, place))
}

/// Where the district stood when a day that is over ended.
pub(super) struct Then {
    /// By the newest report on any item.
    pub status: RealTime,
    rows: Vec<Row>,
    /// Whether nothing stands there that was taken back or corrected later.
    counts_still: bool,
}

/// An item with its newest report of that day: the kind, when, and its row id.
struct Row {
    title: String,
    newest: Option<(ProgressKind, DateTime<Utc>, i64)>,
}

impl Then {
    /// As the overview counts it; none of a district that it does not have.
    pub(super) fn counted(lang: Lang, overview: &Overview, slug: &Slug) -> Option<Self> {
        let place = overview.scene().district(slug)?;
        let standings = overview.standings();
        let rows = overview.scene().items.iter().enumerate().map(|(item, one)| {
            let newest = standings.newest_on(place, item);
            Row {
                title: title(&one.key(), lang.pick(&one.title_th, &one.title_en)),
                newest: newest.map(|newest| (newest.kind, newest.at, newest.report)),
            }
        });
        let newest = standings.newest(place).map(|newest| newest.at);
        let end = Standpoint::end_of(overview.standpoint.day);
        let (status, rows) = (RealTime::of(newest, end), rows.collect());
        Some(Self { status, rows, counts_still: false })
    }

    /// Of the reports that everybody may know of.
    pub(super) fn of(lang: Lang, reports: &ReportsThen, day: &ShownDay) -> Self {
        let row = |line: &ItemLine| {
            let PolicyItem { title_th, title_en, .. } = &line.item;
            Row {
                title: title(&line.item.key(), lang.pick(title_th, title_en)),
                newest: line.newest().map(|one| (one.kind, one.posted_at, one.id)),
            }
        };
        let status = RealTime::of(reports.newest, Standpoint::end_of(day.standpoint.day));
        Self { status, rows: reports.lines.iter().map(row).collect(), counts_still: true }
    }
}

fn title(key: &str, title: &str) -> String {
    format!("{} {title}", key.to_uppercase())
}

/// Each item's newest report on that day.
pub(super) fn table(lang: Lang, then: &Then, slug: &Slug) -> impl IntoView + use<> {
    let rows = then.rows.iter().map(|Row { title, newest }| {
        let said = newest.map(|(_, at, report)| {
            let href = format!("/districts/{slug}#report-{report}");
            view! { <a href=href>{lang.day_of(at)}</a> }
        });
        view! {
            <tr>
                <th scope="row">{title.clone()}</th>
                <td>{newest.map(|(kind, ..)| kind.name(lang))}</td>
                <td>{said}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let about = then.counts_still.then(|| {
        view! { <p class="quiet">{lang.district_reports_then()}</p> }
    });
    view! {
        <section class="card" aria-labelledby="lines-heading">
            <h2 id="lines-heading">{lang.district_reports()}</h2>
            {about}
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
    }
}
