//! Director and deputies as forms: those who are entered, and one for whoever comes next.

use super::fields::note;
use super::{Setting, photos};
use crate::parts::form::form_owner::FormOwner;
use domain::profile::person::{Person, Post};
use domain::profile::photo::Subject;
use leptos::prelude::*;
use words::Lang;

/// The name of the form for somebody who is not entered yet.
const NEW: &str = "person-new";

fn name_of(person: &Person) -> String {
    format!("person-{}", person.no)
}

/// Whether what came back belongs to a form of this section.
pub(super) fn is_named(set: &Setting) -> bool {
    set.result_of(NEW).is_some()
        || set.profile.people.iter().any(|one| set.result_of(&name_of(one)).is_some())
}

/// The section.
pub(super) fn section(set: &Setting) -> impl IntoView + use<> {
    let lang = set.lang();
    let entered = set.profile.people.iter().map(|person| {
        let name = person.name.clone().unwrap_or_else(|| lang.profile_person_erased().to_owned());
        let open = set.result_of(&name_of(person)).is_some()
            || photos::is_of(set, Subject::Person(person.no));
        view! {
            <details class="more" open=open>
                <summary>{lang.post(person.post)} " · " {lang.profile_person_change(name)}</summary>
                {form(set, Some(person))}
                {photos::person(set, person)}
            </details>
        }
    });
    let entered = entered.collect_view();
    view! {
        <section aria-labelledby="group-people">
            <h2 id="group-people">{lang.group_people()}</h2>
            {entered}
            <h3>{lang.profile_person_new()}</h3>
            {form(set, None)}
        </section>
    }
}

/// What the record says in a field of the form; nothing for a person who is not entered yet.
fn stands(lang: Lang, person: Option<&Person>, field: &str) -> String {
    let Some(person) = person else { return String::new() };
    let day =
        |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| lang.day_typed(day));
    match field {
        "post" => person.post.key().to_owned(),
        "person_name" => person.name.clone().unwrap_or_default(),
        "person_mobile" => person.mobile.clone().unwrap_or_default(),
        "from" => day(person.from),
        _ => day(person.until),
    }
}

fn form(set: &Setting, person: Option<&Person>) -> impl IntoView + use<> {
    let lang = set.lang();
    let form_of = person.map_or_else(|| NEW.to_owned(), name_of);
    let result = set.result_of(&form_of);
    let refused = result.filter(|result| result.error.is_some());
    let value = |field: &str| {
        refused
            .and_then(|one| one.fields.get(field).cloned())
            .unwrap_or_else(|| stands(lang, person, field))
    };
    let text = |field: &'static str, label: &'static str, hint: Option<String>| {
        let id = match (field, person) {
            ("person_name", None) => "fact-director".to_owned(),
            _ => format!("{form_of}-{field}"),
        };
        text_field(
            id,
            field,
            label,
            hint,
            value(field),
            refused.and_then(|one| one.sentence_of(lang, field)),
        )
    };
    let post = post_choice(set, &form_of, &value("post"));
    let now = person.filter(|_| {
        matches!(refused.and_then(|one| one.error.as_ref()), Some(domain::Error::Conflict))
    });
    let now = now.map(|person| {
        let stands = ["person_name", "person_mobile", "from", "until"]
            .map(|field| stands(lang, Some(person), field));
        let stands =
            stands.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        view! { <p class="field__error">{lang.post(person.post)} " · " {stands}</p> }
    });
    let example = lang.day_typed(domain::year::fiscal_year::FiscalYear::of(set.now).starts());
    view! {
        <form class="form" action="/do/record_person" method="post">
            <FormOwner/>
            {note(set, result)}
            {now}
            <input type="hidden" name="district" value=set.slug.to_string()/>
            <input type="hidden" name="form_of" value=form_of.clone()/>
            <input type="hidden" name="no" value=person.map(|one| one.no.to_string())/>
            <input type="hidden" name="version" value=person.map(|one| one.version.to_string())/>
            {post}
            {text("person_name", lang.profile_person_name(), None)}
            {text("from", lang.accounts_from(), Some(lang.accounts_day_hint(example)))}
            {text("until", lang.accounts_until(), Some(lang.profile_person_until_hint().to_owned()))}
            {text("person_mobile", lang.profile_person_mobile(), None)}
            <button class="button button--primary" type="submit">{lang.profile_person_save()}</button>
        </form>
    }
}

fn post_choice(set: &Setting, form_of: &str, chosen: &str) -> impl IntoView + use<> {
    let lang = set.lang();
    let id = format!("{form_of}-post");
    let options = Post::ALL.map(|post| {
        let selected = post.key() == chosen;
        view! { <option value=post.key() selected=selected>{lang.post(post)}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{lang.profile_person_post()}</label>
            <select id=id.clone() class="input" name="post">{options.collect_view()}</select>
        </div>
    }
}

/// A line of text with its hint and what is to be mended.
pub(super) fn text_field(
    id: String,
    name: &'static str,
    label: &'static str,
    hint: Option<String>,
    value: String,
    error: Option<String>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described: Vec<String> =
        [hint.as_ref().map(|_| hint_id.clone()), error.as_ref().map(|_| error_id.clone())]
            .into_iter()
            .flatten()
            .collect();
    let is_wrong = error.is_some();
    let kind = if name == "person_mobile" { "tel" } else { "text" };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <p class="quiet" id=hint_id>{hint}</p> })}
            <input
                id=id class="input" name=name type=kind autocomplete="off" value=value
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=is_wrong.then_some("true") autofocus=is_wrong
            />
            {error.map(|error| view! { <p class="field__error" id=error_id>{error}</p> })}
        </div>
    }
}
