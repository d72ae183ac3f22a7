//! What the district's page lacks, first of all to whoever can fill it in: a ring, words, and the way there.

use domain::profile::Profile;
use domain::profile::completeness::{Gap, Missing};
use leptos::prelude::*;
use words::Lang;

/// How many gaps show before the rest is unfolded.
const FIRST: usize = 4;

/// The card; `may_edit` makes each gap the way to its field.
pub(super) fn gaps(lang: Lang, profile: &Profile, may_edit: bool) -> impl IntoView + use<> {
    let done = &profile.completeness;
    let edit = format!("/districts/{}/edit", profile.district);
    let item = |gap: &Gap| {
        let words = words_of(lang, gap);
        let href = format!("{edit}#fact-{}", key_of(gap));
        let words = if may_edit {
            view! { <a href=href>{words}</a> }.into_any()
        } else {
            view! { <span>{words}</span> }.into_any()
        };
        view! { <li>{words}</li> }
    };
    let (first, rest) = done.gaps.split_at(FIRST.min(done.gaps.len()));
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{lang.profile_more_gaps(rest.len())}</summary>
                <ul class="near">{rest.iter().map(item).collect_view()}</ul>
            </details>
        }
    });
    let said = match done.gaps.len() {
        0 => lang.profile_all_complete().to_owned(),
        _ => lang.profile_complete(done.known, done.expected),
    };
    let first = first.iter().map(item).collect_view();
    let first = (!first.is_empty()).then(|| view! { <ul class="near">{first}</ul> });
    view! {
        <section class="card gaps" aria-labelledby="gaps">
            <h2 id="gaps" class="visually-hidden">{lang.profile_gaps()}</h2>
            {ring(done.percent())}
            <div>
                <p><strong>{said}</strong></p>
                {first}
                {rest}
            </div>
        </section>
    }
}

/// The share as a ring; the words beside it say the same.
fn ring(percent: usize) -> impl IntoView + use<> {
    view! {
        <svg class="ring" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
            <circle class="ring__all" cx="20" cy="20" r="16"></circle>
            <circle
                class="ring__known" cx="20" cy="20" r="16" pathLength="100" transform="rotate(-90 20 20)"
                stroke-dasharray=format!("{percent} 100")
            ></circle>
            <text x="20" y="20" text-anchor="middle" dominant-baseline="central">{format!("{percent}%")}</text>
        </svg>
    }
}

fn key_of(gap: &Gap) -> &'static str {
    match gap.what {
        Missing::Fact(concept) => concept.key,
        Missing::Director => "director",
    }
}

fn words_of(lang: Lang, gap: &Gap) -> String {
    let what = match gap.what {
        Missing::Fact(concept) => lang.concept(concept),
        Missing::Director => lang.post_director(),
    };
    let period = match gap.what {
        Missing::Fact(concept) => lang.period(concept.period, gap.last),
        Missing::Director => String::new(),
    };
    if period.is_empty() { what.to_owned() } else { lang.profile_gap_last(what, period) }
}
