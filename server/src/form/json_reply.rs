//! Answers to our own pages' scripts: what a form comes to, as data instead of a page.

use crate::request::fault;
use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use domain::Error;
use domain::progress::answer::Answer;
use words::Lang;

/// Whether a script sent the form: a browser's own forms ask for pages.
pub fn asks(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/json")
}

/// What came of it, with the HTTP status of the error if there is one.
pub fn answer(lang: Lang, done: Result<Option<i64>, &Error>) -> Response {
    match done {
        Ok(id) => Json(Answer { id, ..Answer::default() }).into_response(),
        Err(error) => refuse(error, refusal(lang, error)),
    }
}

/// The same where another sentence than the error's own is to be said.
pub fn refuse(error: &Error, answer: Answer) -> Response {
    (fault::status(error), Json(answer)).into_response()
}

fn refusal(lang: Lang, error: &Error) -> Answer {
    let fields = match error {
        Error::Invalid(wrong) => {
            wrong.iter().map(|one| (one.field.clone(), lang.reason(one.reason))).collect()
        }
        _ => Vec::new(),
    };
    Answer { id: None, sentence: Some(lang.error(error)), fields }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;
    use domain::kernel::error::{FieldError, Reason};

    #[test]
    fn a_refusal_has_its_status_and_its_sentences() {
        let error = Error::Invalid(vec![FieldError::new("text", Reason::Missing)]);
        assert_eq!(answer(Lang::Th, Err(&error)).status(), StatusCode::UNPROCESSABLE_ENTITY);
        let said = refusal(Lang::Th, &error);
        assert_eq!(said.fields, [("text".to_owned(), Lang::Th.reason(Reason::Missing))]);
        assert!(said.sentence.is_some());
        assert_eq!(answer(Lang::En, Ok(Some(7))).status(), StatusCode::OK);
    }

    #[test]
    fn only_who_asks_for_data_alone_gets_it() {
        let accept = |value: &str| HeaderMap::from_iter([(header::ACCEPT, value.parse().unwrap())]);
        assert!(asks(&accept("application/json")));
        assert!(!asks(&accept("text/html,application/xhtml+xml,*/*;q=0.8")));
        assert!(!asks(&HeaderMap::new()));
    }
}
