//! The name that a file had, as far as it is kept: to be shown and to save it under, never to find it by.

use crate::kernel::thai;

/// Most characters kept (Unicode scalar values).
const LONGEST: usize = 100;
/// Bytes of what still counts as an ending.
const LONGEST_ENDING: usize = 5;
/// What a file system, a shell or a header reads as something else than a name.
const SPECIAL: [char; 11] = [':', '*', '?', '"', '<', '>', '|', '\'', '`', '%', ';'];

/// A name without folders, control characters or anything that changes the direction of writing; its
/// ending is left to the format. 1–100 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// What is left of the name that somebody's device gave.
    pub fn clean(given: &str) -> Self {
        let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
        let line = thai::line(&last.replace(SPECIAL, " "));
        let stem = match line.rsplit_once('.') {
            Some((stem, ending)) if ending.len() <= LONGEST_ENDING => stem,
            _ => &line,
        };
        let stem: String = stem.trim_matches([' ', '.', '-']).chars().take(LONGEST).collect();
        let stem = stem.trim_end();
        Self(if stem.is_empty() { "file".to_owned() } else { stem.to_owned() })
    }

    /// As stored, without an ending.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_path_or_a_trick_is_left_of_a_name() {
        for (given, kept) in [
            ("ภาพกิจกรรม เขต 1.JPG", "ภาพกิจกรรม เขต 1"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\x\\ภาพ.png", "ภาพ"),
            ("a\u{202e}gpj.exe", "agpj"),
            ("x\r\nSet-Cookie: a=b.png", "x Set-Cookie a=b"),
            ("<script>alert(1)</script>.svg", "script"),
            ("..", "file"),
            ("", "file"),
            ("\0.jpg", "file"),
            ("archive.tar.gz", "archive.tar"),
        ] {
            assert_eq!(FileName::clean(given).as_str(), kept, "{given:?}");
        }
        assert_eq!(FileName::clean(&"ก".repeat(500)).as_str().chars().count(), 100);
    }
}
