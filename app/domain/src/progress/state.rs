//! The states of a report and the verbs that lead from one to the next.

use serde::{Deserialize, Serialize};

/// Where a report stands. Source: `domain.md` §3, "Progress report".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Posted; not yet looked at.
    Posted,
    /// The bureau has a question.
    Questioned,
    /// The district has answered it.
    Answered,
    /// The bureau has read it; everybody may.
    Acknowledged,
    /// Taken back by the district.
    Withdrawn,
}

/// What can be done with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The bureau asks.
    Question,
    /// The district answers.
    Answer,
    /// The bureau acknowledges.
    Acknowledge,
    /// The district takes it back.
    Withdraw,
    /// The district replaces it by a new one; the state stays.
    Correct,
}

impl State {
    /// All, in the order of a report's life.
    pub const ALL: [Self; 5] =
        [Self::Posted, Self::Questioned, Self::Answered, Self::Acknowledged, Self::Withdrawn];

    /// The key in the database and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Questioned => "questioned",
            Self::Answered => "answered",
            Self::Acknowledged => "acknowledged",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The state that `verb` leads to, if it leads anywhere.
    pub fn after(self, verb: Verb) -> Option<Self> {
        match (self, verb) {
            (Self::Posted, Verb::Question) => Some(Self::Questioned),
            (Self::Questioned, Verb::Answer) => Some(Self::Answered),
            (Self::Posted | Self::Answered, Verb::Acknowledge) => Some(Self::Acknowledged),
            (Self::Posted | Self::Questioned | Self::Answered, Verb::Withdraw) => {
                Some(Self::Withdrawn)
            }
            (
                Self::Posted | Self::Questioned | Self::Answered | Self::Acknowledged,
                Verb::Correct,
            ) => Some(self),
            _ => None,
        }
    }

    /// What can still be done, in the order of [`Verb::ALL`].
    pub fn verbs(self) -> impl Iterator<Item = Verb> {
        Verb::ALL.into_iter().filter(move |verb| self.after(*verb).is_some())
    }
}

impl Verb {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Question, Self::Answer, Self::Acknowledge, Self::Withdraw, Self::Correct];
}
