//! What the forms of accounts do: signing in and out, and setting a password.

use crate::form::form_reply;
use crate::form::form_reply::FormReply;
use crate::form::form_request::FormRequest;
use crate::form::json_reply;
use crate::request::return_to::ReturnTo;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use app::request::FormResult;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use backend::{NewSession, PasswordChange, SignIn, Token};
use domain::Error;
use domain::people::first_page::first_page;
use domain::progress::answer::Answer;
use std::net::{IpAddr, Ipv4Addr};

/// `name`, `password`, `return_to`: opens a session, then goes on to `return_to`.
pub async fn sign_in(headers: HeaderMap, sent: FormRequest) -> Response {
    let (form, way) = (&sent.form, sent.way());
    let return_to = ReturnTo::parse(form.get("return_to"));
    let given = SignIn {
        name: form.get("name").to_owned(),
        password: form.get("password").to_owned(),
        address: address(&sent.visit),
        device: device(&headers),
        replaces: sent.visitor.session.clone(),
    };
    let admitted = sent.site.backend().sessions().open(given).await;
    if json_reply::asks(&headers) {
        return signed_in_again(&way, admitted);
    }
    match admitted {
        Ok(session) => signed_in(&way, &session, return_to).await,
        Err(error) => {
            let page = match return_to {
                Some(back) => format!("/sign-in?return_to={}", back.as_parameter()),
                None => "/sign-in".to_owned(),
            };
            let fields = form.keep(&["name"]);
            way.back(&page, FormResult { fields, error: Some(error), done: None }).await
        }
    }
}

/// For the dialog in which somebody whose session is over signs in again without leaving the page.
fn signed_in_again(way: &FormReply<'_>, admitted: Result<NewSession, Error>) -> Response {
    let lang = way.visit.language.lang;
    match admitted {
        Ok(session) => {
            let mut response = json_reply::answer(lang, Ok(None));
            set(&mut response, &SecretCookie::Session.set(&session.token, way.site.is_https()));
            response
        }
        Err(Error::Unauthenticated) => {
            let sentence = Some(lang.sign_in_wrong().to_owned());
            json_reply::refuse(&Error::Unauthenticated, Answer { sentence, ..Answer::default() })
        }
        Err(error) => json_reply::answer(lang, Err(&error)),
    }
}

/// Ends the session that asks. `return_to` is where to go on.
pub async fn sign_out(sent: FormRequest) -> Response {
    let ended = match &sent.visitor.session {
        Some(session) => sent.site.backend().sessions().end(session).await,
        None => Ok(()),
    };
    match ended {
        Ok(()) => {
            let on = ReturnTo::parse(sent.form.get("return_to")).unwrap_or(ReturnTo::home());
            signed_out(&sent.way(), &on)
        }
        Err(error) => sent.way().fault(&error),
    }
}

/// Ends every session of the account.
pub async fn sign_out_everywhere(sent: FormRequest) -> Response {
    match sent.site.backend().sessions().end_all(&sent.actor()).await {
        Ok(_) => signed_out(&sent.way(), &ReturnTo::home()),
        Err(error) => sent.way().fault(&error),
    }
}

/// `current_password`, `new_password`: every session of the account ends but a new one for who asks.
pub async fn change_password(headers: HeaderMap, sent: FormRequest) -> Response {
    let (form, way) = (&sent.form, sent.way());
    let Some(account) = &sent.visitor.account else { return way.fault(&Error::Unauthenticated) };
    let change = PasswordChange {
        current: form.get("current_password"),
        new: form.get("new_password"),
        address: address(&sent.visit),
        device: &device(&headers),
    };
    let backend = sent.site.backend();
    match backend.sessions().change_password(account, change).await {
        Ok(session) => {
            let done = Some("password_changed".to_owned());
            let result = FormResult { done, ..FormResult::default() };
            let mut response = way.back_to(&session.token, "/account", result).await;
            let cookie = SecretCookie::Session.set(&session.token, sent.site.is_https());
            set(&mut response, &cookie);
            response
        }
        Err(error) => {
            let result = FormResult { error: Some(error), ..FormResult::default() };
            way.back("/account", result).await
        }
    }
}

/// `token`, `new_password`: sets the password by a one-time link, and signs in.
pub async fn accept_invitation(headers: HeaderMap, sent: FormRequest) -> Response {
    let (backend, way) = (sent.site.backend(), sent.way());
    let token = Token::parse(sent.form.get("token"));
    let accepted = match &token {
        Some(token) => {
            let new = sent.form.get("new_password");
            backend.sessions().accept_invitation(token, new, &device(&headers)).await
        }
        None => Err(Error::NotFound),
    };
    match accepted {
        Ok(session) => {
            if let Some(before) = &sent.visitor.session {
                // Who was signed in here before is not any more; the new session counts either way.
                _ = backend.sessions().end(before).await;
            }
            signed_in(&way, &session, None).await
        }
        Err(error) => {
            let page = match &token {
                Some(token) => format!("/invitation?token={}", token.reveal()),
                None => "/invitation".to_owned(),
            };
            let result = FormResult { error: Some(error), ..FormResult::default() };
            way.back(&page, result).await
        }
    }
}

/// On to where somebody came from, or to where the work of the own role begins.
async fn signed_in(way: &FormReply<'_>, session: &NewSession, on: Option<ReturnTo>) -> Response {
    let https = way.site.is_https();
    let on = match on {
        Some(on) => on.as_str().to_owned(),
        None => match way.site.backend().sessions().find(&session.token).await {
            Ok(Some(account)) => first_page(&account.actor),
            _ => ReturnTo::home().as_str().to_owned(),
        },
    };
    let mut response = form_reply::go_on(&on);
    set(&mut response, &SecretCookie::Session.set(&session.token, https));
    set(&mut response, &SecretCookie::Form.clear(https));
    response
}

fn signed_out(way: &FormReply<'_>, on: &ReturnTo) -> Response {
    let mut response = form_reply::go_on(on.as_str());
    set(&mut response, &SecretCookie::Session.clear(way.site.is_https()));
    response
}

fn set(response: &mut Response, cookie: &axum::http::HeaderValue) {
    response.headers_mut().append(header::SET_COOKIE, cookie.clone());
}

fn address(visit: &Visit) -> IpAddr {
    visit.client.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// What the browser says of itself.
fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    agent.unwrap_or_default().to_owned()
}
