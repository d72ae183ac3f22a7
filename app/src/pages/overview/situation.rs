//! The situation in one sentence, the districts by status as one bar, and how it came about.

use super::{LIST, PATH, Shown};
use crate::parts::chart::{LineChart, Part, Point, legend, line_chart, stacked_bar};
use crate::parts::map::names::Named;
use domain::overview::Share;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use words::Lang;

/// The first thing that is read.
pub(super) fn situation(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let list = |status| Some(overview.choosing(LIST, |chosen| chosen.status = Some(status)));
    let parts = status_parts(lang, picture.statuses, list);
    view! {
        <section class="card overview__situation" aria-labelledby="situation">
            <h2 id="situation" class="visually-hidden">{lang.overview_situation()}</h2>
            <p class="overview__sentence">{sentence(shown)}</p>
            <p>{moved(shown)}</p>
            {stacked_bar(&parts)}
            {legend(&parts)}
            <p class="quiet">{lang.overview_sum(lang.number(picture.total()))}</p>
            {line_chart(&course(shown))}
        </section>
    }
}

fn sentence(shown: &Shown<'_>) -> String {
    let Shown { lang, overview, picture } = *shown;
    let (fresh, total) = (picture.statuses[0], picture.total());
    let counts = (lang.number(fresh), lang.number(total));
    let percent = Share { part: fresh, whole: total }.percent();
    match overview.chosen.item.map(|item| &overview.scene().items[item]) {
        None => lang.overview_sentence(counts.0, counts.1, percent),
        Some(item) => {
            let title = lang.pick(&item.title_th, &item.title_en);
            lang.overview_sentence_item(counts.0, counts.1, percent, title)
        }
    }
}

/// What moved since the beginning of the period.
fn moved(shown: &Shown<'_>) -> String {
    let Shown { lang, overview, picture } = *shown;
    let first = picture.fresh.first().copied().unwrap_or_default();
    let change = picture.statuses[0] - first;
    let weeks = overview.standpoint.weeks;
    match change {
        0 => lang.overview_unmoved(weeks),
        1.. => lang.overview_rose(lang.number(change), weeks),
        _ => lang.overview_fell(lang.number(-change), weeks),
    }
}

/// The districts by status, each number leading where `href` says.
pub(super) fn status_parts(
    lang: Lang,
    statuses: [i32; 4],
    href: impl Fn(RealTime) -> Option<String>,
) -> Vec<Part> {
    let part = |((hatch, status), value): ((u8, RealTime), i32)| Part {
        label: status.name(lang),
        value,
        shown: lang.number(value),
        ink: status.key(),
        hatch,
        href: href(status),
    };
    (0..).zip(RealTime::ALL).zip(statuses).map(part).collect()
}

/// How many districts had reported within 30 days, week by week.
fn course(shown: &Shown<'_>) -> LineChart {
    let Shown { lang, overview, picture } = *shown;
    let days = &overview.standings().days;
    let points = days.iter().zip(&picture.fresh).map(|(day, value)| Point {
        day: lang.day(*day),
        value: *value,
        shown: lang.number(*value),
        href: overview.as_of(PATH, *day),
    });
    let ends = [picture.fresh.first(), picture.fresh.last()];
    let [from, to] = ends.map(|end| lang.number(end.copied().unwrap_or_default()));
    LineChart {
        title: lang.overview_course(from, to, overview.standpoint.weeks),
        points: points.collect(),
        top: picture.total(),
        day_heading: lang.overview_day().to_owned(),
        value_heading: lang.status_fresh().to_owned(),
        table_label: lang.chart_table().to_owned(),
    }
}
