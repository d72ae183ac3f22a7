//! What an island needs of its page: on the server from the page's context, in the browser from
//! the document that the server drew. Both sides see the same, so hydration finds what it expects.

use domain::map::board::MapBoard;
use domain::map::search::Index;
use std::sync::Arc;
use words::Lang;

/// Decoded query parameters of the page's address, in its order.
pub type Query = Vec<(String, String)>;

/// Id of the element that carries the board to the browser.
pub const BOARD_ID: &str = "board";

/// The board of the page's map with its search index, if it has one.
pub fn board() -> Option<(Arc<MapBoard>, Arc<Index>)> {
    side::board()
}

/// The reader's language.
pub fn lang() -> Lang {
    side::lang()
}

/// The page's query parameters.
pub fn query() -> Query {
    side::query()
}

/// The slugs that who is signed in may report for.
pub fn own_districts() -> Vec<String> {
    side::own_districts()
}

#[cfg(feature = "ssr")]
mod side {
    use super::{Arc, Index, Lang, MapBoard, Query};
    use crate::request::request;
    use leptos::prelude::expect_context;

    #[expect(clippy::unnecessary_wraps, reason = "the browser's may fail")]
    pub(super) fn board() -> Option<(Arc<MapBoard>, Arc<Index>)> {
        Some((expect_context(), expect_context()))
    }

    pub(super) fn lang() -> Lang {
        request().lang
    }

    pub(super) fn query() -> Query {
        request().query
    }

    pub(super) fn own_districts() -> Vec<String> {
        request().own_districts().iter().map(ToString::to_string).collect()
    }
}

#[cfg(not(feature = "ssr"))]
mod side {
    use super::{Arc, BOARD_ID, Index, Lang, MapBoard, Query};
    use leptos::prelude::document;

    pub(super) fn board() -> Option<(Arc<MapBoard>, Arc<Index>)> {
        let text = document().get_element_by_id(BOARD_ID)?.text_content()?;
        let board: MapBoard = crate::browser::json::read(&text)?;
        let index = Arc::new(Index::new(&board));
        Some((Arc::new(board), index))
    }

    pub(super) fn lang() -> Lang {
        crate::browser::dom::lang()
    }

    pub(super) fn own_districts() -> Vec<String> {
        let said = crate::browser::dom::said_of_page("data-districts").unwrap_or_default();
        said.split(' ').filter(|slug| !slug.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn query() -> Query {
        crate::parts::map::district_map::address::query()
    }
}
