//! What is said of a fiscal year's catalogue that is read in.

use crate::Lang;
use domain::year::new_catalogue::{CatalogueFault, ItemChange, PlannedItem, RefusedItem};

impl Lang {
    /// Why an item of a catalogue cannot be taken.
    pub fn catalogue_fault(self, fault: &CatalogueFault) -> String {
        match fault {
            CatalogueFault::MissingNumber => self.catalogue_missing_number().to_owned(),
            CatalogueFault::BadNumber => self.catalogue_bad_number().to_owned(),
            CatalogueFault::Twice(row) => self.catalogue_twice(row),
            CatalogueFault::UnknownTrack => self.catalogue_unknown_track().to_owned(),
            CatalogueFault::UnknownGroup => self.catalogue_unknown_group().to_owned(),
            CatalogueFault::OtherGroupTitle => self.catalogue_other_group_title().to_owned(),
            CatalogueFault::EmptyTitle => self.catalogue_empty_title().to_owned(),
            CatalogueFault::TooLong(most) => self.catalogue_too_long(most),
            CatalogueFault::UnknownPredecessor(key) => self.catalogue_unknown_predecessor(key),
            CatalogueFault::BadComparability => self.catalogue_bad_comparability().to_owned(),
            CatalogueFault::OtherYear(year) => self.catalogue_other_year(year),
            CatalogueFault::AddedInUse => self.catalogue_added_in_use().to_owned(),
            CatalogueFault::RemovedInUse => self.catalogue_removed_in_use().to_owned(),
        }
    }

    /// A row of a catalogue that cannot be taken, in one sentence.
    pub fn refused_item(self, refused: &RefusedItem) -> String {
        let faults: Vec<String> =
            refused.faults.iter().map(|fault| self.catalogue_fault(fault)).collect();
        let faults = faults.join("; ");
        match (refused.row, &refused.key) {
            (Some(row), _) => self.catalogue_refused_row(row, faults),
            (None, key) => self.catalogue_refused_item(key.as_deref().unwrap_or_default(), faults),
        }
    }

    /// What a catalogue does to an item.
    pub fn item_changes(self, item: &PlannedItem) -> String {
        if item.changes.is_empty() {
            return self.catalogue_change_unchanged().to_owned();
        }
        let each = item.changes.iter().map(|change| match change {
            ItemChange::Added => self.catalogue_change_added(),
            ItemChange::Replaced => self.catalogue_change_replaced(),
            ItemChange::Removed => self.catalogue_change_removed(),
            ItemChange::TitleChanged => self.catalogue_change_title(),
            ItemChange::PredecessorChanged => self.catalogue_change_predecessor(),
        });
        each.collect::<Vec<_>>().join(", ")
    }
}
