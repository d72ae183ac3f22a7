//! A report as its reader may see it.

use crate::parts::file::evidence::files;
use crate::parts::form::typed_text::TypedText;
use crate::parts::map::names::Named;
use crate::parts::progress::report_actions::actions;
use crate::request::FormResult;
use chrono::{DateTime, Utc};
use domain::Error;
use domain::progress::report::{State, Verb};
use domain::progress::shown::{ReportContent, ShownRemark, ShownReport};
use leptos::prelude::*;
use words::Lang;

/// What a report is shown with.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The reader's language.
    pub lang: Lang,
    /// Now, for ages.
    pub now: DateTime<Utc>,
    /// The page's path, to come back to.
    pub page: String,
    /// What a form on this page came back with.
    pub result: Option<FormResult>,
}

impl Setting {
    /// What came back of the forms of this report.
    pub fn result_of(&self, report: &ShownReport) -> Option<&FormResult> {
        let result = self.result.as_ref()?;
        (result.fields.get("id") == Some(&report.id.to_string())).then_some(result)
    }

    /// What came back of the form of a report that is not among these, which the page shows.
    pub fn result_elsewhere<'a>(
        &self,
        shown: impl IntoIterator<Item = &'a ShownReport>,
    ) -> Option<&FormResult> {
        let result = self.result.as_ref().filter(|result| result.fields.contains_key("id"))?;
        let is_shown = shown.into_iter().any(|report| self.result_of(report).is_some());
        (!is_shown).then_some(result)
    }
}

/// What came of a form whose report the page does not show: it went on, or is not to be known of.
pub fn elsewhere(lang: Lang, result: &FormResult) -> impl IntoView + use<> {
    let typed = ["question", "answer", "reason"].map(|field| result.fields.get(field).cloned());
    let texts = typed.into_iter().flatten().collect();
    view! {
        {outcome(lang, result)}
        <TypedText lang texts/>
    }
}

/// What came of a report's form, as a sentence that takes the focus.
pub fn outcome(lang: Lang, result: &FormResult) -> impl IntoView + use<> {
    let done = result.done.as_deref().and_then(|done| match done {
        "acknowledged" => Some(lang.done_acknowledged()),
        "questioned" => Some(lang.done_questioned()),
        "answered" => Some(lang.done_answered()),
        "withdrawn" => Some(lang.done_withdrawn()),
        _ => None,
    });
    let done = done.map(|done| view! { <p class="note note--done" role="status" tabindex="-1" autofocus>{done}</p> });
    let error = match &result.error {
        Some(Error::NotFound) => Some(lang.report_gone().to_owned()),
        _ => result.sentence(lang),
    };
    let error = error.map(|error| view! { <p class="note note--error" role="alert">{error}</p> });
    view! { {done} {error} }
}

/// Kind, age and state; the text, or that it is not open yet; remarks; what can be done.
pub fn report(set: &Setting, report: &ShownReport) -> impl IntoView + use<> {
    let lang = set.lang;
    let head = format!("{} · {}", report.kind.name(lang), lang.days_ago(report.posted_at, set.now));
    let mark = if report.corrected { lang.report_corrected() } else { state(lang, report.state) };
    let class = if report.counts() { "report" } else { "report report--past" };
    let body = match &report.content {
        Some(content) => content_view(lang, content).into_any(),
        None => view! { <p class="quiet">{lang.report_not_open()}</p> }.into_any(),
    };
    view! {
        <article class=class id=format!("report-{}", report.id)>
            <p class="report__head">
                <strong>{head}</strong>
                <span class="report__state">{mark}</span>
            </p>
            {body}
            {report.remarks.iter().map(|one| remark(lang, one)).collect_view()}
            {actions(set, report)}
        </article>
    }
}

fn state(lang: Lang, state: State) -> &'static str {
    match state {
        State::Posted => lang.state_posted(),
        State::Questioned => lang.state_questioned(),
        State::Answered => lang.state_answered(),
        State::Acknowledged => lang.state_acknowledged(),
        State::Withdrawn => lang.state_withdrawn(),
    }
}

/// A text in its paragraphs.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let lines: Vec<String> =
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()
}

fn content_view(lang: Lang, content: &ReportContent) -> impl IntoView + use<> {
    let labelled = |label: &'static str, text: &Option<String>| {
        text.as_ref().map(|text| view! { <p class="quiet">{label}</p> {paragraphs(text)} })
    };
    let amount = content.amount.as_ref().map(|amount| {
        view! { <p class="report__amount">{format!("{} {}", amount.number.grouped(), amount.unit)}</p> }
    });
    let link = content.link.clone().map(|link| {
        let href = link.clone();
        view! { <p><a href=href rel="external noreferrer nofollow">{link}</a></p> }
    });
    view! {
        {paragraphs(&content.text)}
        {labelled(lang.report_what_changed(), &content.what_changed)}
        {labelled(lang.report_why(), &content.why)}
        {amount}
        {link}
        {labelled(lang.report_story(), &content.story)}
        {files(lang, &content.files)}
    }
}

fn remark(lang: Lang, remark: &ShownRemark) -> impl IntoView + use<> {
    let what = match remark.verb {
        Verb::Question => lang.remark_question(),
        Verb::Answer => lang.remark_answer(),
        _ => lang.remark_reason(),
    };
    let who = remark.role.map(|role| format!(" · {}", lang.role(role))).unwrap_or_default();
    view! {
        <div class="remark">
            <p class="quiet">{format!("{what}{who} · {}", lang.day_of(remark.at))}</p>
            {paragraphs(&remark.text)}
        </div>
    }
}
