//! The day that the page shows: the mark of one that is over, with the way back, and the ways to others.

use crate::pages::overview::{note, past};
use chrono::{Duration, NaiveDate};
use domain::overview::{Note, ShownDay};
use domain::place::district::Slug;
use domain::profile::Profile;
use leptos::prelude::*;
use words::Lang;

/// That the page is of a day that is over; and why, where another was asked for.
pub(super) fn mark(lang: Lang, day: &ShownDay, slug: &Slug) -> impl IntoView + use<> {
    let past = day.past().map(|day| past(lang, day, format!("/districts/{slug}")));
    let moved = day.note.map(|moved| {
        note(match moved {
            Note::Ahead(day) => lang.overview_ahead(lang.day(day)),
            Note::BeforeFirst(day) => lang.profile_before_first(lang.day(day)),
        })
    });
    view! { {past} {moved} }
}

/// A day to be chosen, and the one before what is shown was last changed.
pub(super) fn others(lang: Lang, day: &ShownDay, profile: &Profile) -> impl IntoView + use<> {
    let path = format!("/districts/{}", profile.district);
    let before = before_change(day, profile).map(|(changed, before)| {
        let href = format!("{path}?on={before}");
        view! { <p><a href=href rel="nofollow">{lang.profile_before_change(lang.day(changed))}</a></p> }
    });
    let (first, last) = (day.calendar.first, day.calendar.today);
    view! {
        <section class="card" aria-labelledby="days">
            <h2 id="days">{lang.profile_other_days()}</h2>
            <p class="quiet">{lang.profile_other_days_about()}</p>
            <form class="controls" action=path method="get">
                <div class="field">
                    <label for="on">{lang.overview_on()}</label>
                    <input
                        id="on" class="input" type="date" name="on" required max=last.to_string()
                        min=first.map(|day| day.to_string()) value=day.past().map(|day| day.to_string())
                    />
                </div>
                <button class="button" type="submit">{lang.overview_show()}</button>
            </form>
            {before}
        </section>
    }
}

/// The day on which the office last recorded what is shown, and the day before, if there is one.
fn before_change(day: &ShownDay, profile: &Profile) -> Option<(NaiveDate, NaiveDate)> {
    let own = profile.facts.iter().filter(|fact| fact.version > 0);
    let changed = own.map(|fact| fact.as_of).max()?;
    let before = changed - Duration::days(1);
    day.calendar.first.is_none_or(|first| first <= before).then_some((changed, before))
}
