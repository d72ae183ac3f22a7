//! One-time links in the one answer that shows them.

use backend::Link;
use leptos::prelude::*;
use std::sync::Arc;
use words::Lang;

/// A new link to set a password, with what to do with it.
#[component]
pub fn NewLink(
    /// The reader's language.
    lang: Lang,
    /// The link.
    link: Link,
    /// Where the public reaches this server, without a slash at the end.
    public_url: String,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="new-link">
            <h2 id="new-link">{lang.accounts_link_title(&link.name)}</h2>
            <p class="note note--done" role="status">{lang.accounts_link_once()}</p>
            <p><code class="new-link">{address(&public_url, &link)}</code></p>
            <p class="quiet">{lang.accounts_link_until(lang.moment(link.until))}</p>
        </section>
    }
}

/// Many new links, to be printed or copied into a spreadsheet.
#[component]
pub fn NewLinkTable(
    /// The reader's language.
    lang: Lang,
    /// The links, of one moment.
    links: Arc<[Link]>,
    /// Where the public reaches this server, without a slash at the end.
    public_url: String,
) -> impl IntoView {
    let until = links.first().map(|link| lang.accounts_links_until(lang.moment(link.until)));
    let rows = links.iter().map(|link| {
        view! {
            <tr>
                <th scope="row">{link.name.to_string()}</th>
                <td><code class="new-link">{address(&public_url, link)}</code></td>
            </tr>
        }
    });
    view! {
        <section class="card" aria-labelledby="new-links">
            <h2 id="new-links">{lang.accounts_import_links()}</h2>
            <p class="note">{lang.accounts_links_once()}</p>
            <p class="quiet">{until}</p>
            <table class="table">
                <thead>
                    <tr><th scope="col">{lang.account_name()}</th><th scope="col">{lang.accounts_import_links()}</th></tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

/// Text, no link to press: whoever opens it is asked for the holder's password.
fn address(public_url: &str, link: &Link) -> String {
    format!("{public_url}/invitation?token={}", link.token.reveal())
}
