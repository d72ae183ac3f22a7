//! What happens after a form was sent: the browser is always sent on to a page, so that reloading it
//! sends nothing again; what the page shall say of the form waits for it.

use crate::request::fault;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::request::visitor::{Visitor, key_of, new_secret};
use crate::site::Site;
use app::request::FormResult;
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use backend::Token;

/// A form on its way back to who has sent it.
pub struct FormReply<'a> {
    /// The site.
    pub site: &'a Site,
    /// The request.
    pub visit: &'a Visit,
    /// Who has sent it.
    pub visitor: &'a Visitor,
}

/// On to another address.
pub fn go_on(address: &str) -> Response {
    Redirect::to(address).into_response()
}

impl FormReply<'_> {
    /// Back to the form's page, where `result` waits for this visitor alone.
    pub async fn back(&self, page: &str, result: FormResult) -> Response {
        if let Some(key) = self.visitor.form_key() {
            return self.back_with(&key, page, result).await;
        }
        let Some(secret) = new_secret() else { return go_on(page) };
        let mut response = self.back_with(&key_of(&secret), page, result).await;
        let cookie = SecretCookie::Form.set(&secret, self.site.is_https());
        response.headers_mut().append(header::SET_COOKIE, cookie);
        response
    }

    /// The same for whoever holds a session that has just been opened.
    pub async fn back_to(&self, session: &Token, page: &str, result: FormResult) -> Response {
        self.back_with(&key_of(session), page, result).await
    }

    async fn back_with(&self, key: &str, page: &str, result: FormResult) -> Response {
        match self.site.backend().forms().keep(key, &result).await {
            Ok(id) => {
                go_on(&format!("{page}{}form={id}", if page.contains('?') { '&' } else { '?' }))
            }
            Err(error) => self.fault(&error),
        }
    }

    /// A page that says what went wrong, where no other can.
    pub fn fault(&self, error: &domain::Error) -> Response {
        fault::answer(self.visit, fault::status(error), self.site.css_href())
    }
}
