//! The form of an appointment: for a new one, or for one that is to change or end.
//!
//! Where the account has changed meanwhile, what was typed stays in the form, and what is stored stands
//! above it.

use super::Setting;
use crate::parts::form::field::FormNote;
use crate::parts::people::appointment::{AppointmentFields, appointment_words, blank, filled_in};
use crate::request::FormResult;
use domain::kernel::bangkok;
use domain::people::appointment::Appointment;
use domain::year::fiscal_year::FiscalYear;
use leptos::prelude::*;

/// The whole part of the page.
pub fn form(set: &Setting) -> impl IntoView + use<> {
    let (lang, account) = (set.lang(), &set.account);
    let which = which(set);
    let changed = account.appointments.iter().find(|one| one.key() == which);
    let is_gone = changed.is_none() && !which.is_empty();
    let stored = changed.map(|one| {
        let words = appointment_words(lang, one, &set.board);
        let back = format!("/admin/accounts/{}", account.id);
        view! {
            <p class="quiet">{lang.accounts_appointment_stored(words)}</p>
            <p><a href=back>{lang.accounts_appointment_cancel()}</a></p>
        }
    });
    let heading = match changed {
        Some(_) => lang.accounts_appointment_change(),
        None => lang.accounts_appointment_add(),
    };
    view! {
        <section class="card" id="appointment" aria-labelledby="appointment-heading">
            <h2 id="appointment-heading">{heading}</h2>
            <FormNote lang result=set.typed().cloned()/>
            {is_gone.then(|| view! { <p class="note">{lang.accounts_appoint_anew()}</p> })}
            {stored}
            <form class="form" action="/do/appoint_account" method="post">
                <input type="hidden" name="id" value=account.id.get()/>
                <input type="hidden" name="version" value=account.version/>
                <input type="hidden" name="which" value=changed.map(Appointment::key).unwrap_or_default()/>
                <AppointmentFields lang board=set.board.clone() items=set.items.clone() form=fields(set, changed)/>
                <button class="button button--primary" type="submit">{lang.accounts_save()}</button>
            </form>
        </section>
    }
}

/// The key of the appointment that the form came back with, or that the address asks to change.
fn which(set: &Setting) -> String {
    let typed = set.typed().and_then(|typed| typed.fields.get("which"));
    typed.map_or(set.request.parameter("change"), String::as_str).to_owned()
}

/// What was typed before; else the appointment to be changed; else what a new one begins with.
fn fields(set: &Setting, changed: Option<&Appointment>) -> FormResult {
    let lang = set.lang();
    match (set.typed(), changed) {
        (Some(typed), _) => typed.clone(),
        (None, Some(one)) => filled_in(lang, one, &set.board),
        (None, None) => blank(lang, bangkok::date(set.now), FiscalYear::of(set.now).ends()),
    }
}
