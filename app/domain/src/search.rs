//! Finding a district by what people type.

use crate::map_board::{DistrictPin, MapBoard};
use crate::thai;

/// A search, prepared once and asked of each pin.
#[derive(Debug, Clone)]
pub struct Query {
    tokens: Vec<String>,
}

impl Query {
    /// Prepares what was typed.
    pub fn new(typed: &str) -> Self {
        Self { tokens: thai::fold(typed).split_whitespace().map(str::to_owned).collect() }
    }

    /// How well a pin matches: 0 is best; `None` does not match. An empty query matches all alike.
    pub fn rank(&self, pin: &DistrictPin, _board: &MapBoard) -> Option<u8> {
        let text = thai::fold(&format!("{} {}", pin.name_th, pin.name_en));
        self.tokens.iter().all(|token| text.contains(token)).then_some(0)
    }
}
