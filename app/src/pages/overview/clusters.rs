//! The clusters as small multiples: the same little picture for each, on one scale.

use super::Shown;
use super::items::share_text;
use super::situation::status_parts;
use crate::parts::chart::{spark_line, stacked_bar};
use domain::overview::{ClusterRow, Share};
use leptos::prelude::*;

/// A picture for each cluster, in the order of their numbers.
pub(super) fn clusters(shown: &Shown<'_>) -> impl IntoView + use<> {
    let lang = shown.lang;
    let multiples = shown.picture.clusters.iter().map(|row| cluster(shown, row)).collect_view();
    view! {
        <section class="card overview__clusters" aria-labelledby="clusters">
            <h2 id="clusters">{lang.overview_clusters(shown.picture.clusters.len())}</h2>
            <p class="quiet">{lang.overview_clusters_about()}</p>
            <ul class="multiples">{multiples}</ul>
        </section>
    }
}

fn cluster(shown: &Shown<'_>, row: &ClusterRow) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let whole: i32 = row.statuses.iter().sum();
    let parts = status_parts(lang, row.statuses, |_| None);
    let words: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.label, part.shown)).collect();
    let share = Share { part: row.statuses[0], whole };
    let first = row.fresh.first().copied().unwrap_or_default();
    let said = lang.overview_from_to(lang.number(first), lang.number(row.statuses[0]));
    let href =
        overview.choosing(&format!("/clusters/{}/{}", overview.scene().year, row.no), |chosen| {
            (chosen.cluster, chosen.status, chosen.last) = (None, None, None);
        });
    view! {
        <li class="multiple">
            <a href=href>{lang.map_cluster_n(row.no)}</a>
            <span>{share_text(lang, share)}</span>
            {stacked_bar(&parts)}
            <span class="visually-hidden">{words.join(lang.list_separator())}</span>
            {spark_line(&row.fresh, whole, said)}
        </li>
    }
}
