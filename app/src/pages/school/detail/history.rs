//! What each list said of a school that was new, the newest first.

use crate::parts::layout::scrolled::Scrolled;
use crate::parts::map::names::Named;
use crate::parts::school::school_words::{counted, difference};
use domain::map::board::MapBoard;
use domain::school::{ChangeKind, Column, SchoolHistory, SchoolStep};
use leptos::prelude::*;
use words::Lang;

/// What each row says anyway: that it changes is seen by looking along the table.
const OWN_COLUMNS: [Column; 3] = [Column::District, Column::Students, Column::Teachers];

/// The card.
pub(super) fn history(
    lang: Lang,
    history: &SchoolHistory,
    board: &MapBoard,
) -> impl IntoView + use<> {
    let rows = history.steps.iter().rev().map(|step| row(lang, history, step, board));
    let rows = rows.collect_view();
    view! {
        <section class="card" aria-labelledby="history">
            <h2 id="history">{lang.school_history()}</h2>
            <p class="quiet">{lang.school_history_about(history.newest)}</p>
            <Scrolled by="history">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{lang.school_column_year()}</th>
                            <th scope="col">{lang.school_history_what()}</th>
                            <th scope="col" class="number">{lang.school_column_students()}</th>
                            <th scope="col" class="number">{lang.school_column_teachers()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Scrolled>
        </section>
    }
}

fn row(
    lang: Lang,
    history: &SchoolHistory,
    step: &SchoolStep,
    board: &MapBoard,
) -> impl IntoView + use<> {
    let SchoolStep { year, change } = step;
    let (school, is_closed) = (&change.school, change.kind == ChangeKind::Closed);
    let what = match change.kind {
        ChangeKind::Opened if history.is_first(step) => lang.school_first_listed(),
        ChangeKind::Opened => lang.school_listed_again(),
        kind => lang.school_change(kind),
    };
    let differences = change.differences.iter().filter(|one| !OWN_COLUMNS.contains(&one.column));
    let differences =
        differences.map(|one| view! { <p class="quiet">{difference(lang, one, board)}</p> });
    let differences = differences.collect_view();
    // What is no longer listed was not counted either.
    let count = |count: Option<u32>| counted(lang, count.filter(|_| !is_closed));
    let district = school.district.as_deref().filter(|_| !is_closed);
    let district = district.map(|code| match board.pin_of_code(code) {
        Some(pin) => {
            let href = format!("/districts/{}", pin.slug);
            view! { <p class="quiet"><a href=href>{pin.name(lang)}</a></p> }.into_any()
        }
        None => view! { <p class="quiet">{code.to_owned()}</p> }.into_any(),
    });
    view! {
        <tr>
            <th scope="row">{year.to_string()}</th>
            <td>{what} {differences} {district}</td>
            <td class="number">{count(school.students)}</td>
            <td class="number">{count(school.teachers)}</td>
        </tr>
    }
}
