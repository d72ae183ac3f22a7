//! The base map as SVG paths, drawn from the shipped outlines, so that the map is visible at first paint,
//! without JavaScript, and in print.

mod dissolve;
mod geojson;
mod inside;
mod ring;
mod svg_path;

use domain::map::outline::{REFERENCE_ZOOM, Sheet};
use domain::place::position::Place;
use geojson::Area;
use ring::{Bounds, GridRing};
use std::sync::LazyLock;

/// The whole country, at [`REFERENCE_ZOOM`].
#[derive(Debug)]
pub struct Outline {
    /// The canvas of the paths: the country with a small margin. The land extends beyond it,
    /// for maps of another shape.
    pub sheet: Sheet,
    /// Provinces in the order of their codes.
    pub provinces: Vec<ProvinceShape>,
    /// All land as path data, including Thailand's own.
    pub land: String,
    /// Songkhla lake as path data.
    pub lake: String,
}

/// A province's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvinceShape {
    /// 2-digit TIS 1099 code.
    pub code: String,
    /// Path data (the SVG attribute `d`) in whole units of the sheet.
    pub d: String,
}

/// A small map of some provinces and what surrounds them.
#[derive(Debug)]
pub struct Locator {
    /// The canvas of the paths: 400 units wide and high. Paths extend a little beyond it, so
    /// the drawing must be clipped at its edge.
    pub sheet: Sheet,
    /// The requested provinces, in the order of their codes.
    pub provinces: Vec<ProvinceShape>,
    /// The other visible provinces, as path data.
    pub others: String,
    /// All visible land, as path data.
    pub land: String,
    /// Songkhla lake as path data; empty if it is not visible.
    pub lake: String,
}

const PROVINCES: &str = include_str!("../../../data/basemap/th-provinces.geojson");
const PROVINCES_LITE: &str = include_str!("../../../data/basemap/th-provinces-lite.geojson");
const NEIGHBOURS: &str = include_str!("../../../data/basemap/neighbours-50m.geojson");
const LAKE: &str = include_str!("../../../data/basemap/th-songkhla-lake.geojson");

/// Margin between the country and the edge of its sheet, in units.
const MARGIN: f64 = 12.0;

/// Distance that land is drawn beyond the country, in units: six degrees.
const SURROUNDINGS: f64 = 546.0;

/// Side of a locator, in units.
const LOCATOR_SIDE: f64 = 400.0;

/// The greatest part of a locator's side that its provinces take up.
const LOCATOR_FILL: f64 = 0.6;

/// The greatest zoom that the outlines are accurate enough for.
const LOCATOR_ZOOM: f64 = 9.5;

static OUTLINE: LazyLock<Outline> = LazyLock::new(draw_country);
static DETAILED: LazyLock<Vec<Area>> = LazyLock::new(|| geojson::read(PROVINCES));
static LAND: LazyLock<Vec<Area>> = LazyLock::new(|| geojson::read(NEIGHBOURS));
static WATER: LazyLock<Vec<Area>> = LazyLock::new(|| geojson::read(LAKE));

/// The country's outline; drawn at the first call, then cached.
pub fn outline() -> &'static Outline {
    &OUTLINE
}

/// The detailed outlines as `GeoJSON` (WGS 84), with the properties `code`, `th` and `en`.
pub fn provinces_geojson() -> &'static str {
    PROVINCES
}

/// Whether a place lies in one of the provinces with these codes, or within this many
/// kilometres of it.
pub fn is_within(codes: &[String], place: Place, tolerance_km: f64) -> bool {
    let served = DETAILED.iter().filter(|area| codes.contains(&area.code));
    served.into_iter().any(|area| inside::contains(area, place, tolerance_km))
}

/// A map of the provinces with these codes; `None` if none of them exists.
pub fn locator(codes: &[String]) -> Option<Locator> {
    let (served, others): (Vec<&Area>, Vec<&Area>) =
        DETAILED.iter().partition(|area| codes.contains(&area.code));
    let sheet = locator_sheet(&served)?;
    let sight = Bounds::of_sheet(&sheet).grown(MARGIN);
    Some(Locator {
        sheet,
        provinces: shapes(served, &sheet, sight),
        others: draw(others, &sheet, sight),
        land: land(&sheet, sight),
        lake: draw(WATER.iter(), &sheet, sight),
    })
}

fn draw_country() -> Outline {
    let provinces = geojson::read(PROVINCES_LITE);
    let plane = Sheet { zoom: REFERENCE_ZOOM, x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    let country =
        Bounds::of_areas(&provinces, &plane).expect("the shipped provinces have outlines");
    let sheet = country.grown(MARGIN).to_sheet(REFERENCE_ZOOM);
    let sight = Bounds::of_sheet(&sheet).grown(SURROUNDINGS);
    Outline {
        sheet,
        provinces: shapes(&provinces, &sheet, sight),
        land: land(&sheet, sight),
        lake: draw(WATER.iter(), &sheet, sight),
    }
}

/// A square around the areas, with room for their surroundings.
fn locator_sheet(areas: &[&Area]) -> Option<Sheet> {
    let world = Sheet { zoom: 0.0, x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    let extent = Bounds::of_areas(areas.iter().copied(), &world)?;
    let zoom = (LOCATOR_SIDE * LOCATOR_FILL / extent.longer_side()).log2().min(LOCATOR_ZOOM);
    let middle = extent.middle();
    Some(Sheet {
        zoom,
        x: (middle.x * zoom.exp2() - LOCATOR_SIDE / 2.0).round(),
        y: (middle.y * zoom.exp2() - LOCATOR_SIDE / 2.0).round(),
        width: LOCATOR_SIDE,
        height: LOCATOR_SIDE,
    })
}

fn shapes<'a>(
    areas: impl IntoIterator<Item = &'a Area>,
    sheet: &Sheet,
    sight: Bounds,
) -> Vec<ProvinceShape> {
    let shape =
        |area: &'a Area| ProvinceShape { code: area.code.clone(), d: draw([area], sheet, sight) };
    areas.into_iter().map(shape).collect()
}

fn draw<'a>(areas: impl IntoIterator<Item = &'a Area>, sheet: &Sheet, sight: Bounds) -> String {
    let rings = visible(areas, sheet, sight);
    svg_path::draw(&rings.iter().map(|ring| ring::straightened(ring)).collect::<Vec<_>>())
}

/// The land of all countries as one shape, without the borders between them.
fn land(sheet: &Sheet, sight: Bounds) -> String {
    let rings = dissolve::dissolve(&visible(LAND.iter(), sheet, sight));
    let coasts = rings.iter().filter(|ring| !ring::is_speck(ring));
    svg_path::draw(&coasts.map(|ring| ring::simplified(ring)).collect::<Vec<_>>())
}

/// The visible parts of the areas, in whole units of the sheet.
fn visible<'a>(
    areas: impl IntoIterator<Item = &'a Area>,
    sheet: &Sheet,
    sight: Bounds,
) -> Vec<GridRing> {
    let rings = areas.into_iter().flat_map(|area| &area.rings);
    let parts = rings.map(|places| {
        let ring = places.iter().map(|place| sheet.position(*place)).collect();
        ring::rounded(&ring::clipped(ring, sight))
    });
    parts.filter(|ring| ring.len() > 2).collect()
}

#[cfg(test)]
mod tests;
