//! One among many: where a value lies between the lowest and the highest of its like.

use super::geometry::percent;
use leptos::prelude::*;

/// A value and those of its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The lowest.
    pub low: i32,
    /// The one in the middle.
    pub middle: i32,
    /// The highest.
    pub high: i32,
    /// The one that is meant.
    pub own: i32,
    /// The value at the right edge; 0 lies at the left one.
    pub top: i32,
}

impl Range {
    /// The range of `values`, of which `own` is one; `None` of nothing.
    pub fn of(mut values: Vec<i32>, own: i32, top: i32) -> Option<Self> {
        values.sort_unstable();
        let (low, high) = (*values.first()?, *values.last()?);
        Some(Self { low, middle: values[values.len() / 2], high, own, top })
    }
}

/// The bar; `said` tells it in words.
pub fn range_bar(range: Range, said: String) -> impl IntoView + use<> {
    let at = |value: i32| format!("{:.2}%", percent(value, range.top));
    let width = format!("{:.2}%", percent(range.high - range.low, range.top));
    view! {
        <svg class="range" role="img" aria-label=said focusable="false">
            <line class="range__ground" x1="0%" x2="100%" y1="50%" y2="50%"></line>
            <rect class="range__span" x=at(range.low) width=width y="35%" height="30%"></rect>
            <line class="range__middle" x1=at(range.middle) x2=at(range.middle) y1="15%" y2="85%"></line>
            <circle class="range__own" cx=at(range.own) cy="50%" r="6"></circle>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_knows_its_ends_and_its_middle() {
        let range = Range::of(vec![9, 1, 4, 4, 21], 9, 21);
        assert_eq!(range, Some(Range { low: 1, middle: 4, high: 21, own: 9, top: 21 }));
        assert_eq!(Range::of(Vec::new(), 0, 21), None);
    }
}
