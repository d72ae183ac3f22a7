//! A name that is searched in: its words joined, with a memory of where each began.

use crate::kernel::spelling;

/// A name as written and as it sounds.
#[derive(Debug, Clone)]
pub(super) struct Haystack {
    pub(super) plain: Joined,
    pub(super) sound: Joined,
}

/// Words written without spaces.
#[derive(Debug, Clone, Default)]
pub(super) struct Joined {
    pub(super) text: String,
    /// Where words begin, ascending, in bytes; none behind 64 KiB.
    pub(super) starts: Vec<u16>,
}

/// A shorter piece than this (in bytes: three Latin letters, one Thai) counts only at a word's beginning.
pub(super) const PIECE: usize = 3;

impl Haystack {
    /// From folded words.
    pub(super) fn new(folded: &str) -> Self {
        let mut sound = Joined::default();
        for word in words(folded) {
            sound.push_heard(&spelling::sound(word));
        }
        Self { plain: Joined::new(folded), sound }
    }
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

impl Joined {
    /// From folded words.
    pub(super) fn new(folded: &str) -> Self {
        let mut joined = Self::default();
        for word in words(folded) {
            joined.push(word);
        }
        joined
    }

    fn push(&mut self, word: &str) {
        self.begin_at(self.text.len());
        self.text.push_str(word);
    }

    fn begin_at(&mut self, at: usize) {
        self.starts.extend(u16::try_from(at));
    }

    /// Doubled Latin letters are heard as one, also where two words meet.
    fn push_heard(&mut self, word: &str) {
        let shared = word.bytes().next().filter(u8::is_ascii_lowercase);
        if shared.is_some() && self.text.bytes().last() == shared {
            self.begin_at(self.text.len() - 1);
            self.text.push_str(&word[1..]);
        } else {
            self.push(word);
        }
    }

    /// Whether `piece` occurs: `Some(true)` from the beginning of a word (and on into the next
    /// words), `Some(false)` inside a word.
    pub(super) fn find(&self, piece: &str) -> Option<bool> {
        let begins = |start: &u16| self.text[usize::from(*start)..].starts_with(piece);
        if self.starts.iter().any(begins) {
            return Some(true);
        }
        let inside = piece.len() >= PIECE
            && self.text.match_indices(piece).any(|(at, _)| self.within_word(at, piece.len()));
        inside.then_some(false)
    }

    fn within_word(&self, at: usize, length: usize) -> bool {
        let mut starts = self.starts.iter().map(|start| usize::from(*start));
        starts.find(|start| *start > at).is_none_or(|next| at + length <= next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_found_at_the_beginning_of_words_and_inside_one() {
        let name = Haystack::new("nakhon nayok").plain;
        for (piece, found) in [
            ("nakhonnay", Some(true)),
            ("nayok", Some(true)),
            ("n", Some(true)),
            ("khon", Some(false)),
            ("k", None),
            ("honna", None),
        ] {
            assert_eq!(name.find(piece), found, "{piece}");
        }
    }

    #[test]
    fn a_letter_that_ends_one_word_and_begins_the_next_is_heard_once() {
        let name = Haystack::new("lop buri").sound;
        assert_eq!(name.text, spelling::sound("lobburi"));
        assert_eq!(name.find(&spelling::sound("buri")), Some(true));
    }
}
