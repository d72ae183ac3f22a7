//! The districts as `GeoJSON` (RFC 7946).

use crate::http::open_data::district::District;
use serde::Serialize;
use utoipa::ToSchema;

/// All districts.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeatureCollection {
    /// `FeatureCollection`
    #[serde(rename = "type")]
    kind: &'static str,
    /// One feature per district, in the order of the Thai dictionary.
    features: Vec<Feature>,
}

/// A district as a feature.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feature {
    /// `Feature`
    #[serde(rename = "type")]
    kind: &'static str,
    /// The district's slug.
    id: String,
    /// Where the office stands.
    geometry: Point,
    /// Everything else that is known, as in the plain list.
    properties: District,
}

/// A position.
#[derive(Debug, Serialize, ToSchema)]
pub struct Point {
    /// `Point`
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude, then latitude, in WGS 84 degrees.
    coordinates: [f64; 2],
}

impl FeatureCollection {
    /// Of these districts, in their order.
    pub fn of(districts: Vec<District>) -> Self {
        Self {
            kind: "FeatureCollection",
            features: districts.into_iter().map(Feature::of).collect(),
        }
    }
}

impl Feature {
    fn of(district: District) -> Self {
        let geometry = Point { kind: "Point", coordinates: [district.lon, district.lat] };
        Self { kind: "Feature", id: district.slug.clone(), geometry, properties: district }
    }
}
