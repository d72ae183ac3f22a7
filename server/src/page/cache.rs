//! Keeps rendered pages for visitors who are not signed in.
//!
//! A kept page is right as long as nothing public has happened since and the day in Bangkok is the same
//! (ages count days). When the database is away, the last one is still served.

use crate::page::address::PageAddress;
use crate::page::render;
use crate::page::render::{Personal, Rendered};
use crate::page::representation::Representation;
use crate::request::request_log::CacheOutcome;
use crate::request::visit::Reference;
use crate::site::Site;
use axum::http::{HeaderValue, StatusCode, header};
use backend::{Found, Kept, Topic};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// At most so many pages are kept.
const MAX_PAGES: usize = 200;
/// And at most so many bytes of them, each in up to three codings.
const MAX_BYTES: usize = 48 << 20;

/// The kept pages, the least recently used leaving first.
#[derive(Debug, Default)]
pub struct PageCache {
    slots: Mutex<HashMap<PageAddress, Arc<Slot>>>,
    clock: AtomicU64,
}

/// A page, or the fault that a page reports: those are not kept.
#[derive(Debug)]
pub enum Page {
    /// With status 200.
    Kept(Arc<Representation>, CacheOutcome),
    /// With another status.
    Other(Rendered),
}

#[derive(Debug, Default)]
struct Slot {
    page: Kept<Arc<Representation>>,
    used: AtomicU64,
}

impl PageCache {
    /// The page at `address`, if it is kept and still right. None for one person alone ever is.
    pub fn kept(&self, site: &Site, address: &PageAddress) -> Option<Arc<Representation>> {
        let slot = lock(&self.slots).get(address)?.clone();
        slot.used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot.page.at(site.backend().stamp_of_today(Topic::PUBLIC))
    }

    /// The page at `address`: kept, or drawn now.
    pub async fn page(&self, site: &Site, address: &PageAddress, reference: Reference) -> Page {
        let slot = self.slot(address);
        let needed = || site.backend().stamp_of_today(Topic::PUBLIC);
        let is_fault = |rendered: &Rendered| rendered.status.is_server_error();
        let draw = async || {
            let rendered = render::page(site, address, reference, Personal::default()).await;
            match rendered.status {
                StatusCode::OK => Ok(Arc::new(keepable(rendered))),
                _ => Err(rendered),
            }
        };
        match slot.page.get(needed, is_fault, draw).await {
            Ok((page, found)) => {
                if found == Found::Miss {
                    self.make_room();
                }
                Page::Kept(page, found.into())
            }
            Err(rendered) => {
                lock(&self.slots).remove(address);
                Page::Other(rendered)
            }
        }
    }

    fn slot(&self, address: &PageAddress) -> Arc<Slot> {
        let mut slots = lock(&self.slots);
        let slot = match slots.get(address) {
            Some(slot) => slot.clone(),
            None => slots.entry(address.clone()).or_default().clone(),
        };
        slot.used.store(self.clock.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        slot
    }

    fn make_room(&self) {
        let mut slots = lock(&self.slots);
        let mut bytes: usize = slots.values().map(|slot| slot.size()).sum();
        while slots.len() > MAX_PAGES || bytes > MAX_BYTES {
            let oldest = slots.iter().min_by_key(|(_, slot)| slot.used.load(Ordering::Relaxed));
            let Some(address) = oldest.map(|(address, _)| address.clone()) else { break };
            bytes -= slots.remove(&address).map_or(0, |slot| slot.size()).min(bytes);
        }
    }
}

impl Slot {
    fn size(&self) -> usize {
        self.page.last().map_or(0, |page| page.size())
    }
}

fn keepable(rendered: Rendered) -> Representation {
    let mut headers = rendered.headers;
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
    Representation::new(headers, rendered.html)
}

/// Nothing panics while holding these locks; what they guard is whole in any case.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
