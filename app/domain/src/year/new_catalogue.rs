//! A fiscal year's catalogue as a file gives it: its rows are checked, then compared with the items that stand.

use crate::year::catalogue::Track;
use crate::year::fiscal_year::FiscalYear;
use std::collections::{BTreeMap, BTreeSet};

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 300;
/// The highest number of an item within its list.
const HIGHEST_NO: i32 = 99;

/// Whether an item asks for the same as its predecessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparability {
    /// It continues its predecessor; values can be compared.
    Same,
    /// It continues its predecessor, but asks for something else.
    Changed,
    /// It has no predecessor.
    New,
}

/// An item of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueItem {
    /// Which list.
    pub track: Track,
    /// The group of a quick win, a capital letter; empty for a policy.
    pub group_key: String,
    /// The group's Thai and English title; empty for a policy.
    pub group_titles: [String; 2],
    /// Number within its group, from 1.
    pub no: i32,
    /// Thai and English title.
    pub titles: [String; 2],
    /// Key of the item of the year before that it continues, such as `p1`.
    pub predecessor: Option<String>,
    /// Whether it asks for the same as that one.
    pub comparability: Comparability,
}

/// An item as it was typed, each text a line as [`crate::kernel::thai::line`] gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedItem {
    /// Its row in the file, from 1 on.
    pub row: u32,
    /// Buddhist year.
    pub year: String,
    /// `policy` or `quick_win`.
    pub track: String,
    /// A letter; empty for a policy.
    pub group: String,
    /// The group's Thai and English title, where the row gives them.
    pub group_titles: [String; 2],
    /// Number within its group.
    pub no: String,
    /// Thai and English title.
    pub titles: [String; 2],
    /// Key of an item of the year before, or nothing.
    pub predecessor: String,
    /// `same`, `changed` or `new`; nothing where that follows from the predecessor.
    pub comparability: String,
}

/// Why an item cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueFault {
    /// It has no number.
    MissingNumber,
    /// Its number is none from 1 to 99.
    BadNumber,
    /// The row with this number has the same track, group and number.
    Twice(u32),
    /// Its track is neither of the two.
    UnknownTrack,
    /// Its group has no title, or a policy has one.
    UnknownGroup,
    /// Another row gives its group another title.
    OtherGroupTitle,
    /// A title is missing.
    EmptyTitle,
    /// A title has more than so many characters.
    TooLong(usize),
    /// The year before has no item with this key.
    UnknownPredecessor(String),
    /// The comparability does not fit the predecessor.
    BadComparability,
    /// The row is of another year.
    OtherYear(String),
    /// The item would be added to a year whose items are in use.
    AddedInUse,
    /// The item would be removed from a year whose items are in use.
    RemovedInUse,
}

/// A row that cannot be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedItem {
    /// Its row in the file; `None` for an item that the file has not.
    pub row: Option<u32>,
    /// The item's key, where it is known.
    pub key: Option<String>,
    /// All its faults.
    pub faults: Vec<CatalogueFault>,
}

/// What a catalogue does to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemChange {
    /// The year had no item with this key.
    Added,
    /// Another item takes the place of the one with this key, which has no reports.
    Replaced,
    /// The year keeps no item with this key.
    Removed,
    /// The item, which has reports, gets another title.
    TitleChanged,
    /// The item continues another one of the year before.
    PredecessorChanged,
}

/// An item with what a catalogue does to it; no change where it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedItem {
    /// Key within the year.
    pub key: String,
    /// In this order.
    pub changes: Vec<ItemChange>,
}

/// Whether the items of a year may still be exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// None has reports, and no later year continues them.
    Unused,
    /// Reports or a later year refer to them: only titles and predecessors may change.
    InUse,
}

impl Comparability {
    /// The key in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::New => "new",
        }
    }

    /// The comparability with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Same, Self::Changed, Self::New].into_iter().find(|one| one.key() == key)
    }
}

impl CatalogueItem {
    /// The item's key within its year, such as `p1` or `b7`.
    pub fn key(&self) -> String {
        key(self.track, &self.group_key, self.no)
    }

