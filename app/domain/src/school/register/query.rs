//! What an address asks the register for, and what is wrong with it.

use crate::kernel::decimal;
use crate::kernel::thai;
use crate::map::view::MAX_SEARCH;
use crate::place::position::Place;
use crate::school::{Level, Size};

/// So many schools come at once where nothing else is asked for.
const PER_PAGE: u32 = 100;
/// And at most so many.
const MOST_PER_PAGE: u32 = 500;
/// The last page that can be asked for: far behind the last school.
const LAST_PAGE: u32 = 100_000;
/// The longest name of an amphoe, in characters.
const LONGEST_AMPHOE: usize = 100;
/// Digits of a district's office code.
const DISTRICT: usize = 10;
/// Digits of a province's code.
const PROVINCE: usize = 2;
/// The parameter for the language of sentences, which every address takes.
const LANG: &str = "lang";

/// In which order schools come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// By their codes.
    Code,
    /// What fits the words best first; those that fit alike by name.
    Match,
}

impl Sort {
    /// All.
    pub const ALL: [Self; 2] = [Self::Code, Self::Match];

    /// As in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Match => "match",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterQuery {
    /// Words of name, tambon, amphoe or province, or the beginning of the code, as typed.
    pub words: String,
    /// The district's office code.
    pub district: Option<String>,
    /// The province's 2-digit code.
    pub province: Option<String>,
    /// The amphoe's name in Thai.
    pub amphoe: Option<String>,
    /// With this stage.
    pub level: Option<Level>,
    /// Of this size.
    pub size: Option<Size>,
    /// Only open ones, only closed ones, or all.
    pub is_open: Option<bool>,
    /// Around this place, the nearest first.
    pub near: Option<Place>,
    /// In which order.
    pub sort: Sort,
    /// Which page, from 1 on.
    pub page: u32,
    /// How many to a page, 1–500.
    pub per_page: u32,
}

/// A place as `near` says it: five decimals of a degree, about a metre.
pub fn place_text(place: Place) -> String {
    format!("{},{}", decimal::write(place.lat, 5), decimal::write(place.lon, 5))
}

/// Why a parameter cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterFault {
    /// There is none of this name.
    Unknown,
    /// It stands there more than once.
    Twice,
    /// It is a whole number from 1 to this.
    NotUpTo(u32),
    /// It is one of these.
    NotOneOf(Vec<&'static str>),
    /// It is so many digits.
    NotDigits(usize),
    /// It has at most so many characters.
    TooLong(usize),
}

impl Default for RegisterQuery {
    fn default() -> Self {
        Self {
            words: String::new(),
            district: None,
            province: None,
            amphoe: None,
            level: None,
            size: None,
            is_open: Some(true),
            near: None,
            sort: Sort::Code,
            page: 1,
            per_page: PER_PAGE,
        }
    }
}

impl RegisterQuery {
    /// The open schools that fit these words best.
    pub fn search(words: &str, page: u32, per_page: u32) -> Self {
        let page = page.clamp(1, LAST_PAGE);
        Self { words: thai::line(words), sort: Sort::Match, page, per_page, ..Self::default() }
    }

    /// The open schools around a place that [`place_text`] wrote; none where it is no place.
    pub fn around(place: &str, per_page: u32) -> Option<Self> {
        let (lat, lon) = place.split_once(',')?;
        let near = Place::new(decimal::parse(lat)?, decimal::parse(lon)?)?;
        Some(Self { near: Some(near), per_page, ..Self::default() })
    }

    /// What the parameters of an address say, decoded; or each that cannot be taken, with the reason.
    pub fn parse(pairs: &[(String, String)]) -> Result<Self, Vec<(String, ParameterFault)>> {
        let mut query = Self::default();
        let mut faults = Vec::new();
        for (at, (name, value)) in pairs.iter().enumerate() {
            let is_again = pairs.iter().take(at).any(|(before, _)| before == name);
            let taken = if is_again { Err(ParameterFault::Twice) } else { query.take(name, value) };
            faults.extend(taken.err().map(|fault| (name.clone(), fault)));
        }
        if faults.is_empty() { Ok(query) } else { Err(faults) }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), ParameterFault> {
        match name {
            "q" => self.words = short(value, MAX_SEARCH)?,
            "district" => self.district = Some(digits(value, DISTRICT)?),
            "province" => self.province = Some(digits(value, PROVINCE)?),
            "amphoe" => {
                let amphoe = thai::line(&short(value, LONGEST_AMPHOE)?);
                self.amphoe = Some(amphoe).filter(|amphoe| !amphoe.is_empty());
            }
            "level" => self.level = Some(one_of(value, &Level::ALL, Level::key)?),
            "size" => self.size = Some(one_of(value, &Size::ALL, Size::key)?),
            "open" => {
                self.is_open = one_of(value, &[Some(true), Some(false), None], state_key)?;
            }
            "sort" => self.sort = one_of(value, &Sort::ALL, Sort::key)?,
            "page" => self.page = up_to(value, LAST_PAGE)?,
            "per_page" => self.per_page = up_to(value, MOST_PER_PAGE)?,
            LANG => {}
            _ => return Err(ParameterFault::Unknown),
        }
        Ok(())
    }

    /// The parameters of this query on another page, as far as they say something.
    pub fn pairs(&self, page: u32) -> Vec<(&'static str, String)> {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let sort = if self.sort == Sort::Code { "" } else { self.sort.key() };
        let state = if self.is_open == Some(true) { "" } else { state_key(self.is_open) };
        let pairs = [
            ("q", self.words.clone()),
            ("district", some(&self.district)),
            ("province", some(&self.province)),
            ("amphoe", some(&self.amphoe)),
            ("level", self.level.map_or("", Level::key).to_owned()),
            ("size", self.size.map_or("", Size::key).to_owned()),
            ("open", state.to_owned()),
            ("sort", sort.to_owned()),
            ("page", page.to_string()),
            ("per_page", self.per_page.to_string()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// As in addresses: which schools are let through by whether they are open.
fn state_key(is_open: Option<bool>) -> &'static str {
    match is_open {
        Some(true) => "true",
        Some(false) => "false",
        None => "any",
    }
}

fn short(value: &str, most: usize) -> Result<String, ParameterFault> {
    let fits = value.chars().count() <= most;
    fits.then(|| value.to_owned()).ok_or(ParameterFault::TooLong(most))
}

fn digits(value: &str, count: usize) -> Result<String, ParameterFault> {
    let fits = value.len() == count && value.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| value.to_owned()).ok_or(ParameterFault::NotDigits(count))
}

fn up_to(value: &str, most: u32) -> Result<u32, ParameterFault> {
    let is_plain = value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse().ok().filter(|number| is_plain && (1..=most).contains(number));
    number.ok_or(ParameterFault::NotUpTo(most))
}

fn one_of<T: Copy>(
    value: &str,
    all: &[T],
    key: impl Fn(T) -> &'static str,
) -> Result<T, ParameterFault> {
    let named = all.iter().copied().find(|one| key(*one) == value);
    named.ok_or_else(|| ParameterFault::NotOneOf(all.iter().map(|one| key(*one)).collect()))
}
