//! How to reach the office, who leads it, and how many pupils, teachers and staff there are.

use super::origins::Origins;
use crate::parts::profile::photo;
use chrono::NaiveDate;
use domain::profile::concept::{Audience, Group, Kind};
use domain::profile::person::Person;
use domain::profile::photo::Subject;
use domain::profile::{KnownFact, Profile};
use leptos::prelude::*;
use words::Lang;

/// Leadership and contact on `day`.
pub(super) fn contact(lang: Lang, profile: &Profile, day: NaiveDate) -> impl IntoView + use<> {
    let mut origins = Origins::new(lang, "contact");
    let of = |group: Group| profile.facts.iter().filter(move |fact| fact.concept.group == group);
    let rows = of(Group::Contact).map(|fact| row(lang, fact, &mut origins)).collect_view();
    let internal = of(Group::Internal).map(|fact| row(lang, fact, &mut origins)).collect_view();
    let internal = (!internal.is_empty()).then(|| {
        view! {
            <h3>{lang.group_internal()}</h3>
            <p class="quiet">{lang.group_internal_hint()}</p>
            <dl class="facts facts--page">{internal}</dl>
        }
    });
    view! {
        <section class="card" aria-labelledby="contact">
            <h2 id="contact">{lang.group_people()} " · " {lang.group_contact()}</h2>
            {profile.photos.office.as_ref().map(photo::office)}
            {leaders(lang, profile, day)}
            <dl class="facts facts--page">{rows}</dl>
            {internal}
            {origins.list()}
        </section>
    }
}

fn leaders(lang: Lang, profile: &Profile, day: NaiveDate) -> impl IntoView + use<> {
    let (now, past): (Vec<&Person>, Vec<&Person>) =
        profile.people.iter().partition(|one| one.holds_on(day));
    let list =
        |people: &[&Person]| people.iter().map(|one| person(lang, profile, one)).collect_view();
    let none = now.is_empty().then(|| view! { <p class="quiet">{lang.profile_no_people()}</p> });
    let past = (!past.is_empty()).then(|| {
        view! {
            <details class="more">
                <summary>{lang.profile_past_people(past.len())}</summary>
                <ul class="people">{list(&past)}</ul>
            </details>
        }
    });
    view! { {none} <ul class="people">{list(&now)}</ul> {past} }
}

fn person(lang: Lang, profile: &Profile, person: &Person) -> impl IntoView + use<> {
    let name = person.name.clone().unwrap_or_else(|| lang.profile_person_erased().to_owned());
    let photo = profile.photos.of(Subject::Person(person.no));
    let photo = photo::portrait(photo, lang.photo_of(lang.post(person.post), &name));
    let term = term(lang, person).map(|term| format!(" · {term}"));
    let mobile = person.mobile.as_deref().map(|number| view! { <br/> {telephone(number)} });
    view! {
        <li>
            {photo}
            <div>
                <strong>{name}</strong>
                <span class="quiet">{lang.post(person.post)} {term} {mobile}</span>
            </div>
        </li>
    }
}

/// From when until when, as far as it is known.
pub(super) fn term(lang: Lang, person: &Person) -> Option<String> {
    let day = |day: NaiveDate| lang.day(day);
    match (person.from.map(day), person.until.map(day)) {
        (Some(from), Some(until)) => Some(lang.accounts_span(from, until)),
        (Some(from), None) => Some(lang.accounts_since(from)),
        (None, Some(until)) => Some(lang.accounts_span("", until).trim().to_owned()),
        (None, None) => None,
    }
}

fn row(lang: Lang, fact: &KnownFact, origins: &mut Origins) -> impl IntoView + use<> {
    let value = fact.value.clone();
    let value = match fact.concept.kind {
        Kind::Telephone => telephone(&value).into_any(),
        Kind::Email => view! { <a href=format!("mailto:{value}")>{value.clone()}</a> }.into_any(),
        Kind::Website => website(&value),
        _ => view! { <span>{value}</span> }.into_any(),
    };
    let mark = origins.mark(origin(lang, fact));
    view! { <dt>{lang.concept(fact.concept)}</dt> <dd>{value}{mark}</dd> }
}

/// Where a fact comes from, with its date.
pub(super) fn origin(lang: Lang, fact: &KnownFact) -> String {
    let day = lang.day(fact.as_of);
    match &fact.source {
        Some((th, en)) => lang.fact_origin(lang.pick(th, en), day),
        None => lang.profile_recorded(day),
    }
}

/// A website, as it is kept without its scheme, as a link.
fn website(host: &str) -> AnyView {
    let href = format!("http://{host}");
    view! { <a href=href rel="external noreferrer">{host.to_owned()}</a> }.into_any()
}

/// A number that a telephone dials.
fn telephone(shown: &str) -> impl IntoView + use<> {
    let (number, extension) = shown.split_once(" #").unwrap_or((shown, ""));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let pause = if extension.is_empty() { "" } else { "," };
    let href = format!("tel:{}{pause}{}", digits(number), digits(extension));
    view! { <a href=href>{shown.to_owned()}</a> }
}

/// Pupils, teachers and staff of the newest year that is known of each.
pub(super) fn figures(lang: Lang, profile: &Profile) -> impl IntoView + use<> {
    let mut origins = Origins::new(lang, "figures");
    let (mut totals, mut rows) = (Vec::new(), Vec::new());
    for group in [Group::Pupils, Group::Teachers, Group::Staff] {
        let known = || {
            let of_group = profile.facts.iter().filter(move |fact| fact.concept.group == group);
            of_group.filter(|fact| fact.concept.audience == Audience::Public)
        };
        let Some(year) = known().filter_map(|fact| fact.period).max() else { continue };
        let facts: Vec<&KnownFact> = known().filter(|fact| fact.period == Some(year)).collect();
        let sum: i32 = facts.iter().filter_map(|fact| fact.value.parse::<i32>().ok()).sum();
        let period = lang.period(group.period(), Some(year));
        let is_partial = profile.completeness.gaps.iter().any(|gap| gap.is_of(group, year));
        let partial = is_partial.then(|| format!(" ({})", lang.profile_partial()));
        let newest = facts.iter().map(|fact| fact.as_of).max().unwrap_or_default();
        let mark = origins.mark(lang.profile_recorded(lang.day(newest)));
        totals.push(view! {
            <li>
                <strong>{lang.number(sum)}</strong>
                <span>{lang.fact_group(group)}{mark}</span>
                <span class="quiet">{period}{partial}</span>
            </li>
        });
        rows.extend(facts.into_iter().map(|fact| {
            let value = lang.fact_value(fact.concept.kind, &fact.value);
            view! { <dt>{lang.concept(fact.concept)}</dt> <dd>{value}</dd> }
        }));
    }
    let none = totals.is_empty();
    let details = (!none).then(|| {
        view! {
            <details class="more">
                <summary>{lang.profile_by_part()}</summary>
                <dl class="facts facts--counts">{rows.collect_view()}</dl>
            </details>
        }
    });
    view! {
        <section class="card" aria-labelledby="figures">
            <h2 id="figures">{lang.profile_figures()}</h2>
            {none.then(|| view! { <p class="quiet">{lang.profile_no_figures()}</p> })}
            <ul class="totals">{totals.collect_view()}</ul>
            {details}
            {origins.list()}
        </section>
    }
}
