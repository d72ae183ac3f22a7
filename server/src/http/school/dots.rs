//! Where all schools are, for the map's own layer: made once per list, then sent from memory.

use crate::http::open_data::documents::{JSON, json};
use crate::page::representation::Representation;
use crate::request::fault;
use crate::request::visit::Visit;
use crate::site::Site;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::people::access::Actor;
use domain::school::SchoolDots;
use std::sync::{Arc, Mutex, PoisonError};

/// Where they are.
pub const ADDRESS: &str = "/map/schools.json";

/// The dots as they were last sent.
#[derive(Debug, Default)]
pub struct SchoolDotsCache(Mutex<Option<(Arc<SchoolDots>, Arc<Representation>)>>);

impl SchoolDotsCache {
    fn of(&self, dots: Arc<SchoolDots>) -> Arc<Representation> {
        // Nothing panics while holding it.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((then, made)) if Arc::ptr_eq(then, &dots) => made.clone(),
            _ => {
                let made = Arc::new(json(JSON, &*dots));
                *kept = Some((dots, made.clone()));
                made
            }
        }
    }
}

/// All dots.
pub async fn school_dots(
    State(site): State<Arc<Site>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
) -> Response {
    match site.backend().schools(&Actor::Public).dots().await {
        Ok(dots) => site.cache::<SchoolDotsCache>().of(dots).answer(&headers).await,
        Err(error) => fault::answer(&visit, fault::status(&error), site.css_href()),
    }
}
