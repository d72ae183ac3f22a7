//! Pins follow what happens: those whose status has changed are drawn anew, and no others.

use super::{PinMap, icon};
use crate::parts::map::pin_mark::symbol;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;

impl PinMap {
    /// The status of each pin; read again when one may change.
    pub(super) fn statuses(&self) -> Vec<RealTime> {
        (0..self.markers.len()).map(|index| self.state.status(index)).collect()
    }

    /// Draws anew the pins whose status is another than before.
    pub(super) fn follow(
        &self,
        before: Option<Vec<RealTime>>,
        now: Vec<RealTime>,
    ) -> Vec<RealTime> {
        for (index, status) in now.iter().enumerate() {
            if before.as_ref().is_some_and(|before| before[index] != *status) {
                let is_chosen = self.state.chosen.get_untracked() == Some(index);
                let fanned = self.fan.borrow().holds(index);
                self.markers[index].set_icon(&icon(self.state, index, is_chosen, fanned));
                self.follow_drawn(index, *status);
            }
        }
        now
    }

    /// The drawn pin stays in step, for paper.
    fn follow_drawn(&self, index: usize, status: RealTime) {
        let mark = self.state.with_pin(index, |pin| {
            let symbol = symbol(pin.kind, status);
            (format!(".map__still [data-slug='{}'] use", pin.slug), format!("#{symbol}"))
        });
        if let Some((selector, href)) = mark
            && let Ok(Some(mark)) = document().query_selector(&selector)
        {
            let _ = mark.set_attribute("href", &href);
        }
    }
}
