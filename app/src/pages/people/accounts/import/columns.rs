//! What a table of accounts has to look like.

use domain::people::role::Role;
use leptos::prelude::*;
use words::Lang;

/// Each column with its meaning.
pub fn columns(lang: Lang) -> impl IntoView {
    let codes: Vec<String> =
        Role::ALL.iter().map(|role| format!("{} {}", role.key(), lang.role(*role))).collect();
    let role = format!("{}: {}", lang.accounts_import_role(), codes.join(lang.list_separator()));
    let rows = [
        ("name", lang.accounts_import_name().to_owned()),
        ("display_name", lang.accounts_import_display_name().to_owned()),
        ("role", role),
        ("district", lang.accounts_import_district().to_owned()),
        ("from", lang.accounts_day_hint("2569-10-01")),
        ("until", lang.accounts_until_hint().to_owned()),
        ("items", lang.accounts_import_items().to_owned()),
    ];
    let rows = rows.map(|(column, meaning)| {
        view! { <tr><th scope="row"><code>{column}</code></th><td>{meaning}</td></tr> }
    });
    view! {
        <section aria-labelledby="columns">
            <h2 id="columns">{lang.accounts_import_columns()}</h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{lang.accounts_import_column()}</th>
                        <th scope="col">{lang.accounts_import_meaning()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}
