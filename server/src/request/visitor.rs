//! Who asks: the account behind the session's cookie, looked up once per request.

use crate::request::session_cookie::SecretCookie;
use crate::site::Site;
use app::request::{FormResult, SignedIn};
use axum::http::HeaderMap;
use backend::Token;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Error;
use domain::kernel::id::AccountId;
use domain::people::access::Actor;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

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
    pub is_stale: bool,
    /// Whether the database is away and this is who was signed in when it was last asked: good for
    /// reading what is kept, and for nothing else.
    pub is_remembered: bool,
}

impl Visitor {
    /// Who asks, for use cases.
    pub fn actor(&self) -> Actor {
        self.account.as_ref().map_or(Actor::Public, |account| account.actor.clone())
    }

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
        let kept = kept.map(|(account, secret)| parked_key(secret, account.account));
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

/// The key under which forms wait that a browser with this secret sent for an account.
pub fn parked_key(secret: &Token, account: AccountId) -> String {
    format!("{}:{account}", key_of(secret))
}
