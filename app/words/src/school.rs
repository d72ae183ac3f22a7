//! What is said of schools and of lists of them.

use crate::Lang;
use domain::kernel::error::Reason;
use domain::school::{ChangeKind, Column, Fault, Level, Levels, ParameterFault, Size};

impl Lang {
    /// A column of a list.
    pub fn school_column(self, column: Column) -> &'static str {
        match column {
            Column::Code => self.school_column_code(),
            Column::Name => self.school_column_name(),
            Column::Levels => self.school_column_levels(),
            Column::District => self.school_column_district(),
            Column::Province => self.school_column_province(),
            Column::Amphoe => self.school_column_amphoe(),
            Column::Tambon => self.school_column_tambon(),
            Column::Lat => self.school_column_lat(),
            Column::Lon => self.school_column_lon(),
            Column::Students => self.school_column_students(),
            Column::Teachers => self.school_column_teachers(),
            Column::Year => self.school_column_year(),
        }
    }

    /// Why a field of a list cannot be taken.
    pub fn school_fault(self, fault: &Fault) -> String {
        match fault {
            Fault::Missing => self.school_fault_missing().to_owned(),
            Fault::TooLong(most) => self.school_fault_too_long(most),
            Fault::BadCode => self.school_fault_bad_code().to_owned(),
            Fault::BadLevels => self.school_fault_bad_levels().to_owned(),
            Fault::UnknownDistrict => self.school_fault_unknown_district().to_owned(),
            Fault::BadCount => self.school_fault_bad_count().to_owned(),
            Fault::TooMany(most) => self.school_fault_too_many(most),
            Fault::BadPlace => self.school_fault_bad_place().to_owned(),
            Fault::Abroad => self.school_fault_abroad().to_owned(),
            Fault::Swapped => self.school_fault_swapped().to_owned(),
            Fault::Twice(line) => self.school_fault_twice(line),
            Fault::OtherYear(year) => self.school_fault_other_year(year),
            Fault::ChristianYear(year) => self.school_fault_christian_year(year),
            Fault::BadYear => self.school_fault_bad_year().to_owned(),
        }
    }

    /// Why a parameter of an address cannot be taken.
    pub fn parameter_fault(self, fault: &ParameterFault) -> String {
        match fault {
            ParameterFault::Unknown => self.parameter_fault_unknown().to_owned(),
            ParameterFault::Twice => self.parameter_fault_twice().to_owned(),
            ParameterFault::NotUpTo(most) => self
                .parameter_fault_not_up_to(self.number(i32::try_from(*most).unwrap_or(i32::MAX))),
            ParameterFault::NotOneOf(all) => {
                self.parameter_fault_not_one_of(all.join(self.list_separator()))
            }
            ParameterFault::NotDigits(count) => self.parameter_fault_not_digits(count),
            ParameterFault::TooLong(most) => self.parameter_fault_too_long(most),
        }
    }

    /// A stage of basic education.
    pub fn school_level(self, level: Level) -> &'static str {
        match level {
            Level::Kindergarten => self.school_level_kindergarten(),
            Level::Primary => self.school_level_primary(),
            Level::LowerSecondary => self.school_level_lower_secondary(),
            Level::UpperSecondary => self.school_level_upper_secondary(),
        }
    }

    /// From the lowest stage to the highest.
    pub fn school_levels(self, levels: Levels) -> String {
        let Levels { from, to } = levels;
        if from == to {
            return self.school_level(from).to_owned();
        }
        format!("{}–{}", self.school_level(from), self.school_level(to))
    }

    /// How large a school is.
    pub fn school_size(self, size: Size) -> &'static str {
        match size {
            Size::Small => self.school_size_small(),
            Size::Medium => self.school_size_medium(),
            Size::Large => self.school_size_large(),
            Size::ExtraLarge => self.school_size_extra_large(),
            Size::Unknown => self.school_size_unknown(),
        }
    }

    /// Which way a list changes a school.
    pub fn school_change(self, kind: ChangeKind) -> &'static str {
        match kind {
            ChangeKind::Opened => self.school_change_opened(),
            ChangeKind::Moved => self.school_change_moved(),
            ChangeKind::Changed => self.school_change_changed(),
            ChangeKind::Closed => self.school_change_closed(),
        }
    }

    /// Why the file of a list is refused as a whole.
    pub fn school_file_reason(self, reason: Reason) -> String {
        match reason {
            Reason::BadForm => self.school_file_bad_form().to_owned(),
            Reason::BadHeading => self.school_file_bad_heading().to_owned(),
            Reason::Missing => self.school_file_no_lines().to_owned(),
            other => self.reason(other),
        }
    }
}