    fn has_titles_of(&self, other: &Self) -> bool {
        self.titles == other.titles && self.group_titles == other.group_titles
    }

    fn continues_as(&self, other: &Self) -> bool {
        self.predecessor == other.predecessor && self.comparability == other.comparability
    }
}

fn key(track: Track, group: &str, no: i32) -> String {
    match track {
        Track::Policy => format!("p{no}"),
        Track::QuickWin => format!("{}{no}", group.to_ascii_lowercase()),
    }
}

/// The items that `rows` give for `year`, in their order, or every row that cannot be taken. `before` is the
/// catalogue of the year before: its keys are the predecessors, and its groups keep their titles.
pub fn check(
    rows: &[TypedItem],
    year: FiscalYear,
    before: &[CatalogueItem],
) -> Result<Vec<CatalogueItem>, Vec<RefusedItem>> {
    let known = Known {
        year: year.to_string(),
        groups: groups(rows, before),
        before: before.iter().map(CatalogueItem::key).collect(),
    };
    let (mut items, mut refused) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let mut faults = Vec::new();
        let item = known.item(row, &mut faults);
        let key = item.as_ref().map(CatalogueItem::key);
        if let Some(first) = key.as_ref().and_then(|key| seen.get(key)) {
            faults.push(CatalogueFault::Twice(*first));
        }
        seen.extend(key.clone().map(|key| (key, row.row)));
        match item {
            Some(item) if faults.is_empty() => items.push(item),
            _ => refused.push(RefusedItem { row: Some(row.row), key, faults }),
        }
    }
    if refused.is_empty() { Ok(items) } else { Err(refused) }
}

/// What is known when a row is checked.
struct Known {
    year: String,
    groups: BTreeMap<String, [String; 2]>,
    before: BTreeSet<String>,
}

/// The titles of each group: as the first row that has them gives them, else as the year before had them.
fn groups(rows: &[TypedItem], before: &[CatalogueItem]) -> BTreeMap<String, [String; 2]> {
    let has_titles = |titles: &[String; 2]| titles.iter().all(|title| !title.is_empty());
    let from_rows = rows.iter().rev().map(|row| (&row.group, &row.group_titles));
    let from_before = before.iter().map(|item| (&item.group_key, &item.group_titles));
    let all = from_before.chain(from_rows).filter(|(_, titles)| has_titles(titles));
    all.map(|(group, titles)| (group.clone(), titles.clone())).collect()
}

impl Known {
    /// The item of a row; its faults are added to `faults`. `None` where even its key is unknown.
    fn item(&self, row: &TypedItem, faults: &mut Vec<CatalogueFault>) -> Option<CatalogueItem> {
        if row.year != self.year {
            faults.push(CatalogueFault::OtherYear(row.year.clone()));
        }
        let track = Track::from_key(&row.track);
        if track.is_none() {
            faults.push(CatalogueFault::UnknownTrack);
        }
        let no = number(&row.no).map_err(|fault| faults.push(fault)).ok();
        let group_titles = track.and_then(|track| self.group(row, track, faults));
        for title in row.titles.iter().chain(&row.group_titles) {
            faults.extend(title_fault(title));
        }
        if row.titles.iter().any(String::is_empty) {
            faults.push(CatalogueFault::EmptyTitle);
        }
        faults.dedup();
        let predecessor = Some(row.predecessor.clone()).filter(|key| !key.is_empty());
        if let Some(key) = predecessor.as_ref().filter(|key| !self.before.contains(*key)) {
            faults.push(CatalogueFault::UnknownPredecessor(key.clone()));
        }
        let comparability = comparability(&row.comparability, predecessor.is_some());
        if comparability.is_none() {
            faults.push(CatalogueFault::BadComparability);
        }
        Some(CatalogueItem {
            track: track?,
            group_key: row.group.clone(),
            group_titles: group_titles?,
            no: no?,
            titles: row.titles.clone(),
            predecessor,
            comparability: comparability.unwrap_or(Comparability::New),
        })
    }

