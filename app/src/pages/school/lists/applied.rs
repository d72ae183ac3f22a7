//! The lists that were applied, each with its file; the newest that counts with the way to undo it.

use backend::SchoolImport;
use domain::school::ChangeKind;
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

pub(super) fn applied(lang: Lang, lists: &[SchoolImport]) -> impl IntoView + use<> {
    if lists.is_empty() {
        return Either::Left(view! { <p>{lang.school_lists_none()}</p> });
    }
    let newest = lists.iter().find(|one| one.undone_at.is_none()).map(|one| one.id);
    let rows = lists.iter().map(|one| list(lang, one, newest == Some(one.id))).collect_view();
    Either::Right(view! { <ul class="account-list lists">{rows}</ul> })
}

fn list(lang: Lang, one: &SchoolImport, is_newest: bool) -> impl IntoView + use<> {
    let by = one.applied_by.clone().unwrap_or_else(|| lang.school_lists_by_operator().to_owned());
    let by = lang.school_lists_by(by, lang.moment(one.applied_at));
    let undone = one.undone_at.map(|at| lang.school_lists_undone(lang.moment(at)));
    let counts = ChangeKind::ALL.into_iter().zip(one.counts).map(|(kind, count)| {
        let count = lang.count(count);
        format!("{} {count}", lang.school_change(kind))
    });
    let counts = counts.collect::<Vec<_>>().join(" · ");
    let original = format!("/admin/schools/{}/original", one.id);
    let name = lang.school_lists_number(one.id, one.year);
    let label = format!("{}: {}", lang.school_lists_original(), one.file_name);
    view! {
        <li>
            <h3>{name}</h3>
            <p>{counts}</p>
            <p class="quiet">{by} {undone.map(|undone| view! { " · " <strong>{undone}</strong> })}</p>
            <p><span class="quiet">{one.file_name.clone()}</span> " " <a href=original aria-label=label download>{lang.school_lists_original()}</a></p>
            {is_newest.then(|| undo(lang, one.id))}
        </li>
    }
}

/// Unfolded first, so that nobody undoes a list by one touch.
fn undo(lang: Lang, id: i64) -> impl IntoView + use<> {
    view! {
        <details class="more">
            <summary>{lang.school_lists_undo()}</summary>
            <form class="step" action="/do/undo_schools" method="post">
                <p>{lang.school_lists_undo_about()}</p>
                <input type="hidden" name="id" value=id/>
                <button class="button" type="submit">{lang.school_lists_undo_do(id)}</button>
            </form>
        </details>
    }
}
