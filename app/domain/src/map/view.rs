//! A view of the map: filters, search, the chosen district, the frame. An address reproduces it.
//!
//! Reading an address never fails: what does not exist is left out and named in `ignored`.

use crate::kernel::decimal;
use crate::kernel::order::indexes_by_key;
use crate::kernel::percent::form_encode;
use crate::map::board::{DistrictPin, MapBoard};
use crate::map::search::{Index, Query};
use crate::place::district::{DistrictKind, Slug};
use crate::place::position::Place;
use crate::progress::ProgressKind;
use crate::progress::pin_status::RealTime;
use crate::year::item_name::ItemName;
use chrono::{DateTime, Utc};

/// What is shown of a board.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MapView {
    /// Only this kind.
    pub kind: Option<DistrictKind>,
    /// Only this cluster.
    pub cluster: Option<i32>,
    /// Only districts that serve this province (2-digit code).
    pub province: Option<String>,
    /// The item whose reports are looked at; `None` looks at all of them together.
    pub item: Option<ItemName>,
    /// Only where the newest report looked at is of this kind.
    pub report: Option<ProgressKind>,
    /// Only this status of the reports looked at.
    pub status: Option<RealTime>,
    /// Search text as typed, at most [`MAX_SEARCH`] characters.
    pub search: String,
    /// Whether schools are shown as dots.
    pub schools: bool,
    /// The district whose panel is open.
    pub chosen: Option<Slug>,
    /// The frame of the map; `None` is the whole country.
    pub frame: Option<Frame>,
}

/// Part of the map that is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Middle of the map.
    pub centre: Place,
    /// How many times larger than when the whole country just fits: 1–400. Relative, so that a
    /// shared address shows the same region on a phone and on a wall.
    pub times: f64,
}

/// The names of the parameters that make up a view, in the order of its address.
pub const NAMES: &[&str] =
    &["q", "kind", "cluster", "province", "item", "report", "status", "schools", "district", "at"];

/// A search longer than this (in characters) is cut.
pub const MAX_SEARCH: usize = 100;

/// What `schools` says where they are shown.
pub const SHOWN: &str = "1";

/// How far the base map may be magnified.
pub const TIMES: std::ops::RangeInclusive<f64> = 1.0..=400.0;

