//! The districts of a view as a table of typed values, independent of the file format.

use chrono::NaiveDate;
use domain::kernel::bangkok;
use domain::overview::{Overview, Share};
use domain::place::district::DistrictKind;
use domain::progress::ProgressKind;
use domain::progress::pin_status::RealTime;
use words::Lang;

/// Headings, and a row per district in the page's order: by type, then as selected, else by dictionary.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// A heading per column.
    pub headings: Vec<String>,
    /// Rows, each as long as the headings.
    pub rows: Vec<Vec<Value>>,
}

/// A value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Text.
    Text(String),
    /// A number for calculations.
    Number(i32),
    /// A date in Bangkok.
    Day(NaiveDate),
    /// No value.
    Missing,
}

impl Table {
    pub(super) fn of(lang: Lang, overview: &Overview) -> Self {
        let scene = overview.scene();
        let listed = overview.chosen.listed(scene, overview.standings());
        let of_kind =
            |kind| listed.iter().copied().filter(move |place| scene.districts[*place].kind == kind);
        let places = DistrictKind::ALL.into_iter().flat_map(of_kind);
        Self {
            headings: headings(lang, overview),
            rows: places.map(|place| row(lang, overview, place)).collect(),
        }
    }

    /// The items as a table: districts by the kind of their newest report, none, active, all.
    pub(super) fn of_items(lang: Lang, overview: &Overview) -> Self {
        let picture = overview.picture();
        let kinds = ProgressKind::ALL.map(|one| kind(lang, one));
        let last = [lang.overview_no_report(), lang.overview_active(), lang.map_districts()];
        let headings = [lang.overview_item_key(), lang.report_item()];
        let headings = headings.into_iter().chain(kinds).chain(last).map(str::to_owned).collect();
        let rows = picture.ordered_items(&overview.chosen).into_iter().map(|row| {
            let item = &scene_item(overview, row.item);
            let active = row.active.last().copied().unwrap_or_default();
            let share = Share { part: active, whole: picture.total() };
            let counts = row.kinds.into_iter().chain([row.none, share.part, share.whole]);
            let words = [item.0.clone(), lang.pick(&item.1, &item.2).to_owned()];
            words.map(Value::Text).into_iter().chain(counts.map(Value::Number)).collect()
        });
        Self { headings, rows: rows.collect() }
    }
}

/// Key, Thai and English title of an item.
fn scene_item(overview: &Overview, place: usize) -> (String, String, String) {
    let item = &overview.scene().items[place];
    (item.key().to_uppercase(), item.title_th.clone(), item.title_en.clone())
}

fn headings(lang: Lang, overview: &Overview) -> Vec<String> {
    let own = [
        lang.fact_code(),
        lang.item_district(),
        lang.map_kind(),
        lang.map_cluster(),
        lang.overview_status(),
        lang.item_newest(),
        lang.overview_age(),
        lang.report_kind(),
        lang.overview_active_items(),
    ];
    let items = (0..overview.scene().items.len()).map(|place| {
        let (key, th, en) = scene_item(overview, place);
        format!("{key} {}", lang.pick(&th, &en))
    });
    own.into_iter().map(str::to_owned).chain(items).collect()
}

fn row(lang: Lang, overview: &Overview, place: usize) -> Vec<Value> {
    let (scene, standings) = (overview.scene(), overview.standings());
    let district = &scene.districts[place];
    let newest = overview.chosen.newest(standings, place);
    let day = newest.map(|one| bangkok::date(one.at));
    let age = day.map(|day| (standings.day() - day).num_days());
    let active = standings.active_items(place, standings.days.len().saturating_sub(1));
    let words = |text: &str| Value::Text(text.to_owned());
    let own = [
        words(&district.code),
        words(lang.pick(&district.name_th, &district.name_en)),
        words(match district.kind {
            DistrictKind::Primary => lang.kind_primary(),
            DistrictKind::Secondary => lang.kind_secondary(),
        }),
        district.cluster.map_or(Value::Missing, Value::Number),
        words(status(lang, overview.chosen.status_of(standings, place))),
        day.map_or(Value::Missing, Value::Day),
        age.and_then(|age| i32::try_from(age).ok()).map_or(Value::Missing, Value::Number),
        newest.map_or(Value::Missing, |one| words(kind(lang, one.kind))),
        Value::Number(active),
    ];
    let items = (0..scene.items.len()).map(|item| standings.newest_on(place, item));
    let items =
        items.map(|newest| newest.map_or(Value::Missing, |one| words(kind(lang, one.kind))));
    own.into_iter().chain(items).collect()
}

fn status(lang: Lang, status: RealTime) -> &'static str {
    match status {
        RealTime::Fresh => lang.status_fresh(),
        RealTime::Ageing => lang.status_ageing(),
        RealTime::Silent => lang.status_silent(),
        RealTime::Never => lang.status_never(),
    }
}

fn kind(lang: Lang, kind: ProgressKind) -> &'static str {
    match kind {
        ProgressKind::OnPlan => lang.kind_on_plan(),
        ProgressKind::Adjusted => lang.kind_adjusted(),
        ProgressKind::Output => lang.kind_output(),
    }
}
