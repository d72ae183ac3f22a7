//! The document around every page.

use crate::pages::App;
use crate::parts::map::pin_mark::Symbols;
use crate::request;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};

/// The faces that every page begins with.
const FONTS: [&str; 2] =
    ["/vendor/sarabun-thai-400-5.3.0.woff2", "/vendor/sarabun-latin-400-5.3.0.woff2"];

/// The whole document of a page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let request = request::request();
    let lang = request.lang;
    // Before anything is read: what happens meanwhile is then told twice rather than never.
    let position = request::backend().position().to_string();
    let own: Vec<String> = request.own_districts().iter().map(ToString::to_string).collect();
    let own = (!own.is_empty()).then(|| own.join(" "));
    let account = request.account.as_ref().map(|account| account.account.to_string());
    view! {
        <!DOCTYPE html>
        <html lang=lang.code() data-position=position data-account=account data-districts=own>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#4A3AA7"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="apple-touch-icon" href="/icon-192.png"/>
                {FONTS.map(|href| view! { <link rel="preload" href=href r#as="font" type="font/woff2" crossorigin="anonymous"/> }).collect_view()}
                <HashedStylesheet options=options.clone()/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <Symbols/>
                <App/>
            </body>
        </html>
    }
}
