//! News are taken in without anything on the page moving, and shown for a moment where they changed it.

use super::state::MapState;
use crate::browser::dom;
use chrono::NaiveDate;
use domain::kernel::bangkok;
use domain::map::news::News;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use std::sync::Arc;

impl MapState {
    /// Takes in what has happened. What is no newer than the board changes nothing.
    pub fn receive(self, news: &News) {
        let counts = self.legend.get_untracked();
        let mut changed = Vec::new();
        self.board.maybe_update(|board| {
            let day = bangkok::date(board.read_at);
            changed = Arc::make_mut(board).apply(news);
            !changed.is_empty() || bangkok::date(board.read_at) != day
        });
        // By then the parts of the page that show it have followed.
        request_animation_frame(move || {
            for index in changed {
                self.mark_district(index);
            }
            self.mark_counts(counts);
        });
    }

    /// Lets a day begin, if it is later than the one on which the board was read.
    pub fn day_begins(self, day: NaiveDate) {
        let counts = self.legend.get_untracked();
        self.board.maybe_update(|board| {
            let is_later = bangkok::date(board.read_at) < day;
            if is_later {
                Arc::make_mut(board).read_at = bangkok::midnight(day);
            }
            is_later
        });
        request_animation_frame(move || self.mark_counts(counts));
    }

    fn mark_district(self, index: usize) {
        let Some(slug) = self.with_pin(index, |pin| pin.slug.to_string()) else { return };
        mark(&format!(".map__live .pin[data-slug='{slug}']"), "pin--changed");
        mark(&format!("#list li[data-slug='{slug}'] .list__line"), "changed");
        mark(&format!("#panel[data-slug='{slug}'] .panel__stands"), "changed");
    }

    fn mark_counts(self, before: [i32; 4]) {
        let now = self.legend.get_untracked();
        for ((status, before), now) in RealTime::ALL.into_iter().zip(before).zip(now) {
            if before != now {
                mark(&format!("#legend [data-status={}] .count", status.key()), "changed");
            }
        }
    }
}

/// Marks the first element that fits, for a moment.
fn mark(selector: &str, class: &'static str) {
    if let Some(element) = dom::find(selector) {
        dom::mark(&element, class);
    }
}
