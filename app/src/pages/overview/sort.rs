//! Headings of columns by which a table can be ordered: plain links, so that the address says the order.

use domain::overview::{Measure, Order};
use leptos::prelude::*;

/// A heading that leads to the table in another order; `part` is the id of what names the table.
pub(super) fn by_figure(
    label: &'static str,
    part: &'static str,
    (now, by): (Option<Order>, Measure),
    address: &dyn Fn(Option<Order>) -> String,
) -> impl IntoView + use<> {
    let falls = now.filter(|now| now.by == by).map(|now| now.falls);
    let (said, sign) = sign_of(falls);
    let href = format!("{}#{part}", address(Order::turned(now, by)));
    view! {
        <th scope="col" aria-sort=said><a href=href>{label}</a> "\u{a0}" <span aria-hidden="true">{sign}</span></th>
    }
}

/// How a heading says to programs and to people that the largest stands first, or last.
pub(super) fn sign_of(falls: Option<bool>) -> (Option<&'static str>, &'static str) {
    match falls {
        Some(true) => (Some("descending"), "▼"),
        Some(false) => (Some("ascending"), "▲"),
        None => (None, "↕"),
    }
}
