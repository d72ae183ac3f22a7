//! A value that is read or drawn once, then kept for as long as nothing that it depends on has changed.

use crate::store::Stamp;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The last value of its kind in this process, with the moment at which it was right.
#[derive(Debug)]
pub struct Kept<T> {
    last: Mutex<Option<(Stamp, T)>>,
    /// Held while a value is made, so that of many callers at once one makes it.
    making: tokio::sync::Mutex<()>,
}

/// How a value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Kept.
    Hit,
    /// Made now, and kept.
    Miss,
    /// Kept from earlier, because none could be made now.
    Stale,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { last: Mutex::default(), making: tokio::sync::Mutex::default() }
    }
}

impl<T: Clone> Kept<T> {
    /// The value, if it is right where `needed` has to be seen.
    pub fn at(&self, needed: Stamp) -> Option<T> {
        let last = self.lock();
        last.as_ref().filter(|(then, _)| then.reaches(needed)).map(|(_, value)| value.clone())
    }

    /// The last value, right or not.
    pub fn last(&self) -> Option<T> {
        self.lock().as_ref().map(|(_, value)| value.clone())
    }

    /// Keeps a value that was right at `stamp`, which was taken before the value was made, unless a newer
    /// one is kept.
    pub fn keep(&self, stamp: Stamp, value: T) {
        let mut last = self.lock();
        if last.as_ref().is_none_or(|(then, _)| then.is_no_later_than(stamp)) {
            *last = Some((stamp, value));
        }
    }

    /// The value of this moment: kept, or made now by one caller while the others wait. Where it cannot be
    /// made and `may_be_old` allows it, the last one.
    pub async fn get<E>(
        &self,
        needed: impl Fn() -> Stamp,
        may_be_old: impl FnOnce(&E) -> bool,
        make: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<(T, Found), E> {
        if let Some(value) = self.at(needed()) {
            return Ok((value, Found::Hit));
        }
        let _making = self.making.lock().await;
        let stamp = needed();
        if let Some(value) = self.at(stamp) {
            return Ok((value, Found::Hit));
        }
        match make().await {
            Ok(value) => {
                self.keep(stamp, value.clone());
                Ok((value, Found::Miss))
            }
            Err(error) if may_be_old(&error) => match self.last() {
                Some(value) => Ok((value, Found::Stale)),
                None => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// Waits until no other caller makes a value, and keeps others from it as long as it is held.
    pub(crate) async fn making(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// Nothing panics while holding it; what it guards is whole in any case.
    fn lock(&self) -> MutexGuard<'_, Option<(Stamp, T)>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
