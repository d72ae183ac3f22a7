//! A course in passing: no axis, no number, only its shape. The number stands beside it.

use super::geometry::{course, line};
use leptos::prelude::*;

/// The line; `top` is the value at its upper edge. `said` tells the course in words.
pub fn spark_line(values: &[i32], top: i32, said: String) -> impl IntoView + use<> {
    let points = course(values, top);
    let end = points.last().map(|(x, y)| format!("M{x:.1} {y:.1}h0"));
    view! {
        <svg class="spark" viewBox="-4 -8 108 116" preserveAspectRatio="none" role="img" aria-label=said focusable="false">
            <path class="spark__ground" d="M0 100H100"></path>
            <path class="spark__line" d=line(&points)></path>
            <path class="spark__end" d=end></path>
        </svg>
    }
}
