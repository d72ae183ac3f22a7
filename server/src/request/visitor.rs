//! Who asks: the account behind the session's cookie, looked up once per request.

use crate::form::for_script;
use crate::form::kept_form;
use crate::form::kept_form::Sender;
use crate::form::posted::is_plain_form;
use crate::request::fault;
use crate::request::return_to::ReturnTo;
use crate::request::session_cookie::SecretCookie;
use crate::request::visit::Visit;
use crate::router;
use crate::site::Site;
use app::request::{FormResult, SignedIn};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use backend::Token;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Error;
use domain::people::access;
use domain::people::access::{Action, Actor};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Where sessions are ended by those whose they are.
const LEAVING: [&str; 2] = ["/do/sign_out", "/do/sign_out_everywhere"];

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
    /// The secret for which a form is kept that this browser sent after its session had ended.
    kept: Option<Token>,
    /// Whether the browser still holds the cookie of a session that is over.
    is_stale: bool,
    /// Whether the database is away and this is who was signed in when it was last asked: good for
    /// reading what is kept, and for nothing else.
    is_remembered: bool,
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
        let kept = SecretCookie::Kept.read(headers, https);
        if !SecretCookie::Session.is_in(headers, https) {
            return Ok(Self { form, kept, ..Self::default() });
        }
        let token = SecretCookie::Session.read(headers, https);
        let (account, is_remembered) = match &token {
            // On the heap, as what is kept below: whoever is not signed in carries no room for it.
            Some(token) => Box::pin(asked_or_remembered(site, token)).await?,
            None => (None, false),
        };
        let is_stale = account.is_none();
        let session = token.filter(|_| !is_stale);
        Ok(Self { account: account.map(Arc::new), session, form, kept, is_stale, is_remembered })
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

    /// Whether a form that names this account, by row id, was drawn for the one that is signed in; one that
    /// names none was.
    pub fn is_own(&self, named: &str) -> bool {
        let account = self.account.as_ref().map(|account| account.account);
        named.is_empty() || named.parse().ok() == account
    }

    /// The result that waits under this id, if it is this visitor's: of this session, or sent from this
    /// browser for the same account before it signed in again.
    pub async fn form_result(&self, site: &Site, id: &str) -> Option<FormResult> {
        let kept = self.account.as_ref().zip(self.kept.as_ref());
        let kept = kept.map(|(account, secret)| kept_form::key(secret, account.account));
        for key in self.form_key().into_iter().chain(kept) {
            if let Ok(Some(result)) = site.backend().forms().get(&key, id).await {
                return Some(result);
            }
        }
        None
    }
}

/// Who is signed in, and whether that is only remembered because the database is away.
async fn asked_or_remembered(
    site: &Site,
    token: &Token,
) -> domain::Result<(Option<SignedIn>, bool)> {
    match site.backend().sessions().find(token).await {
        Ok(account) => Ok((account, false)),
        Err(error @ Error::Unavailable(_)) => {
            let remembered = site.backend().sessions().remembered(token).ok_or(error)?;
            Ok((Some(remembered), true))
        }
        Err(error) => Err(error),
    }
}

/// A new secret for a cookie.
pub fn new_secret() -> Option<Token> {
    Token::parse(&URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
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
    request: Request,
    next: Next,
) -> Response {
    let Some(visit) = request.extensions().get::<Visit>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let visitor = match Visitor::of(&site, request.headers()).await {
        Ok(visitor) if visitor.is_remembered && !may_read(&site, &request, &visitor) => {
            return fault::answer(&visit, StatusCode::SERVICE_UNAVAILABLE, site.css_href());
        }
        Ok(visitor) => visitor,
        Err(error) => return fault::answer(&visit, fault::status(&error), site.css_href()),
    };
    let is_stale = visitor.is_stale;
    let mut response = match access.admits(&visitor) {
        Ok(()) => let_in(&site, &visit, visitor, request, next).await,
        Err(StatusCode::UNAUTHORIZED) if for_script::asks(request.headers()) => {
            for_script::answer(visit.language.lang, Err(&Error::Unauthenticated))
        }
        Err(StatusCode::UNAUTHORIZED) if visit.method == Method::POST => {
            Box::pin(kept_form::keep(&site, &visit, request)).await
        }
        Err(StatusCode::UNAUTHORIZED) => {
            let asked =
                visit.uri.path_and_query().and_then(|asked| ReturnTo::parse(asked.as_str()));
            kept_form::to_sign_in(asked.as_ref())
        }
        Err(status) => fault::answer(&visit, status, site.css_href()),
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
        request = match kept_form::sender(account.account, request).await {
            Ok(Sender::Own(request)) => request,
            Ok(Sender::Another(request)) if for_script::asks(request.headers()) => {
                let error = Error::Unauthenticated;
                return for_script::answer(visit.language.lang, Err(&error));
            }
            Ok(Sender::Another(request)) => {
                return Box::pin(kept_form::keep(site, visit, request)).await;
            }
            Err(status) => return fault::answer(visit, status, site.css_href()),
        };
    }
    request.extensions_mut().insert(visitor);
    next.run(request).await
}

/// Whether somebody who is only remembered is shown this: pages alone. Who wants to leave is forgotten,
/// though the session itself goes on until the database is back.
fn may_read(site: &Site, request: &Request, visitor: &Visitor) -> bool {
    if LEAVING.contains(&request.uri().path())
        && let Some(session) = &visitor.session
    {
        site.backend().sessions().forget(session);
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.extensions().get::<MatchedPath>();
    reads && path.is_some_and(|path| router::is_page(path.as_str()))
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
