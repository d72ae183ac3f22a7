//! A cache of one value, read or rendered once and kept until its dependencies change.

use crate::store::Stamp;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The last value of its kind in this process, with the stamp at which it was current.
#[derive(Debug)]
pub struct Kept<T> {
    last: Mutex<Option<(Stamp, T)>>,
    /// Held while a value is computed, so that only one of many concurrent callers computes it.
    making: tokio::sync::Mutex<()>,
}

/// The result of a cache lookup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Found in the cache.
    Hit,
    /// Computed now, and cached.
    Miss,
    /// An older cached value, because none could be computed now.
    Stale,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { last: Mutex::default(), making: tokio::sync::Mutex::default() }
    }
}

impl<T: Clone> Kept<T> {
    /// The value, if it is current as of `needed`.
    pub fn at(&self, needed: Stamp) -> Option<T> {
        let last = self.lock();
        last.as_ref().filter(|(then, _)| then.reaches(needed)).map(|(_, value)| value.clone())
    }

    /// The last value, current or not.
    pub fn last(&self) -> Option<T> {
        self.lock().as_ref().map(|(_, value)| value.clone())
    }

    /// Caches a value that was current at `stamp`, which was taken before the value was computed, unless a newer
    /// one is cached.
    pub fn keep(&self, stamp: Stamp, value: T) {
        let mut last = self.lock();
        if last.as_ref().is_none_or(|(then, _)| then.is_no_later_than(stamp)) {
            *last = Some((stamp, value));
        }
    }

    /// The current value: cached, or computed now by one caller while the others wait. If it cannot be
    /// computed and `may_be_old` allows it, the last one.
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

    /// Waits until no other caller computes a value, and blocks others as long as it is held.
    pub(crate) async fn making(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.making.lock().await
    }

    /// Locks the value. No code panics while holding the lock; the value is consistent in any case.
    fn lock(&self) -> MutexGuard<'_, Option<(Stamp, T)>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Topic;
    use crate::store::event::positions::Positions;
    use std::convert::Infallible;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    const TOPICS: &[Topic] = &[Topic::Reports];

    #[tokio::test(flavor = "multi_thread")]
    async fn of_many_callers_one_makes_the_value_and_the_others_wait_for_it() {
        let (kept, made) = (Arc::new(Kept::default()), Arc::new(AtomicU32::new(0)));
        let positions = Arc::new(Positions::new(1));
        let callers: Vec<_> = (0..50)
            .map(|_| {
                let (kept, made, positions) = (kept.clone(), made.clone(), positions.clone());
                tokio::spawn(async move {
                    let make = async || {
                        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                        Ok::<_, Infallible>(made.fetch_add(1, Ordering::SeqCst))
                    };
                    kept.get(|| positions.stamp(TOPICS), |_| false, make).await.unwrap().0
                })
            })
            .collect();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), 0);
        }
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn the_last_value_stands_in_only_where_that_is_allowed() {
        let (kept, positions) = (Kept::default(), Positions::new(1));
        let ask = async |may_be_old: bool, made: Result<u32, &'static str>| {
            kept.get(|| positions.stamp(TOPICS), |_| may_be_old, async || made).await
        };
        assert_eq!(ask(true, Err("away")).await, Err("away"), "there is none yet");
        assert_eq!(ask(true, Ok(1)).await, Ok((1, Found::Miss)));
        assert_eq!(ask(true, Ok(2)).await, Ok((1, Found::Hit)));
        positions.wrote(&TOPICS.iter().copied().collect());
        assert_eq!(ask(false, Err("away")).await, Err("away"));
        assert_eq!(ask(true, Err("away")).await, Ok((1, Found::Stale)));
        assert_eq!(ask(true, Ok(2)).await, Ok((2, Found::Miss)));
    }

    #[test]
    fn an_older_value_does_not_take_the_place_of_a_newer_one() {
        let (kept, positions) = (Kept::default(), Positions::new(1));
        let older = positions.stamp(TOPICS);
        positions.wrote(&TOPICS.iter().copied().collect());
        kept.keep(positions.stamp(TOPICS), "newer");
        kept.keep(older, "older");
        assert_eq!(kept.last(), Some("newer"));
    }
}
