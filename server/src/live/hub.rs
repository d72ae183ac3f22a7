//! One follower of the log per process. What happens is read and put into words once, kept for a while,
//! and everybody who listens takes it from here at their own pace.

mod frame;
mod listener;
mod ring;

use backend::Backend;
pub use frame::Frame;
pub use listener::{Listener, Session};
use ring::{Next, Ring};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// At most so many listen to one process.
const MOST: usize = 5000;
/// Between two frames at least so long: what happens meanwhile comes together.
const PAUSE: Duration = Duration::from_millis(250);
/// When the database could not be read, it is asked again after so long.
const AGAIN: Duration = Duration::from_secs(1);
/// How many frames are kept for those who ask from before the ring.
const CATCH_UPS: usize = 16;

/// The follower. Cheap to clone; ends with its last clone.
#[derive(Clone)]
pub struct Hub(Arc<Shared>);

struct Shared {
    backend: Backend,
    ring: Mutex<Ring>,
    /// Moves whenever there is something new to hear.
    told: watch::Sender<()>,
    is_closed: watch::Sender<bool>,
    /// Frames from before the ring, by where they begin: after a restart many ask for the same.
    catch_ups: tokio::sync::Mutex<VecDeque<(i64, Arc<Frame>)>>,
    places: Arc<Semaphore>,
}

impl Hub {
    /// Follows the log of `backend` from now on.
    pub fn start(backend: &Backend) -> Self {
        let mut head = backend.head();
        let position = *head.borrow_and_update();
        let shared = Arc::new(Shared {
            backend: backend.clone(),
            ring: Mutex::new(Ring::new(position)),
            told: watch::Sender::new(()),
            is_closed: watch::Sender::new(false),
            catch_ups: tokio::sync::Mutex::default(),
            places: Arc::new(Semaphore::new(MOST)),
        });
        tokio::spawn(follow(Arc::downgrade(&shared), head));
        Self(shared)
    }

    /// Ends every stream, so that the server can stop.
    pub fn close(&self) {
        self.0.is_closed.send_replace(true);
    }

    /// Somebody who listens from a position on, or from now on; `None` where too many do.
    pub fn listen(&self, after: Option<i64>, session: Option<Session>) -> Option<Listener> {
        let place = self.0.places.clone().try_acquire_owned().ok()?;
        Some(Listener::new(self.clone(), after, session, place))
    }

    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.0.ring()
    }

    /// What has happened after a position that the ring does not reach back to.
    async fn catch_up(&self, after: i64) -> domain::Result<Arc<Frame>> {
        let mut kept = self.0.catch_ups.lock().await;
        let from = self.ring().start();
        kept.retain(|(_, frame)| frame.position >= from);
        if let Some((_, frame)) = kept.iter().find(|(begins, _)| *begins == after) {
            return Ok(frame.clone());
        }
        let frame = Arc::new(Frame::of(self.0.backend.news().told_since(after).await?));
        kept.push_back((after, frame.clone()));
        if kept.len() > CATCH_UPS {
            kept.pop_front();
        }
        Ok(frame)
    }
}

impl Shared {
    /// Nothing panics while holding it.
    fn ring(&self) -> MutexGuard<'_, Ring> {
        self.ring.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts into the ring what has happened since.
    async fn tell(&self) -> domain::Result<()> {
        let after = self.ring().position();
        let frame = Frame::of(self.backend.news().told_since(after).await?);
        if self.ring().push(frame) {
            self.told.send_replace(());
        }
        Ok(())
    }
}

async fn follow(hub: Weak<Shared>, mut head: watch::Receiver<i64>) {
    while head.changed().await.is_ok() {
        loop {
            let Some(hub) = hub.upgrade() else { return };
            if hub.tell().await.is_ok() {
                break;
            }
            drop(hub);
            tokio::time::sleep(AGAIN).await;
        }
        tokio::time::sleep(PAUSE).await;
    }
}
