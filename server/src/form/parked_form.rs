//! A form that was sent after its session had ended, or while another account was signed in: what was typed
//! waits until the same account has signed in again, and is then shown where it was typed.
//!
//! The form itself says for whose account it was drawn (`account`). That is no proof, and need not be one:
//! it only narrows who is shown what this browser, and no other, has sent.

use crate::form::fields::FormFields;
use crate::form::uploaded_files;
use crate::form::uploaded_table::has_parts;
use crate::request::fault;
use crate::request::return_to::ReturnTo;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::request::visitor::{new_secret, parked_key};
use crate::site::Site;
use app::request::FormResult;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use bytes::Bytes;
use domain::Error;
use domain::kernel::id::AccountId;

/// Whose form a request of somebody signed in brings.
pub enum Sender {
    /// The form of the account that is signed in, or one that names none.
    Own(Request),
    /// A form drawn for another account, which has left the browser to this one since.
    Another(Request),
}

/// Reads the form to tell; else the bare status 413 where it is too long, 400 where it broke off.
pub async fn sender(signed_in: AccountId, request: Request) -> Result<Sender, StatusCode> {
    let (parts, body) = request.into_parts();
    let limited = Request::from_parts(parts.clone(), body);
    let body = Bytes::from_request(limited, &()).await.map_err(|refused| refused.status())?;
    let again = || Request::from_parts(parts.clone(), Body::from(body.clone()));
    let named = FormFields::from_request(again(), &())
        .await
        .map(|form| form.get("account").parse::<AccountId>());
    Ok(match named {
        Ok(Ok(account)) if account != signed_in => Sender::Another(again()),
        _ => Sender::Own(again()),
    })
}

/// Leads whoever has sent the form to sign in, and from there to the page that it was on, where what was
/// typed stands again. Without a page to show it on, or an account to show it to, nothing is kept.
pub async fn keep(site: &Site, visit: &Visit, request: Request) -> Response {
    let headers = request.headers().clone();
    let form = if has_parts(&headers) {
        uploaded_files::texts(request).await
    } else {
        FormFields::from_request(request, &()).await
    };
    let Ok(form) = form else { return to_sign_in(None) };
    let Some((page, account)) = page_of(&form, &headers).zip(form.get("account").parse().ok())
    else {
        return to_sign_in(None);
    };
    let Some(secret) = SecretCookie::Kept.read(&headers, site.is_https()).or_else(new_secret)
    else {
        return to_sign_in(None);
    };
    let error = Some(Error::Unauthenticated);
    let result = FormResult { fields: form.keep_all(), error, ..FormResult::default() };
    match site.backend().forms().keep(&parked_key(&secret, account), &result).await {
        Ok(id) => {
            let mut response = to_sign_in(page.with("form", &id).as_ref());
            let cookie = SecretCookie::Kept.set(&secret, site.is_https());
            response.headers_mut().append(header::SET_COOKIE, cookie);
            response
        }
        Err(error) => fault::answer(visit, fault::status(&error), site.css_href()),
    }
}

/// To the page to sign in on, and from there back to a page.
pub fn to_sign_in(back: Option<&ReturnTo>) -> Response {
    let address = match back {
        Some(back) => format!("/sign-in?return_to={}", back.as_parameter()),
        None => "/sign-in".to_owned(),
    };
    Redirect::to(&address).into_response()
}

/// The page that the form was on: as it says itself, else as the browser says, which our policy asks to
/// do so for our own pages.
fn page_of(form: &FormFields, headers: &HeaderMap) -> Option<ReturnTo> {
    ReturnTo::parse(form.get("return_to")).or_else(|| {
        let page: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
        ReturnTo::parse(page.path_and_query()?.as_str())
    })
}
