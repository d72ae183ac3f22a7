//! Errors as sentences: what happened, what is safe, what to do.

use crate::Lang;
use domain::Error;
use domain::file::FileRefusal;
use domain::kernel::error::Reason;
use domain::kernel::refusal::Refusal;
use domain::kernel::written_number::NumberRefusal;
use domain::people::account::password::PasswordRefusal;
use domain::people::role::Role;

impl Lang {
    /// An error as a sentence for the whole form or page; `Invalid` speaks by its fields.
    pub fn error(self, error: &Error) -> String {
        match error {
            Error::Unauthenticated => self.error_unauthenticated().to_owned(),
            Error::Forbidden => self.error_forbidden().to_owned(),
            Error::NotFound => self.fault_404_text().to_owned(),
            Error::Invalid(_) => self.error_invalid().to_owned(),
            Error::Malformed => self.fault_400_text().to_owned(),
            Error::Refused(refusal) => self.refusal(refusal),
            Error::Conflict => self.error_conflict().to_owned(),
            Error::Throttled(seconds) => self.error_throttled(seconds),
            Error::Unavailable(seconds) => self.error_unavailable(seconds),
            Error::Internal(reference) => self.error_internal(reference),
            Error::Unreachable => self.error_unreachable().to_owned(),
        }
    }

    /// Why a field's value was refused.
    pub fn reason(self, reason: Reason) -> String {
        match reason {
            Reason::Missing => self.reason_missing().to_owned(),
            Reason::TooShort(least) => self.reason_too_short(least),
            Reason::TooLong(most) => self.reason_too_long(most),
            Reason::Unknown => self.reason_unknown().to_owned(),
            Reason::BadForm => self.reason_bad_form().to_owned(),
            Reason::Taken => self.reason_taken().to_owned(),
            Reason::WrongPassword => self.reason_wrong_password().to_owned(),
            Reason::BadDay => self.reason_bad_day().to_owned(),
            Reason::AlreadyAppointed => self.reason_already_appointed().to_owned(),
            Reason::OwnAccount => self.refusal_own_account().to_owned(),
            Reason::DisabledAccount => self.reason_disabled_account().to_owned(),
            Reason::BadHeading => self.reason_bad_heading().to_owned(),
            Reason::BadLine(line) => self.reason_bad_line(line),
            Reason::TooManyLines(most) => self.reason_too_many_lines(most),
            Reason::NotUtf8 => self.reason_not_utf8().to_owned(),
            Reason::NotForRole => self.reason_not_for_role().to_owned(),
            Reason::EndsBeforeItBegins => self.reason_ends_before_it_begins().to_owned(),
            Reason::NeededForAdjusted => self.reason_needed_for_adjusted().to_owned(),
            Reason::OnlyForAdjusted => self.reason_only_for_adjusted().to_owned(),
            Reason::OnlyForOutput => self.reason_only_for_output().to_owned(),
            Reason::NeededWithNumber => self.reason_needed_with_number().to_owned(),
            Reason::NeededWithUnit => self.reason_needed_with_unit().to_owned(),
            Reason::BadLink => self.reason_bad_link().to_owned(),
            Reason::Swapped => self.reason_swapped().to_owned(),
            Reason::OutsideProvinces => self.reason_outside_provinces().to_owned(),
            Reason::Number(refusal) => self.number_refusal(refusal).to_owned(),
            Reason::File(refusal) => self.file_refusal(refusal),
            Reason::Password(refusal) => self.password_refusal(refusal).to_owned(),
        }
    }

    fn number_refusal(self, refusal: NumberRefusal) -> &'static str {
        match refusal {
            NumberRefusal::NotANumber => self.number_not_a_number(),
            NumberRefusal::Negative => self.number_negative(),
            NumberRefusal::Exponent => self.number_exponent(),
            NumberRefusal::Separators => self.number_separators(),
            NumberRefusal::TooPrecise => self.number_too_precise(),
            NumberRefusal::TooLarge => self.number_too_large(),
        }
    }

    fn file_refusal(self, refusal: FileRefusal) -> String {
        match refusal {
            FileRefusal::Empty => self.file_empty().to_owned(),
            FileRefusal::UnknownFormat => self.file_unknown_format().to_owned(),
            FileRefusal::Heic => self.file_heic().to_owned(),
            FileRefusal::TooLarge(mib) => self.file_too_large(mib),
            FileRefusal::TooManyPixels(millions) => self.file_too_many_pixels(millions),
            FileRefusal::Damaged => self.file_damaged().to_owned(),
            FileRefusal::Animated => self.file_animated().to_owned(),
            FileRefusal::ActivePdf => self.file_active_pdf().to_owned(),
            FileRefusal::LockedPdf => self.file_locked_pdf().to_owned(),
            FileRefusal::TooMany(most) => self.file_too_many(most),
            FileRefusal::AlreadyThere => self.file_already_there().to_owned(),
            FileRefusal::NoRoom(mib) => self.file_no_room(mib),
        }
    }

    fn password_refusal(self, refusal: PasswordRefusal) -> &'static str {
        match refusal {
            PasswordRefusal::TooShort => self.password_too_short(),
            PasswordRefusal::TooLong => self.password_too_long(),
            PasswordRefusal::SameAsName => self.password_same_as_name(),
            PasswordRefusal::OneCharacter => self.password_one_character(),
            PasswordRefusal::Common => self.password_common(),
        }
    }

    fn refusal(self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::KeyReused => self.refusal_key_reused().to_owned(),
            Refusal::WrongState(_) => self.refusal_wrong_state().to_owned(),
            Refusal::Corrected => self.refusal_corrected().to_owned(),
            Refusal::YearClosed(year) => self.refusal_year_closed(year),
            Refusal::LaterList(year) => self.refusal_later_list(year),
            Refusal::NotNewestList => self.refusal_not_newest_list().to_owned(),
            Refusal::OwnReport => self.refusal_own_report().to_owned(),
            Refusal::OwnAccount => self.refusal_own_account().to_owned(),
            Refusal::NotYours { may } => {
                let may: Vec<&str> = may.iter().map(|role| self.role(*role)).collect();
                self.refusal_not_yours(may.join(self.list_separator()))
            }
            Refusal::AppointmentEnded { role, on } => {
                self.refusal_appointment_ended(self.role(*role), self.day(*on))
            }
        }
    }

    /// A role's name.
    pub fn role(self, role: Role) -> &'static str {
        match role {
            Role::Reporter => self.role_reporter(),
            Role::Director => self.role_director(),
            Role::Reviewer => self.role_reviewer(),
            Role::BureauOfficer => self.role_bureau_officer(),
            Role::MonitoringOfficer => self.role_monitoring_officer(),
            Role::MonitoringLead => self.role_monitoring_lead(),
            Role::Executive => self.role_executive(),
            Role::Administrator => self.role_administrator(),
        }
    }
}
