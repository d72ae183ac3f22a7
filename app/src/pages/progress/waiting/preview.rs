//! What would be acknowledged, before it is; and what cannot be, with why not.

use super::Queue;
use crate::parts::map::names::Named;
use crate::parts::progress::report::Setting;
use domain::Error;
use domain::progress::shown::ShownReport;
use domain::progress::waiting::Chosen;
use leptos::prelude::*;

/// A first line longer than this (in characters) is cut.
const LONGEST_LINE: usize = 140;

/// The list, with the one button.
pub fn preview(set: &Setting, queue: &Queue) -> impl IntoView + use<> {
    let lang = set.lang;
    let ready: Vec<&ShownReport> = queue
        .chosen
        .iter()
        .filter(|one| one.refusal.is_none())
        .filter_map(|one| one.report.as_ref())
        .collect();
    let count = ready.len();
    let lead = if count == 0 {
        lang.waiting_none_left().to_owned()
    } else {
        lang.waiting_preview_lead(count)
    };
    let failed = set.result.as_ref().and_then(|result| result.sentence(lang));
    let failed = failed.map(|said| view! { <p class="note note--error" role="alert">{said}</p> });
    let ids = ready
        .iter()
        .map(|one| view! { <input type="hidden" name="report" value=one.id.to_string()/> });
    let ids = ids.collect_view();
    let acknowledge = (count > 0).then(|| view! {
        <button class="button button--primary" type="submit">{lang.waiting_acknowledge_do(count)}</button>
    });
    view! {
        {failed}
        <p class="lead">{lead}</p>
        <ol class="chosen">{ready.iter().map(|one| line(set, queue, one)).collect_view()}</ol>
        {refused(set, queue)}
        <form class="queue-foot" action="/do/acknowledge_reports" method="post">
            {ids}
            <input type="hidden" name="return_to" value=set.page.clone()/>
            {acknowledge}
            <a class="button" href=set.page.clone()>{lang.waiting_back()}</a>
        </form>
    }
}

/// District, item, kind, and how the text begins.
fn line(set: &Setting, queue: &Queue, one: &ShownReport) -> impl IntoView + use<> {
    let lang = set.lang;
    let first = one.content.as_ref().and_then(|content| content.text.lines().next());
    let first: String = first.unwrap_or_default().chars().take(LONGEST_LINE).collect();
    view! {
        <li>
            <strong>{queue.district(lang, &one.district)}</strong>
            <p class="quiet">{format!("{} · {}", queue.item(lang, one.item), one.kind.name(lang))}</p>
            <p class="chosen__text">{first}</p>
        </li>
    }
}

/// Those that cannot be acknowledged, each with why not.
pub fn refused(set: &Setting, queue: &Queue) -> Option<impl IntoView + use<>> {
    let lang = set.lang;
    let lines: Vec<_> = queue
        .chosen
        .iter()
        .filter_map(|one| {
            let why = match one.refusal.as_ref()? {
                Error::NotFound => lang.report_gone().to_owned(),
                other => lang.error(other),
            };
            Some(view! { <li><strong>{name(set, queue, one)}</strong> <p>{why}</p></li> })
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="note note--error" role="alert">
                <p>{lang.waiting_refused(lines.len())}</p>
                <ul class="chosen">{lines}</ul>
            </section>
        }
    })
}

fn name(set: &Setting, queue: &Queue, one: &Chosen) -> String {
    match &one.report {
        Some(report) => {
            let district = queue.district(set.lang, &report.district);
            format!("{district} · {}", queue.item(set.lang, report.item))
        }
        None => set.lang.waiting_unknown(one.id),
    }
}
