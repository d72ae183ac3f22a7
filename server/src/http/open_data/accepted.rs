//! Whether a program takes what there is to send it (RFC 9110, 12.5.1).

use axum::http::{HeaderMap, header};

/// Whether a request accepts a content type. Whoever names none takes all; whoever takes plain JSON takes
/// its kinds too.
pub fn accepts(request: &HeaderMap, content_type: &str) -> bool {
    let lines = request.get_all(header::ACCEPT).into_iter().filter_map(|line| line.to_str().ok());
    let ranges: Vec<(&str, bool)> =
        lines.flat_map(|line| line.split(',')).filter_map(range).collect();
    let whole = content_type.split('/').next().map(|kind| format!("{kind}/*"));
    let names = [content_type, "application/json", whole.as_deref().unwrap_or("*/*"), "*/*"];
    let closest = names.iter().find_map(|name| {
        ranges.iter().find(|(range, _)| range.eq_ignore_ascii_case(name)).map(|(_, taken)| *taken)
    });
    closest.unwrap_or(ranges.is_empty())
}

/// The name in `text/html;q=0.5`, and whether it is taken at all.
fn range(item: &str) -> Option<(&str, bool)> {
    let mut parts = item.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let quality = parts.find_map(|part| part.strip_prefix("q=")?.trim().parse::<f32>().ok());
    Some((name, quality.unwrap_or(1.0) > 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(accept: &str, content_type: &str) -> bool {
        accepts(&HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]), content_type)
    }

    #[test]
    fn the_closest_range_decides() {
        let json = "application/json";
        assert!(accepts(&HeaderMap::new(), json), "nobody asked");
        for accept in ["", "*/*", "application/*;q=0.1", "text/html,*/*;q=0.8", "APPLICATION/JSON"]
        {
            assert!(taken(accept, json), "{accept}");
        }
        for accept in ["text/html", "application/json;q=0, */*", "*/*;q=0.0", "text/csv, image/*"] {
            assert!(!taken(accept, json), "{accept}");
        }
    }

    #[test]
    fn whoever_takes_json_takes_geojson() {
        assert!(taken("application/json", "application/geo+json"));
        assert!(taken("application/geo+json", "application/geo+json"));
        assert!(!taken("application/geo+json", "application/json"));
    }
}
