//! Finding a school among all of the country by what people type: its name, where it is, its code.
//!
//! Words are compared as those of districts are. What merely sounds alike is looked for only where nothing
//! is written alike: among 30,000 names something always sounds like what was typed.

use super::haystack::{Haystack, Joined};
use super::names::{Has, Names};
use super::query::{Name, is_number};
use super::rank;
use crate::kernel::thai;
use crate::kernel::thai::office::NICKNAMES;
use crate::map::board::Province;
use crate::map::view::MAX_SEARCH;
use crate::school::general_terms::{GENERAL, LETTERS};

/// The English word that says nothing about which school is meant.
const SCHOOL: &str = "school";
/// From as many digits on, a number is (the beginning of) a school's code.
const CODE: usize = 4;

/// Schools prepared for searching, once per list.
#[derive(Debug, Clone, Default)]
pub struct SchoolIndex {
    /// The names as written.
    written: Names,
    /// And as they sound.
    heard: Names,
    /// Which of the places each school is at.
    place: Vec<u32>,
    /// Tambon, amphoe and province, each combination once.
    places: Names,
}

/// What was typed, prepared once and asked of each school.
#[derive(Debug, Clone, Default)]
pub struct SchoolQuery {
    words: Vec<Name>,
    /// All words as one; `None` where there are none.
    whole: Option<Name>,
}

/// What a word finds.
struct Found<'a> {
    word: &'a Name,
    /// How each name has it.
    names: Vec<Has>,
    /// How each name sounds like it; nothing where that is not asked for.
    heard: Vec<Has>,
    /// How each place has it.
    places: Vec<Has>,
    is_code: bool,
}

impl SchoolQuery {
    /// Prepares what was typed; at most [`MAX_SEARCH`] characters of it are looked at.
    pub fn new(typed: &str) -> Self {
        let typed: String = typed.chars().take(MAX_SEARCH).collect();
        let folded = thai::fold(&typed);
        let words: Vec<&str> = folded.split(' ').filter_map(telling).collect();
        let both = Haystack::new(&words.join(" "));
        let whole = Name { plain: both.plain.text, sound: both.sound.text };
        Self {
            whole: (!words.is_empty()).then_some(whole),
            words: words.into_iter().map(|word| Name::new(word.to_owned())).collect(),
        }
    }

    /// Whether nothing was typed that could tell one school from another.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// What a word says about which school is meant, if anything.
fn telling(word: &str) -> Option<&str> {
    let rest = GENERAL.iter().find_map(|general| word.strip_prefix(general)).unwrap_or(word);
    (!rest.is_empty() && rest != SCHOOL && !LETTERS.contains(&rest)).then_some(rest)
}

impl SchoolIndex {
    /// The index of schools with these names, each at one of these places (tambon, amphoe, province).
    pub fn new<'a>(
        schools: impl Iterator<Item = (&'a str, u32)>,
        places: &[[String; 3]],
        provinces: &[Province],
    ) -> Self {
        let mut index = Self::default();
        for names in places {
            index.places.push(&place(names, provinces));
        }
        for (name, place) in schools {
            let name = Haystack::new(&thai::fold(name));
            index.written.push(&name.plain);
            index.heard.push(&name.sound);
            index.place.push(place);
        }
        index.places.shrink();
        index.written.shrink();
        index.heard.shrink();
        index.place.shrink_to_fit();
        index
    }

    /// The schools that match and that `fits` lets through, by their numbers from 0 on, each with its rank (0
    /// is best), in the order of their numbers. An empty query matches all alike. `code` tells a school's.
    pub fn select<'a>(
        &self,
        query: &SchoolQuery,
        fits: impl Fn(usize) -> bool,
        code: impl Fn(usize) -> &'a str,
    ) -> Vec<(u8, usize)> {
        let found = |by_sound| {
            let words: Vec<Found> =
                query.words.iter().map(|word| self.find(word, by_sound)).collect();
            let rank =
                |number| Some((self.rank(number, &words, query.whole.as_ref(), &code)?, number));
            (0..self.place.len())
                .filter(|number| fits(*number))
                .filter_map(rank)
                .collect::<Vec<_>>()
        };
        let written = found(false);
        if written.is_empty() && !query.is_empty() { found(true) } else { written }
    }

    fn find<'a>(&self, word: &'a Name, by_sound: bool) -> Found<'a> {
        let hears = by_sound && word.is_audible();
        Found {
            word,
            names: self.written.having(&word.plain),
            heard: if hears { self.heard.having(&word.sound) } else { Vec::new() },
            places: self.places.having(&word.plain),
            is_code: word.plain.len() >= CODE && is_number(&word.plain),
        }
    }

    fn rank<'a>(
        &self,
        number: usize,
        words: &[Found],
        whole: Option<&Name>,
        code: impl Fn(usize) -> &'a str,
    ) -> Option<u8> {
        let place = self.place.get(number).map_or(usize::MAX, |place| *place as usize);
        let mut worst = rank::EXACT;
        for found in words {
            let coded = || found.is_code && code(number).starts_with(&found.word.plain);
            let rank = found.rank(number, place).or_else(|| coded().then_some(rank::EXACT));
            worst = worst.max(rank?);
        }
        let name = self.written.get(number);
        Some(match whole {
            Some(whole) if name == whole.plain => rank::EXACT,
            Some(whole) if name.starts_with(&whole.plain) => rank::PREFIX,
            _ => worst,
        })
    }
}

impl Found<'_> {
    /// How well the school of this number, which is at this place, has the word.
    fn rank(&self, number: usize, place: usize) -> Option<u8> {
        match (has_at(&self.names, number), has_at(&self.heard, number)) {
            (Has::AtStart, _) => Some(rank::WORD),
            (Has::Inside, _) => Some(rank::INSIDE),
            (_, Has::AtStart) => Some(rank::SOUND),
            (_, Has::Inside) => Some(rank::SOUND_INSIDE),
            _ => (has_at(&self.places, place) == Has::AtStart).then_some(rank::PLACE),
        }
    }
}

/// How the name of this number has a word.
fn has_at(names: &[Has], number: usize) -> Has {
    names.get(number).copied().unwrap_or(Has::Not)
}

/// What the place of a school goes by.
fn place([tambon, amphoe, province]: &[String; 3], provinces: &[Province]) -> Joined {
    let mut names = format!("{tambon} {amphoe} {province} ");
    if let Some(known) = provinces.iter().find(|known| known.name_th == *province) {
        names.push_str(&known.name_en);
        for (_, nicknames) in NICKNAMES.iter().filter(|(code, _)| *code == known.code) {
            names.push(' ');
            names.push_str(nicknames);
        }
    }
    Joined::new(&thai::fold(&names))
}
