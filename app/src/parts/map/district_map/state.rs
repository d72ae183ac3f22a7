//! What the parts of the map share: the board, the view of it, and what follows from both.

use domain::map::board::{DistrictPin, MapBoard};
use domain::map::search::Index;
use domain::map::view::MapView;
use domain::progress::pin_status::RealTime;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// Handles only; copied freely.
#[derive(Clone, Copy)]
pub struct MapState {
    /// The reader's language.
    pub lang: Lang,
    /// What is shown.
    pub view: RwSignal<MapView>,
    /// Indexes into the board's pins, in the list's order.
    pub shown: Memo<Vec<usize>>,
    /// Counts per status among those that the other filters let through.
    pub legend: Memo<[i32; 4]>,
    /// The chosen district's index.
    pub chosen: Memo<Option<usize>>,
    /// The place in the catalogue of the item whose reports are looked at.
    pub item: Memo<Option<usize>>,
    /// Only where districts stand changes; which there are, and in which order, does not.
    pub(super) board: RwSignal<Arc<MapBoard>>,
}

impl MapState {
    /// The state of a page at an address. `index` is the one of `board`.
    pub fn new(
        board: Arc<MapBoard>,
        index: Arc<Index>,
        query: &[(String, String)],
        lang: Lang,
    ) -> Self {
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let (view, _) = MapView::parse(pairs, &board);
        let view = RwSignal::new(view);
        let index = StoredValue::new(index);
        let board = RwSignal::new(board);
        let shown = Memo::new(move |_| {
            board.with(|b| index.with_value(|i| view.with(|v| v.select(b, i, b.read_at))))
        });
        let legend = Memo::new(move |_| {
            board.with(|b| index.with_value(|i| view.with(|v| v.legend(b, i, b.read_at))))
        });
        let chosen = Memo::new(move |_| {
            let slug = view.with(|view| view.chosen.clone())?;
            board.with_untracked(|board| board.pins.iter().position(|pin| pin.slug == slug))
        });
        let item = Memo::new(move |_| {
            board.with_untracked(|board| view.with(|view| view.place_of_item(board)))
        });
        Self { lang, view, shown, legend, chosen, item, board }
    }

    /// The board as it is now.
    pub fn board(self) -> Arc<MapBoard> {
        self.board.get_untracked()
    }

    /// What does not change about the district at an index of the board.
    pub fn with_pin<T>(self, index: usize, read: impl FnOnce(&DistrictPin) -> T) -> Option<T> {
        self.board.with_untracked(|board| board.pins.get(index).map(read))
    }

    /// Where the district at an index stands, and on which item; read again when either changes.
    pub fn stands<T>(
        self,
        index: usize,
        read: impl FnOnce(&MapBoard, &DistrictPin, Option<usize>) -> T,
    ) -> Option<T> {
        let item = self.item.get();
        self.board.with(|board| board.pins.get(index).map(|pin| read(board, pin, item)))
    }

    /// The status of the district at an index; read again when it may change.
    pub fn status(self, index: usize) -> RealTime {
        let status = self.stands(index, |board, pin, item| pin.status_on(item, board.read_at));
        status.unwrap_or(RealTime::Never)
    }

    /// Opens a district's panel.
    pub fn choose(self, index: usize) {
        let slug = self.with_pin(index, |pin| pin.slug.clone());
        self.view.update(|view| view.chosen = slug);
    }

    /// Closes the panel.
    pub fn close(self) {
        self.view.update(|view| view.chosen = None);
    }

    /// The address of the view after a change.
    pub fn address_with(self, change: impl FnOnce(&mut MapView)) -> String {
        let mut view = self.view.get_untracked();
        change(&mut view);
        view.address("/")
    }
}
