//! Photos of an office and of who leads it, in room that is kept for them before they come.

use domain::file::{SMALL_SIDE, ShownFile, Size, small};
use leptos::prelude::*;

/// The office's, leading to the whole picture.
pub fn office(photo: &ShownFile) -> impl IntoView + use<> {
    let side = Size { width: SMALL_SIDE, height: SMALL_SIDE };
    let Size { width, height } = photo.size.map_or(side, |size| small(size.into()));
    view! {
        <a class="office" href=photo.address()>
            <img
                src=photo.small_address() alt=photo.alt.clone() width=width.to_string() height=height.to_string()
                loading="lazy"
            />
        </a>
    }
}

/// Somebody's, small and round; where there is none, a shape that says nothing.
pub fn portrait(photo: Option<&ShownFile>, alt: String) -> AnyView {
    match photo {
        Some(photo) => view! {
            <img class="portrait" src=photo.small_address() alt=alt width="56" height="56" loading="lazy"/>
        }
        .into_any(),
        None => view! {
            <svg class="portrait" viewBox="0 0 56 56" aria-hidden="true" focusable="false">
                <circle cx="28" cy="22" r="10"></circle>
                <path d="M10 50a18 15 0 0 1 36 0z"></path>
            </svg>
        }
        .into_any(),
    }
}
