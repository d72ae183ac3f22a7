//! Who asks: the account behind the session's cookie, looked up once per request.

use crate::fault;
use crate::for_script;
use crate::return_to::ReturnTo;
use crate::session_cookie::SecretCookie;
use crate::site::Site;
use crate::visit::Visit;
use app::request::{FormResult, SignedIn};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use backend::Token;
use domain::access::{self, Action, Actor};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Who may use an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// The public included.
    Everybody,
    /// Everybody with an account.
    SignedIn,
    /// Accounts with a role that may do this to some record.
    Holders(Action),
}

/// Who asks. Handlers of pages and forms find it in the request's extensions.
#[derive(Debug, Clone, Default)]
pub struct Visitor {
    /// The account, where somebody is signed in.
    pub account: Option<Arc<SignedIn>>,
    /// The secret of the living session.
    pub session: Option<Token>,
    /// The secret for which a refused form of somebody who is not signed in is kept.
    form: Option<Token>,
    /// Whether the browser still holds the cookie of a session that is over.
    is_stale: bool,
}

impl Access {
    /// Whether `visitor` may come in; else 401, where signing in may help, or 403.
    pub fn admits(self, visitor: &Visitor) -> Result<(), StatusCode> {
        let allows = |actor: &Actor, action| {
            let roles = access::who_may(action);
            let held = actor.account().map(access::AccountActor::appointments).unwrap_or_default();
            held.iter().any(|appointment| roles.contains(&appointment.role()))
        };
        match (self, &visitor.account) {
            (Self::Everybody, _) | (Self::SignedIn, Some(_)) => Ok(()),
            (Self::Holders(action), Some(account)) if allows(&account.actor, action) => Ok(()),
            (Self::Holders(_), Some(_)) => Err(StatusCode::FORBIDDEN),
            (_, None) => Err(StatusCode::UNAUTHORIZED),
        }
    }
}

impl Visitor {
    /// Looks up who sends these headers.
    pub async fn of(site: &Site, headers: &HeaderMap) -> domain::Result<Self> {
        let https = site.is_https();
        let form = SecretCookie::Form.read(headers, https);
        if !SecretCookie::Session.is_in(headers, https) {
            return Ok(Self { form, ..Self::default() });
        }
        let token = SecretCookie::Session.read(headers, https);
        let account = match &token {
            Some(token) => site.backend().signed_in(token).await?,
            None => None,
        };
        let is_stale = account.is_none();
        let session = token.filter(|_| !is_stale);
        Ok(Self { account: account.map(Arc::new), session, form, is_stale })
    }

    /// The key under which the results of this visitor's forms wait; none before the first one of
    /// somebody who is not signed in.
    pub fn form_key(&self) -> Option<String> {
        match (&self.account, &self.form) {
            (Some(account), _) => Some(account.session.clone()),
            (None, Some(secret)) => Some(key_of(secret)),
            (None, None) => None,
        }
    }

    /// The result that waits under this id, if it is this visitor's.
    pub async fn form_result(&self, site: &Site, id: &str) -> Option<FormResult> {
        site.backend().form_result(&self.form_key()?, id).await.ok().flatten()
    }
}

/// The key of a form's secret, as a session's digest.
pub fn key_of(secret: &Token) -> String {
    Sha256::digest(secret.reveal())
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The layer of pages and forms: finds out who asks, lets in whom the address is for, and takes back
/// the cookie of a session that is over.
pub async fn admit(
    State((site, access)): State<(Arc<Site>, Access)>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let visitor = match Visitor::of(&site, request.headers()).await {
        Ok(visitor) => visitor,
        Err(error) => return fault::answer(&visit, fault::status(&error), site.css_href()),
    };
    let is_stale = visitor.is_stale;
    let mut response = match access.admits(&visitor) {
        Ok(()) => {
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Err(StatusCode::UNAUTHORIZED) if for_script::asks(request.headers()) => {
            for_script::answer(visit.language.lang, Err(&domain::Error::Unauthenticated))
        }
        Err(StatusCode::UNAUTHORIZED) => to_sign_in(&visit),
        Err(status) => fault::answer(&visit, status, site.css_href()),
    };
    if is_stale {
        take_back(&site, response.headers_mut());
    }
    response
}

/// To the page to sign in on, and from there back to the page asked for.
fn to_sign_in(visit: &Visit) -> Response {
    let asked = visit.uri.path_and_query().map_or("/", |asked| asked.as_str());
    let back = ReturnTo::parse(asked).filter(|_| visit.method == Method::GET);
    let address = match back {
        Some(back) => format!("/sign-in?return_to={}", back.as_parameter()),
        None => "/sign-in".to_owned(),
    };
    Redirect::to(&address).into_response()
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
