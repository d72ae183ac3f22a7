//! An appointment in words, and the fields in which one is typed.

use crate::parts::form::field::TextField;
use crate::parts::map::names::district_of;
use crate::request::FormResult;
use chrono::NaiveDate;
use domain::map::board::{DistrictPin, MapBoard};
use domain::people::appointment::Appointment;
use domain::people::role::Role;
use domain::year::catalogue::{PolicyItem, Track};
use domain::year::item_name::ItemName;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use words::Lang;

/// Role, district, items and days on one line.
pub fn appointment_words(lang: Lang, one: &Appointment, board: &MapBoard) -> String {
    let from = lang.day(one.from());
    let span = match one.until() {
        Some(until) => lang.accounts_span(from, lang.day(until)),
        None => lang.accounts_since(from),
    };
    let items: Vec<String> = one.items().iter().map(ItemName::to_string).collect();
    let parts = [
        lang.role(one.role()).to_owned(),
        one.district().map_or_else(String::new, |slug| district_of(lang, board, slug)),
        items.join(lang.list_separator()),
        span,
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A form that holds this appointment before anything is typed.
pub fn filled_in(lang: Lang, one: &Appointment, board: &MapBoard) -> FormResult {
    let items: Vec<String> = one.items().iter().map(ItemName::to_string).collect();
    let district = one.district().map_or_else(String::new, |slug| {
        board.pin(slug).map_or_else(|| slug.to_string(), |pin| as_typed(lang, pin))
    });
    let until = one.until().map_or_else(String::new, |until| lang.day_typed(until));
    let fields = [
        ("which", one.key()),
        ("role", one.role().key().to_owned()),
        ("district", district),
        ("items", items.join(" ")),
        ("from", lang.day_typed(one.from())),
        ("until", until),
    ];
    form_of(fields)
}

/// A form for a new appointment: most begin today and end with the fiscal year.
pub fn blank(lang: Lang, today: NaiveDate, year_ends: NaiveDate) -> FormResult {
    form_of([("from", lang.day_typed(today)), ("until", lang.day_typed(year_ends))])
}

fn form_of<const N: usize>(fields: [(&str, String); N]) -> FormResult {
    let fields: BTreeMap<_, _> =
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    FormResult { fields, ..FormResult::default() }
}

/// The fields of an appointment. District and items show with the roles that have them.
#[component]
pub fn AppointmentFields(
    /// The reader's language.
    lang: Lang,
    /// Names the districts.
    board: Arc<MapBoard>,
    /// The items of the year.
    items: Vec<PolicyItem>,
    /// What stands in the fields, and what is wrong with it.
    form: FormResult,
) -> impl IntoView {
    let result = Some(form);
    let names = board.pins.iter().map(|pin| {
        view! { <option value=as_typed(lang, pin)>{pin.slug.to_string()}</option> }
    });
    let day = lang.day_typed(board.year.starts());
    view! {
        <div class="appointment">
            {role_choice(lang, result.as_ref())}
            <div class="for-district">
                <TextField
                    lang name="district" label=lang.item_district() optional=true list="districts"
                    hint=lang.accounts_district_hint().to_owned() result=result.clone()
                />
                <datalist id="districts">{names.collect_view()}</datalist>
            </div>
            <div class="for-items">{item_boxes(lang, &items, result.as_ref())}</div>
            <TextField
                lang name="from" label=lang.accounts_from() optional=true
                hint=lang.accounts_day_hint(day) result=result.clone()
            />
            <TextField
                lang name="until" label=lang.accounts_until() optional=true
                hint=lang.accounts_until_hint().to_owned() result
            />
        </div>
    }
}

/// A district's name as the form takes it back: the short Thai or the whole English one.
fn as_typed(lang: Lang, pin: &DistrictPin) -> String {
    lang.pick(&pin.name_th, &pin.name_en).to_owned()
}

fn role_choice(lang: Lang, result: Option<&FormResult>) -> impl IntoView + use<> {
    let error = result.and_then(|result| result.sentence_of(lang, "role"));
    let chosen = result.and_then(|result| result.fields.get("role"));
    let options = Role::ALL.map(|role| {
        let selected = chosen.is_some_and(|chosen| chosen == role.key());
        view! { <option value=role.key() selected=selected>{lang.role(role)}</option> }
    });
    view! {
        <div class="field">
            <label for="role">{lang.account_roles()}</label>
            <select
                id="role" class="input" name="role" required aria-describedby=error.is_some().then_some("role-error")
                aria-invalid=error.is_some().then_some("true")
            >
                <option value="">{lang.accounts_choose_role()}</option>
                {options.collect_view()}
            </select>
            {error.map(|error| view! { <p class="field__error" id="role-error">{error}</p> })}
        </div>
    }
}

/// A box for each item of the year by its list, and for those of other years that are chosen already.
fn item_boxes(
    lang: Lang,
    items: &[PolicyItem],
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let error = result.and_then(|result| result.sentence_of(lang, "items"));
    let chosen = result.and_then(|result| result.fields.get("items")).cloned().unwrap_or_default();
    let chosen: Vec<&str> = chosen.split(' ').filter(|name| !name.is_empty()).collect();
    let named: Vec<(String, &PolicyItem)> =
        items.iter().filter_map(|item| Some((item.name()?.to_string(), item))).collect();
    let mut groups: Vec<AnyView> = named
        .chunk_by(|(_, a), (_, b)| (a.track, &a.group_key) == (b.track, &b.group_key))
        .map(|group| {
            let boxes = group.iter().map(|(name, item)| {
                let label = format!("{} {}", item.no, lang.pick(&item.title_th, &item.title_en));
                item_box(name, label, chosen.contains(&name.as_str()))
            });
            box_group(heading(lang, group[0].1), boxes.collect())
        })
        .collect();
    let others: Vec<AnyView> = chosen
        .iter()
        .filter(|name| !named.iter().any(|(known, _)| known == *name))
        .map(|name| item_box(name, (*name).to_owned(), true))
        .collect();
    if !others.is_empty() {
        groups.push(box_group(lang.accounts_items_other().to_owned(), others));
    }
    view! {
        <fieldset class="boxes">
            <legend>{lang.accounts_items()}</legend>
            {groups}
            {error.map(|error| view! { <p class="field__error">{error}</p> })}
        </fieldset>
    }
}

/// The name of the list that an item is on.
fn heading(lang: Lang, item: &PolicyItem) -> String {
    match item.track {
        Track::Policy => lang.track_policy().to_owned(),
        Track::QuickWin => lang.pick(&item.group_th, &item.group_en).to_owned(),
    }
}

fn box_group(heading: String, boxes: Vec<AnyView>) -> AnyView {
    view! { <fieldset class="boxes__group"><legend>{heading}</legend>{boxes}</fieldset> }.into_any()
}

fn item_box(name: &str, label: String, is_chosen: bool) -> AnyView {
    let name = name.to_owned();
    view! {
        <label class="box"><input type="checkbox" name="items" value=name checked=is_chosen/> <span>{label}</span></label>
    }
    .into_any()
}
