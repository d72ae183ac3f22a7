//! Use cases: whose session it is, the own sign-ins, signing out.
//!
//! A session ends 14 days after signing in, after 12 hours without a request, when its account is
//! disabled, gets another password or other appointments, and when somebody signs out. What its account
//! may do is read anew with each request.

mod lately;

use super::Sessions;
use crate::Result;
use crate::people::token::Token;
use crate::store::people::session::Session;
use crate::store::people::{account, appointment, session};
use crate::store::{Conn, Event, EventKind, Tx};
use chrono::{DateTime, Duration, Utc};
use domain::Error;
use domain::kernel::id::AccountId;
use domain::kernel::thai;
use domain::people::access::{AccountActor, Action, Actor, Record, can_with};
use domain::people::account::{AccountName, DisplayName};
pub(crate) use lately::LatelySignedIn;
use serde_json::json;

/// A session lives no longer, however busy it is.
pub const LONGEST: Duration = Duration::days(14);
/// A session without a request for so long is over.
pub const LONGEST_PAUSE: Duration = Duration::hours(12);
/// `last_seen_at` is written again after so long.
const SEEN_EVERY: Duration = Duration::minutes(5);
/// What is kept of a browser's words about itself, in characters.
const LONGEST_DEVICE: usize = 200;

/// A session that has just been opened.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// What the cookie holds. Shown to nobody else.
    pub token: Token,
    /// The account.
    pub account: AccountId,
    /// When it ends at the latest.
    pub until: DateTime<Utc>,
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// What the account may do now.
    pub actor: Actor,
    /// The account.
    pub account: AccountId,
    /// The name to sign in with.
    pub name: AccountName,
    /// What the person is called on pages.
    pub display_name: DisplayName,
    /// SHA-256 of the session's token: names the session where the token must not stand.
    pub session: String,
}

/// A place where an account is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSignIn {
    /// What the browser said of itself.
    pub device: String,
    /// When it signed in.
    pub since: DateTime<Utc>,
    /// When it last asked for something, to 5 minutes.
    pub last_seen: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this_one: bool,
}

impl Sessions<'_> {
    /// Who is signed in with this token; `None` where its session is over or never was.
    pub async fn find(self, token: &Token) -> domain::Result<Option<SignedIn>> {
        let (now, digest) = (self.backend.now(), token.digest());
        let endings = self.backend.lately_signed_in().endings();
        let found = self.backend.read(async |conn| find(conn, &digest, now).await).await?;
        let Some((session, signed_in)) = found else {
            self.backend.lately_signed_in().forget(&digest);
            return Ok(None);
        };
        self.backend.lately_signed_in().remember(&signed_in, now, endings);
        if now - session.last_seen_at >= SEEN_EVERY {
            let seen = async move |tx: &mut Tx| session::seen(tx, &digest, now).await;
            // The page matters more than the note; its failure has been logged.
            _ = self.backend.write(seen).await;
        }
        Ok(Some(signed_in))
    }

    /// Who was signed in with this token when the database was last asked, not long ago: for reading what
    /// is kept while it is away, never for a change. `None` once the session has ended in this process.
    pub fn remembered(self, token: &Token) -> Option<SignedIn> {
        self.backend.lately_signed_in().get(&token.digest(), self.backend.now())
    }

    /// Remembers this session no longer.
    pub fn forget(self, token: &Token) {
        self.backend.lately_signed_in().forget(&token.digest());
    }

    /// The same for what is not a request: the session's pause goes on.
    pub async fn peek(self, token: &Token) -> domain::Result<Option<SignedIn>> {
        let (now, digest) = (self.backend.now(), token.digest());
        let found = self.backend.read(async |conn| find(conn, &digest, now).await).await?;
        Ok(found.map(|(_, signed_in)| signed_in))
    }

    /// Ends the session of this token. Ending what is over is no mistake.
    pub async fn end(self, token: &Token) -> domain::Result<()> {
        let (now, digest) = (self.backend.now(), token.digest());
        // Whoever wants to leave is shown nothing more, whether the database answers or not.
        self.forget(token);
        let work = async move |tx: &mut Tx| {
            let live = session::live(tx, &digest, now, now - LONGEST_PAUSE).await?;
            session::end(tx, &digest).await?;
            if let Some(Session { account, .. }) = live {
                tx.emit(Event::by_account(
                    now,
                    account,
                    EventKind::AccountSignedOut,
                    &account,
                    json!({}),
                ));
            }
            Ok(())
        };
        self.backend.write(work).await
    }

    /// Ends all sessions of the actor's own account, this one too; gives how many.
    pub async fn end_all(self, actor: &Actor) -> domain::Result<u64> {
        let (id, now) = (own(actor)?, self.backend.now());
        let work = async move |tx: &mut Tx| {
            let ended = session::end_all(tx, id).await?;
            let payload = json!({ "sessions": ended });
            tx.emit(Event::by_account(
                now,
                id,
                EventKind::AccountSignedOutEverywhere,
                &id,
                payload,
            ));
            Ok(ended)
        };
        self.backend.write_ending_sessions(work).await
    }

    /// Where the account of who is signed in is signed in, the one seen last first.
    pub async fn own(self, who: &SignedIn) -> domain::Result<Vec<OwnSignIn>> {
        let (id, now, digest) = (own(&who.actor)?, self.backend.now(), &who.session);
        let list =
            async |conn: &mut Conn| session::of_account(conn, id, now, now - LONGEST_PAUSE).await;
        let own = |session: Session| OwnSignIn {
            is_this_one: session.digest == *digest,
            device: session.device,
            since: session.created_at,
            last_seen: session.last_seen_at,
        };
        Ok(self.backend.read(list).await?.into_iter().map(own).collect())
    }
}

/// The actor's own account, where it may be used.
pub(crate) fn own(actor: &Actor) -> domain::Result<AccountId> {
    let id = actor.account().ok_or(Error::Unauthenticated)?.id();
    can_with(actor, Action::UseOwnAccount, Record::Account(id))?;
    Ok(id)
}

/// Opens a session with a new token.
pub(crate) async fn open(
    tx: &mut Tx,
    account: AccountId,
    device: &str,
    now: DateTime<Utc>,
) -> Result<NewSession> {
    let (token, until) = (Token::new(), now + LONGEST);
    let device = thai::line(device).chars().take(LONGEST_DEVICE).collect();
    let session = Session {
        digest: token.digest(),
        account,
        created_at: now,
        last_seen_at: now,
        absolute_until: until,
        device,
    };
    session::open(tx, &session).await?;
    Ok(NewSession { token, account, until })
}

async fn find(
    conn: &mut Conn,
    digest: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Session, SignedIn)>> {
    let Some(session) = session::live(conn, digest, now, now - LONGEST_PAUSE).await? else {
        return Ok(None);
    };
    let Some(account) = account::by_id(conn, session.account).await? else { return Ok(None) };
    let appointments = appointment::of_account(conn, account.id).await?;
    let signed_in = SignedIn {
        actor: AccountActor::new(account.id, appointments, now).into(),
        account: account.id,
        name: account.name,
        display_name: account.display_name,
        session: digest.to_owned(),
    };
    Ok(Some((session, signed_in)))
}
