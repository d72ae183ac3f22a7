//! Finding a district by what people type: Thai without exact marks, English as one hears it,
//! abbreviations, numbers, provinces and seats.
//!
//! Words are joined before they are compared, because neither Thai nor English spellings of the
//! same place agree on where to put spaces (Lop Buri, Lopburi).

mod haystack;
mod names;
mod query;
mod schools;
mod words;

pub use query::Query;
pub use schools::{SchoolIndex, SchoolQuery};

use crate::kernel::thai;
use crate::kernel::thai::office;
use crate::map::board::{DistrictPin, MapBoard};
use crate::place::district::DistrictKind;
use haystack::{Haystack, Joined};
use query::{Name, Parts, Term};

/// Ranks, best first. The list shows all of a rank in its own order.
mod rank {
    pub(super) const EXACT: u8 = 0;
    pub(super) const PREFIX: u8 = 1;
    pub(super) const WORD: u8 = 2;
    pub(super) const INSIDE: u8 = 3;
    pub(super) const SOUND: u8 = 4;
    pub(super) const SOUND_INSIDE: u8 = 5;
    pub(super) const PLACE: u8 = 6;
    pub(super) const OFFICE: u8 = 7;
}

/// The board's pins prepared for searching, once, so that a keystroke costs little.
#[derive(Debug, Clone)]
pub struct Index {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    code: String,
    kind: DistrictKind,
    area: Option<i32>,
    cluster: Option<i32>,
    names: [Haystack; 2],
    /// Provinces served, the seat, and what else the place goes by.
    places: Joined,
}

impl Index {
    /// The index of a board. Entry `i` is `board.pins[i]`.
    pub fn new(board: &MapBoard) -> Self {
        Self { entries: board.pins.iter().map(|pin| Entry::new(pin, board)).collect() }
    }

    /// How well pin `index` matches: 0 is best; `None` does not match.
    /// An empty query matches all alike.
    pub fn rank(&self, query: &Query, index: usize) -> Option<u8> {
        self.entries.get(index)?.rank(query)
    }

    /// All pins that match, as indexes into the board's, best first, then in the board's order.
    pub fn select(&self, query: &Query) -> Vec<usize> {
        let ranked = self.entries.iter().enumerate();
        let mut found: Vec<(u8, usize)> =
            ranked.filter_map(|(index, entry)| Some((entry.rank(query)?, index))).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, index)| index).collect()
    }
}

impl Entry {
    fn new(pin: &DistrictPin, board: &MapBoard) -> Self {
        let (thai, area) = place_name(&pin.name_th);
        let (english, _) = place_name(&pin.name_en);
        let mut places = String::new();
        for province in pin.provinces.iter().filter_map(|code| board.province(code)) {
            places.extend([&*province.name_th, " ", &*province.name_en, " "]);
        }
        for (_, names) in
            office::NICKNAMES.iter().filter(|(code, _)| pin.provinces.iter().any(|c| c == code))
        {
            places.extend([*names, " "]);
        }
        places.push_str(pin.seat_th.as_deref().unwrap_or_default());
        Self {
            code: pin.code.clone(),
            kind: pin.kind,
            area,
            cluster: pin.cluster,
            names: [Haystack::new(&thai), Haystack::new(&english)],
            places: Joined::new(&thai::fold(&places)),
        }
    }

    fn rank(&self, query: &Query) -> Option<u8> {
        query.terms.iter().all(|term| self.has(term)).then_some(())?;
        let Some(whole) = &query.whole else { return Some(rank::EXACT) };
        self.rank_whole(whole, query.has_area()).or_else(|| self.rank_words(query))
    }

    fn has(&self, term: &Term) -> bool {
        match term {
            Term::Kind(kind) => self.kind == *kind,
            Term::Area(number) => number.is_some() && self.area == *number,
            Term::Cluster(number) => number.is_some() && self.cluster == *number,
            Term::Code(digits) => self.code.starts_with(digits),
        }
    }

    /// All words that were typed, as one name.
    fn rank_whole(&self, whole: &Name, area_given: bool) -> Option<u8> {
        let complete = area_given || self.area.is_none();
        let ranks = self.names.iter().filter_map(|name| {
            if complete && name.plain.text == whole.plain {
                Some(rank::EXACT)
            } else if name.plain.text.starts_with(&whole.plain) {
                Some(rank::PREFIX)
            } else {
                (whole.is_audible() && name.sound.text.starts_with(&whole.sound))
                    .then_some(rank::SOUND)
            }
        });
        ranks.min()
    }

    /// Each word by itself; the worst counts.
    fn rank_words(&self, query: &Query) -> Option<u8> {
        let ranks = query.names.iter().map(|word| {
            let names = self.names.iter().filter_map(|name| rank_in_name(name, word));
            names.min().or_else(|| self.rank_beside_name(&word.plain, query.is_one_word()))
        });
        ranks.max_by_key(|rank| rank.unwrap_or(u8::MAX)).flatten()
    }

    fn rank_beside_name(&self, word: &str, alone: bool) -> Option<u8> {
        if self.places.find(word).is_some() {
            return Some(rank::PLACE);
        }
        let is_meant = !alone || query::is_telling(word);
        (is_meant && query::begins_office_word(word, self.kind)).then_some(rank::OFFICE)
    }
}

fn rank_in_name(name: &Haystack, word: &Name) -> Option<u8> {
    let grade = |at_word_start, start, inside| if at_word_start { start } else { inside };
    let plain =
        name.plain.find(&word.plain).map(|at_start| grade(at_start, rank::WORD, rank::INSIDE));
    plain.or_else(|| {
        let heard = word.is_audible().then(|| name.sound.find(&word.sound)).flatten()?;
        Some(grade(heard, rank::SOUND, rank::SOUND_INSIDE))
    })
}

/// The folded words of an office's name that name its place, and its area number.
fn place_name(name: &str) -> (String, Option<i32>) {
    let parts = Parts::of(name);
    (parts.words.join(" "), parts.area())
}
