//! A report that a device keeps until the server has it: as it is typed, and while it waits to be sent.

use super::form::ReportForm;
use crate::place::district::Slug;
use serde::{Deserialize, Serialize};

/// The shape of [`KeptReport`] as written by this version. A later one stays readable by its number.
pub const SCHEMA: u32 = 1;

/// A report on one device, by the key of its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptReport {
    /// Which shape this is.
    pub schema: u32,
    /// Row id of the account that typed it. Nobody else sees its text or sends it.
    pub account: i64,
    /// For which district.
    pub district: Slug,
    /// What that district is called, for a list without a network.
    pub district_name: String,
    /// Whether it waits to be sent.
    pub state: KeptState,
    /// What was typed.
    pub form: ReportForm,
    /// Why the server did not take it, as it said.
    pub refusal: Option<String>,
}

/// What is to become of a kept report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptState {
    /// Somebody is typing it.
    Draft,
    /// It is sent as soon as the server can be reached.
    Queued,
}

/// What a device does with a report that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Sends the same again later.
    Wait,
    /// Asks its author to sign in, then sends the same again.
    SignIn,
    /// Keeps it as a draft, to be mended or copied.
    Mend,
}

impl KeptState {
    /// The key under which it is kept.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Queued => "queued",
        }
    }
}

impl KeptReport {
    /// A draft of what is typed.
    pub fn draft(account: i64, district: Slug, district_name: String, form: ReportForm) -> Self {
        let state = KeptState::Draft;
        Self { schema: SCHEMA, account, district, district_name, state, form, refusal: None }
    }

    /// Whether it is the draft of the form for this district, begun by `account`, that corrects the same
    /// report (or none).
    pub fn belongs_on(&self, account: i64, district: &str, corrects: &str) -> bool {
        let is_here = self.district.as_str() == district && self.form.corrects == corrects;
        self.state == KeptState::Draft && self.account == account && is_here
    }

    /// Whether it waits to be sent, and may be while `account` is signed in.
    pub fn may_be_sent_by(&self, account: i64) -> bool {
        self.state == KeptState::Queued && self.account == account && self.schema <= SCHEMA
    }

    /// The same after the server answered with this HTTP status (0 where it did not) and this sentence.
    #[must_use]
    pub fn refused(mut self, status: u16, sentence: Option<String>) -> Self {
        self.state = match fate(status) {
            Fate::Wait | Fate::SignIn => KeptState::Queued,
            Fate::Mend => KeptState::Draft,
        };
        self.refusal = sentence.filter(|_| self.state == KeptState::Draft);
        self
    }
}

/// What to do about a report that was answered with this HTTP status; 0 where nobody answered. The key
/// makes sending again safe.
pub fn fate(status: u16) -> Fate {
    match status {
        401 => Fate::SignIn,
        429 => Fate::Wait,
        400..=499 => Fate::Mend,
        _ => Fate::Wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(state: KeptState) -> KeptReport {
        let form = ReportForm {
            text: "สองบรรทัด\nครบ".into(), ..ReportForm::default()
        };
        let nan = Slug::parse("p-nan-1").expect("a slug");
        KeptReport {
            state, ..KeptReport::draft(7, nan, "สพป.น่าน เขต 1".into(), form)
        }
    }

    #[test]
    fn a_draft_comes_back_only_to_its_author_its_district_and_its_correction() {
        let draft = kept(KeptState::Draft);
        assert!(draft.belongs_on(7, "p-nan-1", ""));
        assert!(!draft.belongs_on(8, "p-nan-1", ""));
        assert!(!draft.belongs_on(7, "p-nan-2", ""));
        assert!(!draft.belongs_on(7, "p-nan-1", "12"));
        assert!(!kept(KeptState::Queued).belongs_on(7, "p-nan-1", ""));
    }

    #[test]
    fn only_what_waits_is_sent_and_only_as_its_author() {
        assert!(kept(KeptState::Queued).may_be_sent_by(7));
        assert!(!kept(KeptState::Queued).may_be_sent_by(8));
        assert!(!kept(KeptState::Draft).may_be_sent_by(7));
        let later = KeptReport { schema: SCHEMA + 1, ..kept(KeptState::Queued) };
        assert!(!later.may_be_sent_by(7));
    }

    #[test]
    fn what_can_pass_waits_and_what_cannot_is_kept_with_its_reason() {
        let said = || Some("ปีงบประมาณปิดแล้ว".to_owned());
        for passing in [0, 401, 429, 500, 502, 503, 504] {
            let report = kept(KeptState::Queued).refused(passing, said());
            assert_eq!((report.state, report.refusal), (KeptState::Queued, None), "{passing}");
        }
        for lasting in [400, 403, 404, 409, 413, 422] {
            let report = kept(KeptState::Queued).refused(lasting, said());
            assert_eq!((report.state, report.refusal), (KeptState::Draft, said()), "{lasting}");
            assert_eq!(report.form, kept(KeptState::Draft).form);
        }
    }

    #[test]
    fn a_report_comes_back_from_the_device_as_it_was_kept() {
        let report = kept(KeptState::Queued).refused(404, Some("ไม่พบ".into()));
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<KeptReport>(&text).unwrap(), report);
        for state in [KeptState::Draft, KeptState::Queued] {
            assert_eq!(serde_json::to_value(state).unwrap(), state.key());
        }
    }
}
