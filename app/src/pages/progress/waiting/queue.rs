//! The list of what waits, with its filter and the boxes that choose several.

use super::preview::refused;
use super::{Queue, title};
use crate::parts::progress::report::{Setting, elsewhere, report};
use domain::kernel::bangkok;
use domain::progress::shown::ShownReport;
use leptos::prelude::*;

/// What came of the last form, the filter, the reports, and the button that leads on.
pub fn queue(set: &Setting, queue: &Queue) -> impl IntoView + use<> {
    let lang = set.lang;
    let count = (queue.waiting.total > 0).then(|| lang.waiting_count(queue.waiting.total));
    let reports = queue.waiting.reports.iter().map(|one| entry(set, queue, one)).collect_view();
    let schools = queue.imports_schools.then(|| {
        view! { <p><a href="/admin/schools">{lang.school_lists_title()}</a></p> }
    });
    view! {
        {done(set, queue)}
        {filter(set, queue)}
        <div class="queue" id="queue" data-live="">
            {count.map(|count| view! { <p class="lead">{count}</p> })}
            {empty(set, queue)}
            {reports}
            {more(set, queue)}
            {choose(set, queue)}
        </div>
        {schools}
    }
}

/// What was done, and what was not.
fn done(set: &Setting, queue: &Queue) -> impl IntoView + use<> {
    let lang = set.lang;
    let elsewhere = set.result_elsewhere(&queue.waiting.reports).map(|one| elsewhere(lang, one));
    let count = set.result.as_ref().and_then(|result| result.fields.get("count"));
    let several = count.map(|count| {
        let said = lang.waiting_done(count);
        view! { <p class="note note--done" role="status" tabindex="-1" autofocus>{said}</p> }
    });
    view! { {elsewhere} {several} {refused(set, queue)} }
}

fn filter(set: &Setting, queue: &Queue) -> impl IntoView + use<> {
    let lang = set.lang;
    let items = queue.waiting.items.iter().filter_map(|one| {
        let name = one.item.name()?;
        let text = lang.waiting_item_count(title(lang, &one.item), one.count);
        let selected = queue.filter.item == Some(name);
        Some(view! { <option value=name.to_string() selected=selected>{text}</option> })
    });
    let clusters = queue.board.clusters.iter().map(|no| {
        let selected = queue.filter.cluster == Some(*no);
        view! { <option value=no.to_string() selected=selected>{lang.map_cluster_n(no)}</option> }
    });
    view! {
        <form class="queue-filter" action="/waiting" method="get">
            <div class="field">
                <label for="item">{lang.report_item()}</label>
                <select id="item" class="input" name="item">
                    <option value="">{lang.waiting_item_all()}</option>
                    {items.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="cluster">{lang.map_cluster()}</label>
                <select id="cluster" class="input" name="cluster">
                    <option value="">{lang.map_cluster_all()}</option>
                    {clusters.collect_view()}
                </select>
            </div>
            <button class="button" type="submit">{lang.waiting_filter_do()}</button>
        </form>
    }
}

fn empty(set: &Setting, queue: &Queue) -> Option<impl IntoView + use<>> {
    let is_filtered = queue.filter != domain::progress::waiting::WaitingFilter::default();
    let said =
        if is_filtered { set.lang.waiting_empty_filtered() } else { set.lang.waiting_empty() };
    queue.waiting.reports.is_empty().then(|| view! { <p class="note">{said}</p> })
}

fn entry(set: &Setting, queue: &Queue, one: &ShownReport) -> impl IntoView + use<> {
    let lang = set.lang;
    let (name, item) = (queue.district(lang, &one.district), queue.item(lang, one.item));
    let waited = match bangkok::age_days(one.posted_at, set.now) {
        0 => lang.waiting_since_today().to_owned(),
        days => lang.waiting_days(days),
    };
    let choice = format!("{} {name} {}", lang.waiting_choose(), one.item.key().to_uppercase());
    view! {
        <section class="card" id=format!("waits-{}", one.id)>
            <header class="queue-head">
                <h2><a href=format!("/districts/{}", one.district)>{name}</a></h2>
                <label class="tick">
                    <input type="checkbox" name="report" value=one.id.to_string() form="choose" aria-label=choice/>
                    {lang.waiting_choose()}
                </label>
                <p class="quiet">{item}</p>
                <p class="queue-waited">{waited}</p>
            </header>
            {report(set, one)}
        </section>
    }
}

fn more(set: &Setting, queue: &Queue) -> Option<impl IntoView + use<>> {
    let more = queue.waiting.more();
    let said = set.lang.waiting_more(queue.waiting.reports.len(), more);
    (more > 0).then(|| view! { <p class="note">{said}</p> })
}

/// Leads to the list of what would be acknowledged. The boxes stand beside their reports, whose own
/// forms it cannot surround.
fn choose(set: &Setting, queue: &Queue) -> Option<impl IntoView + use<>> {
    let lang = set.lang;
    let error = set.result.as_ref().and_then(|result| result.sentence_of(lang, "chosen"));
    let error = error
        .map(|_| view! { <p class="field__error" role="alert">{lang.waiting_none_chosen()}</p> });
    let page = set.page.clone();
    (!queue.waiting.reports.is_empty()).then(|| view! {
        <form id="choose" class="queue-foot" action="/do/choose_reports" method="post">
            <input type="hidden" name="return_to" value=page/>
            {error}
            <button class="button button--primary" type="submit">{lang.waiting_preview_do()}</button>
        </form>
    })
}
