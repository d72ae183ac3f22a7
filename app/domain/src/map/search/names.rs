//! Very many names in one text, searched in one go.

use super::haystack::{Joined, PIECE};
use memchr::memmem;

/// Between two names; no folded name has it.
const BETWEEN: char = '\n';

/// How a name has a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Has {
    /// It has not.
    Not,
    /// Inside a word.
    Inside,
    /// From the beginning of a word, and on into the next words.
    AtStart,
}

/// Names by their numbers from 0 on.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// One behind the other.
    text: String,
    /// Where their words begin, each counted from the beginning of its name.
    starts: Vec<u16>,
    /// Where each ends, in the text (without what stands between) and in the starts.
    ends: Vec<(u32, u32)>,
}

impl Names {
    /// Adds one behind the last.
    pub(super) fn push(&mut self, name: &Joined) {
        self.text.push_str(&name.text);
        self.starts.extend(&name.starts);
        let ends = [self.text.len(), self.starts.len()].map(u32::try_from);
        let [text, starts] = ends.map(|end| end.unwrap_or(u32::MAX));
        self.ends.push((text, starts));
        self.text.push(BETWEEN);
    }

    /// Gives back memory that was kept for more.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The name of this number, without what stands between words; an empty one where there is none.
    pub(super) fn get(&self, number: usize) -> &str {
        self.parts(number).0
    }

    /// A name, where its words begin, and where it begins itself in the text.
    fn parts(&self, number: usize) -> (&str, &[u16], usize) {
        let before = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let before = before.map(|(text, starts)| (*text as usize + 1, *starts as usize));
        let (begin, first) = before.unwrap_or_default();
        let end = self.ends.get(number).map(|(text, starts)| (*text as usize, *starts as usize));
        let (end, last) = end.unwrap_or((begin, first));
        let text = self.text.get(begin..end).unwrap_or_default();
        (text, self.starts.get(first..last).unwrap_or_default(), begin)
    }

    /// How each name has `piece`: as a [`Joined`] name finds it, but all in one go.
    pub(super) fn having(&self, piece: &str) -> Vec<Has> {
        let mut having = vec![Has::Not; self.len()];
        let mut number = 0;
        for at in memmem::find_iter(self.text.as_bytes(), piece) {
            while self.ends.get(number).is_some_and(|(end, _)| (*end as usize) < at) {
                number += 1;
            }
            if let Some(has) = having.get_mut(number).filter(|has| **has < Has::Inside) {
                *has = self.how(number, at, piece).max(*has);
            }
        }
        having
    }

    /// How the name of this number has `piece`, which occurs in it at this place of the text.
    fn how(&self, number: usize, at: usize, piece: &str) -> Has {
        let (name, starts, begin) = self.parts(number);
        let starts = || starts.iter().map(|start| usize::from(*start));
        if starts().any(|start| name[start..].starts_with(piece)) {
            return Has::AtStart;
        }
        let at = at - begin;
        let is_within =
            starts().find(|start| *start > at).is_none_or(|next| at + piece.len() <= next);
        if is_within && piece.len() >= PIECE { Has::Inside } else { Has::Not }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found_by_its_own_letters_as_one_alone_would_be() {
        let texts = ["บาน นา", "", "นา นา นา", "ดอน ดู", "nakhon nayok"];
        let mut names = Names::default();
        for text in texts {
            names.push(&Joined::new(text));
        }
        for piece in ["นา", "นานา", "ดอน", "อนด", "อ", "n", "khon", "hon", "honn", "none"]
        {
            let alone = texts.map(|text| match Joined::new(text).find(piece) {
                None => Has::Not,
                Some(false) => Has::Inside,
                Some(true) => Has::AtStart,
            });
            assert_eq!(names.having(piece), alone, "{piece}");
        }
        let shown: Vec<&str> = (0..6).map(|number| names.get(number)).collect();
        assert_eq!(shown, ["บานนา", "", "นานานา", "ดอนดู", "nakhonnayok", ""]);
    }
}
