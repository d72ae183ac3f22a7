//! What a list would do: how much of what, the lines that cannot be taken, and each change.

use crate::parts::layout::scrolled::Scrolled;
use crate::parts::school::school_words::{difference, district};
use backend::{CheckedSchools, RefusedLine, SchoolReport};
use domain::map::board::MapBoard;
use domain::map::view::with_query;
use domain::school::{ChangeFilter, ChangeKind, SchoolChange};
use leptos::either::Either;
use leptos::prelude::*;
use words::Lang;

/// So many refused lines are shown; whoever mends a list mends some, and sends it again.
const REFUSED_SHOWN: usize = 200;

/// The whole part of the page.
pub(super) fn report(
    lang: Lang,
    checked: &CheckedSchools,
    report: &SchoolReport,
    filter: ChangeFilter,
    board: &MapBoard,
) -> impl IntoView + use<> {
    let path = format!("/admin/schools/checked/{}", checked.id);
    let next = if !report.refused.is_empty() {
        refused(lang, &report.refused).into_any()
    } else if report.changes.is_empty() {
        view! { <p class="note note--done" role="status">{lang.school_lists_nothing()}</p> }
            .into_any()
    } else {
        confirm(lang, checked, report).into_any()
    };
    let changes = (!report.changes.is_empty()).then(|| changes(lang, report, filter, board, &path));
    view! {
        <section class="card" aria-labelledby="checked">
            <h2 id="checked">{lang.accounts_import_checked()}</h2>
            {counts(lang, report, &path)}
            {next}
        </section>
        {changes}
    }
}

/// How many schools change in which way, each with the way to those.
fn counts(lang: Lang, report: &SchoolReport, path: &str) -> impl IntoView + use<> {
    let kinds = ChangeKind::ALL.map(|kind| {
        let (count, words) = (report.count(kind), lang.school_change(kind));
        let words = if count > 0 {
            let href = with_query(path, [("show", kind.key())]);
            Either::Left(view! { <a href=format!("{href}#changes")>{words}</a> })
        } else {
            Either::Right(words)
        };
        view! { <li><strong>{lang.count(count)}</strong> " " {words}</li> }
    });
    let refused = report.refused.len();
    view! {
        <ul class="actions">
            {kinds.collect_view()}
            <li><strong>{lang.count(report.unchanged)}</strong> " " {lang.school_lists_unchanged()}</li>
            <li><strong>{lang.count(refused)}</strong> " " {lang.school_lists_refused_lines()}</li>
        </ul>
    }
}

fn confirm(lang: Lang, checked: &CheckedSchools, report: &SchoolReport) -> impl IntoView + use<> {
    let count = lang.count(report.changes.len());
    view! {
        <form class="form" action="/do/apply_schools" method="post">
            <input type="hidden" name="upload" value=checked.id/>
            <input type="hidden" name="digest" value=checked.digest.clone()/>
            <button class="button button--primary" type="submit">{lang.school_lists_apply(count)}</button>
            <p class="quiet">{lang.school_lists_apply_about()}</p>
        </form>
    }
}

/// The lines that cannot be taken, each with its sentence.
fn refused(lang: Lang, refused: &[RefusedLine]) -> impl IntoView + use<> {
    let shown = refused.len().min(REFUSED_SHOWN);
    let more = (shown < refused.len()).then(|| {
        let said = lang.school_lists_refused_shown(shown, lang.count(refused.len()));
        view! { <p class="quiet">{said}</p> }
    });
    let lines = refused.iter().take(shown).map(|one| {
        let faults = one.faults.iter().map(|(column, fault)| {
            format!("{}: {}", lang.school_column(*column), lang.school_fault(fault))
        });
        let said = faults.collect::<Vec<_>>().join("; ");
        view! { <li>{lang.school_line(one.line, said)}</li> }
    });
    view! {
        <p class="note note--error" role="alert">{lang.school_lists_refused(lang.count(refused.len()))}</p>
        {more}
        <ul class="faults">{lines.collect_view()}</ul>
    }
}

/// Each change, page by page.
fn changes(
    lang: Lang,
    report: &SchoolReport,
    filter: ChangeFilter,
    board: &MapBoard,
    path: &str,
) -> impl IntoView + use<> {
    let (shown, page, pages) = filter.of(&report.changes);
    let rows = shown.into_iter().map(|one| row(lang, one, board)).collect_view();
    let all = filter.kind.map(|_| {
        view! { <p><a href=format!("{path}#changes")>{lang.school_list_all()}</a></p> }
    });
    let heading = match filter.kind {
        Some(kind) => lang.school_change(kind),
        None => lang.accounts_import_what(),
    };
    view! {
        <section aria-labelledby="changes">
            <h2 id="changes">{heading}</h2>
            {all}
            <Scrolled by="changes">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{lang.school_column_name()}</th>
                            <th scope="col">{lang.accounts_import_what()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
            {turns(lang, filter, Turn { page, pages }, path)}
        </section>
    }
}

/// One school with what happens to it.
fn row(lang: Lang, one: &SchoolChange, board: &MapBoard) -> impl IntoView + use<> {
    let (name, code) = (one.school.name.clone(), one.school.code.clone());
    let said: Vec<String> = match one.kind {
        ChangeKind::Opened | ChangeKind::Closed => {
            vec![district(lang, board, one.school.district.as_deref().unwrap_or_default())]
        }
        ChangeKind::Moved | ChangeKind::Changed => {
            one.differences.iter().map(|one| difference(lang, one, board)).collect()
        }
    };
    let said = said.into_iter().map(|said| view! { <p class="quiet">{said}</p> }).collect_view();
    view! {
        <tr>
            <th scope="row"><span lang="th">{name}</span> <br/> <span class="quiet">{code}</span></th>
            <td>{lang.school_change(one.kind)} {said}</td>
        </tr>
    }
}

/// A page of changes, from 1, of how many.
struct Turn {
    page: usize,
    pages: usize,
}

/// The way to the other pages of changes.
fn turns(
    lang: Lang,
    filter: ChangeFilter,
    Turn { page, pages }: Turn,
    path: &str,
) -> Option<impl IntoView + use<>> {
    let link = |to: usize, text: &'static str| {
        let show = filter.kind.map(|kind| ("show", kind.key().to_owned()));
        let pairs = show.into_iter().chain([("page", to.to_string())]);
        let href = format!("{}#changes", with_query(path, pairs));
        (1..=pages).contains(&to).then(|| view! { <a href=href>{text}</a> })
    };
    (pages > 1).then(|| {
        view! {
            <nav class="controls__more" aria-label=lang.school_list_page(page, pages)>
                {link(page - 1, lang.school_list_previous())}
                <span>{lang.school_list_page(page, pages)}</span>
                {link(page + 1, lang.school_list_next())}
            </nav>
        }
    })
}
