//! Tests of the drawn country: places lie in their provinces, and the paths are small enough to send.

use super::*;
use domain::place::position::{Pixel, Place};

/// The rings of path data as written by [`svg_path`], parsed independently of it.
fn rings_of(d: &str) -> Vec<Vec<[f64; 2]>> {
    let mut rings = Vec::new();
    let mut pen = [0.0, 0.0];
    for part in d.split_terminator('z') {
        let mut ring: Vec<[f64; 2]> = Vec::new();
        let mut letter = ' ';
        let mut numbers: Vec<f64> = Vec::new();
        for token in tokens(part) {
            match token.parse::<f64>() {
                Ok(number) => numbers.push(number),
                Err(_) => letter = token.chars().next().expect("a letter"),
            }
            let step = match (letter, numbers.as_slice()) {
                ('h', [dx]) => [*dx, 0.0],
                ('v', [dy]) => [0.0, *dy],
                ('m' | 'l', [dx, dy]) => [*dx, *dy],
                _ => continue,
            };
            numbers.clear();
            pen = [pen[0] + step[0], pen[1] + step[1]];
            ring.push(pen);
        }
        pen = ring[0];
        rings.push(ring);
    }
    rings
}

fn tokens(part: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut open = false;
    for letter in part.chars() {
        match letter {
            ' ' => open = false,
            '0'..='9' if open => tokens.last_mut().expect("a number has begun").push(letter),
            _ => {
                tokens.push(letter.to_string());
                open = letter == '-' || letter.is_ascii_digit();
            }
        }
    }
    tokens
}

fn holds(d: &str, at: Pixel) -> bool {
    let crossings = |ring: &Vec<[f64; 2]>| {
        let sides = ring.iter().zip(ring.iter().cycle().skip(1));
        sides
            .filter(|(a, b)| {
                (a[1] > at.y) != (b[1] > at.y)
                    && at.x < (b[0] - a[0]) * (at.y - a[1]) / (b[1] - a[1]) + a[0]
            })
            .count()
    };
    rings_of(d).iter().map(crossings).sum::<usize>() % 2 == 1
}

#[test]
fn the_capitals_of_provinces_lie_in_their_provinces() {
    let outline = outline();
    for (code, lat, lon) in [
        ("10", 13.756, 100.502),
        ("50", 18.788, 98.985),
        ("34", 15.244, 104.847),
        ("90", 7.008, 100.476),
        ("96", 6.426, 101.823),
        ("83", 7.950, 98.340),
    ] {
        let at = outline.sheet.position(Place { lat, lon });
        let holding: Vec<&str> = outline
            .provinces
            .iter()
            .filter(|shape| holds(&shape.d, at))
            .map(|shape| &*shape.code)
            .collect();
        assert_eq!(holding, [code]);
        assert!(holds(&outline.land, at), "{code} is on land");
    }
}

#[test]
fn land_and_sea_are_where_they_are() {
    let outline = outline();
    for (lat, lon, is_land) in [
        (16.85, 96.18, true),  // Yangon
        (17.97, 102.63, true), // Vientiane
        (11.56, 104.92, true), // Phnom Penh
        (10.0, 101.5, false),  // Gulf of Thailand
        (8.0, 97.0, false),    // Andaman Sea
        (15.0, 110.5, false),  // beyond Vietnam
    ] {
        let at = outline.sheet.position(Place { lat, lon });
        assert_eq!(holds(&outline.land, at), is_land, "{lat} {lon}");
    }
    assert!(holds(&outline.lake, outline.sheet.position(Place { lat: 7.6, lon: 100.25 })));
}

#[test]
fn the_country_fills_its_sheet_and_is_light() {
    let outline = outline();
    assert_eq!(outline.provinces.len(), 77);
    assert!((700.0..900.0).contains(&outline.sheet.width), "{:?}", outline.sheet);
    assert!((1300.0..1500.0).contains(&outline.sheet.height), "{:?}", outline.sheet);
    for shape in &outline.provinces {
        let points: Vec<[f64; 2]> = rings_of(&shape.d).into_iter().flatten().collect();
        assert!(!points.is_empty(), "{} is drawn", shape.code);
        assert!(points.iter().all(|[x, y]| (0.0..=outline.sheet.width).contains(x)
            && (0.0..=outline.sheet.height).contains(y)));
    }
    let provinces: usize = outline.provinces.iter().map(|shape| shape.d.len()).sum();
    println!(
        "{:?}; bytes of path data: provinces {provinces}, land {}, lake {}",
        outline.sheet,
        outline.land.len(),
        outline.lake.len()
    );
    assert!(provinces + outline.land.len() + outline.lake.len() <= 26_000);
}

#[test]
fn a_locator_shows_its_provinces_whole_and_what_is_around() {
    for codes in [vec!["10"], vec!["50"], vec!["82", "83", "85"], vec!["96"]] {
        let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        let locator = locator(&codes).expect("these provinces exist");
        assert_eq!(locator.provinces.len(), codes.len());
        for [x, y] in locator.provinces.iter().flat_map(|shape| rings_of(&shape.d)).flatten() {
            assert!((0.0..=LOCATOR_SIDE).contains(&x) && (0.0..=LOCATOR_SIDE).contains(&y));
        }
        let bytes = locator.others.len()
            + locator.land.len()
            + locator.provinces.iter().map(|s| s.d.len()).sum::<usize>();
        println!("{codes:?}: zoom {:.2}, {bytes} bytes", locator.sheet.zoom);
        assert!(!locator.others.is_empty() && !locator.land.is_empty());
        assert!(bytes <= 16_000, "{codes:?}: {bytes}");
    }
    assert!(locator(&[]).is_none() && locator(&["00".to_owned()]).is_none());
}

#[test]
fn the_detailed_outlines_are_those_of_the_provinces() {
    let codes: Vec<String> =
        geojson::read(provinces_geojson()).into_iter().map(|area| area.code).collect();
    assert_eq!(
        codes,
        outline().provinces.iter().map(|shape| shape.code.clone()).collect::<Vec<_>>()
    );
}
