//! A map that stays open over midnight in Bangkok ages its pins by itself.
//!
//! Which day it is the server has said; from the device's clock only how many have gone by since is taken,
//! so that a clock that is wrong turns no pin.

use super::state::MapState;
use crate::browser::dom;
use chrono::{Duration, NaiveDate};
use domain::kernel::bangkok;

/// How often it is looked whether a day is over (ms): a machine that has slept wakes to the right day.
const LOOK_EVERY: i32 = 60_000;
/// A day, and how far Bangkok is ahead of UTC (ms).
const DAY: f64 = 86_400_000.0;
const AHEAD: f64 = 25_200_000.0;

/// Follows the days from now on.
pub fn follow(state: MapState) {
    watch(state, bangkok::date(state.board().read_at), days());
}

fn watch(state: MapState, drawn_on: NaiveDate, first: i64) {
    dom::after(LOOK_EVERY, move || {
        state.day_begins(drawn_on + Duration::days(days() - first));
        watch(state, drawn_on, first);
    });
}

/// Days of Bangkok since 1970 by the device's clock.
fn days() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "far below 2^63")]
    let days = ((js_sys::Date::now() + AHEAD) / DAY) as i64;
    days
}