    /// The titles of a row's group: empty for a policy, which has none.
    fn group(
        &self,
        row: &TypedItem,
        track: Track,
        faults: &mut Vec<CatalogueFault>,
    ) -> Option<[String; 2]> {
        let titles = match track {
            Track::Policy => row.group.is_empty().then(Default::default),
            Track::QuickWin => {
                is_group(&row.group).then(|| self.groups.get(&row.group).cloned()).flatten()
            }
        };
        match &titles {
            None => faults.push(CatalogueFault::UnknownGroup),
            Some(titles) => {
                let differs =
                    |(given, title): (&String, &String)| !given.is_empty() && given != title;
                if row.group_titles.iter().zip(titles).any(differs) {
                    faults.push(CatalogueFault::OtherGroupTitle);
                }
            }
        }
        titles
    }
}

/// A group is a capital letter; `P` is the list of policies in addresses.
fn is_group(text: &str) -> bool {
    matches!(text.as_bytes(), [letter] if letter.is_ascii_uppercase() && *letter != b'P')
}

fn number(text: &str) -> Result<i32, CatalogueFault> {
    if text.is_empty() {
        return Err(CatalogueFault::MissingNumber);
    }
    let number = text.parse().ok().filter(|no| (1..=HIGHEST_NO).contains(no));
    number.ok_or(CatalogueFault::BadNumber)
}

fn title_fault(title: &str) -> Option<CatalogueFault> {
    (title.chars().count() > LONGEST_TITLE).then_some(CatalogueFault::TooLong(LONGEST_TITLE))
}

fn comparability(text: &str, has_predecessor: bool) -> Option<Comparability> {
    match (text, has_predecessor) {
        ("", true) => Some(Comparability::Same),
        ("", false) => Some(Comparability::New),
        (text, _) => Comparability::from_key(text)
            .filter(|one| (*one == Comparability::New) != has_predecessor),
    }
}

/// What the catalogue `new` does to the items that stand, `current`: by key, those that go at the end. Of a year in
/// use it refuses each item that would be added or removed.
pub fn plan(
    current: &[CatalogueItem],
    new: &[CatalogueItem],
    usage: Usage,
) -> Result<Vec<PlannedItem>, Vec<RefusedItem>> {
    let stands: BTreeMap<String, &CatalogueItem> =
        current.iter().map(|item| (item.key(), item)).collect();
    let stays: BTreeSet<String> = new.iter().map(CatalogueItem::key).collect();
    let planned = new.iter().map(|item| {
        let before = stands.get(&item.key()).copied();
        PlannedItem { key: item.key(), changes: changes(before, item, usage) }
    });
    let goes = current.iter().map(CatalogueItem::key).filter(|key| !stays.contains(key));
    let removed = goes.map(|key| PlannedItem { key, changes: vec![ItemChange::Removed] });
    let all: Vec<PlannedItem> = planned.chain(removed).collect();
    let refused: Vec<RefusedItem> = match usage {
        Usage::Unused => Vec::new(),
        Usage::InUse => all.iter().filter_map(refused_in_use).collect(),
    };
    if refused.is_empty() { Ok(all) } else { Err(refused) }
}

fn changes(before: Option<&CatalogueItem>, item: &CatalogueItem, usage: Usage) -> Vec<ItemChange> {
    let Some(before) = before else { return vec![ItemChange::Added] };
    let title = match usage {
        Usage::Unused => ItemChange::Replaced,
        Usage::InUse => ItemChange::TitleChanged,
    };
    let title = (!item.has_titles_of(before)).then_some(title);
    let predecessor = (!item.continues_as(before)).then_some(ItemChange::PredecessorChanged);
    title.into_iter().chain(predecessor).collect()
}

fn refused_in_use(item: &PlannedItem) -> Option<RefusedItem> {
    let fault = match item.changes.first()? {
        ItemChange::Added => CatalogueFault::AddedInUse,
        ItemChange::Removed => CatalogueFault::RemovedInUse,
        ItemChange::Replaced | ItemChange::TitleChanged | ItemChange::PredecessorChanged => {
            return None;
        }
    };
    Some(RefusedItem { row: None, key: Some(item.key.clone()), faults: vec![fault] })
}

#[cfg(test)]
mod tests;
