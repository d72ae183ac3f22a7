//! The cookies of accounts: the session's, and those that forms are kept for.

use crate::request::language::cookie;
use axum::http::{HeaderMap, HeaderValue};
use backend::Token;

/// How long a refused form is kept for somebody who is not signed in, in seconds.
const FORM_SECONDS: u32 = 600;
/// How long a form is kept whose session had ended, in seconds: as long as the store keeps it.
const KEPT_SECONDS: u32 = 1800;

/// A cookie of ours that holds a secret. No script reads it, and other sites' forms do not send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretCookie {
    /// Proves who is signed in.
    Session,
    /// Proves who has sent a form that was refused, where nobody is signed in.
    Form,
    /// Proves which browser has sent a form whose session had ended.
    Kept,
}

impl SecretCookie {
    /// Its name. `__Host-` makes browsers refuse it from other hosts and without https.
    pub fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Form, true) => "__Host-form",
            (Self::Form, false) => "form",
            (Self::Kept, true) => "__Host-kept",
            (Self::Kept, false) => "kept",
        }
    }

    /// Whether the request brings it, be its value any good or not.
    pub fn is_in(self, headers: &HeaderMap, https: bool) -> bool {
        cookie(headers, self.name(https)).is_some()
    }

    /// Its value, if the request brings one that can be ours.
    pub fn read(self, headers: &HeaderMap, https: bool) -> Option<Token> {
        cookie(headers, self.name(https)).and_then(Token::parse)
    }

    /// The line that makes the browser keep it: a session until the browser is closed.
    pub fn set(self, token: &Token, https: bool) -> HeaderValue {
        let lasting = match self {
            Self::Session => String::new(),
            Self::Form => format!("; Max-Age={FORM_SECONDS}"),
            Self::Kept => format!("; Max-Age={KEPT_SECONDS}"),
        };
        self.line(token.reveal(), &lasting, https)
    }

    /// The line that makes the browser forget it.
    pub fn clear(self, https: bool) -> HeaderValue {
        self.line("", "; Max-Age=0", https)
    }

    fn line(self, value: &str, lasting: &str, https: bool) -> HeaderValue {
        let (name, secure) = (self.name(https), if https { "; Secure" } else { "" });
        let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{lasting}{secure}");
        let mut line = HeaderValue::from_str(&line).expect("tokens are plain letters");
        line.set_sensitive(true);
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_https_the_name_binds_it_to_this_host() {
        let token = Token::parse(&"A".repeat(43)).unwrap();
        let line = SecretCookie::Session.set(&token, true);
        let secret = "A".repeat(43);
        assert_eq!(
            line,
            format!("__Host-session={secret}; Path=/; HttpOnly; SameSite=Lax; Secure")
        );
        assert_eq!(
            SecretCookie::Form.clear(false),
            "form=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
        );
    }
}
