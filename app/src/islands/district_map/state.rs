//! What the parts of the map share: the board, the view of it, and what follows from both.

use domain::map_board::{DistrictPin, MapBoard};
use domain::map_view::MapView;
use domain::pin_status::RealTime;
use domain::search::Index;
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
    board: StoredValue<Arc<MapBoard>>,
}

impl MapState {
    /// The state of a page at an address.
    pub fn new(board: Arc<MapBoard>, query: &[(String, String)], lang: Lang) -> Self {
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let (view, _) = MapView::parse(pairs, &board);
        let view = RwSignal::new(view);
        let index = StoredValue::new(Index::new(&board));
        let board = StoredValue::new(board);
        let shown = Memo::new(move |_| {
            board.with_value(|b| index.with_value(|i| view.with(|v| v.select(b, i, b.read_at))))
        });
        let legend = Memo::new(move |_| {
            board.with_value(|b| index.with_value(|i| view.with(|v| v.legend(b, i, b.read_at))))
        });
        let chosen = Memo::new(move |_| {
            let slug = view.with(|view| view.chosen.clone())?;
            board.with_value(|board| board.pins.iter().position(|pin| pin.slug == slug))
        });
        Self { lang, view, shown, legend, chosen, board }
    }

    /// The board.
    pub fn board(self) -> Arc<MapBoard> {
        self.board.get_value()
    }

    /// The district at an index of the board, with its status.
    pub fn with_pin<T>(
        self,
        index: usize,
        read: impl FnOnce(&DistrictPin, RealTime) -> T,
    ) -> Option<T> {
        self.board.with_value(|board| {
            board.pins.get(index).map(|pin| read(pin, pin.status(board.read_at)))
        })
    }

    /// Opens a district's panel.
    pub fn choose(self, index: usize) {
        let slug = self.with_pin(index, |pin, _| pin.slug.clone());
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
