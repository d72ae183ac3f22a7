//! What was typed, taken apart: numbers, kinds, and the words of a name.

use crate::district::DistrictKind;
use crate::map_view::MAX_SEARCH;
use crate::search::haystack::Haystack;
use crate::spelling;
use crate::thai::{self, office};

/// What was typed, prepared once and asked of each pin.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// What was typed, where it may be (the beginning of) a name in addresses.
    pub(super) slug: Option<String>,
    pub(super) terms: Vec<Term>,
    pub(super) names: Vec<Name>,
    /// All of `names` as one.
    pub(super) whole: Option<Name>,
}

/// Something that a pin has or has not. A number too large to be one is had by none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    Kind(DistrictKind),
    Area(Option<i32>),
    Cluster(Option<i32>),
}

/// A word, or several, of a name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) plain: String,
    pub(super) sound: String,
}

impl Name {
    /// Whether there is enough of it to go by sound.
    pub(super) fn is_audible(&self) -> bool {
        self.plain.len() >= 3 && self.sound.len() >= 2
    }
}

/// English words of the offices' names that do not say which office.
const GENERAL: [&str; 6] =
    ["educational", "education", "service", "office", "province", "changwat"];
const PRIMARY: [&str; 2] = ["primary", "pesao"];
const SECONDARY: [&str; 2] = ["secondary", "sesao"];
const AREA: [&str; 2] = ["area", "khet"];
const CLUSTER: [&str; 1] = ["cluster"];

impl Query {
    /// Prepares what was typed; at most [`MAX_SEARCH`] characters of it are looked at.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(MAX_SEARCH).collect();
        let mut query = Self { slug: slug(&typed), ..Self::default() };
        let words = words(&thai::fold(&typed));
        let mut rest = words.iter().map(String::as_str).peekable();
        while let Some(word) = rest.next() {
            if is(word, &AREA, &[office::AREA]) {
                query.terms.extend(
                    rest.next_if(|next| is_number(next)).map(|no| Term::Area(no.parse().ok())),
                );
            } else if is(word, &CLUSTER, &[office::CLUSTER]) {
                query.terms.extend(
                    rest.next_if(|next| is_number(next)).map(|no| Term::Cluster(no.parse().ok())),
                );
            } else if is_number(word) {
                query.terms.push(Term::Area(word.parse().ok()));
            } else if let Some(kind) =
                DistrictKind::ALL.into_iter().find(|kind| kind_words(*kind).any(|of| of == word))
            {
                query.terms.push(Term::Kind(kind));
            } else if !is(word, &GENERAL, &office::GENERAL) {
                query.names.push(Name { plain: word.to_owned(), sound: spelling::sound(word) });
            }
        }
        query.whole = query.join_names();
        query
    }

    pub(super) fn has_area(&self) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Area(_)))
    }

    /// The area number that was given.
    pub(super) fn area(&self) -> Option<i32> {
        self.terms
            .iter()
            .find_map(|term| if let Term::Area(number) = term { *number } else { None })
    }

    fn join_names(&self) -> Option<Name> {
        let words: Vec<&str> = self.names.iter().map(|name| name.plain.as_str()).collect();
        let both = Haystack::new(&words.join(" "));
        (!words.is_empty()).then_some(Name { plain: both.plain.text, sound: both.sound.text })
    }
}

/// Whether `word` begins a word that names an office of this kind in general, and is long enough
/// to mean it: so that a half-typed "prim" or "สพ" does not empty the list.
pub(super) fn begins_office_word(word: &str, kind: DistrictKind) -> bool {
    let general = GENERAL.iter().chain(&AREA).chain(&CLUSTER).chain(&office::GENERAL).copied();
    let mut all = general.chain([office::AREA, office::CLUSTER]).chain(kind_words(kind));
    word.len() >= 3 && word.chars().count() >= 2 && all.any(|of| of.starts_with(word))
}

fn kind_words(kind: DistrictKind) -> impl Iterator<Item = &'static str> {
    let (english, thai) = match kind {
        DistrictKind::Primary => (PRIMARY, office::PRIMARY),
        DistrictKind::Secondary => (SECONDARY, office::SECONDARY),
    };
    english.into_iter().chain(thai)
}

fn is(word: &str, english: &[&str], thai: &[&str]) -> bool {
    english.contains(&word) || thai.contains(&word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn slug(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (typed.len() > 2 && matches!(typed.as_bytes(), [b'p' | b's', b'-', ..]))
        .then(|| typed.to_owned())
}

/// The words of a folded text: numbers apart from letters, spelt-out abbreviations together
/// (ส.พ.ป.), and words of the office apart from what is written on to them.
fn words(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut spelling_out = false;
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let single = word.chars().nth(1).is_none() && !is_number(word);
        match words.last_mut().filter(|_| single && spelling_out) {
            Some(abbreviation) => abbreviation.push_str(word),
            None => split_numbers(word, &mut words),
        }
        spelling_out = single;
    }
    let mut apart = Vec::with_capacity(words.len());
    for word in &words {
        split_office_words(word, &mut apart);
    }
    apart
}

fn split_numbers(word: &str, into: &mut Vec<String>) {
    let mut was_digit = None;
    for letter in word.chars() {
        let digit = letter.is_ascii_digit();
        match into.last_mut().filter(|_| was_digit == Some(digit)) {
            Some(last) => last.push(letter),
            None => into.push(letter.to_string()),
        }
        was_digit = Some(digit);
    }
}

/// Thai is written without spaces: สพปเชียงใหม่เขต1.
fn split_office_words(word: &str, into: &mut Vec<String>) {
    let phrases = office::GENERAL.iter().chain(&office::PRIMARY).chain(&office::SECONDARY);
    let mut phrases = phrases.copied().chain([office::CLUSTER, office::AREA]);
    let half_typed = begins_office_word(word, DistrictKind::Primary)
        || begins_office_word(word, DistrictKind::Secondary);
    let found =
        phrases.find_map(|phrase| Some((word.find(phrase)?, phrase))).filter(|_| !half_typed);
    match found {
        Some((at, phrase)) => {
            split_office_words(&word[..at], into);
            into.push(phrase.to_owned());
            split_office_words(&word[at + phrase.len()..], into);
        }
        None if word.is_empty() => {}
        None => into.push(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_together_is_taken_apart() {
        for (typed, apart) in [
            ("สพปเชียงใหม่เขต1", vec!["สพป", "เชียงใหม", "เขต", "1"]),
            ("ส.พ.ม. น่าน", vec!["สพม", "นาน"]),
            ("area2", vec!["area", "2"]),
            ("สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาน่าน", vec!["สำนักงานเขตพืนทีการศึกษา", "มัธยมศึกษา", "นาน"]),
            ("p 1", vec!["p", "1"]),
            ("", vec![]),
        ] {
            assert_eq!(words(&thai::fold(typed)), apart, "{typed}");
        }
    }

    #[test]
    fn a_hostile_search_is_cut_and_harmless() {
        for typed in [
            "ก".repeat(10_000),
            "\u{200b}".repeat(10_000),
            "9".repeat(10_000),
            "\u{202e}<script>alert(1)</script>' OR 1=1 --\0".repeat(300),
            "เขต".repeat(5_000),
        ] {
            let query = Query::new(&typed);
            assert!(
                query.names.iter().map(|name| name.plain.chars().count()).sum::<usize>()
                    <= MAX_SEARCH
            );
        }
    }
}
