//! Lets in whom an address is for: the layer of all addresses but those that are the same for everybody.

use crate::form::fields::is_plain_form;
use crate::form::json_reply;
use crate::form::parked_form;
use crate::form::parked_form::Sender;
use crate::page::reply;
use crate::request::endpoint::Kind;
use crate::request::fault;
use crate::request::return_to::ReturnTo;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::request::visitor::Visitor;
use crate::site::Site;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::Error;
use std::sync::Arc;

/// The layer of pages and forms: finds out who asks, lets in whom the address is for, and takes back
/// the cookie of a session that is over.
pub async fn admit(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let visitor = match Visitor::of(&site, request.headers()).await {
        Ok(visitor) if visitor.is_remembered && !may_read(&site, &visit, &visitor) => {
            return fault::answer(&visit, StatusCode::SERVICE_UNAVAILABLE, site.css_href());
        }
        Ok(visitor) => visitor,
        Err(error) => return fault::answer(&visit, fault::status(&error), site.css_href()),
    };
    let is_stale = visitor.is_stale;
    let mut response = match visit.endpoint.access.admits(&visitor.actor()) {
        Ok(()) => let_in(&site, &visit, visitor, request, next).await,
        Err(Error::Unauthenticated) if json_reply::asks(request.headers()) => {
            json_reply::answer(visit.language.lang, Err(&Error::Unauthenticated))
        }
        Err(Error::Unauthenticated) if visit.method == Method::POST => {
            Box::pin(parked_form::keep(&site, &visit, request)).await
        }
        Err(Error::Unauthenticated) => {
            let asked =
                visit.uri.path_and_query().and_then(|asked| ReturnTo::parse(asked.as_str()));
            parked_form::to_sign_in(asked.as_ref())
        }
        Err(error) if visit.endpoint.kind == Kind::Page => {
            Box::pin(reply::refused(&site, &visit, &visitor, error)).await
        }
        Err(error) => fault::answer(&visit, fault::status(&error), site.css_href()),
    };
    if is_stale {
        take_back(&site, response.headers_mut());
    }
    response
}

/// On to the handler, unless this is the form of another account than the one that is signed in: that one
/// waits for its own account.
async fn let_in(
    site: &Site,
    visit: &Visit,
    visitor: Visitor,
    mut request: Request,
    next: Next,
) -> Response {
    if let (&Method::POST, Some(account)) = (&visit.method, &visitor.account)
        && is_plain_form(request.headers())
    {
        request = match parked_form::sender(account.account, request).await {
            Ok(Sender::Own(request)) => request,
            Ok(Sender::Another(request)) if json_reply::asks(request.headers()) => {
                let error = Error::Unauthenticated;
                return json_reply::answer(visit.language.lang, Err(&error));
            }
            Ok(Sender::Another(request)) => {
                return Box::pin(parked_form::keep(site, visit, request)).await;
            }
            Err(status) => return fault::answer(visit, status, site.css_href()),
        };
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

/// Whether somebody who is only remembered is shown this: pages alone. Who wants to leave is forgotten,
/// though the session itself goes on until the database is back.
fn may_read(site: &Site, visit: &Visit, visitor: &Visitor) -> bool {
    if visit.endpoint.ends_session
        && let Some(session) = &visitor.session
    {
        site.backend().sessions().forget(session);
    }
    let reads = matches!(visit.method, Method::GET | Method::HEAD);
    reads && visit.endpoint.kind == Kind::Page
}

/// Unless the answer sets another.
fn take_back(site: &Site, headers: &mut HeaderMap) {
    let name = SecretCookie::Session.name(site.is_https());
    let sets = |line: &HeaderValue| line.as_bytes().starts_with(format!("{name}=").as_bytes());
    if headers.get_all(header::SET_COOKIE).iter().any(sets) {
        return;
    }
    headers.append(header::SET_COOKIE, SecretCookie::Session.clear(site.is_https()));
    // A shared cache must not hand one visitor's cookie to another.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
}
