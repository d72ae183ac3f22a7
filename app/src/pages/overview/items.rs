//! The items as rows: districts by the kind of their newest report, the share that is active, and its
//! course.

use super::sort::by_figure;
use super::{LIST, PATH, Shown};
use crate::parts::chart::{Part, spark_line, stacked_bar};
use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::Named;
use domain::overview::{Chosen, ItemRow, Last, Measure, Share};
use domain::progress::ProgressKind;
use leptos::prelude::*;
use words::Lang;

/// The ids of the parts that items are presented in.
const PARTS: [&str; 2] = ["items", "items-more"];

/// The table of the year's items.
pub(super) fn items(shown: &Shown<'_>) -> impl IntoView + use<> {
    let rows = shown.picture.ordered_items(&shown.overview.chosen);
    table(shown, (PARTS[0], shown.lang.overview_items(rows.len())), &rows)
}

/// The same in parts that each fit on a screen.
pub(super) fn presented(shown: &Shown<'_>) -> Vec<AnyView> {
    let rows = shown.picture.ordered_items(&shown.overview.chosen);
    let parts = rows.chunks(rows.len().div_ceil(PARTS.len()).max(1)).zip(PARTS);
    let key = |row: Option<&&ItemRow>| {
        row.map(|row| shown.overview.scene().items[row.item].key().to_uppercase())
    };
    let part = |(part, id): (&[&ItemRow], &'static str)| {
        let ends = key(part.first()).zip(key(part.last()));
        let ends = ends.map(|(first, last)| format!(" · {first}–{last}")).unwrap_or_default();
        let title = format!("{}{ends}", shown.lang.overview_items(rows.len()));
        table(shown, (id, title), part).into_any()
    };
    parts.map(part).collect()
}

fn table(
    shown: &Shown<'_>,
    (id, title): (&'static str, String),
    rows: &[&ItemRow],
) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let rows = rows.iter().map(|row| item(shown, row)).collect_view();
    let ordered = |order| overview.choosing(PATH, |chosen| chosen.sort = order);
    let head = |by, label| by_figure(label, "items", (overview.chosen.sort, by), &ordered);
    let by_kind = head(Measure::Reported, lang.overview_by_kind());
    let active = head(Measure::Active, lang.overview_active());
    let newest = head(Measure::Newest, lang.item_newest());
    let kinds = ProgressKind::ALL
        .map(|kind| view! { <th scope="col" class="number">{kind.name(lang)}</th> });
    view! {
        <section class="card overview__items" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <Scrolled by=id>
                <table class="table items">
                    <thead>
                        <tr>
                            <th scope="col">{lang.report_item()}</th>
                            {by_kind}
                            {kinds.collect_view()}
                            <th scope="col" class="number">{lang.overview_no_report()}</th>
                            {active}
                            {newest}
                            <th scope="col">{lang.overview_weekly()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
        </section>
    }
}

fn item(shown: &Shown<'_>, row: &ItemRow) -> impl IntoView + use<> {
    let Shown { lang, overview, picture } = *shown;
    let item = &overview.scene().items[row.item];
    let title = lang.pick(&item.title_th, &item.title_en).to_owned();
    let list = |last: Last| {
        let change = |chosen: &mut Chosen| {
            (chosen.item, chosen.last, chosen.status) = (Some(row.item), Some(last), None);
        };
        overview.choosing(LIST, change)
    };
    let count = |value: i32, href: String| {
        view! { <td class="number"><a class="figure" href=href>{lang.number(value)}</a></td> }
    };
    let kinds = ProgressKind::ALL.into_iter().zip(row.kinds);
    let counts = kinds.map(|(kind, value)| count(value, list(Last::Kind(kind)))).collect_view();
    let active = row.active.last().copied().unwrap_or_default();
    let share = Share { part: active, whole: picture.total() };
    let first = row.active.first().copied().unwrap_or_default();
    let said = lang.overview_from_to(lang.number(first), lang.number(active));
    let page = overview.choosing(&format!("/items/{}/{}", item.year, item.key()), |chosen| {
        (chosen.item, chosen.status, chosen.last) = (None, None, None);
    });
    let is_chosen = (overview.chosen.item == Some(row.item)).then_some("true");
    view! {
        <tr aria-current=is_chosen>
            <th scope="row"><a href=page><span class="items__key">{item.key().to_uppercase()}</span> " " {title}</a></th>
            <td class="items__bar">{stacked_bar(&parts(lang, row))}</td>
            {counts}
            {count(row.none, list(Last::Missing))}
            <td class="number">{share_text(lang, share)}</td>
            <td class="number">{row.newest.map(|at| lang.day_of(at))}</td>
            <td>{spark_line(&row.active, picture.total(), said)}</td>
        </tr>
    }
}

/// The districts by the kind of their newest report on an item.
pub(super) fn parts(lang: Lang, row: &ItemRow) -> Vec<Part> {
    let part = |label: String, value: i32, ink: &'static str, hatch: u8| Part {
        label,
        value,
        shown: lang.number(value),
        ink,
        hatch,
        href: None,
    };
    let kinds = ProgressKind::ALL.into_iter().zip(row.kinds).zip([0, 1, 2]);
    let kinds = kinds.map(|((kind, value), hatch)| part(kind.name(lang), value, kind.key(), hatch));
    kinds.chain([part(lang.overview_no_report().to_owned(), row.none, "none", 0)]).collect()
}

/// A percentage with its counts behind it, and a mark where they are few.
pub(super) fn share_text(lang: Lang, share: Share) -> impl IntoView {
    let counts = format!("{}/{}", lang.number(share.part), lang.number(share.whole));
    let few = share.is_small().then(|| view! { <abbr title=lang.share_small()>"*"</abbr> });
    view! { <strong>{share.percent()}"%"{few}</strong> " " <span class="quiet">{counts}</span> }
}
