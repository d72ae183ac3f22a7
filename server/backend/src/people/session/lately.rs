//! Who was signed in a moment ago: for showing what is kept while the database cannot be asked.

use super::SignedIn;
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So long after the database said that a session lives it may still read what is kept.
pub(crate) const REMEMBERED: Duration = Duration::minutes(10);

/// At most so many sessions are remembered.
const MOST: usize = 10_000;

/// The sessions that the database has lately called living, by digest. What ends sessions in this process
/// empties it. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct LatelySignedIn(Arc<Mutex<Remembered>>);

#[derive(Debug, Default)]
struct Remembered {
    sessions: HashMap<String, (DateTime<Utc>, SignedIn)>,
    /// Moves whenever sessions have ended.
    endings: u64,
}

impl LatelySignedIn {
    /// How often sessions have ended; to be asked before the database is.
    pub(super) fn endings(&self) -> u64 {
        self.inside().endings
    }

    /// Remembers a living session, unless some have ended since its snapshot began.
    pub(super) fn remember(&self, signed_in: &SignedIn, at: DateTime<Utc>, endings: u64) {
        let mut inside = self.inside();
        if inside.endings != endings {
            return;
        }
        if inside.sessions.len() >= MOST {
            inside.sessions.retain(|_, (then, _)| at - *then <= REMEMBERED);
        }
        if inside.sessions.len() < MOST {
            inside.sessions.insert(signed_in.session.clone(), (at, signed_in.clone()));
        }
    }

    /// Who was signed in with this session not long before `now`.
    pub(super) fn get(&self, digest: &str, now: DateTime<Utc>) -> Option<SignedIn> {
        let inside = self.inside();
        let (at, signed_in) = inside.sessions.get(digest)?;
        (Duration::zero()..=REMEMBERED).contains(&(now - *at)).then(|| signed_in.clone())
    }

    /// Forgets one session.
    pub(crate) fn forget(&self, digest: &str) {
        let mut inside = self.inside();
        inside.endings += 1;
        inside.sessions.remove(digest);
    }

    /// Forgets all of them.
    pub(crate) fn forget_all(&self) {
        let mut inside = self.inside();
        inside.endings += 1;
        inside.sessions.clear();
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn inside(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
