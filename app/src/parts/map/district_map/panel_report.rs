//! In the panel of the own district: the way to its report, which opens in place.

use super::state::MapState;
use domain::place::district::Slug;
use leptos::prelude::*;

/// A link to the form on the district's page; with a script the form itself comes into the panel.
#[component]
pub fn PanelReport(state: MapState, slug: Slug) -> impl IntoView {
    let is_own = crate::parts::map::page_data::own_districts().contains(&slug.to_string());
    let href = format!("/districts/{slug}#report");
    let loading = RwSignal::new(false);
    is_own.then(|| {
        view! {
            <div id="panel-report">
                <a
                    class="button button--primary" href=href aria-busy=move || loading.get().then_some("true")
                    on:click=move |event| {
                        #[cfg(not(feature = "ssr"))]
                        {
                            event.prevent_default();
                            loading.set(true);
                            open(slug.clone());
                        }
                        #[cfg(feature = "ssr")]
                        drop(event);
                    }
                >{state.lang.panel_report()}</a>
            </div>
        }
    })
}

/// Brings the form as the district's page has it; the page itself where that fails.
#[cfg(not(feature = "ssr"))]
fn open(slug: Slug) {
    use crate::browser::{dom, fragment, report_desk};
    use wasm_bindgen::JsCast as _;
    leptos::task::spawn_local(async move {
        let address = format!("/districts/{slug}");
        let page = fragment::page(&address).await;
        let part = page.as_ref().and_then(|page| page.get_element_by_id("report"));
        let (Some(part), Some(place)) = (part, dom::find("#panel-report")) else {
            let _ = window().location().set_href(&format!("{address}#report"));
            return;
        };
        let Ok(part) = document().adopt_node(&part) else { return };
        place.set_inner_html("");
        let _ = place.append_child(&part);
        if let Ok(Some(form)) = place.query_selector("form")
            && let Ok(form) = form.dyn_into()
        {
            report_desk::open(form).await;
        }
        if let Some(text) = dom::find("#panel-report textarea")
            .and_then(|one| one.dyn_into::<web_sys::HtmlElement>().ok())
        {
            let _ = text.focus();
        }
    });
}
