//! What its reader can do about a report, and what came of it.

use crate::parts::form::field::in_textarea;
use crate::parts::form::form_owner::FormOwner;
use crate::parts::form::typed_text::TypedText;
use crate::parts::progress::report::{Setting, outcome};
use crate::request::FormResult;
use domain::progress::report::Verb;
use domain::progress::shown::ShownReport;
use leptos::prelude::*;
use words::Lang;

/// What came of the last form, then a button or a form for each thing that can be done now.
pub fn actions(set: &Setting, report: &ShownReport) -> impl IntoView + use<> {
    let result = set.result_of(report);
    let note = result.map(|result| outcome(set.lang, result));
    let mut verbs = report.verbs.clone();
    verbs.sort_by_key(|verb| *verb != Verb::Acknowledge);
    let forms = verbs.iter().map(|verb| action(set, report, *verb, result)).collect_view();
    let texts = result.map(|result| left_over(report, result)).unwrap_or_default();
    view! {
        {note}
        <TypedText lang=set.lang texts/>
        <div class="actions">{forms} {attach(set.lang, report)}</div>
    }
}

/// The way to the page where files are attached; of a report that takes no more, to where they are taken off.
pub fn attach(lang: Lang, report: &ShownReport) -> Option<impl IntoView + use<>> {
    let href = format!("/reports/{}/files", report.id);
    let has_files = report.content.as_ref().is_some_and(|content| !content.files.is_empty());
    let words = if report.may_attach { lang.evidence_add() } else { lang.evidence_title() };
    let may = report.may_attach || report.may_detach && has_files;
    may.then(|| view! { <a class="button" href=href>{words}</a> })
}

/// What was typed for something that cannot be done any more, so that its form is not there.
fn left_over(report: &ShownReport, result: &FormResult) -> Vec<String> {
    let others = Verb::ALL.into_iter().filter(|verb| !report.verbs.contains(verb));
    others
        .filter_map(|verb| result.fields.get(Form::of(verb)?.field))
        .filter(|_| result.error.is_some())
        .cloned()
        .collect()
}

/// A form with one text.
struct Form {
    address: &'static str,
    field: &'static str,
}

impl Form {
    fn of(verb: Verb) -> Option<Self> {
        let (address, field) = match verb {
            Verb::Question => ("/do/question_report", "question"),
            Verb::Answer => ("/do/answer_question", "answer"),
            Verb::Withdraw => ("/do/withdraw_report", "reason"),
            Verb::Acknowledge | Verb::Correct => return None,
        };
        Some(Self { address, field })
    }
}

/// What is done, and what has to be said for it.
fn caption(lang: Lang, verb: Verb) -> Caption {
    let (text, label) = match verb {
        Verb::Acknowledge => (lang.do_acknowledge(), ""),
        Verb::Correct => (lang.do_correct(), ""),
        Verb::Question => (lang.do_question(), lang.remark_question()),
        Verb::Answer => (lang.do_answer(), lang.remark_answer()),
        Verb::Withdraw => (lang.do_withdraw(), lang.remark_reason()),
    };
    Caption { text, label }
}

/// A button where nothing is to be said, else a form that unfolds.
fn action(set: &Setting, report: &ShownReport, verb: Verb, result: Option<&FormResult>) -> AnyView {
    let Caption { text, label } = caption(set.lang, verb);
    match (Form::of(verb), verb) {
        (Some(form), _) => {
            unfolding(set, report, &form, Caption { text, label }, result).into_any()
        }
        (None, Verb::Correct) => {
            let href = format!("/districts/{}?correct={}#report", report.district, report.id);
            view! { <a class="button" href=href>{text}</a> }.into_any()
        }
        (None, _) => view! {
            <form action="/do/acknowledge_report" method="post">
                {hidden(set, report)}
                <button class="button" type="submit">{text}</button>
            </form>
        }
        .into_any(),
    }
}

/// The words of a form that unfolds: of its button, and of its field.
struct Caption {
    text: &'static str,
    label: &'static str,
}

fn unfolding(
    set: &Setting,
    report: &ShownReport,
    Form { address, field }: &Form,
    Caption { text, label }: Caption,
    result: Option<&FormResult>,
) -> impl IntoView + use<> {
    let (address, field) = (*address, *field);
    let refused = result.filter(|result| result.error.is_some());
    let typed = refused.and_then(|result| result.fields.get(field).cloned());
    let error = refused.and_then(|result| result.sentence_of(set.lang, field));
    let is_wrong = error.is_some();
    let open = is_wrong || typed.as_ref().is_some_and(|typed| !typed.is_empty());
    let id = format!("{field}-{}", report.id);
    let (error_id, unfolded) = (format!("{id}-error"), format!("unfold-{id}"));
    let described = is_wrong.then(|| error_id.clone());
    view! {
        <details class="more" id=unfolded open=open>
            <summary>{text}</summary>
            <form class="form" action=address method="post">
                {hidden(set, report)}
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    <textarea
                        id=id class="input" name=field rows="3" required
                        aria-describedby=described aria-invalid=is_wrong.then_some("true") autofocus=open
                    >{in_textarea(typed)}</textarea>
                    {error.map(|error| view! { <p class="field__error" id=error_id>{error}</p> })}
                </div>
                <button class="button" type="submit">{text}</button>
            </form>
        </details>
    }
}

fn hidden(set: &Setting, report: &ShownReport) -> impl IntoView + use<> {
    view! {
        <FormOwner/>
        <input type="hidden" name="id" value=report.id.to_string()/>
        <input type="hidden" name="return_to" value=set.page.clone()/>
    }
}
