//! What a table of accounts would do, and the button that does it.

use backend::{Change, ImportReport, ImportRow};
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

/// The whole part of the page. `id` names the table that was checked.
pub fn report(lang: Lang, report: &ImportReport, id: String) -> impl IntoView + use<> {
    let is_refused = |row: &&ImportRow| matches!(row.change, Change::Refused(_));
    let all: Vec<&ImportRow> = report.rows.iter().collect();
    let refused: Vec<&ImportRow> = report.rows.iter().filter(is_refused).collect();
    let counts = counts(lang, &report.rows);
    let next = if refused.is_empty() {
        Either::Left(confirm(lang, report, id))
    } else {
        Either::Right(view! {
            <p class="note note--error" role="alert">{lang.accounts_import_refused(refused.len())}</p>
            {rows(lang, &refused)}
        })
    };
    view! {
        <section class="card" aria-labelledby="checked">
            <h2 id="checked">{lang.accounts_import_checked()}</h2>
            <ul class="actions">{counts}</ul>
            {next}
            <details class="more">
                <summary>{lang.accounts_import_all_rows(report.rows.len())}</summary>
                {rows(lang, &all)}
            </details>
        </section>
    }
}

/// How many lines do the same.
fn counts(lang: Lang, rows: &[ImportRow]) -> Vec<AnyView> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        let what = what(lang, &row.change);
        match counts.iter_mut().find(|(counted, _)| *counted == what) {
            Some((_, count)) => *count += 1,
            None => counts.push((what, 1)),
        }
    }
    let count = |(what, count)| view! { <li><strong>{count}</strong> " " {what}</li> }.into_any();
    counts.into_iter().map(count).collect()
}

fn what(lang: Lang, change: &Change) -> &'static str {
    match change {
        Change::Created => lang.accounts_row_created(),
        Change::Appointed => lang.accounts_row_appointed(),
        Change::Changed => lang.accounts_row_changed(),
        Change::Unchanged => lang.accounts_row_unchanged(),
        Change::Refused(_) => lang.accounts_row_refused(),
    }
}

/// The button, and whether those who were invited before get another link.
fn confirm(lang: Lang, report: &ImportReport, id: String) -> impl IntoView + use<> {
    let waiting = report.without_password;
    let again = (waiting > 0).then(|| {
        view! {
            <label class="box">
                <input type="checkbox" name="renew_links" value="on"/> <span>{lang.accounts_import_again(waiting)}</span>
            </label>
        }
    });
    let is_nothing = report.rows.iter().all(|row| row.change == Change::Unchanged);
    let nothing = is_nothing.then(|| view! { <p>{lang.accounts_import_nothing()}</p> });
    view! {
        {nothing}
        <form class="form" action="/do/import_accounts" method="post">
            <input type="hidden" name="checked" value=id/>
            {again}
            <button class="button button--primary" type="submit">{lang.accounts_import_do(report.rows.len())}</button>
        </form>
    }
}

fn rows(lang: Lang, rows: &[&ImportRow]) -> impl IntoView + use<> {
    let rows: Vec<AnyView> = rows.iter().map(|row| line(lang, row)).collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{lang.accounts_import_line()}</th>
                    <th scope="col">{lang.account_name()}</th>
                    <th scope="col">{lang.accounts_import_what()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A line with what it does; each refused field with its column's name and why.
fn line(lang: Lang, row: &ImportRow) -> AnyView {
    let wrong = match &row.change {
        Change::Refused(wrong) => wrong.as_slice(),
        _ => &[],
    };
    let wrong: Vec<AnyView> = wrong
        .iter()
        .map(|one| {
            let (column, reason) = (one.field.clone(), lang.reason(one.reason));
            view! { <p class="field__error"><code>{column}</code> " " {reason}</p> }.into_any()
        })
        .collect();
    let done = wrong.is_empty().then(|| what(lang, &row.change));
    view! { <tr><th scope="row">{row.line}</th><td>{row.name.clone()}</td><td>{done}{wrong}</td></tr> }
        .into_any()
}
