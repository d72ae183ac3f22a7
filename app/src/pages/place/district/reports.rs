//! A district's reports: the form for who may report, then a line per item, newest first.

use crate::parts::form::typed_text::TypedText;
use crate::parts::map::names::Named;
use crate::parts::map::pin_mark::StatusMark;
use crate::parts::progress::report::{Setting, elsewhere, report};
use crate::parts::progress::report_actions::attach;
use crate::parts::progress::report_form::ReportForm;
use crate::request::{FormResult, Request};
use domain::map::board::DistrictPin;
use domain::people::access::{Action, Record, can_with};
use domain::place::district::Slug;
use domain::progress::report::Verb;
use domain::progress::shown::{ItemLine, ShownReport, active_items};
use domain::year::catalogue::PolicyItem;
use leptos::prelude::*;
use words::Lang;

/// The whole part of the page. `correct` is the report that a correction begins from.
pub fn reports(
    request: &Request,
    set: &Setting,
    pin: &DistrictPin,
    lines: &[ItemLine],
) -> impl IntoView + use<> {
    let (lang, slug) = (set.lang, &pin.slug);
    let may = can_with(&request.actor(), Action::PostReport, Record::District(slug)).is_ok();
    let form = may.then(|| form(request, set, &pin.name(set.lang), slug, lines));
    let refused = (!may).then(|| refused(set)).flatten();
    let reports = lines.iter().flat_map(|line| &line.reports);
    let elsewhere = set.result_elsewhere(reports).map(|result| elsewhere(lang, result));
    let active = lang.panel_active_items(active_items(lines, set.now), lines.len());
    let (with, without): (Vec<&ItemLine>, Vec<&ItemLine>) =
        lines.iter().partition(|one| !one.reports.is_empty());
    let silent = (!without.is_empty()).then(|| {
        let items =
            without.iter().map(|one| view! { <li>{item_link(set, &one.item)}</li> }).collect_view();
        view! {
            <details class="more">
                <summary>{lang.district_silent_items(without.len())}</summary>
                <ul class="near">{items}</ul>
            </details>
        }
    });
    view! {
        {form}
        {refused}
        {elsewhere}
        <section class="card" id="lines" data-live=slug.to_string() aria-labelledby="lines-heading">
            <h2 id="lines-heading">{lang.district_reports()}</h2>
            <p class="quiet">{active}</p>
            {with.into_iter().map(|line| item_line(set, line)).collect_view()}
            {silent}
        </section>
    }
}

/// What was typed by somebody who may not report here (any more), and why it was not taken.
fn refused(set: &Setting) -> Option<impl IntoView + use<>> {
    let result = set.result.as_ref().filter(|result| !result.fields.contains_key("id"))?;
    let sentence = result.sentence(set.lang)?;
    let typed = ["text", "what_changed", "why", "number", "unit", "link", "story"];
    let texts = typed.into_iter().filter_map(|field| result.fields.get(field).cloned()).collect();
    Some(view! {
        <section class="card">
            <p class="note note--error" role="alert">{sentence}</p>
            <TypedText lang=set.lang texts/>
        </section>
    })
}

fn form(request: &Request, set: &Setting, name: &str, slug: &Slug, lines: &[ItemLine]) -> AnyView {
    let lang = set.lang;
    let parameter = |name: &str| {
        request.query.iter().find(|(known, _)| known == name).map(|(_, id)| id.as_str())
    };
    let report_of = |id: &str| {
        lines.iter().flat_map(|line| &line.reports).find(|report| report.id.to_string() == id)
    };
    if let Some(report) = parameter("posted").and_then(report_of) {
        return posted(lang, slug, report).into_any();
    }
    let key = backend::new_client_key();
    let corrected = parameter("correct").and_then(report_of);
    let result = set.result.clone().filter(|result| !result.fields.contains_key("id"));
    let result =
        result.or_else(|| corrected.and_then(|report| report.correction(key)).map(as_typed));
    let note =
        corrected.is_some().then(|| view! { <p class="note">{lang.report_correcting()}</p> });
    let district = Some((slug.clone(), name.to_owned()));
    view! {
        <section class="card" id="report" aria-labelledby="report-heading">
            <h2 id="report-heading">{lang.report_title()}</h2>
            {note}
            <ReportForm lang district items=last_used_first(lines) key result/>
        </section>
    }
    .into_any()
}

/// In place of the form after a report was posted: that it is saved, and what can be done next.
fn posted(lang: Lang, slug: &Slug, report: &ShownReport) -> impl IntoView + use<> {
    let correct = report.verbs.contains(&Verb::Correct).then(|| {
        let href = format!("/districts/{slug}?correct={}#report", report.id);
        view! { <a class="button" href=href>{lang.do_correct()}</a> }
    });
    let seen = format!("#report-{}", report.id);
    view! {
        <section class="card" id="report" aria-labelledby="report-heading">
            <h2 id="report-heading">{lang.report_title()}</h2>
            <p class="note note--done" role="status">{lang.report_done()} " " <a href=seen>{lang.report_see()}</a></p>
            <p class="actions">
                <a class="button button--primary" href=format!("/districts/{slug}#report")>{lang.report_another()}</a>
                {attach(lang, report)}
                {correct}
            </p>
        </section>
    }
}

/// A form that is filled in before it is shown, as if it had come back.
fn as_typed(form: domain::progress::form::ReportForm) -> FormResult {
    let fields = serde_json::to_value(form).and_then(serde_json::from_value).unwrap_or_default();
    FormResult { fields, error: None, done: None }
}

/// The item reported on last, then the others in the order of the catalogue.
fn last_used_first(lines: &[ItemLine]) -> Vec<PolicyItem> {
    let newest = |line: &&ItemLine| line.newest().map(|report: &ShownReport| report.posted_at);
    let last = lines.iter().filter(|line| line.newest().is_some()).max_by_key(newest);
    let rest = lines.iter().filter(|line| last.is_none_or(|last| last.item.id != line.item.id));
    last.into_iter().chain(rest).map(|line| line.item.clone()).collect()
}

/// The item's title, leading to its page over all districts.
fn item_link(set: &Setting, item: &PolicyItem) -> impl IntoView + use<> {
    let href = format!("/items/{}/{}", item.year, item.key());
    let title = set.lang.pick(&item.title_th, &item.title_en).to_owned();
    view! { <a href=href>{format!("{} {title}", item.key().to_uppercase())}</a> }
}

fn item_line(set: &Setting, line: &ItemLine) -> impl IntoView + use<> {
    let status = line.status(set.now);
    // The one that counts stands first, even where a newer one was taken back.
    let first = line.newest().or(line.reports.first());
    let older: Vec<&ShownReport> =
        line.reports.iter().filter(|one| Some(one.id) != first.map(|first| first.id)).collect();
    let older = (!older.is_empty()).then(|| {
        let reports = older.iter().map(|one| report(set, one)).collect_view();
        let open = older.iter().any(|one| set.result_of(one).is_some());
        view! {
            <details class="more" open=open><summary>{set.lang.report_older(older.len())}</summary>{reports}</details>
        }
    });
    view! {
        <section class="item-line" id=format!("line-{}", line.item.id)>
            <h3><StatusMark status/> {item_link(set, &line.item)} <span class="visually-hidden">{status.name(set.lang)}</span></h3>
            {first.map(|one| report(set, one))}
            {older}
        </section>
    }
}
