//! The open data as it was last made: the two lists, and each district that was asked for.

use super::district::District;
use super::district_detail::DistrictDetail;
use super::geojson::FeatureCollection;
use crate::page::representation::Representation;
use crate::request::request_log::CacheOutcome;
use crate::site::Site;
use axum::http::{HeaderMap, HeaderValue, header};
use backend::{Kept, Topic};
use bytes::Bytes;
use domain::Error;
use domain::people::access::Actor;
use domain::place::district::Slug;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// `application/json`
pub const JSON: &str = "application/json";
/// `application/geo+json`
pub const GEOJSON: &str = "application/geo+json";

/// The documents as they were last made.
#[derive(Debug, Default)]
pub struct OpenDataCache(Kept<Arc<Documents>>);

/// What there is to read.
#[derive(Debug, Clone, Copy)]
pub enum Document<'a> {
    /// All districts as an array.
    List,
    /// All districts as points.
    Geojson,
    /// The district with this code.
    District(&'a str),
}

/// All documents of one moment.
#[derive(Debug)]
pub struct Documents {
    list: Representation,
    geojson: Representation,
    /// By the district's code; made when first asked for.
    districts: HashMap<String, (Slug, OnceCell<Representation>)>,
}

impl Document<'_> {
    /// As what it is sent.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Geojson => GEOJSON,
            Self::List | Self::District(_) => JSON,
        }
    }
}

impl OpenDataCache {
    /// The documents, if they are kept and still right.
    pub fn kept(&self, site: &Site) -> Option<Arc<Documents>> {
        self.0.at(site.backend().stamp_of_today(Topic::PUBLIC))
    }

    /// The documents of this moment: kept, made now, or, when the database is away, the last ones.
    pub async fn now(&self, site: &Site) -> domain::Result<(Arc<Documents>, CacheOutcome)> {
        let needed = || site.backend().stamp_of_today(Topic::PUBLIC);
        let make = async || Documents::make(site).await.map(Arc::new);
        let (documents, found) = self.0.get(needed, |_: &Error| true, make).await?;
        Ok((documents, found.into()))
    }
}

impl Documents {
    async fn make(site: &Site) -> domain::Result<Self> {
        let board = site.backend().map(&Actor::Public).board().await?;
        let by_code = |pin: &domain::map::board::DistrictPin| {
            (pin.code.clone(), (pin.slug.clone(), OnceCell::new()))
        };
        let districts: Vec<District> =
            board.pins.iter().map(|pin| District::of(pin, &board)).collect();
        Ok(Self {
            list: json(JSON, &districts),
            geojson: json(GEOJSON, &FeatureCollection::of(districts)),
            districts: board.pins.iter().map(by_code).collect(),
        })
    }

    /// The one asked for. An unknown code is [`Error::NotFound`].
    pub async fn get(&self, site: &Site, which: Document<'_>) -> domain::Result<&Representation> {
        match which {
            Document::List => Ok(&self.list),
            Document::Geojson => Ok(&self.geojson),
            Document::District(code) => {
                let (slug, kept) = self.districts.get(code).ok_or(Error::NotFound)?;
                // On the heap, so that no other answer carries room for what is read here.
                Box::pin(kept.get_or_try_init(async || district(site, slug).await)).await
            }
        }
    }
}

async fn district(site: &Site, slug: &Slug) -> domain::Result<Representation> {
    let whole = site.backend().districts(&Actor::Public).page(slug, &[]).await?;
    Ok(json(JSON, &DistrictDetail::of(whole.page, &whole.board, whole.profile, site.public_url())))
}

/// What is sent for a value that everybody may keep and must ask for again.
pub(in crate::http) fn json(content_type: &'static str, value: &impl Serialize) -> Representation {
    let headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
        (header::VARY, HeaderValue::from_static("Accept, Accept-Encoding")),
    ]);
    // Plain structs of text and finite numbers always become JSON.
    Representation::new(headers, Bytes::from(serde_json::to_vec(value).unwrap_or_default()))
}
