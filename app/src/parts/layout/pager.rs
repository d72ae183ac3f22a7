//! The way to the other pages of a long list.

use leptos::prelude::*;
use words::Lang;

/// A page of a long list.
#[derive(Debug, Clone, Copy)]
pub struct PageOf {
    /// Its number, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
}

/// Which page this is of how many, and the links to its neighbours; nothing where there is but one.
pub fn pager(
    lang: Lang,
    PageOf { page, pages }: PageOf,
    address: &dyn Fn(u32) -> String,
) -> Option<impl IntoView + use<>> {
    let link = |to: u32, text: &'static str| {
        (1..=pages).contains(&to).then(|| {
            let href = address(to);
            view! { <a href=href>{text}</a> }
        })
    };
    let [before, after] = [
        link(page.saturating_sub(1), lang.school_list_previous()),
        link(page.saturating_add(1), lang.school_list_next()),
    ];
    (pages > 1).then(|| {
        view! {
            <nav class="controls__more" aria-label=lang.school_list_page(page, pages)>
                {before}
                <span>{lang.school_list_page(page, pages)}</span>
                {after}
            </nav>
        }
    })
}
