//! The form of a progress report: item, kind, text; what only one kind has shows with that kind.

use crate::parts::form::field::{FormNote, TextArea, TextField};
use crate::parts::form::form_owner::FormOwner;
use crate::parts::map::names::Named;
use crate::request::FormResult;
use domain::place::district::Slug;
use domain::progress::ProgressKind;
use domain::progress::client_key::ClientKey;
use domain::year::catalogue::{PolicyItem, Track};
use leptos::prelude::*;
use words::Lang;

/// The form, for who may report for the district.
#[component]
pub fn ReportForm(
    /// The reader's language.
    lang: Lang,
    /// For which district, by slug and name; on the page without a network the device fills it in.
    #[prop(optional_no_strip)]
    district: Option<(Slug, String)>,
    /// The year's items, the one reported last first, then by number.
    items: Vec<PolicyItem>,
    /// Makes a second sending of the same form the same report.
    key: ClientKey,
    /// What came back of the form when it was sent before.
    result: Option<FormResult>,
) -> impl IntoView {
    let typed = |field: &str| result.as_ref().and_then(|result| result.fields.get(field).cloned());
    let key = typed("key").filter(|key| !key.is_empty()).unwrap_or_else(|| key.to_string());
    let corrects = typed("corrects");
    let more = more_is_open(result.as_ref());
    let (slug, name) = district.map(|(slug, name)| (slug.to_string(), name)).unwrap_or_default();
    let refilled = result.as_ref().and_then(|result| result.error.as_ref()).map(|_| "");
    view! {
        <form class="form report-form" action="/do/post_progress" method="post" data-name=name data-refilled=refilled>
            <FormNote lang result=result.clone()/>
            <FormOwner/>
            <input type="hidden" name="district" value=slug/>
            <input type="hidden" name="key" value=key/>
            <input type="hidden" name="corrects" value=corrects/>
            {item_choice(lang, &items, typed("item"), result.as_ref())}
            {kind_choice(lang, typed("kind"), result.as_ref())}
            <TextArea lang name="text" label=lang.report_text() rows=5 hint=lang.report_text_hint().to_owned() result=result.clone()/>
            <div class="for-adjusted">
                <TextArea lang name="what_changed" label=lang.report_what_changed() rows=3 optional=true result=result.clone()/>
                <TextArea lang name="why" label=lang.report_why() rows=3 optional=true result=result.clone()/>
            </div>
            <div class="for-output">
                <TextField lang name="number" label=lang.report_number() optional=true hint=lang.report_number_hint().to_owned() result=result.clone()/>
                <TextField lang name="unit" label=lang.report_unit() optional=true result=result.clone()/>
            </div>
            <details class="more" open=more>
                <summary>{lang.report_more()}</summary>
                <TextField lang name="link" label=lang.report_link() kind="url" optional=true result=result.clone()/>
                <TextArea lang name="story" label=lang.report_story() rows=4 optional=true result/>
            </details>
            <div class="report-form__foot">
                <button class="button button--primary" type="submit">{lang.report_do()}</button>
                <p class="saving" role="status" data-state=""></p>
            </div>
        </form>
    }
}

fn more_is_open(result: Option<&FormResult>) -> bool {
    let has =
        |field: &str| result.and_then(|r| r.fields.get(field)).is_some_and(|text| !text.is_empty());
    has("link") || has("story")
}

/// Policies and the two groups of quick wins, each under its heading.
fn item_choice(
    lang: Lang,
    items: &[PolicyItem],
    chosen: Option<String>,
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let error = result.and_then(|result| result.sentence_of(lang, "item"));
    let groups = items.chunk_by(|a, b| (a.track, &a.group_key) == (b.track, &b.group_key)).map(|group| {
        let heading = match group[0].track {
            Track::Policy => lang.track_policy().to_owned(),
            Track::QuickWin => lang.pick(&group[0].group_th, &group[0].group_en).to_owned(),
        };
        let options = group.iter().filter_map(|item| {
            let name = item.name()?.to_string();
            let selected = chosen.as_ref() == Some(&name);
            let title = lang.pick(&item.title_th, &item.title_en);
            Some(view! { <option value=name selected=selected>{format!("{} {title}", item.no)}</option> })
        });
        view! { <optgroup label=heading>{options.collect_view()}</optgroup> }
    });
    view! {
        <div class="field">
            <label for="item">{lang.report_item()}</label>
            <select id="item" class="input" name="item" aria-describedby=error.is_some().then_some("item-error")>
                {groups.collect_view()}
            </select>
            {error.map(|error| view! { <p class="field__error" id="item-error">{error}</p> })}
        </div>
    }
}

/// Three large choices with a line of explanation each.
fn kind_choice(
    lang: Lang,
    chosen: Option<String>,
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let error = result.and_then(|result| result.sentence_of(lang, "kind"));
    let chosen = chosen.as_deref().and_then(ProgressKind::from_key).unwrap_or(ProgressKind::OnPlan);
    let choices = ProgressKind::ALL.map(|kind| {
        let about = match kind {
            ProgressKind::OnPlan => lang.kind_on_plan_about(),
            ProgressKind::Adjusted => lang.kind_adjusted_about(),
            ProgressKind::Output => lang.kind_output_about(),
        };
        view! {
            <label class="choice">
                <input type="radio" name="kind" value=kind.key() checked=kind == chosen/>
                <span><strong>{kind.name(lang)}</strong><span class="quiet">{about}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class="choices">
            <legend>{lang.report_kind()}</legend>
            {choices.collect_view()}
            {error.map(|error| view! { <p class="field__error">{error}</p> })}
        </fieldset>
    }
}
