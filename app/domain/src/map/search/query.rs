//! What was typed, taken apart: numbers, kinds, and the words of a name.

use crate::kernel::spelling;
use crate::kernel::thai;
use crate::kernel::thai::office;
use crate::map::search::haystack::Haystack;
use crate::map::search::words::words;
use crate::map::view::MAX_SEARCH;
use crate::place::district::DistrictKind;

/// What was typed, prepared once and asked of each pin.
#[derive(Debug, Clone, Default)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) names: Vec<Name>,
    /// All of `names` as one; `None` where there are none.
    pub(super) whole: Option<Name>,
}

/// Something that a pin has or has not. A number too large to be one is had by none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Term {
    Kind(DistrictKind),
    Area(Option<i32>),
    Cluster(Option<i32>),
    /// The office code, or how it begins.
    Code(String),
}

/// A word, or several, of a name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) plain: String,
    pub(super) sound: String,
}

impl Name {
    pub(super) fn new(plain: String) -> Self {
        Self { sound: spelling::sound(&plain), plain }
    }

    /// Whether there is enough of it to go by sound.
    pub(super) fn is_audible(&self) -> bool {
        self.plain.len() >= 3 && self.sound.len() >= 2
    }
}

/// English words of the offices' names that do not say which office.
const GENERAL: [&str; 8] =
    ["educational", "education", "service", "area", "office", "province", "changwat", "khet"];
const PRIMARY: [&str; 2] = ["primary", "pesao"];
const SECONDARY: [&str; 2] = ["secondary", "sesao"];
const CLUSTER: &str = "cluster";

/// From as many digits on, a number is (the beginning of) an office code.
const CODE: usize = 4;

impl Query {
    /// Prepares what was typed; at most [`MAX_SEARCH`] characters of it are looked at.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(MAX_SEARCH).collect();
        let (kind, typed) = kind_of_slug(&typed);
        let parts = Parts::of(typed);
        let both = Haystack::new(&parts.words.join(" "));
        let whole = Name { plain: both.plain.text, sound: both.sound.text };
        Self {
            terms: kind.map(Term::Kind).into_iter().chain(parts.terms).collect(),
            whole: (!parts.words.is_empty()).then_some(whole),
            names: parts.words.into_iter().map(Name::new).collect(),
        }
    }

    /// Whether a word of a name is all that was typed.
    pub(super) fn is_one_word(&self) -> bool {
        self.names.len() == 1 && self.terms.is_empty()
    }

    pub(super) fn has_area(&self) -> bool {
        self.terms.iter().any(|term| matches!(term, Term::Area(_)))
    }
}

/// A text taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) terms: Vec<Term>,
    /// The words that name a place.
    pub(super) words: Vec<String>,
}

impl Parts {
    pub(super) fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let mut rest = words(&thai::fold(text)).into_iter().peekable();
        while let Some(word) = rest.next() {
            if word == CLUSTER || word == office::CLUSTER {
                let number = rest.next_if(|next| is_number(next));
                parts.terms.extend(number.map(|number| Term::Cluster(number.parse().ok())));
            } else {
                parts.take(word);
            }
        }
        parts
    }

    fn take(&mut self, word: String) {
        if is_number(&word) && word.len() >= CODE {
            self.terms.push(Term::Code(word));
        } else if is_number(&word) {
            self.terms.push(Term::Area(word.parse().ok()));
        } else if let Some(kind) = kind_named(&word) {
            self.terms.push(Term::Kind(kind));
        } else if !GENERAL.contains(&&*word) && !office::GENERAL.contains(&&*word) {
            self.words.push(word);
        }
    }

    /// The area number that was given.
    pub(super) fn area(&self) -> Option<i32> {
        let number = |term: &Term| if let Term::Area(number) = term { *number } else { None };
        self.terms.iter().find_map(number)
    }
}

/// Whether `word` begins a word that offices of this kind have in common: so that a half-typed
/// "chiang mai p" or "สพ" does not empty the list.
pub(super) fn begins_office_word(word: &str, kind: DistrictKind) -> bool {
    let general = GENERAL.iter().chain(&office::GENERAL).copied();
    let mut all = general.chain([CLUSTER, office::CLUSTER]).chain(kind_words(kind));
    all.any(|of| of.starts_with(word))
}

/// Whether a word that stands alone is long enough to mean an office word: a single letter means
/// a name, except the one that every Thai short name begins with.
pub(super) fn is_telling(word: &str) -> bool {
    office::ABBREVIATION.starts_with(word) || word.len() >= 3 && word.chars().count() >= 2
}

fn kind_words(kind: DistrictKind) -> impl Iterator<Item = &'static str> {
    let (english, thai) = match kind {
        DistrictKind::Primary => (PRIMARY, office::PRIMARY),
        DistrictKind::Secondary => (SECONDARY, office::SECONDARY),
    };
    english.into_iter().chain(thai)
}

fn kind_named(word: &str) -> Option<DistrictKind> {
    DistrictKind::ALL.into_iter().find(|kind| kind_words(*kind).any(|of| of == word))
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The kind by which a name in addresses begins (`p-`, `s-`), and the rest.
fn kind_of_slug(typed: &str) -> (Option<DistrictKind>, &str) {
    let typed = typed.trim_start();
    let letters = [("p-", DistrictKind::Primary), ("s-", DistrictKind::Secondary)];
    let found =
        letters.into_iter().find_map(|(letter, kind)| Some((kind, typed.strip_prefix(letter)?)));
    found.map_or((None, typed), |(kind, rest)| (Some(kind), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

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
