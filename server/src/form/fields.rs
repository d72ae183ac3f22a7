//! A form that somebody has sent.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use std::collections::BTreeMap;
use std::fmt;

/// The fields of a sent form, in its order. Taken only in the coding that plain forms have, else the
/// bare status 415, or 413 where it is too long.
#[derive(Clone)]
pub struct FormFields(Vec<(String, String)>);

impl FormFields {
    /// These fields, in this order.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// What was typed in a field, the last one of that name; empty where the form has none.
    pub fn get(&self, field: &str) -> &str {
        self.all(field).last().unwrap_or("")
    }

    /// What the fields of one name hold, such as boxes that are ticked.
    pub fn all(&self, field: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// All of them, each with its name.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What may be shown again, of these fields. Passwords are not to be named here.
    pub fn keep(&self, fields: &[&str]) -> BTreeMap<String, String> {
        fields.iter().map(|field| ((*field).to_owned(), self.get(field).to_owned())).collect()
    }

    /// Everything that may be shown again: all but passwords and the secrets of links.
    pub fn keep_all(&self) -> BTreeMap<String, String> {
        let is_secret = |name: &str| name.ends_with("password") || name.ends_with("token");
        self.0.iter().filter(|(name, _)| !is_secret(name)).cloned().collect()
    }
}

/// Fields may hold passwords, so that only their names are shown.
impl fmt::Debug for FormFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        match Form::<Vec<(String, String)>>::from_request(request, state).await {
            Ok(Form(pairs)) => Ok(Self(pairs)),
            Err(FormRejection::InvalidFormContentType(_)) => {
                Err(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            }
            Err(FormRejection::BytesRejection(too_long)) => Err(too_long.status()),
            Err(_) => Err(StatusCode::BAD_REQUEST),
        }
    }
}

/// Whether the body is coded as that of a form without files.
pub fn is_plain_form(headers: &HeaderMap) -> bool {
    let is_it = |value: &[u8]| value.starts_with(b"application/x-www-form-urlencoded");
    headers.get(header::CONTENT_TYPE).is_some_and(|value| is_it(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Method;

    async fn posted(content_type: &str, body: &str) -> Result<FormFields, StatusCode> {
        let mut request = Request::new(Body::from(body.to_owned()));
        *request.method_mut() = Method::POST;
        request.headers_mut().insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        FormFields::from_request(request, &()).await
    }

    #[tokio::test]
    async fn only_a_plain_form_is_taken() {
        let body = "name=a&password=x%26y&name=%E0%B8%81+%E0%B8%82";
        for plain in [
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=UTF-8",
        ] {
            let form = posted(plain, body).await.unwrap();
            assert_eq!(
                (form.get("name"), form.get("password"), form.get("other")),
                ("ก ข", "x&y", "")
            );
            assert_eq!(format!("{form:?}"), r#"{"name", "password", "name"}"#);
            assert_eq!(form.all("name").collect::<Vec<_>>(), ["a", "ก ข"]);
            assert_eq!(form.keep_all().into_keys().collect::<Vec<_>>(), ["name"]);
            assert_eq!(form.keep(&["name"]).into_values().collect::<Vec<_>>(), ["ก ข"]);
        }
        for other in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
            assert_eq!(posted(other, body).await.unwrap_err(), 415, "{other}");
        }
    }
}
