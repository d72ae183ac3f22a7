//! A group of facts as a form: each field with what stands, what was typed, and what another has saved.

use super::Setting;
use crate::parts::form::form_owner::FormOwner;
use crate::request::FormResult;
use domain::Error;
use domain::kernel::error::{FieldError, Reason};
use domain::profile::concept::{Concept, Group, Kind, Owner};
use domain::profile::{KnownFact, typed_place, value};
use leptos::prelude::*;

/// The form of a group.
pub(super) fn group(set: &Setting, group: Group) -> impl IntoView + use<> {
    let lang = set.lang();
    let heading = format!("group-{}", group.key());
    let period = set.period(group);
    let title = match lang.period(group.period(), period) {
        period if period.is_empty() => lang.fact_group(group).to_owned(),
        period => format!("{} {period}", lang.fact_group(group)),
    };
    let hint = match group {
        Group::Internal => Some(lang.group_internal_hint()),
        Group::Place => Some(lang.profile_place_hint()),
        _ => None,
    };
    let form = if group.owner() == Owner::Office || set.may_move_pin() {
        form(set, group, period).into_any()
    } else {
        view! { <p class="note" id="fact-position">{lang.profile_place_director()}</p> }.into_any()
    };
    view! {
        <section aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{title}</h2>
            {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
            {form}
        </section>
    }
}

fn form(set: &Setting, group: Group, period: Option<i32>) -> impl IntoView + use<> {
    let lang = set.lang();
    let result = set.result_of(group.key());
    let fields = group.concepts(set.kind).map(|concept| field(set, concept, result));
    let save = match group {
        Group::Place => lang.profile_place_confirm().to_owned(),
        _ => lang.profile_save(lang.fact_group(group)),
    };
    view! {
        <form class="form" action="/do/record_facts" method="post">
            <FormOwner/>
            {note(set, result)}
            <input type="hidden" name="district" value=set.slug.to_string()/>
            <input type="hidden" name="form_of" value=group.key()/>
            <input type="hidden" name="period" value=period.map(|year| year.to_string())/>
            {fields.collect_view()}
            <button class="button button--primary" type="submit">{save}</button>
        </form>
    }
}

/// What came of the form as a whole.
pub(super) fn note(set: &Setting, result: Option<&FormResult>) -> Option<AnyView> {
    let (lang, result) = (set.lang(), result?);
    Some(match &result.error {
        None => view! { <p class="note note--done" role="status" tabindex="-1" autofocus>{lang.profile_saved()}</p> }
            .into_any(),
        Some(Error::Conflict) => view! {
            <p class="note note--error" role="alert" tabindex="-1" autofocus>{lang.profile_conflict()}</p>
        }
        .into_any(),
        Some(_) => view! { <p class="note note--error" role="alert">{result.sentence(lang)}</p> }.into_any(),
    })
}

fn field(
    set: &Setting,
    concept: &'static Concept,
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let (lang, key) = (set.lang(), concept.key);
    let period = set.period(concept.group);
    let stands = set.profile.of(key, period);
    let refused = result.filter(|result| result.error.is_some());
    let typed = refused.and_then(|result| result.fields.get(key).cloned());
    let other = refused.and_then(|result| saved_by_another(set, concept, stands, result));
    let wrong = refused.and_then(|result| reason(result, key));
    let error = wrong.map(|reason| match reason {
        Reason::BadForm => lang.bad_value(concept.kind).to_owned(),
        reason => lang.reason(reason),
    });
    let swapped = typed.as_deref().filter(|_| wrong == Some(Reason::Swapped));
    let swapped = swapped.filter(|_| concept.kind == Kind::Position).and_then(typed_place::swapped);
    let last = earlier(set, concept, period);
    let hint = [lang.value_hint(concept.kind).to_owned(), last.unwrap_or_default()];
    let hint = hint.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    let described: Vec<String> =
        [(!hint.is_empty(), "hint"), (error.is_some(), "error"), (other.is_some(), "other")]
            .into_iter()
            .filter(|(is_there, _)| *is_there)
            .map(|(_, what)| format!("fact-{key}-{what}"))
            .collect();
    let id = format!("fact-{key}");
    let (kind, mode) = keyboard(concept.kind);
    let shown = typed.or_else(|| stands.map(|fact| fact.value.clone()));
    let is_wrong = error.is_some();
    view! {
        <div class="field">
            <label for=id.clone()>{lang.concept(concept)}</label>
            {(!hint.is_empty()).then(|| view! { <p class="quiet" id=format!("fact-{key}-hint")>{hint.clone()}</p> })}
            <input type="hidden" name=format!("{key}_version") value=set.profile.version(key, period).to_string()/>
            <input
                id=id.clone() class="input" name=key type=kind inputmode=mode autocomplete="off" value=shown
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            />
            {error.map(|error| view! { <p class="field__error" id=format!("fact-{key}-error")>{error}</p> })}
            {other.map(|other| view! { <p class="field__error" id=format!("fact-{key}-other")>{other}</p> })}
            {swapped.map(|value| view! {
                <button class="button" type="submit" name=key value=value.clone()>{lang.profile_use_swapped(&value)}</button>
            })}
        </div>
    }
}

fn reason(result: &FormResult, key: &str) -> Option<Reason> {
    let Some(Error::Invalid(wrong)) = &result.error else { return None };
    wrong.iter().find(|one: &&FieldError| one.field == key).map(|one| one.reason)
}

/// What stands now, where it was saved after this form was drawn and is not what was typed.
fn saved_by_another(
    set: &Setting,
    concept: &Concept,
    stands: Option<&KnownFact>,
    result: &FormResult,
) -> Option<String> {
    let over = result.fields.get(&format!("{}_version", concept.key))?.parse::<i64>().ok()?;
    let newest = set.profile.version(concept.key, set.period(concept.group));
    let typed = result.fields.get(concept.key).map_or("", String::as_str);
    let typed = value::parse(concept.kind, typed).ok().flatten();
    let is_other = typed.as_deref() != stands.map(|fact| fact.value.as_str());
    let lang = set.lang();
    (newest > over && is_other).then(|| match stands {
        Some(fact) => lang.profile_now(lang.day(fact.as_of), &fact.value),
        None => lang.profile_now_empty().to_owned(),
    })
}

/// What is known of an earlier year, where this one is not filled in yet.
fn earlier(set: &Setting, concept: &Concept, period: Option<i32>) -> Option<String> {
    let lang = set.lang();
    let fact = set.profile.newest(concept.key).filter(|fact| fact.period < period)?;
    let value = lang.fact_value(concept.kind, &fact.value);
    Some(lang.profile_last(lang.period(concept.period, fact.period), value))
}

/// HTML's type and the keyboard of a telephone. The type is one that takes anything: what is typed is
/// judged, and kept, by us.
fn keyboard(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Telephone => ("tel", None),
        Kind::Email => ("text", Some("email")),
        Kind::Website => ("text", Some("url")),
        Kind::Postcode | Kind::Count(_) => ("text", Some("numeric")),
        Kind::Text(_) | Kind::Position => ("text", None),
    }
}
