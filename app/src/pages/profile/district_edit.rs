//! `/districts/{slug}/edit`: what is known of the own district, to be filled in a group at a time.

mod fields;
mod people;
mod photos;

use crate::pages::site::not_found::Refusal;
use crate::request::{FormResult, Request, backend, form_result, request};
use chrono::{DateTime, Utc};
use domain::kernel::bangkok;
use domain::people::access::{Action, Record, can_with};
use domain::place::district::{DistrictKind, Slug};
use domain::profile::Profile;
use domain::profile::concept::Group;
use domain::{Error, Result};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;
use words::Lang;

use crate::parts::map::names::Named;

/// What the page is drawn from.
struct Setting {
    request: Request,
    now: DateTime<Utc>,
    slug: Slug,
    name: String,
    kind: DistrictKind,
    profile: Profile,
    result: Option<FormResult>,
}

/// The forms of a district's profile, for its own office.
#[component]
pub fn DistrictEditPage() -> impl IntoView {
    let (backend, request, result) = (backend(), request(), form_result());
    let slug = crate::pages::place::district::slug();
    Suspend::new(async move {
        let load = async {
            let (slug, actor) = (slug.ok_or(Error::NotFound)?, request.actor());
            can_with(&actor, Action::EditProfile, Record::District(&slug))?;
            let board = backend.map(&actor).board().await?;
            let pin = board.pin(&slug).ok_or(Error::NotFound)?;
            let (name, kind) = (pin.name(request.lang), pin.kind);
            let profile = backend.profiles(&actor).get(&slug, None).await?;
            Result::Ok((slug, name, kind, profile))
        };
        match load.await {
            Ok((slug, name, kind, profile)) => {
                let now = backend.now();
                Either::Left(page(&Setting { request, now, slug, name, kind, profile, result }))
            }
            Err(error) => Either::Right(view! { <Refusal error/> }),
        }
    })
}

impl Setting {
    fn lang(&self) -> Lang {
        self.request.lang
    }

    /// What came back of the form that names itself so.
    fn result_of(&self, form: &str) -> Option<&FormResult> {
        self.result
            .as_ref()
            .filter(|result| result.fields.get("form_of").is_some_and(|named| named == form))
    }

    fn may_move_pin(&self) -> bool {
        let record = Record::District(&self.slug);
        can_with(&self.request.actor(), Action::MovePin, record).is_ok()
    }

    /// The period that a group is filled in for now.
    fn period(&self, group: Group) -> Option<i32> {
        group.period().of(bangkok::date(self.now))
    }
}

fn page(set: &Setting) -> impl IntoView + use<> {
    let lang = set.lang();
    let title = lang.profile_edit_title(&set.name);
    let named = Group::ALL.iter().any(|group| set.result_of(group.key()).is_some())
        || people::is_named(set)
        || photos::is_named(set);
    let lost = (!named).then(|| set.result.as_ref().and_then(|one| one.sentence(lang))).flatten();
    let forms = [Group::Contact, Group::Place].map(|group| fields::group(set, group));
    let rest = [Group::Pupils, Group::Teachers, Group::Staff, Group::Internal]
        .map(|group| fields::group(set, group));
    view! {
        <Title text=title.clone()/>
        <article class="text">
            <nav class="crumbs" aria-label=lang.nav_crumbs()>
                <a href=format!("/districts/{}", set.slug)>{set.name.clone()}</a>
            </nav>
            <h1>{title}</h1>
            <p>{lang.profile_edit_lead()}</p>
            {lost.map(|sentence| view! { <p class="note note--error" role="alert">{sentence}</p> })}
            {people::section(set)}
            {photos::office(set)}
            {forms.collect_view()}
            {rest.collect_view()}
        </article>
    }
}
