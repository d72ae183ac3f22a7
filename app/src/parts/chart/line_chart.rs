//! A course to be read: its finding as the title, its ends labelled, every point in the table below.

use super::geometry::{course, line};
use leptos::prelude::*;

/// A course with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChart {
    /// What it shows, as a sentence with its finding.
    pub title: String,
    /// The points, the oldest first.
    pub points: Vec<Point>,
    /// The value at the upper edge.
    pub top: i32,
    /// The word over the table's days.
    pub day_heading: String,
    /// The word over the table's values.
    pub value_heading: String,
    /// The word that opens the table.
    pub table_label: String,
}

/// A value on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The day as people write it.
    pub day: String,
    /// The value.
    pub value: i32,
    /// The value as people write it.
    pub shown: String,
    /// Where it leads: the page as it stood on that day.
    pub href: String,
}

/// The chart with its title and its table.
pub fn line_chart(chart: &LineChart) -> impl IntoView + use<> {
    let values: Vec<i32> = chart.points.iter().map(|point| point.value).collect();
    let points = course(&values, chart.top);
    let area = format!("{}L100 100L0 100Z", line(&points));
    let end = points.last().map(|(x, y)| format!("M{x:.1} {y:.1}h0"));
    let ends = [chart.points.first(), chart.points.last()].map(|point| {
        point.map(|point| view! { <span><strong>{point.shown.clone()}</strong> " " {point.day.clone()}</span> })
    });
    view! {
        <figure class="lines">
            <figcaption>{chart.title.clone()}</figcaption>
            <svg class="lines__plot" viewBox="-1 -4 102 108" preserveAspectRatio="none" role="img" aria-label=chart.title.clone() focusable="false">
                <path class="lines__ground" d="M0 0H100M0 50H100M0 100H100"></path>
                <path class="lines__area" d=area></path>
                <path class="lines__line" d=line(&points)></path>
                <path class="lines__end" d=end></path>
            </svg>
            <div class="lines__ends">{ends.collect_view()}</div>
            {table(chart)}
        </figure>
    }
}

/// The same as a table, each day leading to the page as it stood then.
fn table(chart: &LineChart) -> impl IntoView + use<> {
    let rows = chart.points.iter().rev().map(|point| {
        view! {
            <tr>
                <th scope="row"><a href=point.href.clone()>{point.day.clone()}</a></th>
                <td class="number">{point.shown.clone()}</td>
            </tr>
        }
    });
    view! {
        <details class="more">
            <summary>{chart.table_label.clone()}</summary>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{chart.day_heading.clone()}</th>
                        <th scope="col" class="number">{chart.value_heading.clone()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </details>
    }
}
