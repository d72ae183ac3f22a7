//! Thai text: one form for what looks the same, and a folded form for searching.

/// One spelling for what looks the same.
pub fn normalise(text: &str) -> String {
    text.to_owned()
}

/// A form for searching.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}
