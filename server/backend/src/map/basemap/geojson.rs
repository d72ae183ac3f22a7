//! Parses the shipped outlines.

use domain::place::position::Place;
use serde::Deserialize;

/// A polygon of land or water: its rings, the last point of each repeating the first.
#[derive(Debug)]
pub(super) struct Area {
    /// The property `code`; empty if there is none.
    pub(super) code: String,
    pub(super) rings: Vec<Vec<Place>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(default)]
    code: String,
}

/// Longitude first, as in RFC 7946.
type Ring = Vec<[f64; 2]>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Ring>),
    MultiPolygon(Vec<Vec<Ring>>),
}

/// The areas of a feature collection of polygons.
///
/// # Panics
/// If `text` is not one: it is part of the program.
pub(super) fn read(text: &str) -> Vec<Area> {
    let collection: Collection =
        serde_json::from_str(text).expect("shipped outlines are GeoJSON polygons");
    collection.features.into_iter().map(Area::from).collect()
}

impl From<Feature> for Area {
    fn from(feature: Feature) -> Self {
        let rings = match feature.geometry {
            Geometry::Polygon(rings) => rings,
            Geometry::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
        };
        let places = |ring: Ring| ring.into_iter().map(|[lon, lat]| Place { lat, lon }).collect();
        Self { code: feature.properties.code, rings: rings.into_iter().map(places).collect() }
    }
}
