//! Wakes the islands in a page that the server drew.

// Without this the linker drops the crate, and every island stays dead.
use app as _;

/// Called once by the page's script when the module has loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