impl MapView {
    /// The nearest valid view to what an address says, and the names of what was left out.
    ///
    /// `pairs` are the decoded query parameters. Names that are not ours are no concern of the view.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        board: &MapBoard,
    ) -> (Self, Vec<&'static str>) {
        let given: Vec<(&str, &str)> =
            pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let last =
            |name: &str| given.iter().rfind(|(one, _)| *one == name).map(|(_, value)| *value);
        let mut ignored = Vec::new();
        let mut take = |name: &'static str| last(name).inspect(|_| ignored.push(name));
        let view = Self {
            kind: take("kind").and_then(DistrictKind::from_key),
            cluster: take("cluster")
                .and_then(|no| no.parse().ok())
                .filter(|no| board.clusters.contains(no)),
            province: take("province")
                .filter(|code| board.province(code).is_some())
                .map(str::to_owned),
            item: take("item")
                .and_then(ItemName::parse)
                .filter(|item| board.place_of(*item).is_some()),
            report: take("report").and_then(ProgressKind::from_key),
            status: take("status").and_then(RealTime::from_key),
            search: take("q")
                .map(|text| text.chars().take(MAX_SEARCH).collect())
                .unwrap_or_default(),
            schools: take("schools") == Some(SHOWN),
            chosen: take("district").and_then(Slug::parse).filter(|slug| board.pin(slug).is_some()),
            frame: take("at").and_then(Frame::parse),
        };
        let kept = view.pairs();
        ignored.retain(|name| !kept.iter().any(|(kept, _)| kept == name));
        (view, ignored)
    }

    /// The view as query parameters, in a fixed order, decoded.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let text = |value: Option<&str>| value.map(str::to_owned);
        [
            ("q", Some(self.search.clone()).filter(|search| !search.is_empty())),
            ("kind", text(self.kind.map(DistrictKind::key))),
            ("cluster", self.cluster.map(|no| no.to_string())),
            ("province", self.province.clone()),
            ("item", self.item.map(|item| item.to_string())),
            ("report", text(self.report.map(ProgressKind::key))),
            ("status", text(self.status.map(RealTime::key))),
            ("schools", self.schools.then(|| SHOWN.to_owned())),
            ("district", text(self.chosen.as_ref().map(Slug::as_str))),
            ("at", self.frame.map(Frame::to_text)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }

    /// The address of the view below `path`, percent-encoded.
    pub fn address(&self, path: &str) -> String {
        with_query(path, self.pairs())
    }

    /// Whether districts were filtered out; schools are another matter.
    pub fn is_filtered(&self) -> bool {
        self.kind.is_some()
            || self.cluster.is_some()
            || self.province.is_some()
            || self.item.is_some()
            || self.report.is_some()
            || self.status.is_some()
            || !self.search.trim().is_empty()
    }

    /// Shows all districts again; the chosen one, schools and the frame stay.
    pub fn clear_filters(&mut self) {
        let Self { schools, chosen, frame, .. } = std::mem::take(self);
        *self = Self { schools, chosen, frame, ..Self::default() };
    }

    /// Indexes into `board.pins` of what the view shows, in the list's order: as the board's,
    /// or best match first while searching.
    /// `index` is the one of `board`.
    pub fn select(&self, board: &MapBoard, index: &Index, now: DateTime<Utc>) -> Vec<usize> {
        let mut shown = self.select_any_status(board, index);
        if let Some(status) = self.status {
            let item = self.place_of_item(board);
            shown.retain(|at| board.pins[*at].status_on(item, now) == status);
        }
        shown
    }

    /// The place in the catalogue of the item whose reports are looked at.
    pub fn place_of_item(&self, board: &MapBoard) -> Option<usize> {
        board.place_of(self.item?)
    }

    /// How many districts stand at each status among those that all *other* filters let through,
    /// in the order of [`RealTime::ALL`]. Their sum is the number of districts let through.
    pub fn legend(&self, board: &MapBoard, index: &Index, now: DateTime<Utc>) -> [i32; 4] {
        let shown = self.select_any_status(board, index);
        let item = self.place_of_item(board);
        let mut counts = [0; 4];
        for at in shown {
            let status = board.pins[at].status_on(item, now);
            let counted = RealTime::ALL.into_iter().zip(&mut counts);
            counted.filter(|(one, _)| *one == status).for_each(|(_, count)| *count += 1);
        }
        counts
    }

    fn select_any_status(&self, board: &MapBoard, index: &Index) -> Vec<usize> {
        let query = Query::new(&self.search);
        let item = self.place_of_item(board);
        let found = (0..board.pins.len())
            .filter(|at| self.lets_through(&board.pins[*at], item))
            .filter_map(|at| Some((f64::from(index.rank(&query, at)?), at)));
        indexes_by_key(found.collect())
    }

    fn lets_through(&self, pin: &DistrictPin, item: Option<usize>) -> bool {
        let reported = || pin.standing(item).map(|standing| standing.kind);
        self.kind.is_none_or(|kind| pin.kind == kind)
            && self.cluster.is_none_or(|no| pin.cluster == Some(no))
            && self.province.as_ref().is_none_or(|code| pin.provinces.contains(code))
            && self.report.is_none_or(|kind| reported() == Some(kind))
    }
}

impl Frame {
    /// From `lat,lon,times`; the magnification is brought into range.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ',').map(decimal::parse);
        let (lat, lon, times) = (parts.next()??, parts.next()??, parts.next()??);
        let times = if times.is_finite() {
            times.clamp(*TIMES.start(), *TIMES.end())
        } else {
            return None;
        };
        Some(Self { centre: Place::new(lat, lon)?, times })
    }

    /// As `lat,lon,times`: four decimals of a degree (11 m), two of the magnification.
    pub fn to_text(self) -> String {
        let degrees = |number| decimal::write(number, 4);
        let times = decimal::write(self.times, 2);
        format!("{},{},{times}", degrees(self.centre.lat), degrees(self.centre.lon))
    }
}

/// The address of a page with its parameters.
pub fn with_query<N: AsRef<str>, V: AsRef<str>>(
    path: &str,
    pairs: impl IntoIterator<Item = (N, V)>,
) -> String {
    let query = form_encode(pairs);
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
pub(crate) mod tests;
