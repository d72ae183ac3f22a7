//! Somebody who listens: a position in the log, and nothing that could pile up.

use super::frame::{self, Frame};
use super::{Hub, Next};
use app::request::SignedIn;
use backend::{Token, Topic};
use bytes::Bytes;
use domain::map::news::PrivateNews;
use futures::Stream;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

/// Proxies close what is silent for longer; the shortest of them after 60 s.
const BEAT: Duration = Duration::from_secs(15);
/// A session is looked at again after so long, and whenever something happened to its account.
const CHECK: Duration = Duration::from_mins(1);
/// Browsers come back after so long, each after another time: a server that was started anew would
/// otherwise have all of them at once.
const RETRY: std::ops::Range<u32> = 2000..6000;

/// What listeners hear of, besides the sessions of their own accounts.
const HEARD: &[Topic] =
    &[Topic::Reports, Topic::Questions, Topic::Profiles, Topic::Schools, Topic::Districts];

/// Whose stream it is, where somebody is signed in.
pub struct Session {
    /// The session's secret.
    pub token: Token,
    /// What the account might do when it was last looked at.
    pub account: Arc<SignedIn>,
}

/// A stream that is being listened to.
pub struct Listener {
    hub: Hub,
    position: i64,
    /// Whether the log itself has to say what comes after the position.
    is_ahead: bool,
    told: watch::Receiver<()>,
    is_closed: watch::Receiver<bool>,
    session: Option<Session>,
    /// At most the two parts of one frame, and a farewell.
    ready: VecDeque<Bytes>,
    is_over: bool,
    beat: Interval,
    check: Interval,
    _place: OwnedSemaphorePermit,
}

impl Listener {
    pub(super) fn new(
        hub: Hub,
        after: Option<i64>,
        session: Option<Session>,
        place: OwnedSemaphorePermit,
    ) -> Self {
        let (told, is_closed) = (hub.0.told.subscribe(), hub.0.is_closed.subscribe());
        let now = hub.ring().position();
        let position = match after {
            // A kept page may be older than many sign-ins. The session was looked up for this request.
            Some(after) if after >= hub.0.backend.position_of(HEARD) => after.max(now),
            Some(after) => after,
            None => now,
        };
        let hello = format!(":\nretry: {}\n\n", rand::random_range(RETRY));
        Self {
            position,
            // A page of another process may be ahead of us, or the log may be another one now.
            is_ahead: position > now,
            told,
            is_closed,
            session,
            ready: VecDeque::from([Bytes::from(hello)]),
            is_over: false,
            beat: every(BEAT),
            check: every(CHECK),
            hub,
            _place: place,
        }
    }

    /// The stream itself. Asked only when the connection can take more, so that a slow reader keeps
    /// nothing back but its own position.
    pub fn stream(self) -> impl Stream<Item = Result<Bytes, Infallible>> + Send {
        futures::stream::unfold(self, async |mut listener| {
            let bytes = listener.next().await?;
            Some((Ok(bytes), listener))
        })
    }

    /// What to send next; `None` at the end.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(bytes) = self.ready.pop_front() {
                return Some(bytes);
            }
            if self.is_over || *self.is_closed.borrow() {
                return None;
            }
            self.told.mark_unchanged();
            // Where the log cannot be read, the stream ends, and the browser comes back.
            if let Some(frame) = self.frame().await.ok()? {
                self.hear(&frame).await;
                continue;
            }
            tokio::select! {
                told = self.told.changed() => told.ok()?,
                closed = self.is_closed.changed() => closed.ok()?,
                _ = self.beat.tick() => return Some(frame::beat()),
                _ = self.check.tick() => self.look_again().await,
            }
        }
    }

    /// The next frame, if there is one now.
    async fn frame(&mut self) -> domain::Result<Option<Arc<Frame>>> {
        let next = if self.is_ahead { Next::Gone } else { self.hub.ring().after(self.position) };
        self.is_ahead = false;
        match next {
            Next::Frame(frame) => Ok(Some(frame)),
            Next::NothingUpTo(position) => {
                self.position = position;
                Ok(None)
            }
            // On the heap, as below: a listener that waits carries no room for what it rarely does.
            Next::Gone => Box::pin(self.hub.catch_up(self.position)).await.map(Some),
        }
    }

    async fn hear(&mut self, frame: &Frame) {
        self.position = frame.position;
        let concerned = |session: &Session| frame.accounts.contains(&session.account.account);
        if self.session.as_ref().is_some_and(concerned) {
            self.look_again().await;
        }
        if self.is_over {
            return;
        }
        if let Some(session) = &self.session {
            let reports = frame.questions.readable_by(&session.account.actor);
            if !reports.is_empty() {
                let news = PrivateNews { position: frame.position, reports };
                self.ready.push_back(frame.private(&news));
            }
        }
        self.ready.extend(frame.public.clone());
    }

    /// Whether the session lives, and what its account may do now.
    async fn look_again(&mut self) {
        let Some(session) = &mut self.session else { return };
        match Box::pin(self.hub.0.backend.sessions().peek(&session.token)).await {
            Ok(Some(account)) => session.account = Arc::new(account),
            Ok(None) => {
                self.ready.push_back(frame::bye());
                self.is_over = true;
            }
            // Nothing private without knowing who asks: the browser comes back, and is asked anew.
            Err(_) => self.is_over = true,
        }
    }
}

/// From now on; a connection that was blocked gets no burst.
fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}
