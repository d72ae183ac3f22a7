//! A page of text: a heading, paragraphs, sections.

use leptos::prelude::*;
use leptos_meta::Title;

/// A page that is read.
#[component]
pub fn TextPage(
    /// Its heading, and the title of the window.
    title: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title/>
        <article class="text">
            <h1>{title}</h1>
            {children()}
        </article>
    }
}

/// A section of a page of text.
#[component]
pub fn Section(
    /// The section's name in addresses (`#keys`).
    id: &'static str,
    /// Its heading.
    heading: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section id=id aria-labelledby=format!("{id}-heading")>
            <h2 id=format!("{id}-heading")>{heading}</h2>
            {children()}
        </section>
    }
}
