//! What the forms of a district's profile do: a group of facts, and who leads the office.

pub mod photo;

use crate::form::form_request::FormRequest;
use app::request::FormResult;
use axum::response::Response;
use backend::TypedFacts;
use domain::place::district::Slug;
use domain::profile::concept::{CONCEPTS, Group};
use domain::{Error, Result};

/// `district`, `form_of`, `period`, and for each fact of the group its value and `…_version`: records them.
pub async fn record_facts(sent: FormRequest) -> Response {
    let form = &sent.form;
    let Some(slug) = Slug::parse(form.get("district")) else {
        return sent.way().fault(&Error::NotFound);
    };
    let recorded = async {
        let group = Group::from_key(form.get("form_of")).ok_or(Error::Malformed)?;
        let mut typed =
            TypedFacts { period: form.get("period").parse().ok(), ..TypedFacts::default() };
        for concept in CONCEPTS.iter().filter(|one| one.group == group) {
            let (key, version) = (concept.key, form.get(&format!("{}_version", concept.key)));
            typed.typed.insert(key.to_owned(), form.get(key).to_owned());
            typed.over.insert(key.to_owned(), version.parse().unwrap_or_default());
        }
        let backend = sent.site.backend();
        backend.profiles(&sent.actor()).record(&slug, group, typed).await.map(drop)
    };
    back(&sent, &slug, recorded.await).await
}

/// `district`, `form_of`, `no` and `version` of an entry that is there, and its fields: records it.
pub async fn record_person(sent: FormRequest) -> Response {
    let form = &sent.form;
    let Some(slug) = Slug::parse(form.get("district")) else {
        return sent.way().fault(&Error::NotFound);
    };
    let number = |field| form.get(field).parse::<i64>().ok();
    let over = number("no").map(|no| (no, number("version").unwrap_or_default()));
    let backend = sent.site.backend();
    let recorded =
        backend.profiles(&sent.actor()).record_person(&slug, over, |field| form.get(field)).await;
    back(&sent, &slug, recorded).await
}

/// Back to the page of the forms, which shows what came of this one in its place.
async fn back(sent: &FormRequest, slug: &Slug, recorded: Result<()>) -> Response {
    let result = match recorded {
        Ok(()) => FormResult {
            fields: sent.form.keep(&["form_of"]),
            done: Some("recorded".to_owned()),
            ..FormResult::default()
        },
        Err(error) => {
            FormResult { fields: sent.form.keep_all(), error: Some(error), ..FormResult::default() }
        }
    };
    sent.way().back(&format!("/districts/{slug}/edit"), result).await
}
