//! Passwords: hashed with argon2id, a few at a time, so that signing in leaves the machine to others.

mod common;

pub(crate) use common::is_common;

use crate::error::RETRY_SECONDS;
use crate::{Error, Result};
use argon2::password_hash::SaltString;
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

/// How many may wait for their turn; the next one is told to come back.
const QUEUE: usize = 200;

/// A tenth of the share of other threads where all cores are busy: pages stay quick, and a rush of sign-ins
/// ends within [`PATIENCE`].
#[cfg(target_os = "linux")]
const NICENESS: i32 = 10;

/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(15);

/// What a hash costs whoever computes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB (1024 bytes).
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl HashCost {
    /// 19 MiB and two passes: the OWASP password storage cheat sheet's first choice for argon2id.
    pub const STRONG: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// The least that argon2 takes, for tests and made-up accounts.
    pub const WEAK: Self = Self { memory_kib: 8, passes: 1 };
}

/// One of the few who are served at a time.
pub(crate) struct Turn {
    _place: OwnedSemaphorePermit,
    _turn: OwnedSemaphorePermit,
}

/// Hashes and verifies, in a queue. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Hasher {
    argon2: Argon2<'static>,
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    door: Arc<Semaphore>,
    /// What a password is compared with where there is none: the answer takes as long.
    nobodys: Arc<str>,
    #[cfg(test)]
    evaluated: Arc<std::sync::atomic::AtomicU64>,
}

impl Hasher {
    /// A hasher with as many turns at once as the machine has cores, less the one that serves others.
    pub(crate) fn new(cost: HashCost) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let params =
            Params::new(cost.memory_kib, cost.passes, 1, None).expect("costs are constants");
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobodys = nobodys(cost);
        Self {
            argon2,
            places: Arc::new(Semaphore::new(QUEUE)),
            turns: Arc::new(Semaphore::new(cores.saturating_sub(1).max(1))),
            door: Arc::new(Semaphore::new(1)),
            nobodys: nobodys.into(),
            #[cfg(test)]
            evaluated: Arc::default(),
        }
    }

    /// Held while somebody is asked to come back or let in to the queue, one at a time: whoever rushes in
    /// leaves the readers of the database to others.
    pub(crate) async fn door(&self) -> Result<OwnedSemaphorePermit> {
        let held = Arc::clone(&self.door).acquire_owned().await;
        held.map_err(|_| Error::Fault("the door to signing in was closed"))
    }

    /// A turn, for what belongs to one password: looking at it, and what is written before. `Unavailable`
    /// where too many wait, or for too long.
    pub(crate) async fn turn(&self) -> Result<Turn> {
        let busy = Error::Unavailable(RETRY_SECONDS);
        let Ok(place) = Arc::clone(&self.places).try_acquire_owned() else { return Err(busy) };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(busy) };
        Ok(Turn { _place: place, _turn: turn })
    }

    /// The hash of a password, in the PHC string format with its salt and cost.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let (turn, password) = (self.turn().await?, password.to_owned());
        self.work(turn, move |argon2| hash(argon2, &password)).await?
    }

    /// Whether `password` is the one of `stored`; as slow where nothing is stored.
    pub(crate) async fn verify(
        &self,
        turn: Turn,
        stored: Option<String>,
        password: &str,
    ) -> Result<bool> {
        #[cfg(test)]
        self.evaluated.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let (password, nobodys) = (password.to_owned(), Arc::clone(&self.nobodys));
        self.work(turn, move |argon2| {
            let is_somebodys = stored.is_some();
            let stored = stored.as_deref().unwrap_or(&nobodys);
            let stored = PasswordHash::new(stored)
                .map_err(|_| Error::Fault("a stored password hash is malformed"))?;
            Ok(argon2.verify_password(password.as_bytes(), &stored).is_ok() && is_somebodys)
        })
        .await?
    }

    /// How many passwords have been looked at.
    #[cfg(test)]
    pub(crate) fn evaluated(&self) -> u64 {
        self.evaluated.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Does the slow work, on a thread of its own that lets the threads of others go first.
    async fn work<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce(&Argon2<'static>) -> T + Send + 'static,
    ) -> Result<T> {
        let stopped = || Error::Fault("hashing a password was stopped");
        let argon2 = self.argon2.clone();
        let (answer, done) = oneshot::channel();
        let thread = std::thread::Builder::new().name("password".to_owned()).spawn(move || {
            step_back();
            _ = answer.send(work(&argon2));
            // The turn goes along: a caller that leaves does not let the next one in before the work is done.
            drop(turn);
        });
        thread.map_err(|_| stopped())?;
        done.await.map_err(|_| stopped())
    }
}

/// Lowers the priority of the calling thread, where the system has one per thread.
fn step_back() {
    #[cfg(target_os = "linux")]
    let _refused = rustix::process::setpriority_process(None, NICENESS);
}

/// A hash of the same cost that no known password has: salt and digest are zeros.
fn nobodys(HashCost { memory_kib, passes }: HashCost) -> String {
    let (salt, digest) = ("A".repeat(22), "A".repeat(43));
    format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${digest}")
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Result<String> {
    let salt = SaltString::encode_b64(&rand::random::<[u8; 16]>())
        .map_err(|_| Error::Fault("a salt could not be written"))?;
    let hash = argon2.hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| Error::Fault("a password could not be hashed"))?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn verify(hasher: &Hasher, stored: Option<String>, password: &str) -> bool {
        let turn = hasher.turn().await.unwrap();
        hasher.verify(turn, stored, password).await.unwrap()
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_its_salt_and_its_cost() {
        let hasher = Hasher::new(HashCost::WEAK);
        let (one, two) =
            (hasher.hash("ผัดไทยกุ้งสด").await.unwrap(), hasher.hash("ผัดไทยกุ้งสด").await.unwrap());
        assert_ne!(one, two);
        assert!(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{one}");
        assert!(verify(&hasher, Some(one.clone()), "ผัดไทยกุ้งสด").await);
        assert!(!verify(&hasher, Some(one), "ผัดไทยกุ้งแห้ง").await);
        assert!(!verify(&hasher, None, "").await);
        assert_eq!(hasher.evaluated(), 3);
    }

    #[tokio::test]
    async fn a_raised_cost_still_takes_old_hashes() {
        let old = Hasher::new(HashCost::WEAK).hash("ข้าวเหนียวมะม่วง").await.unwrap();
        let hasher = Hasher::new(HashCost { memory_kib: 16, passes: 2 });
        assert!(verify(&hasher, Some(old), "ข้าวเหนียวมะม่วง").await);
    }

    #[tokio::test]
    async fn a_full_queue_asks_to_come_back() {
        let hasher = Hasher::new(HashCost::WEAK);
        let _all = Arc::clone(&hasher.places)
            .acquire_many_owned(u32::try_from(QUEUE).unwrap())
            .await
            .unwrap();
        assert!(matches!(hasher.hash("x").await, Err(Error::Unavailable(_))));
    }
}
