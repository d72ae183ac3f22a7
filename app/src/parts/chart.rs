//! Charts that the server draws: SVG for the eye, words and a table for everybody.
//!
//! Five forms: [`stacked_bar()`] for parts of a whole, [`spark_line()`] for a course in passing,
//! [`line_chart()`] for a course to be read, [`range_bar()`] for one among many, and small multiples,
//! which are any of them in a grid. They get numbers and words and know nothing of districts. What a
//! colour says is also said by a pattern and by a word beside it.

mod geometry;
mod line_chart;
mod range_bar;
mod spark_line;
mod stacked_bar;
#[cfg(test)]
mod tests;

pub use line_chart::{LineChart, Point, line_chart};
pub use range_bar::{Range, range_bar};
pub use spark_line::spark_line;
pub use stacked_bar::{Part, legend, stacked_bar};

use leptos::prelude::*;

/// The patterns that tell parts apart without colour. Once per page that has a bar.
#[component]
pub fn Patterns() -> impl IntoView {
    let stripes = |id: &'static str, d: &'static str| {
        view! {
            <pattern id=id width="6" height="6" patternUnits="userSpaceOnUse"><path class="hatch" d=d></path></pattern>
        }
    };
    view! {
        <svg class="symbols" aria-hidden="true" focusable="false" width="0" height="0">
            <defs>
                {stripes("hatch-1", "M-1 1 1 -1 M0 6 6 0 M5 7 7 5")}
                {stripes("hatch-2", "M0 0 6 6 M0 6 6 0")}
                {stripes("hatch-3", "M0 3h6")}
            </defs>
        </svg>
    }
}
