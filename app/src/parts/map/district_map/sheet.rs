//! The column beside the map; on a phone a sheet over it with three heights.

use super::state::MapState;
#[cfg(not(feature = "ssr"))]
use crate::browser::dom;
use leptos::prelude::*;

/// How much of a phone's screen the sheet takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Height {
    Peek,
    Half,
    Full,
}

impl Height {
    fn key(self) -> &'static str {
        match self {
            Self::Peek => "peek",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    fn higher(self) -> Self {
        match self {
            Self::Peek => Self::Half,
            Self::Half | Self::Full => Self::Full,
        }
    }

    fn lower(self) -> Self {
        match self {
            Self::Full => Self::Half,
            Self::Half | Self::Peek => Self::Peek,
        }
    }

    /// A tap goes through all three.
    fn tapped(self) -> Self {
        match self {
            Self::Full => Self::Peek,
            other => other.higher(),
        }
    }
}

/// Whether the column is a sheet, as in `style/layout.css`.
#[cfg(not(feature = "ssr"))]
pub fn is_phone() -> bool {
    dom::screen_is("(max-width: 767px)")
}

/// A drag of the handle shorter than this (CSS pixels) is a tap.
const DRAG: i32 = 24;

/// The sheet around panel, filters and list.
///
/// `TypedChildren`, because `Children` would keep code in the WASM for hydrating them asynchronously.
#[component]
pub fn Sheet<C: IntoView + 'static>(state: MapState, children: TypedChildren<C>) -> impl IntoView {
    let children = children.into_inner();
    let height = RwSignal::new(Height::Half);
    let from = StoredValue::new(None::<i32>);
    Effect::new(move |_| {
        if state.chosen.get().is_some() && height.get_untracked() == Height::Peek {
            height.set(Height::Half);
        }
    });
    #[cfg(not(feature = "ssr"))]
    Effect::new(move |_| {
        height.track();
        // The map's box has changed with the sheet; Leaflet listens to the window only.
        request_animation_frame(|| {
            _ = web_sys::Event::new("resize").map(|event| window().dispatch_event(&event));
        });
    });
    let release = move |y: i32| {
        let Some(start) = from.try_update_value(Option::take).flatten() else { return };
        height.update(|height| {
            *height = match y - start {
                up if up <= -DRAG => height.higher(),
                down if down >= DRAG => height.lower(),
                _ => height.tapped(),
            };
        });
    };
    view! {
        <div class="sheet" id="sheet" data-height=move || height.get().key()>
            <button
                class="sheet__handle" type="button" aria-label=state.lang.sheet_handle()
                on:pointerdown=move |event| from.set_value(Some(event.client_y()))
                on:pointerup=move |event| release(event.client_y())
                on:keydown=move |event| match event.key().as_str() {
                    "ArrowUp" => height.update(|height| *height = height.higher()),
                    "ArrowDown" => height.update(|height| *height = height.lower()),
                    "Enter" | " " => height.update(|height| *height = height.tapped()),
                    _ => {}
                }
            ><span></span></button>
            <div class="sheet__body">{children()}</div>
        </div>
    }
}
