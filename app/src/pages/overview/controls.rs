//! What is looked at: a form that works as a plain GET, so that the address always says the view.

use super::Shown;
use crate::parts::form::choice::choice;
use crate::parts::map::names::Named;
use backend::ExportFormat;
use domain::overview::{Overview, PERIODS};
use domain::place::district::DistrictKind;
use leptos::prelude::*;

/// The form, and what else can be done with the view.
pub(super) fn controls(shown: &Shown<'_>, path: &'static str) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let (scene, chosen, point) = (overview.scene(), &overview.chosen, &overview.standpoint);
    let years = overview.calendar.years.iter().rev();
    let years = years.map(|year| (year.to_string(), year.to_string(), *year == point.year));
    let items = scene.items.iter().enumerate().map(|(place, item)| {
        let title = lang.pick(&item.title_th, &item.title_en);
        let text = format!("{} {title}", item.key().to_uppercase());
        (item.key(), text, chosen.item == Some(place))
    });
    let kinds = DistrictKind::ALL
        .map(|kind| (kind.key().to_owned(), kind.name(lang), chosen.kind == Some(kind)));
    let clusters = scene
        .clusters
        .iter()
        .map(|no| (no.to_string(), lang.map_cluster_n(no), chosen.cluster == Some(*no)));
    let weeks =
        PERIODS.map(|weeks| (weeks.to_string(), lang.overview_weeks(weeks), weeks == point.weeks));
    let (first, last) = (overview.calendar.first, overview.calendar.today);
    view! {
        <form class="controls" action=path method="get">
            {choice("year", lang.overview_year(), None, years.collect())}
            {choice("item", lang.report_item(), Some(lang.overview_every_item()), items.collect())}
            {choice("kind", lang.map_kind(), Some(lang.map_kind_all()), kinds.to_vec())}
            {choice("cluster", lang.map_cluster(), Some(lang.map_cluster_all()), clusters.collect())}
            {choice("weeks", lang.overview_period(), None, weeks.to_vec())}
            <div class="field">
                <label for="on">{lang.overview_on()}</label>
                <input
                    id="on" class="input" type="date" name="on" max=last.to_string()
                    min=first.map(|day| day.to_string())
                    value=overview.is_past().then(|| point.day.to_string())
                />
            </div>
            <button class="button button--primary" type="submit">{lang.overview_show()}</button>
        </form>
        <p class="controls__more">
            <a href=overview.choosing(super::LIST, |_| {})>{lang.overview_list()}</a>
            <a href=path>{lang.map_clear()}</a>
            <a href=presenting(overview)>{lang.overview_present()}</a>
        </p>
        {export(shown)}
    }
}

/// The same view for a projector.
fn presenting(overview: &Overview) -> String {
    let address = overview.address(super::PATH);
    format!("{address}{}present=1", if address.contains('?') { '&' } else { '?' })
}

/// Files of what the list shows. A form, because each file that is taken stands on the log.
fn export(shown: &Shown<'_>) -> impl IntoView + use<> {
    let Shown { lang, overview, .. } = *shown;
    let address = overview.address(super::LIST);
    let view = address.split_once('?').map_or(String::new(), |(_, query)| query.to_owned());
    let buttons = ExportFormat::ALL.map(|format| {
        let name = format.key().to_uppercase();
        view! { <button class="button" type="submit" name="format" value=format.key()>{name}</button> }
    });
    view! {
        <form class="controls__files" action="/do/export_overview" method="post">
            <input type="hidden" name="view" value=view/>
            <span id="files">{lang.overview_files()}</span>
            <span class="actions" role="group" aria-labelledby="files">{buttons.collect_view()}</span>
        </form>
    }
}
