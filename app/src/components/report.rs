//! A report as its reader may see it, with what the reader can do about it.

use crate::components::names::Named;
use crate::request::FormResult;
use chrono::{DateTime, Utc};
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
    fn result_of(&self, report: &ShownReport) -> Option<FormResult> {
        let result = self.result.as_ref()?;
        (result.fields.get("id") == Some(&report.id.to_string())).then(|| result.clone())
    }
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

fn paragraphs(text: &str) -> impl IntoView + use<> {
    let lines: Vec<String> =
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()
}

fn content_view(lang: Lang, content: &ReportContent) -> impl IntoView + use<> {
    let labelled = |label: &'static str, text: &Option<String>| {
        text.as_ref().map(|text| view! { <p class="quiet">{label}</p> {paragraphs(text)} })
    };
    let amount = content.amount.as_ref().map(|amount| {
        view! { <p class="report__amount">{format!("{} {}", amount.number, amount.unit)}</p> }
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
    }
}

fn remark(lang: Lang, remark: &ShownRemark) -> impl IntoView + use<> {
    let what = match remark.verb {
        Verb::Question => lang.remark_question(),
        Verb::Answer => lang.remark_answer(),
        _ => lang.remark_reason(),
    };
    view! {
        <div class="remark">
            <p class="quiet">{format!("{what} · {}", lang.day_of(remark.at))}</p>
            {paragraphs(&remark.text)}
        </div>
    }
}

fn actions(set: &Setting, report: &ShownReport) -> impl IntoView + use<> {
    let result = set.result_of(report);
    let note = result.as_ref().and_then(|result| result.sentence(set.lang));
    let open = result.as_ref().is_some_and(|result| result.error.is_some());
    let forms = report.verbs.iter().map(|verb| action(set, report, *verb, open, result.clone()));
    view! {
        {note.map(|note| view! { <p class="note note--error" role="alert">{note}</p> })}
        <div class="actions">{forms.collect_view()}</div>
    }
}

/// One thing that can be done: a button where nothing is to be said, else a form that unfolds.
fn action(
    set: &Setting,
    report: &ShownReport,
    verb: Verb,
    open: bool,
    result: Option<FormResult>,
) -> AnyView {
    let lang = set.lang;
    let (address, field, text) = match verb {
        Verb::Acknowledge => {
            return view! {
                <form action="/do/acknowledge_report" method="post">
                    {hidden(set, report)}
                    <button class="button button--primary" type="submit">{lang.do_acknowledge()}</button>
                </form>
            }
            .into_any();
        }
        Verb::Correct => {
            let href = format!("/districts/{}?correct={}#report", report.district, report.id);
            return view! { <a class="button" href=href>{lang.do_correct()}</a> }.into_any();
        }
        Verb::Question => ("/do/question_report", "question", lang.do_question()),
        Verb::Answer => ("/do/answer_question", "answer", lang.do_answer()),
        Verb::Withdraw => ("/do/withdraw_report", "reason", lang.do_withdraw()),
    };
    let label = match verb {
        Verb::Withdraw => lang.remark_reason(),
        Verb::Answer => lang.remark_answer(),
        _ => lang.remark_question(),
    };
    let typed = result.as_ref().and_then(|result| result.fields.get(field).cloned());
    let open = open && typed.as_ref().is_some_and(|typed| !typed.is_empty());
    let id = format!("{field}-{}", report.id);
    let error = result.as_ref().and_then(|result| result.sentence_of(lang, field));
    view! {
        <details class="more" open=open>
            <summary>{text}</summary>
            <form class="form" action=address method="post">
                {hidden(set, report)}
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    <textarea id=id class="input" name=field rows="3" required>{typed}</textarea>
                    {error.map(|error| view! { <p class="field__error">{error}</p> })}
                </div>
                <button class="button" type="submit">{text}</button>
            </form>
        </details>
    }
    .into_any()
}

fn hidden(set: &Setting, report: &ShownReport) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="id" value=report.id.to_string()/>
        <input type="hidden" name="return_to" value=set.page.clone()/>
    }
}
